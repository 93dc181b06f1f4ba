"""The letters of an amended award and of a lapse, each made of its proposal: for the decision, and for its preview.

Source: domain page, "Letters" and "Payout": what was, what is from now on, and what was paid until then.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from applications.rules.due_dates import DueKind, due_at_award
from applications.selectors import due_dates
from applications.selectors.awards import AwardInForce
from budgets import selectors as budgets
from budgets.rules.amendment import amended_lines
from budgets.rules.award import Approved
from fsm3.core.money import Money
from fsm3.core.periods import ProjectPeriod
from fsm3.core.proposals import Proposed
from fsm3.letters import build_amendment, parts
from fsm3.letters.build_amendment import Standing
from fsm3.letters.contexts import AmendedAwardLetter
from fsm3.letters.parts import Grounds, Signers
from payouts.selectors import money


def amendment(
    award: AwardInForce, proposal: Proposed, *, signers: Signers, at: datetime
) -> AmendedAwardLetter:
    """The amended award as proposed, beside the award in force."""
    lines = budgets.approved(award.application_id, proposal.content["budget"])
    return build_amendment.amendment(
        parts.case_of(award),
        before=Standing(award.amount, award.cohort, award.period, lines, _final_due(award)),
        after=after(award, proposal),
        line_reasons=line_reasons(proposal),
        grounds=_grounds(award, proposal),
        paid=money.paid(award.application_id).net,
        signers=signers,
        at=at,
    )


def lapse(award: AwardInForce, proposal: Proposed, *, signers: Signers, at: datetime) -> AmendedAwardLetter:
    """The lapse as proposed."""
    return build_amendment.lapse(
        parts.case_of(award),
        before=award.amount,
        grounds=_grounds(award, proposal),
        paid=money.paid(award.application_id).net,
        signers=signers,
        at=at,
    )


def after(award: AwardInForce, proposal: Proposed) -> Standing:
    """The award as it will stand."""
    content = proposal.content
    lines = budgets.approved(award.application_id, content["budget"])
    period = ProjectPeriod(date.fromisoformat(content["first_day"]), date.fromisoformat(content["last_day"]))
    return Standing(
        amount=Money.of(content["award"]),
        cohort=award.terms.cohort(content["cohort"]),
        period=period,
        lines=amended_lines(lines, approved(content)),
        final_due=_final_due(award) if period == award.period else due_anew(award, period),
    )


def approved(content: Mapping[str, Any]) -> list[Approved]:
    """What is approved of each line."""
    return [Approved(line["number"], Money.of(line["amount"]), line["reason"]) for line in content["lines"]]


def line_reasons(proposal: Proposed) -> dict[int, str]:
    """Why a line was changed, by its number, where a reason is given."""
    return {line["number"]: line["reason"] for line in proposal.content["lines"] if line["reason"]}


def due_anew(award: AwardInForce, period: ProjectPeriod) -> date:
    """When the final account is due for another period; the day of the decision plays no part in it."""
    return due_at_award(award.terms, period, decided_on=period.first)[DueKind.FINAL_ACCOUNT]


def _final_due(award: AwardInForce) -> date | None:
    return due_dates.due(award.application_id, DueKind.FINAL_ACCOUNT)


def _grounds(award: AwardInForce, proposal: Proposed) -> Grounds:
    return Grounds([proposal.content["reason"]], [award.terms.letters.source.section])
