"""The demo runs in demo mode only: it makes people up, and anyone may sign in as them."""

from __future__ import annotations

from django.conf import settings


class NotADemo(Exception):
    """This installation is not a demo."""


def require_demo() -> None:
    """Pass in demo mode. Raises NotADemo anywhere else."""
    if not settings.DEMO:
        raise NotADemo("This is no demo: set DEMO=1 on an installation that nobody relies on.")
