"""The error pages. They need no database, no session and no translation, because any of these may be what failed.

For 400 and 500 Django renders its template that way by itself; for the others it would ask for the person first.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template import loader

from fsm3.web.shared import kept

View = Callable[[HttpRequest], HttpResponse]


def _page(template: str, status: int, context: dict[str, Any] | None = None) -> HttpResponse:
    return HttpResponse(loader.render_to_string(template, context), status=status)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer somebody who may not do this."""
    return _page("403.html", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer for an address with nothing behind it, or with something that is not this person's to see."""
    return _page("404.html", 404)


def refused_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form without its token, and give back what was written in it (`bad-inputs.md` 34).

    Only to a form of our own pages: another site's must not make ours show its words.
    """
    if not _is_own(request):
        return _page("403_csrf.html", 403)
    context = {
        "written": tuple(_written(request)),
        "kept": kept.packed(request),
        "csrf_token": get_token(request),
    }
    return _page("403_csrf.html", 403, context)


def _is_own(request: HttpRequest) -> bool:
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def _written(request: HttpRequest) -> Iterator[str]:
    """What a person wrote: whatever has a space in it, and is no secret."""
    return (value for _, values in kept.fields(request) for value in values if " " in value.strip())


def refused_methods(get_response: View) -> View:
    """Give the empty answer to a method that an address does not take its page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code == 405 and not response.streaming and not response.content:
            response.content = loader.render_to_string("405.html").encode()
        return response

    return middleware
