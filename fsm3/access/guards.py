"""The guard on a view: whom it is open to stands on top of it, and a test reads it from there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from fsm3.access.roles import Role

View = Callable[..., HttpResponseBase]


class Anyone:
    """Marks a view that needs no sign-in."""


def open_to(*whom: Role | type[Anyone]) -> Callable[[View], View]:
    """Open a view to the roles given, or to `Anyone`. The view carries them as `open_to` for the access test."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if Anyone not in whom:
                membership = getattr(request, "membership", None)
                if membership is None:
                    return redirect_to_login(request.get_full_path())
                if membership.role not in whom:
                    raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.open_to = frozenset(whom)  # type: ignore[attr-defined]
        return guarded

    return guard
