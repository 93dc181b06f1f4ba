"""My work: what waits for somebody of the agency, what anybody may take, and what waits for others; what is late on top.

`applications.rules.work` says what a case waits for and for whom; here it gets its words and the way to where it is done.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from applications.rules.due_dates import is_overdue
from applications.rules.work import Need, Whose
from applications.rules.workflow import Status
from applications.selectors import case_heads, pools, work
from applications.selectors.lists import NOBODY
from applications.selectors.work import OpenCase
from budgets.selectors.work import to_handle
from fsm3.access.guards import open_to
from fsm3.access.roles import Role
from fsm3.core import proposals
from fsm3.core.danish import day
from fsm3.core.periods import day_of
from fsm3.core.proposals import Proposed
from fsm3.web.caseworker.tell import essence
from fsm3.web.caseworker.told import address, may_decide
from fsm3.web.shared.account_texts import account_label
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.components import Breadcrumb, Cell, Column, Table
from fsm3.web.shared.labels import AGENCY, decision_label
from payouts.selectors.work import last_decided

WAYS: dict[Need, tuple[Promise, str]] = {
    Need.CHECK: (gettext_lazy("Check whether it is admissible"), "admissibility"),
    Need.TURN_AWAY: (gettext_lazy("Propose inadmissibility: it came too late"), "admissibility"),
    Need.AWAIT_ANSWER: (gettext_lazy("The municipality answers questions"), "clarify"),
    Need.PRESS_FOR_ANSWER: (gettext_lazy("The answer did not come: extend, or go on without"), "clarify"),
    Need.ASSESS: (gettext_lazy("Assess the application"), "assess"),
    Need.AGREE: (gettext_lazy("Agree on the scores"), "agree"),
    Need.CONFIRM: (gettext_lazy("Confirm the agreed scores"), "agree"),
    Need.RECOMMEND: (gettext_lazy("Propose a decision"), "room"),
    Need.AWAIT_ACCEPTANCE: (gettext_lazy("The municipality accepts its award"), "case"),
    Need.PRESS_FOR_ACCEPTANCE: (gettext_lazy("The award is not accepted: ask the municipality"), "case"),
    Need.LAPSE: (gettext_lazy("Propose that the award lapses: it was given up"), "lapse"),
}
"""What is done about each need, and the address where; every one of them takes a case but the room, which takes a pool."""

TAKEN = {Need.CHECK: Status.SENT, Need.TURN_AWAY: Status.LATE, Need.ASSESS: Status.ADMISSIBLE}
"""What anybody may take, and the status that the list of cases shows it under."""


@dataclass(frozen=True)
class Line:
    """A piece of work: what to do and where, the case with its number, and by when."""

    what: str
    url: str
    whose: Whose
    places: str
    number: str
    case_url: str
    due: date | None = None
    detail: str = ""


@open_to(*AGENCY)
@require_safe
def my_work(request: SignedIn) -> HttpResponse:
    """Show what waits."""
    on, who = day_of(request.received_at), request.actor.person
    waiting = proposals.waiting()
    if request.actor.role == Role.CASEWORKER:
        open_cases = work.open_cases(request.actor, on=on)
        proposed = {each.case for each in waiting if each.case}
        lines = [*_of_cases(open_cases, proposed, who), *_of_money(open_cases, proposed, who)]
        free = Counter((each.pool_key, need) for each, need in _free(open_cases, proposed))
    else:
        lines, free = [], Counter()
    lines += _of_proposals(waiting, request)
    late = [each for each in lines if each.due and is_overdue(each.due, on)]
    mine = [each for each in lines if each.whose is Whose.MINE and each not in late]
    others = [each for each in lines if each.whose is Whose.OTHERS and each not in late]
    context = {
        "breadcrumb": Breadcrumb(_("My work")),
        "counts": (
            (_("Late"), len(late)),
            (_("Wait for you"), len(mine)),
            (_("Anybody may take"), sum(free.values())),
            (_("Wait for others"), len(others)),
        ),
        "late": _table(_("Late"), late, on, ""),
        "mine": _table(_("Wait for you"), mine, on, _("Nothing waits for you.")),
        "free": _free_table(free),
        "others": _table(_("Wait for others"), others, on, _("You wait for nobody.")),
        "takes": request.actor.role == Role.CASEWORKER,
    }
    return render(request, "caseworker/work.html", context)


def _of_cases(open_cases: Iterable[OpenCase], proposed: set[int], who: int) -> Iterator[Line]:
    """What cases need of the one who asks, or need of others in cases that are theirs; a proposal that waits says the rest."""
    for case in open_cases:
        waits = case.waiting
        if waits is None or case.id in proposed:
            continue
        others = waits.whose is Whose.OTHERS and case.is_of(who)
        if waits.whose is Whose.MINE or others:
            text, name = WAYS[waits.need]
            url = reverse(name, args=(case.pool_key if name == "room" else case.id,))
            if waits.need is Need.ASSESS and others:
                text, url = gettext_lazy("The other assessor assesses the case"), _case_url(case.id)
            if waits.need in {Need.AGREE, Need.CONFIRM} and others:
                text = gettext_lazy("The assessors agree on the scores")
            if waits.need is Need.RECOMMEND and others:
                text = gettext_lazy("The caseworker of the case proposes a decision")
            yield _line(case, str(text), url, waits.whose, due=case.handled.due)


def _free(open_cases: Iterable[OpenCase], proposed: set[int]) -> Iterator[tuple[OpenCase, Need]]:
    for case in open_cases:
        if case.waiting and case.waiting.whose is Whose.ANYBODYS and case.id not in proposed:
            yield case, case.waiting.need


def _of_money(open_cases: Iterable[OpenCase], proposed: set[int], who: int) -> Iterator[Line]:
    """Accounts, budget changes and payouts of cases that are somebody's, or nobody's."""
    own = {each.id: each for each in open_cases if each.handled.caseworker in {who, None}}
    found, decided = to_handle(own), last_decided(own)
    for account in found.accounts:
        what = _("Handle the account: %(kind)s") % {"kind": account_label(account.kind)}
        url = reverse("account", args=(account.application_id, account.id))
        late = _("Received late") if account.late else ""
        yield _line(own[account.application_id], what, url, Whose.MINE, detail=late)
    for change, case in found.changes:
        if case not in proposed:
            url = reverse("budget_change", args=(case, change))
            yield _line(own[case], _("Answer a budget change"), url, Whose.MINE)
    for case, at in found.accepted_at.items():
        if case not in proposed and (case not in decided or decided[case] < at):
            url = reverse("payout", args=(case,))
            yield _line(own[case], _("See what is to be paid"), url, Whose.MINE)


def _of_proposals(waiting: Iterable[Proposed], request: SignedIn) -> list[Line]:
    """Proposals to decide, and those of one's own that wait; a case that is hidden hides its proposals (`bad-inputs.md` 31)."""
    actor = request.actor
    told = [each for each in waiting if may_decide(each, actor) or each.prepared_by == actor.user_id]
    heads = case_heads.heads({each.case for each in told if each.case}, actor=actor)
    return [
        Line(
            what=": ".join(text for text in (decision_label(each.kind), essence(each)) if text),
            url=address(each) if may_decide(each, actor) else _case_url(each.case),
            whose=Whose.MINE if may_decide(each, actor) else Whose.OTHERS,
            places=heads[each.case].places if each.case else _("The pool"),
            number=heads[each.case].number if each.case else "",
            case_url=_case_url(each.case),
            detail=_("Proposed on %(day)s") % {"day": day(day_of(each.prepared_at))},
        )
        for each in told
        if each.case is None or each.case in heads
    ]


