"""How long one stays signed in: two hours after the last page, and people are warned before.

A visit moves the end, though not more often than every few minutes, so that reading pages does not write a row each.
The warning is a dialogue (`static/session.js`); without JavaScript the header says until when.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from fsm3.core import clock
from fsm3.web.shared.components import SessionNotice

SEEN = "seen"
MOVES_AFTER = 5 * 60
WARNED_FOR = 10 * 60


def moving(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Move the end of the session when somebody signed in has not been seen for some minutes."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if getattr(request, "membership", None) and _now() - request.session.get(SEEN, 0) > MOVES_AFTER:
            move(request)
        return get_response(request)

    return middleware


def move(request: HttpRequest) -> None:
    """Let the session last its whole length from now on."""
    request.session[SEEN] = _now()


def session_notice(request: HttpRequest) -> SessionNotice | None:
    """When the session of whoever is signed in ends."""
    if not getattr(request, "membership", None):
        return None
    left = request.session.get(SEEN, _now()) + settings.SESSION_COOKIE_AGE - _now()
    until = timezone.localtime(clock.now() + timedelta(seconds=left))
    return SessionNotice(left, WARNED_FOR, f"{until:%H.%M}", reverse("stay"))


def _now() -> int:
    return int(clock.now().timestamp())
