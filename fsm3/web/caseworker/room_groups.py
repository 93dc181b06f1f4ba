"""Equal cases in the decision room: declared to meet the criteria in the same degree, or ordered by a reasoned choice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from applications.rules.ranking import Choice, SameDegree, Why
from applications.rules.room import LONGEST, Group
from applications.selectors import room_list
from applications.selectors.room import OpenGroup
from applications.selectors.room_list import RoomList, Row
from fsm3.access.guards import open_to
from fsm3.access.roles import Role
from fsm3.core.danish import decimal, moment
from fsm3.core.problems import Problem
from fsm3.dkfds.helper import Button, Helper
from fsm3.journeys import room as journey
from fsm3.web.caseworker.room import below, pool_of
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.acts import stopped_by
from fsm3.web.shared.components import Fact, Summary
from fsm3.web.shared.kept import typed
from fsm3.web.shared.problem_texts import could_not, sentences

TAKE_BACK = "take_back"


class GroupForm(forms.Form):
    """A group with its reason; `act` tells the forms of the page apart."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("It is frozen with the ranking."),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3, "class": "wide"}),
    )

    def __init__(self, data: QueryDict | None, *, name: str, button: str) -> None:
        """Take what was sent when it was sent by this form."""
        mine = data is not None and data.get("act") == name
        super().__init__(data if mine else None, prefix=name)
        self.helper = Helper(buttons=(Button(button, name="act", value=name),))

    def group(self) -> Group:
        """The group that a valid form asks for."""
        raise NotImplementedError


class SameDegreeForm(GroupForm):
    """Which cases meet the criteria in the same degree."""

    field_order = ("cases", "reason")

    def __init__(self, data: QueryDict | None, *, rows: Sequence[Row]) -> None:
        """Offer every ranked case."""
        super().__init__(data, name="same_degree", button=_("Declare them equal"))
        self.fields["cases"] = forms.MultipleChoiceField(
            label=_("Cases that meet the criteria in the same degree"),
            choices=[(row.case.number, _named(row)) for row in rows],
            widget=forms.CheckboxSelectMultiple,
        )
        self.order_fields(self.field_order)

    def group(self) -> SameDegree:
        """The declaration."""
        return SameDegree(frozenset(self.cleaned_data["cases"]), self.cleaned_data["reason"])


class ChoiceForm(GroupForm):
    """The order among cases that share a place."""

    def __init__(self, data: QueryDict | None, *, rows: Sequence[Row]) -> None:
        """Ask for the order of each."""
        place = rows[0].position.place
        super().__init__(data, name=f"choice_{place}", button=_("Keep this order"))
        self.rows = rows
        numbers = [(str(number), str(number)) for number in range(1, len(rows) + 1)]
        for number, row in enumerate(rows, 1):
            self.fields[row.case.number] = forms.ChoiceField(
                label=row.case.names, choices=numbers, initial=str(number)
            )
        self.order_fields([*(row.case.number for row in rows), "reason"])

    def clean(self) -> dict[str, object]:
        """Every case has a number of its own."""
        cleaned = super().clean() or {}
        given = [cleaned.get(row.case.number) for row in self.rows]
        if len(set(given)) < len(given):
            self.add_error(self.rows[0].case.number, _("Give every case a number of its own."))
        return cleaned

    def group(self) -> Choice:
        """The choice."""
        ordered = sorted(
            (row.case.number for row in self.rows), key=lambda case: int(self.cleaned_data[case])
        )
        return Choice(tuple(ordered), self.cleaned_data["reason"])


def _named(row: Row) -> str:
    told = {"place": row.position.place, "case": row.case.names, "sum": decimal(row.position.sum)}
    return _("%(place)s. %(case)s, %(sum)s points") % told


@open_to(Role.CASEWORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def room_groups(request: SignedIn, pool_key: str) -> HttpResponse:
    """Show what is said of equal cases; take more, and take some back."""
    pool = pool_of(pool_key)
    found = room_list.room_list(pool, actor=request.actor)
    data = typed(request)
    same = SameDegreeForm(data, rows=found.rows)
    choices = tuple(ChoiceForm(data, rows=rows) for rows in _shared(found))
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        act = _act(request, pool_key, (same, *choices))
        problems = stopped_by(act) if act else ()
        if act and not problems:
            messages.success(request, _("Kept. The ranking has followed."))
            return redirect(request.path)
    context = {
        "pool": pool.terms,
        "breadcrumb": below(pool, _("Equal cases")),
        "groups": [(each.id, _told(each, found)) for each in found.groups],
        "same": same,
        "choices": choices,
        "problems": could_not(sentences(problems)),
        "ranked": bool(found.rows),
    }
    return render(request, "caseworker/room_groups.html", context, status=409 if problems else 200)


def _act(request: SignedIn, pool_key: str, offered: Sequence[GroupForm]) -> Callable[[], object] | None:
    """What was asked for; nothing where it cannot be read."""
    by, at = request.actor, request.received_at
    wanted = request.POST.get(TAKE_BACK, "")
    if wanted.isascii() and wanted.isdigit() and len(wanted) < 12:
        return lambda: journey.take_back(pool_key, int(wanted), by=by, at=at)
    form = next((each for each in offered if each.is_bound and each.is_valid()), None)
    return (lambda: journey.group(pool_key, form.group(), by=by, at=at)) if form else None


def _shared(found: RoomList) -> Iterator[tuple[Row, ...]]:
    """Those who share a place."""
    rows = (row for row in found.rows if row.position.why is Why.SHARED)
    for _place, group in groupby(rows, key=lambda row: row.position.place):
        together = tuple(group)
        if len(together) > 1:
            yield together


def _told(each: OpenGroup, found: RoomList) -> Summary:
    names = {row.case.number: row.case.names for row in found.rows}
    same = isinstance(each.group, SameDegree)
    cases = sorted(each.group.cases) if same else list(each.group.cases)
    told = [names.get(number, number) for number in cases]
    kind = _("Declared to meet the criteria in the same degree") if same else _("Chosen order")
    listed = told if same else [f"{number}. {name}" for number, name in enumerate(told, 1)]
    return Summary(
        (
            Fact(kind, ", ".join(listed), strong=True),
            Fact(_("Reason"), each.group.reason, written=True),
            Fact(_("Written"), f"{each.by}, {moment(each.at)}"),
        )
    )
