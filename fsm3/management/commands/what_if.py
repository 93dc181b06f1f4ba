"""`what_if POOL --cohort C --award A [--partial E1] [--final E] --shares FILE [--json]`: the statement of an invented case."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from fsm3.journeys.pools import terms_in_force
from fsm3.management.base import JourneyCommand, read_text
from payouts.rules.statement_text import as_text
from payouts.rules.what_if import Asked, what_if


class Command(JourneyCommand):
    """Work out an invented case by the rules of the pool in force; nothing is stored."""

    help = (
        "Tell what an invented case would give, by the pool's own rules: in Danish, or with --json in the shape of "
        "payout_statement. FILE is a CSV with the columns month,count,group (2023-05,31,200); every month in it counts as "
        "locked, one of the own period that is missing as not locked. Amounts are written 1234.50. The period is taken to "
        "be over, conditions to be confirmed, and nothing to be paid. Every fault is told at once."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The pool, the case, and the format."""
        parser.add_argument("pool")
        parser.add_argument("--cohort", required=True, metavar="KEY", help="key of a cohort, such as new")
        parser.add_argument("--award", required=True, metavar="AMOUNT", help="the award, such as 1000000.00")
        parser.add_argument("--partial", metavar="AMOUNT", help="accepted expenses of the partial account")
        parser.add_argument("--final", metavar="AMOUNT", help="accepted expenses of the final account")
        parser.add_argument("--shares", required=True, type=Path, metavar="FILE", help="month,count,group")
        parser.add_argument("--json", action="store_true", help="as JSON")

    def handle(self, *_: Any, pool: str, shares: Path, **given: Any) -> None:
        """Print it, or every fault of what was asked."""
        asked = Asked(given["cohort"], given["award"], given["partial"], given["final"], read_text(shares))
        in_force = terms_in_force(pool)
        statement = what_if(asked, in_force.terms, pool_version=in_force.number)
        told = statement.as_json()
        self.stdout.write(
            json.dumps(told, indent=2, ensure_ascii=False) if given["json"] else as_text(statement)
        )
