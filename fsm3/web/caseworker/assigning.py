"""Who handles a case: chosen among the agency's caseworkers, with how much each has already."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from django import forms
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from applications.selectors import cases
from applications.selectors.handlers import Handler, handlers
from fsm3.access import selectors as access
from fsm3.access.guards import open_to
from fsm3.access.roles import Role
from fsm3.journeys import assess
from fsm3.web.caseworker.acts import FormPage, PlainForm, form_page
from fsm3.web.caseworker.places import case_of, under_case
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.components import Component, Fact, Summary
from fsm3.web.shared.kept import typed


class AssignForm(PlainForm):
    """A caseworker; those who cannot have the case are told, without the reason, and cannot be chosen."""

    def __init__(
        self, data: QueryDict | None, *, people: Sequence[Handler], now: int | None, back: str
    ) -> None:
        """Take what was sent, who there is to choose among, who has the case now, and the page to go back to."""
        super().__init__(data, button=gettext_lazy("Give the case"), back=back)
        possible = tuple((str(each.user_id), _told(each, now)) for each in people if each.possible)
        self.fields["caseworker"] = forms.ChoiceField(
            label=gettext_lazy("Who is to handle the case?"),
            choices=possible,
            widget=forms.RadioSelect,
            error_messages={"required": gettext_lazy("Choose a caseworker.")},
        )


@open_to(Role.CASEWORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: SignedIn, case_id: int) -> HttpResponse:
    """Give a case to a caseworker, or from one to another."""
    case = case_of(request, case_id)
    people = handlers(case.id, access.holders(request.actor.organisation, Role.CASEWORKER))
    now, back = cases.caseworker_of(case.id), reverse("case", args=(case.id,))
    form = AssignForm(typed(request), people=people, now=now, back=back)
    name = {each.user_id: each.name for each in people}
    wished = int(request.POST["caseworker"]) if form.is_bound and form.is_valid() else 0
    page = FormPage(
        title=_("Give the case to another") if now else _("Give the case to a caseworker"),
        lead=f"{case.places}, {case.number}",
        breadcrumb=under_case(case, _("Caseworker")),
        next=back,
        done=_done(name.get(now or 0, ""), name.get(wished, "")),
        shown=_shown(people, name.get(now or 0, "")),
    )
    act = partial(assess.assign, case.id, caseworker_id=wished, by=request.actor, at=request.received_at)
    return form_page(request, form, act, page)


def _told(each: Handler, now: int | None) -> str:
    had = ngettext("%(count)s open case", "%(count)s open cases", each.open_cases) % {
        "count": each.open_cases
    }
    told = f"{each.name}, {had}"
    return _("%(told)s, has the case now") % {"told": told} if each.user_id == now else told


def _shown(people: Sequence[Handler], now: str) -> Sequence[Component]:
    impossible = ", ".join(each.name for each in people if not each.possible)
    facts = [Fact(_("Caseworker now"), now or _("Nobody yet"), strong=True)]
    if impossible:
        facts.append(Fact(_("Cannot have this case"), impossible))
    return (Summary(tuple(facts)),)


def _done(before: str, after: str) -> str:
    if before:
        return _("The case went from %(before)s to %(after)s, who is told by mail.") % {
            "before": before,
            "after": after,
        }
    return _("The case is given to %(after)s, who is told by mail.") % {"after": after}
