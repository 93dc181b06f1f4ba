"""What must hold of money after every act, whoever did it, asked of the rows themselves.

Quality page, "Reliability": paid ≤ awarded ≤ cap, awards ≤ envelope, no state without its journal row.
"""

import json
from dataclasses import dataclass
from typing import Any

from applications.models import Application, Award, Pool
from budgets import selectors as budgets
from budgets.models import Account, BudgetChange
from fsm3.core import documents, journal
from fsm3.core.journal import JournalEntry
from fsm3.core.proposals import Proposal
from payouts.models import Hearing, Payment, Repayment, Statement
from tests.money.from_rows import case_of, total
from tests.money.plain import settle

ACTS = {
    "accepted": {"award.accepted"},
    "renounced": {"award.renounced"},
    "lapsed": {"award.lapsed"},
    "awarded": {"application.awarded"},
    "closed": {"payout.settled", "repayment.claimed"},
}
"""The acts without one of which an application is in none of these states."""


STATES: dict[Any, tuple[str, tuple[str, ...]]] = {
    Application: ("id", ("status",)),
    Award: ("application", ("id", "in_force")),
    Account: ("application", ("id", "status", "edition")),
    BudgetChange: ("application", ("id", "state")),
    Proposal: ("case", ("id", "verdict")),
    Hearing: ("application", ("id", "answer")),
    Statement: ("application", ("id", "payment")),
    Repayment: ("application", ("id",)),
}
"""What has a state, with the field that names its case and the fields that say which."""


@dataclass(frozen=True)
class Seen:
    """How every case stands: what could change without a journal row, the acts told of it, and its award in force."""

    states: dict[int, dict[str, list[tuple]]]
    acts: dict[int, list[str]]
    awarded: dict[int, int]


def look(cases: list[int]) -> Seen:
    """Look at all cases, in one query for each kind of thing."""
    states: dict[int, dict[str, list[tuple]]] = {case: {} for case in cases}
    for model, (case, fields) in STATES.items():
        rows = model.objects.filter(**{f"{case}__in": cases}).order_by("id")
        for owner, *state in rows.values_list(case, *fields):
            states[owner].setdefault(model.__name__, []).append(tuple(state))
    acts: dict[int, list[str]] = {case: [] for case in cases}
    for entry in JournalEntry.objects.filter(case__in=cases).order_by("seq"):
        acts[entry.case or 0].append(entry.act)
    in_force = Award.objects.filter(application__in=cases, in_force=True)
    awarded = {row.application_id: row.amount.oere for row in in_force}
    return Seen(states, acts, {case: awarded.get(case, 0) for case in cases})


def awarded(case: int) -> int:
    """The award of a case in force, in øre; nothing without one."""
    return total(Award.objects.filter(application=case, in_force=True))


def paid(case: int) -> int:
    """What was released and not paid back, in øre."""
    return total(Payment.objects.filter(application=case)) - total(Repayment.objects.filter(application=case))


def check(pool_id: int, before: Seen, after: Seen) -> None:
    """Everything that must hold after an act."""
    envelope = Pool.objects.get(id=pool_id).envelope.oere
    assert sum(after.awarded.values()) <= envelope
    for case in after.states:
        if before.states[case] != after.states[case]:
            check_told(case, before, after)
            check_award(case)
            check_budget(case)
            check_paid(case)


def check_told(case: int, before: Seen, after: Seen) -> None:
    """No state without its journal row."""
    assert len(after.acts[case]) > len(before.acts[case]), (before.states[case], after.states[case])
    (status,) = after.states[case]["Application"][0]
    assert ACTS.get(status, {"application.started"}) & set(after.acts[case])


def check_award(case: int) -> None:
    """Awards stay within request and cap."""
    for award in Award.objects.filter(application=case):
        assert award.amount <= min(award.cap, award.requested)


def check_budget(case: int) -> None:
    """The approved budget in force sums to the award in force."""
    number = budgets.version_in_force(case)
    if awarded(case):
        assert sum(line.amount.oere for line in budgets.approved(case, number)) == awarded(case)


def check_paid(case: int) -> None:
    """No more is out than the award gives, unless a later decision lowered it, which leaves a claim."""
    largest = max((award.amount.oere for award in Award.objects.filter(application=case)), default=0)
    out, now = paid(case), awarded(case)
    assert 0 <= out <= largest
    if out > now:
        assert Proposal.objects.filter(
            case=case, kind__in=("amendment", "lapse"), verdict="approved"
        ).exists()
    for statement in Statement.objects.filter(application=case).select_related("proposal"):
        check_statement(statement)


def check_statement(statement: Statement) -> None:
    """Paid once, what was decided, by one who did not prepare it."""
    payments = Payment.objects.filter(statement=statement)
    assert [payment.amount for payment in payments] == [statement.to_pay] * (statement.to_pay.oere > 0)
    for payment in payments:
        assert payment.released_by_id not in statement.proposal.preparers
        assert payment.released_by_id == statement.proposal.decided_by_id


def differing() -> list[str]:
    """The statements that the plain implementation finds otherwise, from the rows as they were when each was decided."""
    return [
        f"{statement.application.number}, statement {statement.number}: {told} is {found}"
        for statement in Statement.objects.select_related("application").order_by("id")
        for told, found in [(figures(statement), plain_figures(statement))]
        if told != found
    ]


def figures(statement: Statement) -> dict:
    """The figures of a statement as it was frozen."""
    told = json.loads(statement.content)["statement"]
    keys = (
        "award",
        "accepted_partial",
        "accepted_final",
        "best",
        "parts",
        "entitled",
        "released",
        "repaid",
        "to_pay",
    )
    reached = [(each["releases"], each["reached"]) for each in told["thresholds"]]
    return {**{key: told[key] for key in keys}, "reached": reached, "waits_for": told["waits_for"]}


def plain_figures(statement: Statement) -> dict:
    """The same figures, found plainly."""
    case = case_of(statement.application_id, statement.decided_at, before=statement)
    settled = settle(case)
    best = settled.best and dict(zip(("month", "count", "group"), settled.best, strict=True))
    asking = [part["key"] for part in case.parts if "reached_at" in part]
    return {
        "award": kroner(case.award),
        "accepted_partial": None if case.partial is None else kroner(case.partial),
        "accepted_final": None if case.final is None else kroner(case.final),
        "best": best,
        "parts": [kroner(amount) for amount in settled.parts.values()],
        "entitled": kroner(settled.entitled),
        "released": kroner(case.released),
        "repaid": kroner(case.repaid),
        "to_pay": kroner(settled.to_pay),
        "reached": [(kroner(settled.parts[key]), key in settled.reached) for key in asking],
        "waits_for": settled.waits_for,
    }


def kroner(oere: int) -> str:
    """An amount as a statement prints it."""
    return f"{'-' if oere < 0 else ''}{abs(oere) // 100}.{abs(oere) % 100:02}"


def check_at_the_end() -> None:
    """The journal holds to its head, and every statement, also those decided long ago, is found again as it was."""
    assert list(journal.verify(documents.witnesses())) == []
    assert differing() == []
