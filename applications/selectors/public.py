"""Reads for everybody: the pools in force as the front page tells them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from applications.selectors import pools
from applications.selectors.pools import InForce
from fsm3.core.danish import kroner, moment, weekday
from fsm3.core.periods import day_of


@dataclass(frozen=True)
class PoolCard:
    """A pool in words and figures; `open` says whether its deadline lies ahead."""

    key: str
    name: str
    purpose: str
    who_can_apply: str
    envelope: str
    deadline: str
    open: bool


def pools_in_force(now: datetime) -> tuple[PoolCard, ...]:
    """The pools in force: those still open first, then the newest deadline."""
    found = sorted(pools.all_in_force(), key=lambda each: each.terms.deadline.at, reverse=True)
    return tuple(_card(each, now) for each in found)


def _card(pool: InForce, now: datetime) -> PoolCard:
    terms = pool.terms
    return PoolCard(
        key=terms.key,
        name=terms.name,
        purpose=terms.purpose,
        who_can_apply=terms.who_can_apply,
        envelope=kroner(terms.envelope),
        deadline=f"{weekday(day_of(terms.deadline.at))} {moment(terms.deadline.at)}",
        open=terms.deadline.includes(now),
    )
