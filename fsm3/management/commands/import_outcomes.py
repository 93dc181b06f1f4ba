"""`import_outcomes POOL FILE [--confirm YYYY-MM:CODE ...] --by MAIL`: take a monthly file whole, and count its months."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from fsm3.access.roles import Role
from fsm3.core import clock
from fsm3.jobs import outcome_files
from fsm3.management.base import JourneyCommand, acting, add_by
from payouts.selectors.vintages import report


class Command(JourneyCommand):
    """Check a file, store it as a vintage, and count its shares, all in this process."""

    help = "Check a monthly outcome file and store it as a vintage. Nothing is stored when anything is wrong."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The pool, the file, who is rightly absent, who acts."""
        parser.add_argument("pool")
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--confirm",
            nargs="+",
            action="extend",
            default=[],
            metavar="YYYY-MM:CODE",
            help="an awarded municipality that rightly has no row in a month",
        )
        add_by(parser)

    def handle(self, *_: Any, pool: str, file: Path, confirm: list[str], by: str, **__: Any) -> None:
        """Import, unless the newest vintage of these months is the same file."""
        actor = acting(by, Role.CASEWORKER)
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error}") from error
        vintage = outcome_files.take_here(
            pool, content, file_name=file.name, confirmations=confirm, by=actor, at=clock.now()
        )
        if vintage is None:
            self.stdout.write("The newest vintage of these months is the same file: nothing is stored.")
            return
        told = report(vintage)
        months = f"{len(told.months)} month{'s' * (len(told.months) != 1)}"
        self.stdout.write(f"{told.rows} rows of {months} are stored as vintage {told.number}.")
        for code, rows in told.counted_not_stored.items():
            self.stdout.write(f"  - {code} has no award: {rows} rows are counted and not stored.")
        for absence in told.confirmations:
            self.stdout.write(f"  - absent, as confirmed: {absence}")
