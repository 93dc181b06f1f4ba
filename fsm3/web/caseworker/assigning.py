"""Who handles cases: chosen among the agency's caseworkers, with how much each has already; one case, or many ticked in the list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from applications.selectors import case_heads, cases
from applications.selectors.case_heads import CaseHead
from applications.selectors.handlers import Handler, handlers
from fsm3.access import selectors as access
from fsm3.access.guards import open_to
from fsm3.access.roles import Role
from fsm3.journeys import assess
from fsm3.web.caseworker.acts import FormPage, PlainForm, form_page
from fsm3.web.caseworker.forms import list_address, read_wish
from fsm3.web.caseworker.lists import CHOSEN
from fsm3.web.caseworker.places import case_of, under_case
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.components import Breadcrumb, Cell, Column, Fact, Link, Summary, Table
from fsm3.web.shared.drawn import Component
from fsm3.web.shared.kept import typed
from fsm3.web.shared.labels import status_badge

MOST = 200
"""How many cases are given at once: more than any pool has."""


class AssignForm(PlainForm):
    """A caseworker; those who cannot have the case are told, without the reason, and cannot be chosen."""

    def __init__(
        self, data: QueryDict | None, *, people: Sequence[Handler], now: int | None, back: str, count: int = 1
    ) -> None:
        """Take what was sent, who there is to choose among, who has the case now, the page to go back to, how many it is."""
        super().__init__(data, button=ngettext("Give the case", "Give the cases", count), back=back)
        possible = tuple((str(each.user_id), _told(each, now)) for each in people if each.possible)
        self.fields["caseworker"] = forms.ChoiceField(
            label=ngettext("Who is to handle the case?", "Who is to handle the cases?", count),
            choices=possible,
            widget=forms.RadioSelect,
            error_messages={"required": gettext_lazy("Choose a caseworker.")},
        )


@open_to(Role.CASEWORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: SignedIn, case_id: int) -> HttpResponse:
    """Give a case to a caseworker, or from one to another."""
    case = case_of(request, case_id)
    people = handlers([case.id], access.holders(request.actor.organisation, Role.CASEWORKER))
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
    held = Summary((Fact(_("Caseworker now"), now or _("Nobody yet"), strong=True),))
    return held, *_impossible(people, _("Cannot have this case"))


def _impossible(people: Sequence[Handler], label: str) -> Sequence[Component]:
    """Who cannot be chosen, without the reason."""
    names = ", ".join(each.name for each in people if not each.possible)
    return (Summary((Fact(label, names),)),) if names else ()


def _done(before: str, after: str) -> str:
    if before:
        return _("The case went from %(before)s to %(after)s, who is told by mail.") % {
            "before": before,
            "after": after,
        }
    return _("The case is given to %(after)s, who is told by mail.") % {"after": after}


@open_to(Role.CASEWORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def assign_many(request: SignedIn) -> HttpResponse:
    """Give the cases that the address names to a caseworker, all or none; one that is hidden is left out of them."""
    chosen = [int(each) for each in request.GET.getlist(CHOSEN) if each.isascii() and each.isdigit()]
    heads = case_heads.heads(chosen[:MOST], actor=request.actor)
    wish = read_wish(request.GET)
    if not heads:
        messages.warning(request, _("Tick the cases first, then give them to somebody."))
        return redirect(list_address(request.GET.get("pulje", ""), wish))
    people = handlers(list(heads), access.holders(request.actor.organisation, Role.CASEWORKER))
    back = list_address(next(iter(heads.values())).pool_key, wish)
    form = AssignForm(typed(request), people=people, now=None, back=back, count=len(heads))
    wished = int(request.POST["caseworker"]) if form.is_bound and form.is_valid() else 0
    name = next((each.name for each in people if each.user_id == wished), "")
    count = len(heads)
    page = FormPage(
        title=ngettext("Give %(count)s case to a caseworker", "Give %(count)s cases to a caseworker", count)
        % {"count": count},
        lead=_("All of them are given, or none.") if count > 1 else "",
        breadcrumb=Breadcrumb(_("Caseworker"), (Link(_("Cases"), back),)),
        next=back,
        done=ngettext("%(count)s case is given to %(name)s.", "%(count)s cases are given to %(name)s.", count)
        % {"count": count, "name": name},
        shown=(_chosen(heads.values()), *_impossible(people, _("Cannot have them all"))),
    )
    act = partial(
        assess.assign_many, list(heads), caseworker_id=wished, by=request.actor, at=request.received_at
    )
    return form_page(request, form, act, page)


def _chosen(heads: Iterable[CaseHead]) -> Table:
    in_order = sorted(heads, key=lambda each: each.number)
    rows = tuple(
        (Cell(each.number), Cell(each.places), Cell(badge=status_badge(each.status))) for each in in_order
    )
    columns = (Column(_("Case")), Column(_("Municipality")), Column(_("Status")))
    return Table(_("The cases that are ticked"), columns, rows, stacked=True)
