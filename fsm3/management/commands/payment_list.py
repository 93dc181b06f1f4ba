"""`payment_list POOL`: what was released, for whoever pays it out, as CSV."""

from __future__ import annotations

import csv
from argparse import ArgumentParser
from typing import Any

from fsm3.journeys.pools import terms_in_force
from fsm3.management.base import JourneyCommand
from payouts.selectors import payments


class Command(JourneyCommand):
    """List every payment of a pool, oldest first."""

    help = (
        "List the payments of a pool, one a row, as CSV with semicolons: CVR number, recipient, case number, amount with a "
        "decimal comma, and when it was released (Copenhagen time)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The pool."""
        parser.add_argument("pool")

    def handle(self, *_: Any, pool: str, **__: Any) -> None:
        """Print the list."""
        rows = csv.writer(self.stdout, delimiter=";", lineterminator="\n")
        rows.writerow(payments.COLUMNS)
        rows.writerows(payments.rows(terms_in_force(pool).pool_id))
