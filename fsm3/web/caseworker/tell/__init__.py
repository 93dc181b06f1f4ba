"""Every kind of proposal in words and figures. A test walks the kinds and fails for one that cannot be told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fsm3.access.roles import Role
from fsm3.core.actors import Actor
from fsm3.core.proposals import Proposed
from fsm3.journeys.kinds import Kind
from fsm3.web.caseworker.tell import (
    awards,
    budgets,
    held,
    letters,
    money,
    months,
    pools,
    recommendations,
    users,
)
from fsm3.web.caseworker.tell.values import Telling


@dataclass(frozen=True)
class Way:
    """How a kind is told: `essence` in a word or an amount, read from the proposal alone, and `tell` whole.

    `decides` is the role that decides it.
    """

    essence: Callable[[Proposed], str]
    tell: Callable[[Proposed, Actor], Telling]
    decides: Role = Role.APPROVER


_RECOMMENDATION = Way(recommendations.essence, recommendations.tell)
_MONEY = Way(money.essence, money.tell)
WAYS: dict[str, Way] = {
    Kind.AWARD: _RECOMMENDATION,
    Kind.REFUSAL: _RECOMMENDATION,
    Kind.INADMISSIBILITY: _RECOMMENDATION,
    Kind.BUDGET_CHANGE: Way(budgets.essence, budgets.tell),
    Kind.POOL_VERSION: Way(pools.version_essence, pools.tell_version),
    Kind.AMENDMENT: Way(awards.essence, awards.tell_amendment),
    Kind.LAPSE: Way(awards.essence, awards.tell_lapse),
    Kind.INSTALMENT: _MONEY,
    Kind.SETTLEMENT: _MONEY,
    Kind.REPAYMENT: _MONEY,
    Kind.ADVERSE_RELEASE: Way(held.release_essence, held.tell_release),
    Kind.CONDITION: Way(held.condition_essence, held.tell_condition),
    Kind.MONTH_LOCK: Way(months.essence, months.tell_lock),
    Kind.MONTH_UNLOCK: Way(months.essence, months.tell_unlock),
    Kind.CAP_TABLE: Way(pools.caps_essence, pools.tell_caps),
    Kind.LETTER_CORRECTION: Way(letters.essence, letters.tell),
    Kind.APPROVER_ROLE: Way(users.essence, users.tell, decides=Role.ADMINISTRATOR),
}


def essence(proposal: Proposed) -> str:
    """What a proposal comes to, in a word or an amount."""
    return WAYS[proposal.kind].essence(proposal)


def tell(proposal: Proposed, actor: Actor) -> Telling:
    """A proposal whole, as far as somebody sees it."""
    return WAYS[proposal.kind].tell(proposal, actor)
