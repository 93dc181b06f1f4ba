"""The lines of my work: what cases, accounts and proposals need, each with the way to where it is done.

What one page does for many cases, as the decision room does, is one line with their count (`applications.rules.work`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from applications.rules.work import TOGETHER, Need, Waiting, Whose
from applications.rules.workflow import Status
from applications.selectors import case_heads
from applications.selectors.case_heads import CaseHead
from applications.selectors.lists import Wish
from applications.selectors.work import OpenCase
from budgets.selectors.work import to_handle
from fsm3.core.actors import Actor
from fsm3.core.danish import day
from fsm3.core.periods import day_of
from fsm3.core.proposals import Proposed
from fsm3.journeys import deciding
from fsm3.web.caseworker.forms import list_address
from fsm3.web.caseworker.tell import essence
from fsm3.web.caseworker.told import address, may_decide
from fsm3.web.shared.account_texts import account_label
from fsm3.web.shared.labels import decision_label
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

OTHERS: dict[Need, Promise] = {
    Need.ASSESS: gettext_lazy("The other assessor assesses the case"),
    Need.AGREE: gettext_lazy("The assessors agree on the scores"),
    Need.CONFIRM: gettext_lazy("The assessors agree on the scores"),
    Need.RECOMMEND: gettext_lazy("The caseworker of the case proposes a decision"),
}
"""The same as what somebody else does."""

SHOWN = {Need.RECOMMEND: Status.ASSESSED}
"""What is done for many cases at once, and the status that the list of cases shows them under."""


@dataclass(frozen=True)
class Line:
    """A piece of work: what to do and where, the case with its number, and by when.

    One that is done for many cases on one page has their `count`, and the key of their `pool`.
    """

    what: str
    url: str
    whose: Whose
    places: str
    number: str
    case_url: str
    due: date | None = None
    detail: str = ""
    count: int = 1
    pool: str = ""


def cases_in(lines: Iterable[Line]) -> int:
    """How many cases and other pieces of work lines stand for."""
    return sum(each.count for each in lines)


def of_cases(open_cases: Iterable[OpenCase], proposed: set[int], who: int) -> Iterator[Line]:
    """What cases need of the one who asks, or need of others in cases that are theirs; a proposal that waits says the rest."""
    together: dict[tuple[str, Waiting], list[OpenCase]] = {}
    for case in open_cases:
        waits = case.waiting
        if waits is None or case.id in proposed:
            continue
        if waits.whose is Whose.MINE or (waits.whose is Whose.OTHERS and case.is_of(who)):
            if waits.need in TOGETHER:
                together.setdefault((case.pool_key, waits), []).append(case)
            else:
                yield _of_case(case, waits)
    for (pool, waits), cases in together.items():
        yield _of_case(cases[0], waits) if len(cases) == 1 else _of_all(pool, waits, cases, who)


def _of_case(case: OpenCase, waits: Waiting) -> Line:
    text, url = _way(waits, case)
    return _line(case, text, url, waits.whose, due=case.handled.due)


def _of_all(pool: str, waits: Waiting, cases: Sequence[OpenCase], who: int) -> Line:
    """What one page does for many cases: their count, the earliest day, and the list that shows them."""
    text, url = _way(waits, cases[0])
    own = str(who) if waits.whose is Whose.MINE else ""
    shown = list_address(pool, Wish(status=SHOWN[waits.need], caseworker=own))
    due = min((each.handled.due for each in cases if each.handled.due), default=None)
    count = len(cases)
    return Line(text, url, waits.whose, _counted(count), "", shown, due, count=count, pool=pool)


def _way(waits: Waiting, case: OpenCase) -> tuple[str, str]:
    """What is done about a need, and where; what others do is told as theirs."""
    text, name = WAYS[waits.need]
    if waits.whose is Whose.OTHERS and waits.need in OTHERS:
        text, name = OTHERS[waits.need], "case" if waits.need is Need.ASSESS else name
    return str(text), reverse(name, args=(case.pool_key if name == "room" else case.id,))


def _counted(count: int) -> str:
    return ngettext("%(count)s case", "%(count)s cases", count) % {"count": count}


def of_money(open_cases: Iterable[OpenCase], proposed: set[int], who: int) -> Iterator[Line]:
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


def of_proposals(waiting: Iterable[Proposed], actor: Actor) -> Iterator[Line]:
    """Proposals to decide, and those of one's own that wait; a case that is hidden hides its proposals (`bad-inputs.md` 31)."""
    told = [each for each in waiting if may_decide(each, actor) or each.prepared_by == actor.user_id]
    heads = case_heads.heads({each.case for each in told if each.case}, actor=actor)
    together: dict[tuple[str, bool], list[Proposed]] = {}
    for each in told:
        head = heads.get(each.case or 0)
        if head and each.kind in deciding.TOGETHER:
            together.setdefault((head.pool_key, may_decide(each, actor)), []).append(each)
        elif head or each.case is None:
            yield _of_proposal(each, head, actor)
    for (pool, decides), some in together.items():
        if len(some) == 1:
            yield _of_proposal(some[0], heads[some[0].case or 0], actor)
        else:
            yield _of_ranking(pool, some, decides=decides)


def _of_proposal(each: Proposed, head: CaseHead | None, actor: Actor) -> Line:
    decides = may_decide(each, actor)
    return Line(
        what=": ".join(text for text in (decision_label(each.kind), essence(each)) if text),
        url=address(each) if decides else _case_url(each.case),
        whose=Whose.MINE if decides else Whose.OTHERS,
        places=head.places if head else _("The pool"),
        number=head.number if head else "",
        case_url=_case_url(each.case),
        detail=_proposed_on([each]),
    )


def _of_ranking(pool: str, some: Sequence[Proposed], *, decides: bool) -> Line:
    """Awards and refusals of a pool, which are decided on one page."""
    what = _("Decide the awards and refusals") if decides else _("An approver decides awards and refusals")
    url = reverse("decide_many" if decides else "room", args=(pool,))
    whose = Whose.MINE if decides else Whose.OTHERS
    shown = list_address(pool, Wish(status=Status.RECOMMENDED))
    told, count = _proposed_on(some), len(some)
    return Line(what, url, whose, _counted(count), "", shown, detail=told, count=count, pool=pool)


def _proposed_on(some: Sequence[Proposed]) -> str:
    """The day of a proposal, or the first of several."""
    days = sorted({day_of(each.prepared_at) for each in some})
    told = _("Proposed on %(day)s") if len(days) == 1 else _("Proposed from %(day)s on")
    return told % {"day": day(days[0])}


def _line(
    case: OpenCase, what: str, url: str, whose: Whose, *, due: date | None = None, detail: str = ""
) -> Line:
    return Line(what, url, whose, case.places, case.number, _case_url(case.id), due, detail)


def _case_url(case: int | None) -> str:
    return reverse("case", args=(case,)) if case else reverse("proposals")
