"""`draw_workflows`: the drawings of the workflows in the documentation, made from the tables that the program runs on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from applications.rules import workflow
from budgets.rules import account_workflow

TARGET = Path(__file__).parents[2] / "docs" / "workflows.md"


class Command(BaseCommand):
    """Write the drawings anew; a test says when it was forgotten."""

    help = "Draw the workflows into fsm3/docs/."

    def handle(self, *_: Any, **__: Any) -> None:
        """Write the page."""
        TARGET.write_text(page(), encoding="utf-8")
        self.stdout.write(
            f"Drawn into {TARGET.relative_to(Path.cwd()) if TARGET.is_relative_to(Path.cwd()) else TARGET}."
        )


def page() -> str:
    """The page as it should be."""
    return "\n".join(
        (
            "# Workflows\n",
            "Drawn by `manage.py draw_workflows` from the tables named below; do not edit.\n",
            _drawn("The life of an application", "applications/rules/workflow.py", workflow.drawing()),
            _drawn(
                "The life of a version of an account",
                "budgets/rules/account_workflow.py",
                account_workflow.drawing(),
            ),
        )
    )


def _drawn(title: str, table: str, drawing: str) -> str:
    return f"## {title}\n\n`{table}`\n\n```mermaid\n{drawing}```\n"
