"""The demo's season, played once for the whole run."""

from __future__ import annotations

from io import StringIO

from django.core.management import call_command

from tests.support.databases import Filling


def play() -> None:
    """Fill an empty database with the demo, as its command does."""
    call_command("demo", stdout=StringIO())


SEASON = Filling("played_season", play)
