"""`dump_pool KEY`: the terms in force of a pool as a pool file."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from fsm3.journeys import pools
from fsm3.management.base import JourneyCommand


class Command(JourneyCommand):
    """Give a pool back as the file it could be loaded from."""

    help = "Print the terms in force of a pool as a pool file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The pool's key."""
        parser.add_argument("key")

    def handle(self, *_: Any, key: str, **__: Any) -> None:
        """Print the file, as it is."""
        self.stdout.write(pools.dump(key), ending="")
