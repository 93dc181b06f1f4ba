# Everything a developer does, one word each. `make help` explains; `make run` needs python3 and make alone.

PYTHON ?= python3
VENV := .venv/bin
COVERING := tests/rules tests/core
COMPILE := $(VENV)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command "make lock"

.DEFAULT_GOAL := help
.PHONY: help run fresh setup test soak pictures bench check format messages lock packages

help: ## Explain every target.
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## Set up what is missing and run the whole system; PORT=8000. Ends with Ctrl-C, keeps its data.
	@$(PYTHON) -m fsm3.local.setup run
	@$(VENV)/python -m fsm3.local.run

fresh: ## Throw away the data under var/, so that the next `make run` starts over.
	@$(PYTHON) -m fsm3.local.setup fresh

setup: ## Set up everything a developer needs: run, tests, browser.
	@$(PYTHON) -m fsm3.local.setup develop

test: check ## Run all checks, then all tests; those of rules and of the floor must cover what they are for whole.
	@$(VENV)/python -m pytest -n 2 $(COVERING) --cov --cov-report=
	@$(VENV)/coverage report --show-missing --skip-covered --fail-under=100
	@$(VENV)/python -m pytest -n 3 $(COVERING:%=--ignore=%) --durations=10

soak: setup ## The harness on the full product of pages, money on ten times the cases, the whole deadline rush; a long while.
	@SOAK=1 $(VENV)/python -m pytest -n 2 tests/harness tests/money tests/faults/test_deadline_rush.py

pictures: setup ## Take a picture of every page at 320 and 1280 pixels into var/pictures/, with an index.html.
	@$(VENV)/python -m pytest -q tests/harness/pictures.py

bench: setup ## Print what pages, deciding, outcomes, sealing and letters cost, as ratios of one run (tests/benchmarks/).
	@$(VENV)/python -m pytest -q -s tests/benchmarks/pages.py tests/benchmarks/deciding.py \
		tests/benchmarks/outcomes.py tests/benchmarks/sealing.py tests/benchmarks/letters.py

check: setup ## Run all checks that need no server running: style, types, imports, templates, migrations, packages.
	@$(VENV)/python -m fsm3.local.checks

format: setup ## Bring code and templates into the house's form.
	@$(VENV)/ruff check --fix --quiet .
	@$(VENV)/ruff format --quiet .
	@find templates -name '*.html' -exec $(VENV)/djade --target-version=5.2 {} +

messages: ## Collect the texts of code and templates into the catalogue, for translation.
	@$(PYTHON) -m fsm3.local.setup translate
	@$(VENV)/python manage.py makemessages --locale da --no-obsolete --add-location file \
		--ignore '.venv/*' --ignore 'node_modules/*' --ignore 'var/*' --ignore 'tests/*'
	@$(VENV)/python -m fsm3.local.catalogue

packages: ## Say how many packages production has; at most 80.
	@awk '/^[a-z0-9]/ {n++} END {print n " packages in production, 80 allowed"; exit n > 80}' requirements.lock

lock: setup ## Lock the packages anew after a change in pyproject.toml or package.json.
	@$(COMPILE) pyproject.toml -o requirements.lock
	@$(COMPILE) --group bootstrap -o requirements-bootstrap.lock
	@$(COMPILE) --group embedded -c requirements.lock -o requirements-embedded.lock
	@$(COMPILE) --group node -o requirements-node.lock
	@$(COMPILE) --group dev -c requirements.lock -c requirements-embedded.lock -o requirements-dev.lock
	@npm install --package-lock-only --silent
