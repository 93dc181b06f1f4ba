"""Calling a journey from a view: what stopped it comes back, and who may not is told so."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import PermissionDenied

from fsm3.access.rights import NotAllowed
from fsm3.core.problems import NotReady, Problem


def stopped_by(act: Callable[[], object]) -> tuple[Problem, ...]:
    """Do an act; returns the problems that stopped it, none when it was done. Raises PermissionDenied."""
    try:
        act()
    except NotAllowed as error:
        raise PermissionDenied from error
    except NotReady as error:
        return error.problems
    return ()
