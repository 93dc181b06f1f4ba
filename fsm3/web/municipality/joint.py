"""The joint application, written by the lead: who is covered, who has consented, and what is theirs together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from applications.rules.sending import Task
from applications.rules.workflow import Status
from applications.selectors import joining
from applications.selectors.joining import Joint, TakingPart
from fsm3.access.guards import open_to
from fsm3.core.danish import kroner, moment
from fsm3.core.money import Money
from fsm3.core.problems import Problem
from fsm3.dkfds.helper import Button, Helper
from fsm3.journeys import apply
from fsm3.web.municipality.task_pages import draft_of, task_context
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.acts import stopped_by
from fsm3.web.shared.case_parts import NONE
from fsm3.web.shared.components import Alert, Badge, Cell, Column, Table
from fsm3.web.shared.kept import typed
from fsm3.web.shared.labels import TAKES_PART
from fsm3.web.shared.problem_texts import could_not, sentences

Choices = Sequence[tuple[str, str]]


class MunicipalityForm(forms.Form):
    """One of some municipalities; `prefix` tells two such forms of a page apart."""

    municipality = forms.ChoiceField(
        label=gettext_lazy("Municipality"),
        error_messages=dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Choose a municipality.")),
    )

    def __init__(self, data: QueryDict | None, choices: Choices, *, button: Button, name: str) -> None:
        """Offer the municipalities."""
        super().__init__(data, auto_id=f"id_{name}_%s")
        self.fields["municipality"].choices = [("", _("Choose")), *choices]  # type: ignore[attr-defined]
        self.helper = Helper(buttons=(button,))


@open_to(*TAKES_PART)
@require_http_methods(["GET", "HEAD", "POST"])
def joint(request: SignedIn, case_id: int) -> HttpResponse:
    """Show who takes part; invite a municipality, and take an invitation back."""
    case = draft_of(request, case_id)
    page = joining.joint_page(case)
    data = typed(request) or QueryDict()
    act = data.get("act")
    form = _invite_form(data if act == "invite" else None, page)
    why = _why_form(data if act == "why" else None, page)
    problems: tuple[Problem, ...] = ()
    sent = form if act == "invite" else why
    if request.method == "POST" and ("uninvite" in data or sent.is_valid()):
        if "uninvite" in data:
            problems = _uninvite(request, case_id, str(data["uninvite"]))
        else:
            problems = _invite(request, case_id, sent.cleaned_data["municipality"])
        if not problems:
            return redirect("own_joint", case_id=case_id)
    context = {
        **task_context(case, Task.JOINT, _("Joint application")),
        "problems": _told(problems),
        "page": page,
        "table": _table(page),
        "covered": [each.who for each in page.taking_part if not each.who.leads],
        "may_leave": case.status is Status.DRAFT,
        "form": form,
        "why": why,
    }
    return render(request, "municipality/joint.html", context, status=409 if problems else 200)


def _invite_form(data: QueryDict | None, page: Joint) -> MunicipalityForm:
    button = Button(_("Invite the municipality"), name="act", value="invite")
    return MunicipalityForm(data, page.may_join, button=button, name="invite")


def _why_form(data: QueryDict | None, page: Joint) -> MunicipalityForm:
    """Those that cannot be invited can be asked about: the refusal says why."""
    button = Button(_("Show why"), "secondary", name="act", value="why")
    return MunicipalityForm(data, page.may_not, button=button, name="why")


def _invite(request: SignedIn, case_id: int, municipality: str) -> tuple[Problem, ...]:
    problems = stopped_by(
        partial(apply.invite, case_id, municipality, by=request.actor, at=request.received_at)
    )
    if not problems:
        messages.success(request, _("The municipality is invited. Its signatories get a mail."))
    return problems


def _uninvite(request: SignedIn, case_id: int, municipality: str) -> tuple[Problem, ...]:
    problems = stopped_by(
        partial(apply.uninvite, case_id, municipality, by=request.actor, at=request.received_at)
    )
    if not problems:
        messages.success(request, _("The municipality is no longer in the application. It is told by mail."))
    return problems


_HELP: dict[str, Promise] = {
    "cohort_differs": gettext_lazy(
        "Municipalities that start apart apply apart, because an award has one start and one set of thresholds. Each of you can apply: the other municipality begins its own application on the page “Our applications”."
    ),
    "already_in_application": gettext_lazy(
        "A municipality is in at most one application. It can join yours once it has withdrawn the other one, or has left it."
    ),
    "cap_missing": gettext_lazy(
        "Without a cap in the call's annex 4 a municipality can neither apply nor be covered."
    ),
}
_HELP["start_differs"] = _HELP["cohort_differs"]


def _told(problems: Iterable[Problem]) -> Alert | None:
    """What stopped it, and what can be done instead (`bad-inputs.md` 9, 10, 56)."""
    found = tuple(problems)
    alert = could_not(sentences(found))
    helps = (str(_HELP[each.code]) for each in found if each.code in _HELP)
    return replace(alert, text=next(helps, "")) if alert else None


def _table(page: Joint) -> Table:
    columns = (
        Column(_("Municipality")),
        Column(_("Cap"), number=True),
        Column(_("Target group"), number=True),
        Column(_("Consent")),
    )
    foot = (Cell(_("Together")), Cell(_money(page.cap)), Cell(_count(page.group)), Cell())
    rows = tuple(_row(each) for each in page.taking_part)
    return Table(_("Who takes part"), columns, rows, foot=foot if len(rows) > 1 else (), stacked=True)


def _row(each: TakingPart) -> tuple[Cell, ...]:
    return Cell(each.who.name), Cell(_money(each.cap)), Cell(_count(each.group)), _consent(each)


def _consent(each: TakingPart) -> Cell:
    if each.who.leads:
        return Cell(_("Leads: writes, sends, and is paid"))
    if not each.who.consented_at:
        return Cell(badge=Badge(_("Waits for consent"), "warning"))
    details = (moment(each.who.consented_at), each.who.consented_by or "")
    return Cell(badge=Badge(_("Consents"), "success"), details=details)


def _money(amount: Money | None) -> str:
    return kroner(amount) if amount else NONE


def _count(number: int | None) -> str:
    return NONE if number is None else str(number)
