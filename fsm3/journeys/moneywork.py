"""What hearings and payouts share: taking a case in hand behind its pool, the figures of a letter, the journal.

Locks are taken in the order pool, case, journal: a month that is locked or unlocked meanwhile waits for the pool.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from applications.selectors import cases
from applications.services import pools
from applications.services.applications import LockedCase
from budgets.rules.accounts import AccountKind
from budgets.selectors.accounts import Accepted
from fsm3.access.roles import Role
from fsm3.core import journal
from fsm3.core.actors import Actor
from fsm3.journeys.casework import subject, take_in_hand
from fsm3.letters.build_statement import AccountFigures, AccountLineFigures, Figures, MonthFigures, Sums
from fsm3.letters.parts import Grounds
from payouts.selectors.money import Worked

NAMES = {AccountKind.PARTIAL: "Delregnskab", AccountKind.FINAL: "Slutregnskab"}


def take(application_id: int, *, by: Actor, roles: tuple[Role, ...] = (Role.CASEWORKER,)) -> LockedCase:
    """Lock pool and case for one of the agency's people who is impartial in it."""
    pools.lock(cases.pool_of(application_id))
    return take_in_hand(application_id, by=by, roles=roles)


def figures(worked: Worked, *, name: str) -> Figures:
    """All that the annex of a letter shows."""
    best = worked.found.best
    return Figures(
        name=name,
        lines=[(line.section, line.text, line.amount) for line in worked.statement.lines],
        parts=worked.facts.parts,
        released=worked.found.released,
        months=[
            MonthFigures(
                each.count.month,
                each.count.count,
                each.count.group,
                counts=each.count.month.first_day in worked.facts.period,
                vintage=each.vintage if each.locked else None,
            )
            for each in worked.months
        ],
        best=best.month if best else None,
        accounts=[_account(each) for each in (worked.partial, worked.final) if each],
    )


def sums(worked: Worked) -> Sums:
    """What the letter says in kroner."""
    facts = worked.facts
    return Sums(facts.award, worked.found.entitled, facts.released - facts.repaid)


def grounds(worked: Worked, reasons: Sequence[str]) -> Grounds:
    """The reasons with the sections that the statement rests on."""
    return Grounds(reasons=reasons, sections=[line.section for line in worked.statement.lines])


def record(act: str, case: int, *, by: Actor, at: datetime, **content: str) -> None:
    """Record an act about money in the journal of its case."""
    journal.record(act, subject=subject(case), case=case, by=by, at=at, content=content)


def _account(account: Accepted) -> AccountFigures:
    lines = [
        AccountLineFigures(line.number, line.name, line.spent, line.accepted, line.reason)
        for line in account.lines
    ]
    return AccountFigures(f"{NAMES[account.kind]}, version {account.version}", account.sha256, lines)
