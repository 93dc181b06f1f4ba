"""Signing in and out, and choosing between one's roles. Django's own auth, with mail address and password."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.views import LoginView
from django.http import Http404, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from applications.selectors.showcase import municipalities_to_try
from fsm3.access import selectors as access
from fsm3.access.guards import Anyone, open_to
from fsm3.access.roles import Role
from fsm3.web.public.forms import SignInForm
from fsm3.web.shared import kept, session_time
from fsm3.web.shared.acting import CHOSEN, SignedIn, Visit
from fsm3.web.shared.components import Alert
from fsm3.web.shared.labels import role_label
from fsm3.web.shared.places import first_page


class _SignIn(LoginView):
    """Django's view; in the demo it lists the people one can be."""

    template_name = "public/sign_in.html"
    authentication_form = SignInForm

    def get_default_redirect_url(self) -> str:
        """Lead to the page the person's first role begins on."""
        held = access.memberships(self.request.user.pk or 0)
        return first_page(held[0].role)

    def get_initial(self) -> dict[str, Any]:
        """Keep in the form where the person was going, as far as that is a page of ours, and what was typed there."""
        return {"next": self.get_redirect_url(), "kept": kept.carried(self.request)}

    def get_success_url(self) -> str:
        """Lead to the form that was being filled in, to the page that was asked for, or to the role's first page."""
        held = access.memberships(self.request.user.pk or 0)
        return kept.given_back(self.request, held) or super().get_success_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the demo's people, in demo mode only."""
        people = demo_people() if settings.DEMO else ()
        carried = kept.carried(self.request)
        return {
            **super().get_context_data(**kwargs),
            "groups": people,
            "kept": carried,
            "ended": _ended(carried),
        }


def _ended(carried: str) -> Alert | None:
    """Whoever typed something is told on top that it is not lost."""
    text = _(
        "What you typed is kept in this page. It has not been sent. Sign in, and the form comes back as you left it."
    )
    return Alert("warning", _("You are signed out"), text, urgent=True) if carried else None


def demo_people() -> tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]:
    """The demo's people by organisation: the address that signs one in, name and role in words."""
    groups = access.people_to_try(municipalities_to_try())
    return tuple(
        (
            group.organisation,
            tuple((_address(who.id), who.user_name, role_label(who.role)) for who in group.people),
        )
        for group in groups
    )


def _address(membership: int) -> str:
    return reverse("demo_sign_in", args=(membership,))


sign_in = open_to(Anyone)(_SignIn.as_view())


@open_to(Anyone)
@require_POST
def go_on(request: Visit) -> HttpResponseBase:
    """Show a form again as it was filled in when it lost its token; after signing in, where that is needed."""
    carried = request.POST.get(kept.KEPT, "")
    if request.membership is None:
        return kept.sign_in_instead(request, carried)
    return redirect(kept.given_back(request, request.memberships) or first_page(request.membership.role))


@open_to(*Role)
@require_POST
def stay(request: SignedIn) -> HttpResponse:
    """Move the end of the session, and say how many seconds there are left."""
    session_time.move(request)
    return JsonResponse({"left": settings.SESSION_COOKIE_AGE})


@open_to(*Role)
@require_POST
def sign_out(request: SignedIn) -> HttpResponse:
    """End the session."""
    auth.logout(request)
    return redirect("home")


@open_to(*Role)
@require_POST
def choose_role(request: SignedIn) -> HttpResponse:
    """Act in another of one's roles from now on."""
    chosen = next(
        (each for each in request.memberships if str(each.id) == request.POST.get("membership")), None
    )
    if chosen is None:
        raise Http404
    request.session[CHOSEN] = chosen.id
    return redirect(first_page(chosen.role))


@open_to(Anyone)
@require_POST
def choose_language(request: Visit) -> HttpResponse:
    """Remember the language in a cookie and lead back."""
    return set_language(request)
