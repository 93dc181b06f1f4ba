"""`payout_statement POOL CODE [--json]`: what the award of a municipality gives now, and why."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from applications.selectors import awards
from fsm3.core import clock
from fsm3.journeys.pools import terms_in_force
from fsm3.management.base import JourneyCommand
from payouts.rules.statement_text import as_text
from payouts.selectors import money


class Command(JourneyCommand):
    """Tell the statement of a case as it would be now; nothing is prepared or changed."""

    help = (
        "Tell what the award of a municipality gives now, and why: in Danish, or with --json as one object. Money is text "
        "with two decimals, a share (thresholds[].at) an exact decimal such as 0.15 (1/3 where none is exact). "
        "thresholds[]: at, releases, reached; best: month, count, group, or null; parts: the parts of the award in order; "
        "waits_for: the first month whose lock a settlement waits for, or null; vintage: the one the best month is locked "
        "on, or null; lines[]: section, text, amount or null. CODE may be a covered municipality."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The pool, the municipality, and the format."""
        parser.add_argument("pool")
        parser.add_argument("code", metavar="CODE", help="municipality code, four digits")
        parser.add_argument("--json", action="store_true", help="as JSON")

    def handle(self, *_: Any, pool: str, code: str, **given: Any) -> None:
        """Print it; a municipality without an award ends with 1."""
        award = awards.in_force_of(terms_in_force(pool).pool_id, code)
        if award is None:
            raise CommandError(f"{code} has no award in {pool}.")
        statement = money.worked(award.application_id, at=clock.now()).statement
        self.stdout.write(
            json.dumps(statement.as_json(), indent=2, ensure_ascii=False)
            if given["json"]
            else as_text(statement)
        )
