"""`outcome_shares POOL [--municipality CODE] --json`: what is known of every month of every award in force."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from fsm3.journeys.pools import terms_in_force
from fsm3.management.base import JourneyCommand
from payouts.selectors import outcomes


class Command(JourneyCommand):
    """Tell counts and groups, as they were counted, for scripts."""

    help = "Tell the outcome of every municipality with an award in force, month by month, as JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The pool, perhaps one municipality, and the one format there is."""
        parser.add_argument("pool")
        parser.add_argument(
            "--municipality", metavar="CODE", help="only the award this municipality takes part in"
        )
        parser.add_argument("--json", action="store_true", required=True, help="as JSON")

    def handle(self, *_: Any, pool: str, municipality: str | None, **__: Any) -> None:
        """Print them; a municipality without an award in force ends with 1."""
        told = outcomes.as_json(pool, terms_in_force(pool).pool_id, municipality)
        if municipality is not None and not told["municipalities"]:
            raise CommandError(f"{municipality} has no award in force in {pool}.")
        self.stdout.write(json.dumps(told, indent=2, ensure_ascii=False))
