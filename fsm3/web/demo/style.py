"""The style page: every component in every state, so that a look shows whether one went wrong. In demo mode only."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from fsm3.access.guards import Anyone, open_to
from fsm3.web.demo.samples import samples
from fsm3.web.shared.acting import Visit
from fsm3.web.shared.demo import only_in_demo


@open_to(Anyone)
@only_in_demo
@require_safe
def style(request: Visit) -> HttpResponse:
    """Show every component in every state."""
    return render(request, "demo/style.html", {"samples": samples(), "forms": _forms()})


def _forms() -> str:
    """The address of the page that shows the forms, where there is one."""
    try:
        return reverse("style_forms")
    except NoReverseMatch:
        return ""
