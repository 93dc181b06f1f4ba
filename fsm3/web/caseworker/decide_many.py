"""An approver reads a pool's recommendations in their ranking, and approves several in one act: all of them or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from applications.rules.envelope import Claim, reach
from applications.rules.pool_terms import PoolTerms
from applications.selectors import room_list
from applications.selectors.room_list import Past, RoomList
from fsm3.access.guards import open_to
from fsm3.access.roles import Role
from fsm3.core.danish import amount, decimal
from fsm3.core.money import Money
from fsm3.core.problems import Problem
from fsm3.core.proposals import Verdict
from fsm3.dkfds.helper import Button, Helper
from fsm3.dkfds.layout import Drawn
from fsm3.journeys.deciding import decide_many as journey
from fsm3.web.caseworker.room import below, pool_of, room_address
from fsm3.web.caseworker.room_tables import drawn_through, proposed_cell
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.acts import stopped_by
from fsm3.web.shared.components import Alert, Cell, Column, Fact, Link, Summary, Table, Tick
from fsm3.web.shared.kept import typed
from fsm3.web.shared.labels import status_badge
from fsm3.web.shared.problem_texts import could_not, sentence
from fsm3.web.shared.room_texts import why_told

CHOSEN, ALL = "chosen", "all"


class ManyForm(forms.Form):
    """The proposals that are ticked, or all that were shown to be decided, and that they were read."""

    field_order = ("chosen", "read")

    read = forms.BooleanField(
        label=gettext_lazy("I have read what I approve, its reasons and its deviations"),
        error_messages={"required": gettext_lazy("Confirm that you have read what you approve.")},
    )

    def __init__(self, data: QueryDict | None, *, open_: Sequence[Past], table: Table, back: str) -> None:
        """Offer the proposals that wait for this person."""
        super().__init__(data)
        offered = [(str(each.proposal.id), "") for each in open_]
        for name in (CHOSEN, ALL):
            self.fields[name] = forms.MultipleChoiceField(choices=offered, required=False)
        self.act = CHOSEN if data is None else data.get("act", CHOSEN)
        told = {"count": len(open_)}
        every = ngettext("Approve all %(count)s", "Approve all %(count)s", len(open_)) % told
        buttons = (
            Button(_("Approve what is ticked"), name="act", value=CHOSEN),
            Button(every, "secondary", name="act", value=ALL),
            Button(_("Back"), "tertiary", url=back),
        )
        shown = Drawn(
            "caseworker/decide_many_table.html", {"table": table, "every": [value for value, _ in offered]}
        )
        self.helper = Helper(shown, "read", buttons=buttons)
        self.helper.render_unmentioned_fields = False

    @property
    def proposals(self) -> tuple[int, ...]:
        """The proposals that a valid form asks to approve."""
        return tuple(int(each) for each in self.cleaned_data[ALL if self.act == ALL else CHOSEN])


@open_to(Role.APPROVER)
@require_http_methods(["GET", "HEAD", "POST"])
def decide_many(request: SignedIn, pool_key: str) -> HttpResponse:
    """Show the proposals in their ranking, deviations on top, and approve those that are chosen."""
    pool = pool_of(pool_key)
    found = room_list.room_list(pool, actor=request.actor)
    waiting = room_list.waiting(found.past)
    mine = [each for each in waiting if request.actor.user_id not in each.proposal.preparers]
    data = typed(request)
    ticked = frozenset(data.getlist(CHOSEN)) if data else frozenset()
    table = _table(pool.terms, found, request.actor.person, ticked)
    form = ManyForm(data, open_=mine, table=table, back=room_address(pool))
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        by, at = request.actor, request.received_at
        problems = stopped_by(lambda: journey(pool_key, form.proposals, by=by, at=at))
        if not problems:
            _said(request, len(form.proposals))
            return redirect("room", pool_key=pool_key)
    context = {
        "pool": pool.terms,
        "breadcrumb": below(pool, _("Decide several")),
        "stopped": _stopped(problems, found),
        "deviations": tuple(_deviations(waiting)),
        "facts": _facts(waiting, mine, found),
        "mine": mine,
        "table": table,
        "form": form,
    }
    return render(request, "caseworker/decide_many.html", context, status=409 if problems else 200)


def _said(request: SignedIn, count: int) -> None:
    said = ngettext(
        "%(count)s proposal is decided. The letter is being made.",
        "%(count)s proposals are decided. The letters are being made.",
        count,
    )
    messages.success(request, said % {"count": count})


def _stopped(problems: Sequence[Problem], found: RoomList) -> Alert | None:
    """Which proposals stopped the act, each with the way to it; nothing was decided."""
    if not problems:
        return None
    past = {f"application:{each.case.id}": each for each in found.past}
    links = []
    for problem in problems:
        each = past.get(problem.where)
        if each:
            address = reverse("decide", args=(each.case.id, each.proposal.id))
            links.append(Link(f"{each.case.names}: {sentence(problem)}", address))
    if not links:
        return could_not([sentence(problem) for problem in problems])
    text = _("All are decided, or none. Leave these out, or hand them back, and approve the others.")
    return Alert("error", _("Nothing is decided"), text, links=tuple(dict.fromkeys(links)), urgent=True)


def _deviations(waiting: Sequence[Past]) -> Iterator[Summary]:
    """What departs from the ranking or the request, with its reason."""
    for each in waiting:
        if each.proposal.content["deviation"]:
            place = _("%(place)s. %(case)s") % {
                "place": each.proposal.content["place"],
                "case": each.case.names,
            }
            yield Summary((Fact(place, each.proposal.content["deviation"], written=True),))


def _facts(waiting: Sequence[Past], mine: Sequence[Past], found: RoomList) -> Summary:
    awards = [each.award for each in waiting if each.award is not None]
    return Summary(
        (
            Fact(_("Wait for a decision"), str(len(waiting)), strong=True),
            Fact(_("That you may decide"), str(len(mine))),
            Fact(_("Awards"), f"{len(awards)}, {amount(Money.sum(awards))} kr."),
            Fact(_("Refusals"), str(len(waiting) - len(awards))),
        )
    )


def _table(terms: PoolTerms, found: RoomList, person: int, ticked: frozenset[str]) -> Table:
    columns = (
        Column(_("Approve"), look="note"),
        Column(_("Place"), number=True),
        Column(_("Points"), number=True),
        Column(_("Why here"), look="note"),
        Column(_("Requested, DKK"), number=True),
        Column(_("Proposed, DKK"), number=True),
        Column(_("Running total, DKK"), number=True),
        Column(_("Proposal")),
    )
    reached = reach([Claim(each.case.asks, each.award) for each in found.past], terms.envelope)
    rows = [
        _row(each, running, terms, person, ticked)
        for each, running in zip(found.past, reached.running, strict=True)
    ]
    return Table(
        _("The recommendations in the order of their ranking"),
        columns,
        tuple(drawn_through(rows, reached, terms.envelope, len(columns))),
        _("Nothing is proposed yet."),
        stacked=True,
    )


def _row(
    each: Past, running: Money, terms: PoolTerms, person: int, ticked: frozenset[str]
) -> tuple[Cell, ...]:
    content, proposal = each.proposal.content, each.proposal
    return (
        _box(each, person, ticked),
        Cell(str(content["place"]), strong=True),
        Cell(decimal(each.sum)),
        Cell(why_told(content["why"], terms)),
        Cell(amount(each.case.requested)),
        proposed_cell(each),
        Cell(amount(running)),
        Cell(_("Read"), reverse("decide", args=(each.case.id, proposal.id))),
    )


def _box(each: Past, person: int, ticked: frozenset[str]) -> Cell:
    """A box for what this person may decide; for the rest why not."""
    case, proposal = each.case, each.proposal
    if proposal.verdict is not Verdict.OPEN:
        return Cell(case.names, details=(status_badge(case.status).text,))
    if person in proposal.preparers:
        return Cell(case.names, details=(_("You had a hand in it"),))
    value = str(proposal.id)
    return Cell(case.names, details=(case.number,), tick=Tick(CHOSEN, value, ticked=value in ticked))
