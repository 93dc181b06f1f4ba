"""The error pages. They need no database, no session and no translation, because any of these may be what failed.

For 400, 500 and a refused form Django renders its template that way by itself; for the others it would ask for the
person first.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template import loader

View = Callable[[HttpRequest], HttpResponse]


def _page(template: str, status: int) -> HttpResponse:
    return HttpResponse(loader.render_to_string(template), status=status)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer somebody who may not do this."""
    return _page("403.html", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer for an address with nothing behind it, or with something that is not this person's to see."""
    return _page("404.html", 404)


def refused_methods(get_response: View) -> View:
    """Give the empty answer to a method that an address does not take its page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code == 405 and not response.streaming and not response.content:
            response.content = loader.render_to_string("405.html").encode()
        return response

    return middleware