def _line(
    case: OpenCase, what: str, url: str, whose: Whose, *, due: date | None = None, detail: str = ""
) -> Line:
    return Line(what, url, whose, case.places, case.number, _case_url(case.id), due, detail)


def _case_url(case: int | None) -> str:
    return reverse("case", args=(case,)) if case else reverse("proposals")


def _table(caption: str, lines: Iterable[Line], on: date, empty: str) -> Table:
    columns = (Column(_("What to do"), look="note"), Column(_("Case")), Column(_("Due")))
    in_order = sorted(lines, key=lambda each: (each.due or date.max, each.what, each.number))
    rows = tuple(
        (
            Cell(each.what, each.url, strong=True, details=(each.detail,) if each.detail else ()),
            Cell(each.places, each.case_url, details=(each.number,) if each.number else ()),
            _due(each.due, on),
        )
        for each in in_order
    )
    return Table(caption, columns, rows, empty, stacked=True)


def _due(due: date | None, on: date) -> Cell:
    if due is None:
        return Cell("\N{EN DASH}")
    days = (due - on).days
    if days < 0:
        left = ngettext("%(days)s day late", "%(days)s days late", -days) % {"days": -days}
    else:
        left = ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}
    return Cell(day(due), details=(left,))


def _free_table(free: Mapping[tuple[str, Need], int]) -> Table:
    """What nobody has, counted by pool and need, with the way to the list that shows it, or to the decision room."""
    names = {each.terms.key: each.terms.name for each in pools.all_in_force()} if free else {}
    columns = (Column(_("What to do"), look="note"), Column(_("Pool")), Column(_("Cases"), number=True))
    rows = tuple(
        (Cell(str(WAYS[need][0]), _where_free(pool, need), strong=True), Cell(names[pool]), Cell(str(count)))
        for (pool, need), count in sorted(free.items())
    )
    return Table(
        _("Anybody may take"), columns, rows, _("Everything has somebody who handles it."), stacked=True
    )


def _where_free(pool: str, need: Need) -> str:
    if need is Need.RECOMMEND:
        return reverse("room", args=(pool,))
    if need not in TAKEN:
        return f"{reverse('cases')}?{urlencode({'pulje': pool, 'hos': NOBODY})}"
    wish = {"pulje": pool, "status": TAKEN[need].value}
    return f"{reverse('cases')}?{urlencode(wish if need is Need.ASSESS else wish | {'hos': NOBODY})}"
