"""`load_pool FILE --by MAIL`: check a pool file and propose what it says as the pool's next version."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from fsm3.access.roles import Role
from fsm3.core import clock
from fsm3.journeys import pools
from fsm3.management.base import JourneyCommand, acting, add_by, read_text


class Command(JourneyCommand):
    """Propose a version of a pool; `put_in_force` decides it."""

    help = "Check a pool file and propose it as the pool's next version."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, who acts, and the reason for a deadline that moves."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--reason", default="", help="why the deadline moves; it is published")
        add_by(parser)

    def handle(self, *_: Any, file: Path, by: str, reason: str, **__: Any) -> None:
        """Propose, unless the newest version says the same."""
        actor = acting(by, Role.CASEWORKER)
        proposal = pools.prepare_pool_version(read_text(file), by=actor, at=clock.now(), reason=reason)
        if proposal is None:
            self.stdout.write("The pool's newest version says the same: nothing is proposed.")
        else:
            self.stdout.write(f"Proposed as proposal {proposal}; an approver puts it in force.")
