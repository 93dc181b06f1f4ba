"""From a decided case to its letter: every figure is looked up or worked out here, once, and frozen with the document.

Source: domain page, "Letters". The municipality's own instalments, thresholds, period and dates come from the terms it
was sent under; nothing here knows any one pool.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from fractions import Fraction

from applications.rules.assessment import Points
from applications.rules.due_dates import DueKind, due_at_award
from applications.selectors.cases import Agreed
from applications.selectors.sent_cases import SentCase
from budgets.rules.award import Approved
from budgets.rules.content import from_content
from budgets.rules.lines import Line
from fsm3.core import danish
from fsm3.core.money import Money
from fsm3.core.periods import day_of, working_day_on_or_after
from fsm3.core.proposals import Proposed
from fsm3.letters import contexts as c
from fsm3.letters import owed, parts
from fsm3.letters.parts import Signers
from payouts.rules.terms import award_terms


def award(
    case: SentCase,
    proposal: Proposed,
    *,
    amount: Money,
    lines: Sequence[Line],
    approved: Sequence[Approved],
    signers: Signers,
    at: datetime,
) -> c.AwardLetter:
    """The award letter: `lines` are the approved budget, `approved` says why a line is lower than asked."""
    terms, earned = case.terms, award_terms(case.cohort, amount)
    due = due_at_award(terms, case.period, decided_on=day_of(at))
    return c.AwardLetter(
        head=parts.head(case, at=at),
        amount=danish.kroner(amount),
        requested=danish.kroner(case.sent.requested),
        cohort=case.cohort.name,
        first_day=danish.day(case.period.first),
        last_day=danish.day(case.period.last),
        reasons=(proposal.content["reason"],),
        reductions=tuple(_reduction(case, proposal, amount)),
        instalments=tuple(owed.instalment(part) for part in earned),
        results=tuple(owed.results(case.terms, case.period, earned)),
        accounts=tuple(owed.accounts(case.terms, case.period, amount, due)),
        acceptance=c.Acceptance(
            weeks=f"{terms.letters.acceptance_weeks} uger",
            by=danish.day(working_day_on_or_after(due[DueKind.ACCEPTANCE])),
        ),
        registration=terms.letters.registration,
        reporting=terms.letters.reporting,
        notify=terms.letters.notify,
        changes=c.ChangeRule(
            share=danish.percent(terms.budget.change_share), amount=danish.kroner(terms.budget.change_amount)
        ),
        lapse=terms.letters.lapse,
        obligations=parts.obligations(case),
        legal_basis=terms.letters.legal_basis,
        appeal=terms.letters.appeal,
        caseworker=signers.proposed_by(),
        approver=signers.decided_by(),
        budget=_approved_budget(case, amount, lines, approved),
        choices=parts.choices(case),
        covered=parts.covered(case),
    )


def refusal(
    case: SentCase, proposal: Proposed, *, agreed: Agreed | None, signers: Signers, at: datetime
) -> c.RefusalLetter:
    """The refusal, with the agreed score and the main considerations of every criterion."""
    scores = agreed.scores if agreed else {}
    highest = case.terms.scale_highest
    return c.RefusalLetter(
        head=parts.head(case, at=at),
        requested=danish.kroner(case.sent.requested),
        envelope=danish.kroner(case.terms.envelope),
        reasons=(proposal.content["reason"],),
        criteria=tuple(_assessed(case, scores)),
        total=parts.number(Fraction(proposal.content["sum"]) * len(case.terms.criteria)),
        highest_total=str(highest * len(case.terms.criteria)),
        place=str(proposal.content["place"]),
        ranked=str(proposal.content["ranked"]),
        legal_basis=case.terms.letters.legal_basis,
        appeal=case.terms.letters.appeal,
        caseworker=signers.proposed_by(),
        approver=signers.decided_by(),
        covered=parts.covered(case),
    )


def inadmissibility(
    case: SentCase, proposal: Proposed, *, signers: Signers, at: datetime
) -> c.InadmissibilityLetter:
    """The decision that an application was not assessed, with when it was received and what the rule is."""
    section = (case.terms.source_of("deadline") or case.terms.source).section
    return c.InadmissibilityLetter(
        head=parts.head(case, at=at),
        received=danish.moment(case.received_at, seconds=True),
        deadline=danish.moment(case.terms.deadline.at),
        rule=f"Opslagets afsnit »{section}«",
        reasons=(proposal.content["reason"],),
        legal_basis=case.terms.letters.legal_basis,
        appeal=case.terms.letters.appeal,
        caseworker=signers.proposed_by(),
        approver=signers.decided_by(),
        covered=parts.covered(case),
    )


def _reduction(case: SentCase, proposal: Proposed, amount: Money) -> Iterator[c.Reduction]:
    if amount < case.sent.requested:
        by = danish.kroner(case.sent.requested - amount)
        yield c.Reduction(by=by, reason=proposal.content["deviation"])


def _assessed(case: SentCase, scores: Mapping[str, Points]) -> Iterator[c.Assessed]:
    for criterion in case.terms.criteria:
        given = scores.get(criterion.key)
        yield c.Assessed(
            criterion=criterion.name,
            score=str(given.points) if given else "",
            highest=str(case.terms.scale_highest),
            considerations=given.reason if given else "",
        )


def _approved_budget(
    case: SentCase, amount: Money, lines: Sequence[Line], approved: Sequence[Approved]
) -> c.AwardBudget:
    """The approved budget beside what was asked for, line by line and year by year."""
    requested = {line.number: line.amount for line in from_content(case.sent.content["budget"])}
    why = {each.number: each.reason for each in approved}
    over = parts.years(case, lines)
    return c.AwardBudget(
        years=tuple(str(year) for year in over),
        lines=tuple(
            c.AwardLine(
                number=str(line.number),
                category=parts.category(case, line),
                department=line.department,
                note=line.note,
                cells=tuple(danish.amount(parts.in_year(line, year)) for year in over),
                requested=danish.amount(requested[line.number]),
                approved=danish.amount(line.amount),
                reason=why[line.number] or c.AS_ASKED,
            )
            for line in lines
        ),
        year_sums=parts.year_sums(lines, over),
        requested=danish.amount(case.sent.requested),
        approved=danish.amount(amount),
    )
