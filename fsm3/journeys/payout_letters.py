"""The letter of a decided payout: instalment, settlement or claim, with the statement as its annex."""

from __future__ import annotations

from datetime import datetime

from applications.rules.due_dates import DueKind
from applications.selectors import due_dates
from fsm3.core import danish
from fsm3.core.danish import kroner
from fsm3.core.periods import day_of
from fsm3.core.proposals import Proposed
from fsm3.journeys.moneywork import figures, grounds, sums
from fsm3.letters import build_repayment, build_settlement
from fsm3.letters.contexts import Letter
from fsm3.letters.parts import Signers, case_of
from payouts.rules.hearing import is_needed
from payouts.rules.readiness import PayoutKind
from payouts.selectors.money import Worked

_NAMES = {
    PayoutKind.INSTALMENT: "Opgørelse af udbetaling",
    PayoutKind.SETTLEMENT: "Opgørelse ved slutafregning",
    PayoutKind.REPAYMENT: "Opgørelse af tilbagebetaling",
}


def letter(worked: Worked, proposal: Proposed, *, signers: Signers, at: datetime) -> Letter:
    """The letter of what is proposed: for the decision, and for its preview."""
    case, why = case_of(worked.award), grounds(worked, _given(proposal))
    annex, findings = figures(worked, name=_NAMES[worked.kind]), (*_heard(worked), _result(worked))
    if worked.kind is PayoutKind.REPAYMENT:
        return build_repayment.repayment(
            case,
            sums=sums(worked),
            grounds=why,
            findings=findings,
            figures=annex,
            signers=signers,
            at=at,
        )
    return build_settlement.settlement(
        case,
        final=worked.kind is PayoutKind.SETTLEMENT,
        final_due=due_dates.due(worked.award.application_id, DueKind.FINAL_ACCOUNT),
        sums=sums(worked),
        grounds=why,
        findings=findings,
        figures=annex,
        signers=signers,
        at=at,
    )


def _given(proposal: Proposed) -> list[str]:
    """The caseworker's reason, if there is one."""
    reason = str(proposal.content["reason"])
    return [reason] if reason else []


def _result(worked: Worked) -> str:
    """The result in a sentence."""
    entitled, before = kroner(worked.found.entitled), kroner(worked.facts.released - worked.facts.repaid)
    return f"Opgørelsen viser, at I har ret til {entitled}, og at I har fået {before} indtil nu."


def _heard(worked: Worked) -> list[str]:
    """What came of the hearing, where one was needed."""
    hearing = worked.covering
    if hearing is None or not is_needed(worked.facts, worked.found):
        return []
    opened = danish.day(day_of(hearing.opened_at))
    if hearing.answered_at is None:
        return [f"Vi hørte jer den {opened}. I har ikke svaret inden fristen {danish.day(hearing.due)}."]
    answered = danish.day(day_of(hearing.answered_at))
    if hearing.waived:
        return [f"Vi hørte jer den {opened}. Den {answered} gav I afkald på at svare."]
    return [f"Vi hørte jer den {opened}. Jeres svar af {answered} indgår i afgørelsen."]
