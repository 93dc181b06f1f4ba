"""The error pages: those for people who are lost have the header and the menu of whoever asked.

For 400 and 500 Django renders its template without the request: they need no database, no session and no translation,
because any of these may be what failed.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import loader

from fsm3.web.shared import kept

View = Callable[[HttpRequest], HttpResponse]


def _page(request: HttpRequest, status: int, template: str = "", **context: Any) -> HttpResponse:
    text = loader.render_to_string(template or f"{status}.html", context, request)
    return HttpResponse(text, status=status)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer somebody who may not do this."""
    return _page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer for an address with nothing behind it, or with something that is not this person's to see."""
    return _page(request, 404)


def refused_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form without its token, and give back what was written in it (`bad-inputs.md` 34).

    Only to a form of our own pages: another site's must not make ours show its words.
    """
    if not _is_own(request):
        return _page(request, 403, "403_csrf.html")
    written = tuple(_written(request))
    return _page(request, 403, "403_csrf.html", written=written, kept=kept.packed(request))


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
            response.content = _page(request, 405).content
        return response

    return middleware
