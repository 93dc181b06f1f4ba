# Everything a developer does, one word each. `make help` explains; `make run` needs python3 and make alone.

PYTHON ?= python3
VENV := .venv/bin
COMPILE := $(VENV)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command "make lock"

.DEFAULT_GOAL := help
.PHONY: help run fresh setup test check format messages lock packages

help: ## Explain every target.
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## Set up what is missing and run the whole system; PORT=8000. Ends with Ctrl-C, keeps its data.
	@$(PYTHON) -m fsm3.local.setup run
	@$(VENV)/python -m fsm3.local.run

fresh: ## Throw away the data under var/, so that the next `make run` starts over.
	@$(PYTHON) -m fsm3.local.setup fresh

setup: ## Set up everything a developer needs: run, tests, browser.
	@$(PYTHON) -m fsm3.local.setup develop
