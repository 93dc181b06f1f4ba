"""What the tests of the payout rules share: facts of a case in few words."""

from datetime import date

from applications.rules.pool_terms import Cohort
from fsm3.core.money import ZERO, Money
from fsm3.core.periods import Month, ProjectPeriod
from payouts.rules.entitlement import Facts, KnownShare
from payouts.rules.terms import award_terms
from tests.rules.support import pool

OWN = ProjectPeriod(date(2021, 12, 1), date(2023, 12, 31))
LATER = ProjectPeriod(date(2022, 7, 1), date(2023, 12, 31))
SPRING = date(2024, 4, 15)


def money(kroner: str | int | None) -> Money | None:
    """An amount in kroner, or none."""
    return None if kroner is None else Money.of(kroner)


def known(month: str, count: int, group: int, *, locked: bool = True) -> KnownShare:
    """A month, locked unless said otherwise."""
    return KnownShare(Month.parse(month), count, group, locked)


def all_locked(*known_months: KnownShare, period: ProjectPeriod = OWN) -> tuple[KnownShare, ...]:
    """Every month of a period locked with 1 of 100, except those that are given."""
    given = {each.month: each for each in known_months}
    rest = {month: KnownShare(month, 1, 100, locked=True) for month in period.months()}
    return tuple({**rest, **given}.values())


def facts(
    *months: KnownShare,
    cohort: Cohort | None = None,
    award: str | int = 1_000_000,
    partial: str | int | None = None,
    final: str | int | None = None,
    released: str | int = 0,
    repaid: str | int = 0,
    period: ProjectPeriod = OWN,
    today: date = SPRING,
    confirmed: frozenset[str] = frozenset(),
) -> Facts:
    """The facts of a case of the pool's cohort "new", with amounts in kroner."""
    amount = Money.of(award)
    return Facts(
        parts=award_terms(cohort or pool().cohort("new"), amount),
        award=amount,
        period=period,
        today=today,
        accepted_partial=money(partial),
        accepted_final=money(final),
        months=months,
        confirmed=confirmed,
        released=money(released) or ZERO,
        repaid=money(repaid) or ZERO,
    )
