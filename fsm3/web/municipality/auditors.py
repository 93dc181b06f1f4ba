"""The audit firms that a municipality has engaged: they see its accounts from then on, until it ends."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from fsm3.access import selectors as access
from fsm3.access.guards import open_to
from fsm3.access.selectors import EngagedFirm
from fsm3.core.danish import moment
from fsm3.core.problems import Problem
from fsm3.dkfds.helper import Button, Helper
from fsm3.journeys import engagements
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.acts import stopped_by
from fsm3.web.shared.components import Badge, Breadcrumb, Cell, Column, Table
from fsm3.web.shared.labels import ENGAGES
from fsm3.web.shared.problem_texts import could_not, sentences


class FirmForm(forms.Form):
    """Which firm to engage."""

    firm = forms.TypedChoiceField(label=gettext_lazy("Audit firm"), coerce=int)

    def __init__(self, data: QueryDict | None, *, engaged: set[int]) -> None:
        """Offer the firms that are not engaged."""
        super().__init__(data)
        free = (
            (str(firm.id), f"{firm.name}, CVR {firm.cvr}")
            for firm in access.firms()
            if firm.id not in engaged
        )
        offered = [("", _("Choose")), *free]
        self.fields["firm"].choices = offered  # type: ignore[attr-defined]
        self.none_left = len(offered) == 1
        self.helper = Helper(buttons=(Button(_("Engage the firm"), name="act", value="engage"),))


@open_to(*ENGAGES)
@require_http_methods(["GET", "HEAD", "POST"])
def auditors(request: SignedIn) -> HttpResponse:
    """Show the firms, engage one, and end an engagement."""
    firms = access.firms_of(request.actor.organisation_id)
    engaged = {firm.id for firm in firms if firm.ended is None}
    ends = request.POST.get("end", "")
    form = FirmForm(request.POST if request.method == "POST" and not ends else None, engaged=engaged)
    problems: tuple[Problem, ...] = ()
    if ends or form.is_valid():
        problems = _end(request, ends) if ends else _engage(request, form.cleaned_data["firm"])
        if not problems:
            return redirect("own_auditors")
    context = {
        "breadcrumb": Breadcrumb(_("Our auditors")),
        "problems": could_not(sentences(problems)),
        "engaged": tuple(firm for firm in firms if firm.ended is None),
        "table": _table(firms),
        "form": form,
    }
    return render(request, "municipality/auditors.html", context, status=409 if problems else 200)


def _engage(request: SignedIn, firm: int) -> tuple[Problem, ...]:
    problems = stopped_by(partial(engagements.engage, firm, by=request.actor, at=request.received_at))
    if not problems:
        messages.success(
            request, _("The firm is engaged. Its auditors see the municipality's accounts from now on.")
        )
    return problems


def _end(request: SignedIn, firm: str) -> tuple[Problem, ...]:
    number = int(firm) if firm.isascii() and firm.isdigit() and len(firm) < 10 else 0
    problems = stopped_by(partial(engagements.end, number, by=request.actor, at=request.received_at))
    if not problems:
        messages.success(request, _("The engagement is ended. The firm's auditors see the accounts no more."))
    return problems


def _table(firms: tuple[EngagedFirm, ...]) -> Table:
    columns = (Column(_("Audit firm")), Column("CVR"), Column(_("Engaged")), Column(_("Status")))
    empty = _("The municipality has engaged no audit firm.")
    return Table(_("Audit firms of the municipality"), columns, tuple(_rows(firms)), empty, stacked=True)


def _rows(firms: tuple[EngagedFirm, ...]) -> Iterator[tuple[Cell, ...]]:
    for firm in firms:
        ended = (_("Ended %(day)s") % {"day": moment(firm.ended)},) if firm.ended else ()
        badge = Badge(_("Ended"), "quiet") if firm.ended else Badge(_("Engaged"), "success")
        yield Cell(firm.name), Cell(firm.cvr), Cell(moment(firm.since), details=ended), Cell(badge=badge)
