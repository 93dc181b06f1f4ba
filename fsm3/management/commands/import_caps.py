"""`import_caps POOL FILE --source --dated --by MAIL`: check a table of caps whole and propose it for a pool."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from applications.rules.caps_file import read_caps
from applications.selectors.pools import municipalities
from fsm3.access.roles import Role
from fsm3.core import clock
from fsm3.journeys import pools
from fsm3.management.base import JourneyCommand, acting, add_by
from fsm3.management.tables import read_table


class Command(JourneyCommand):
    """Propose a table of caps and cohorts; `put_in_force` decides it."""

    help = "Check a table of caps (CSV or xlsx) and propose it for a pool. Nothing is stored when a cell is wrong."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The pool, the file, where the table comes from and of which day it is, who acts."""
        parser.add_argument("pool")
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", required=True, help="where the table comes from")
        parser.add_argument("--dated", required=True, type=date.fromisoformat, help="its date, as 2021-11-01")
        add_by(parser)

    def handle(self, *_: Any, pool: str, file: Path, source: str, dated: date, by: str, **__: Any) -> None:
        """Read, check, propose, unless the newest table says the same."""
        actor = acting(by, Role.CASEWORKER)
        rows = read_caps(read_table(file), pools.terms_in_force(pool).terms, frozenset(municipalities()))
        proposal = pools.prepare_caps(pool, rows, source=source, dated=dated, by=actor, at=clock.now())
        if proposal is None:
            self.stdout.write("The pool's newest table says the same: nothing is proposed.")
        else:
            self.stdout.write(
                f"{len(rows)} caps proposed as proposal {proposal}; an approver puts them in force."
            )
