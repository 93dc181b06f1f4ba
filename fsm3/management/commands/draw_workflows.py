"""`draw_workflows`: the drawing of the workflow in the documentation, made from the table that the program runs on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from applications.rules import workflow

TARGET = Path(__file__).parents[2] / "docs" / "workflows.md"


class Command(BaseCommand):
    """Write the drawing anew; a test says when it was forgotten."""

    help = "Draw the workflow into fsm3/docs/."

    def handle(self, *_: Any, **__: Any) -> None:
        """Write the page."""
        TARGET.write_text(page(), encoding="utf-8")
        self.stdout.write(
            f"Drawn into {TARGET.relative_to(Path.cwd()) if TARGET.is_relative_to(Path.cwd()) else TARGET}."
        )


def page() -> str:
    """The page as it should be."""
    return (
        "# The life of an application\n\n"
        "Drawn by `manage.py draw_workflows` from the table in `applications/rules/workflow.py`; do not edit.\n\n"
        f"```mermaid\n{workflow.drawing()}```\n"
    )
