"""All checks of `make check`, one after another, every one run even when another fails; one line each.

They start private servers for their own duration where the migrations are compared with the models.
"""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from fsm3.local.services import CLONE, VAR, at_hand, demo_environment

BIN = Path(sys.executable).parent
PYTHON = str(BIN / "python")
APPS = ("core", "access", "applications", "budgets", "payouts")
TEMPLATES = tuple(str(path.relative_to(CLONE)) for path in sorted((CLONE / "templates").rglob("*.html")))
# What a production installation would say of itself, for Django's own check before deployment.
PRODUCTION = {
    "DEMO": "0",
    "PRODUCTION": "1",
    "ALLOWED_HOSTS": "fsm3.example",
    "SITE_URL": "https://fsm3.example",
    "BEHIND_PROXY": "1",
    "MAIL_URL": "smtp+tls://post:word@mail.example",
    "MAIL_FROM": "puljer@fsm3.example",
    "LOG_LEVEL": "WARNING",
}
UNREACHABLE = ("ConnectionError", "ServiceError", "HTTPError", "Max retries", "timed out", "resolve")


@dataclass(frozen=True)
class Check:
    """One tool, what it looks at, and how it is called."""

    name: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)


CHECKS = (
    Check("style", (f"{BIN}/ruff", "check", ".")),
    Check("form", (f"{BIN}/ruff", "format", "--check", ".")),
    Check("types", (f"{BIN}/mypy", "fsm3", "applications", "budgets", "payouts", "tests", "manage.py")),
    Check("imports", (f"{BIN}/lint-imports", "--no-logo")),
    Check("templates", (f"{BIN}/djlint", "--lint", "--quiet", "templates")),
    Check("templates' form", (f"{BIN}/djade", "--target-version=5.2", "--check", *TEMPLATES)),
    Check("migrations complete", (PYTHON, "manage.py", "makemigrations", "--check", "--dry-run")),
    Check("migrations safe", (PYTHON, "-m", "fsm3.local.migration_lint")),
    Check("deployment", (PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"), PRODUCTION),
)


def main() -> None:
    """Run every check and end with the number of those that failed."""
    os.chdir(CLONE)
    with at_hand() as addresses:
        environment = demo_environment(VAR, addresses)
        failed = [check.name for check in CHECKS if not _passes(check, environment)]
    if not _packages_are_safe():
        failed.append("packages")
    if failed:
        sys.exit(f"Failed: {', '.join(failed)}")


def _passes(check: Check, environment: dict[str, str]) -> bool:
    done = _run(check.command, environment | check.environment)
    return _say(check.name, passed=done.returncode == 0, output=done.stdout)


def _packages_are_safe() -> bool:
    """Ask the advisory service about the locked packages. A finding fails; a service out of reach is said."""
    command = (
        f"{BIN}/pip-audit",
        "--disable-pip",
        "--no-deps",
        "--progress-spinner=off",
        "-r",
        "requirements.lock",
    )
    done = _run(command, dict(os.environ))
    if done.returncode and any(word in done.stdout for word in UNREACHABLE):
        print(
            "  -  packages: the advisory service cannot be reached from here, nothing was looked up",
            flush=True,
        )
        return True
    return _say("packages", passed=done.returncode == 0, output=done.stdout)


def _run(command: tuple[str, ...], environment: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )


def _say(name: str, *, passed: bool, output: str) -> bool:
    print(f"  {'ok' if passed else 'NO'} {name}", flush=True)
    if not passed:
        print(output, flush=True)
    return passed


if __name__ == "__main__":
    main()
