"""For whom somebody acts: the membership of the request, read from the database each time.

A role that was ended or a user who was switched off is out at the next request (`bad-inputs.md` 32). With several
memberships the chosen one is kept in the session; a choice that no longer holds falls back to the oldest that does.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from fsm3.access import selectors
from fsm3.access.selectors import Held
from fsm3.core.actors import Actor
from fsm3.web.shared.middleware import StampedRequest

CHOSEN = "membership"


class Visit(StampedRequest):
    """A request as a view open to anyone gets it; `membership` is None for a visitor who is not signed in."""

    memberships: tuple[Held, ...]
    membership: Held | None


class SignedIn(StampedRequest):
    """A request as a view open to roles gets it."""

    memberships: tuple[Held, ...]
    membership: Held
    actor: Actor


def acting(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Put `memberships`, `membership` and `actor` on the request; keep pages of the signed in out of every cache."""

    def middleware(request: HttpRequest) -> HttpResponse:
        held = selectors.memberships(request.user.id) if request.user.is_authenticated else ()
        membership = chosen_of(held, request.session.get(CHOSEN)) if held else None
        request.memberships = held  # type: ignore[attr-defined]
        request.membership = membership  # type: ignore[attr-defined]
        request.actor = membership.actor if membership else None  # type: ignore[attr-defined]
        response = get_response(request)
        if membership:
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    return middleware


def chosen_of(held: tuple[Held, ...], chosen: object) -> Held:
    """The membership that was chosen, or the oldest when that one is not held (any more)."""
    return next((each for each in held if each.id == chosen), held[0])
