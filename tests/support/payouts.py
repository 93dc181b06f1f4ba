"""The way of money in the small town: accounts that are accepted, months that are locked, payouts that are decided."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache

from budgets.rules.attestation import Conclusion
from fsm3.core.actors import Actor
from fsm3.core.money import Money
from fsm3.core.periods import COPENHAGEN, Month
from fsm3.journeys import accounts, hearings, payouts, pools
from fsm3.journeys.deciding import decide_proposal
from payouts.models import Payment
from tests.support import accounts as account
from tests.support import outcomes
from tests.support.town import FSM3, Town

APRIL_2023 = datetime(2023, 4, 3, 9, tzinfo=COPENHAGEN)
APRIL_2024 = datetime(2024, 4, 8, 9, tzinfo=COPENHAGEN)
MAY_2024 = datetime(2024, 5, 6, 9, tzinfo=COPENHAGEN)
MONTHS = tuple(Month(year, number) for year in (2021, 2022, 2023) for number in range(1, 13))[11:]
BEST = Month(2023, 5)
HIGH, MIDDLE, LOW = {"0101": (4, 20)}, {"0101": (3, 20)}, {"0101": (2, 20)}


def payments(case: int) -> list[str]:
    """The amounts of a case's payments, in order."""
    rows = Payment.objects.filter(application_id=case).order_by("id")
    return [str(row.amount) for row in rows]


def kroner(*amounts: int) -> dict[int, Money]:
    """Amounts by the numbers of lines."""
    return {number: Money.of(amount) for number, amount in enumerate(amounts, 1)}


def with_partial(town: Town, code: str, *spent: int) -> int:
    """A case whose partial account is accepted, as budgeted unless amounts are given."""
    case = town.accepted(code)
    accept_partial(town, code, *spent)
    return case


def accept_partial(town: Town, code: str, *spent: int) -> None:
    """A partial account sent and accepted."""
    accounts.accept(
        account.sent_partial(town, code, spent=kroner(*spent)), by=town.caseworkers[1], at=APRIL_2023
    )


def accept_final(
    town: Town, code: str, *spent: int, auditor: Actor, conclusion: Conclusion = Conclusion.CLEAN
) -> int:
    """A final account with its auditor's report, sent and accepted."""
    written = account.attested(town, code, account.written(town, code, spent=kroner(*spent)))
    text = "" if conclusion is Conclusion.CLEAN else "Bilagene kunne ikke vises."
    final = account.sent(town, code, account.reported(written, by=auditor, conclusion=conclusion, text=text))
    accounts.accept(final, by=town.caseworkers[1], at=APRIL_2024)
    return final


@cache
def _file(groups: tuple[tuple[str, str, int, int], ...]) -> bytes:
    return outcomes.outcome_file({(code, month): (count, group) for code, month, count, group in groups})


def shares(town: Town, best: Mapping[str, tuple[int, int]], *, lock: bool = True) -> None:
    """A file of all months in which each municipality has 1 of 20, but for its share in `BEST`; locked."""
    groups = tuple(
        (code, str(month), *(best[code] if month == BEST else (1, 20))) for code in best for month in MONTHS
    )
    outcomes.imported(town, _file(groups))
    if lock:
        outcomes.locked(town, *MONTHS)


def best_month(town: Town, best: Mapping[str, tuple[int, int]]) -> None:
    """A file of `BEST` alone, locked: enough for a settlement where it reaches the upper threshold."""
    outcomes.imported(town, _file(tuple((code, str(BEST), *best[code]) for code in best)))
    outcomes.locked(town, BEST)


def ready_to_settle(town: Town, code: str, *spent: int) -> int:
    """A case whose accounts are accepted, whose first instalment is paid, and whose best month is one in five."""
    case = with_partial(town, code)
    paid(town, case, at=APRIL_2023)
    accept_final(town, code, *spent, auditor=account.engaged(town, code))
    best_month(town, {code: (4, 20)})
    return case


def with_condition(town: Town, code: str) -> int:
    """A case of a version of the pool whose first half is released by a condition, its award accepted."""
    trigger = 'trigger = "confirmed_condition"\ncondition = "Samarbejdsaftalen er underskrevet."'
    version = pools.prepare_pool_version(
        FSM3.replace('trigger = "partial_account"', trigger), by=town.caseworker, at=town.at
    )
    assert version is not None
    decide_proposal(version, approve=True, by=town.approver, at=town.at)
    return town.accepted(code)


def prepared(town: Town, case: int, *, at: datetime = MAY_2024, reason: str = "") -> int:
    """The proposal of whatever the case is ready for."""
    return payouts.prepare_payout(case, reason=reason, by=town.caseworker, at=at)


def approved(town: Town, proposal: int, *, at: datetime = MAY_2024) -> None:
    """A proposal approved by the approver."""
    decide_proposal(proposal, approve=True, by=town.approver, at=at)


def paid(town: Town, case: int, *, at: datetime = MAY_2024) -> None:
    """Whatever the case is ready for, prepared and approved."""
    approved(town, prepared(town, case, at=at), at=at)


def heard(town: Town, code: str, case: int, *, at: datetime = APRIL_2024) -> int:
    """A hearing about the settlement whose days the municipality waived."""
    hearing = hearings.hear_settlement(case, by=town.caseworker, at=at)
    hearings.waive(hearing, by=town.signatories[code], at=at)
    return hearing
