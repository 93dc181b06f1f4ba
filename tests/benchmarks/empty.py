"""The empty view that H is measured with: the same settings and middleware, no work, no database."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from fsm3.urls import urlpatterns as ours


def empty(request: HttpRequest) -> HttpResponse:
    """Answer nothing."""
    return HttpResponse()


urlpatterns = [*ours, path("empty", empty)]
