"""What happens to every request before and after its view."""

import time
import uuid
from collections.abc import Callable
from datetime import datetime

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from fsm3.core import clock

View = Callable[[HttpRequest], HttpResponse]
REQUEST_ID = "X-Request-ID"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_log = structlog.get_logger("fsm3.access_log")


class StampedRequest(HttpRequest):
    """A request as every view gets it: when it reached us (UTC), and the number that names it in the log."""

    received_at: datetime
    request_id: str


def stamp(get_response: View) -> View:
    """Read the clock before any other work, name the request, and write one line about it.

    "The moment that counts is when the request reaches the server" (the deadline rule). The line has the path but
    neither query string, body nor name.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        received_at = clock.now()
        started = time.perf_counter()
        request.received_at = received_at  # type: ignore[attr-defined]
        request.request_id = request_id = uuid.uuid4().hex  # type: ignore[attr-defined]
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            response = get_response(request)
            response.headers[REQUEST_ID] = request_id
            _log.info(
                "request",
                method=request.method,
                path=request.path,
                status=response.status_code,
                milliseconds=round((time.perf_counter() - started) * 1000, 1),
            )
        return response

    return middleware


def content_security(get_response: View) -> View:
    """Let a page load nothing that is not our own, and no script or style that stands in the page itself."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response

    return middleware


def chosen_language(get_response: View) -> View:
    """Speak Danish, or the language the person switched to; what the browser would like is not asked."""
    offered = {code for code, _ in settings.LANGUAGES}

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in offered else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware
