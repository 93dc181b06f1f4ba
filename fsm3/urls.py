"""Every address of the system, one line a door."""

from django.urls import path

from fsm3.web.shared import health

urlpatterns = [
    path("sundhed/live", health.live, name="live"),
    path("sundhed/klar", health.ready, name="ready"),
]

handler403 = "fsm3.web.shared.errors.forbidden"
handler404 = "fsm3.web.shared.errors.not_found"
