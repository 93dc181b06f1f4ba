"""What the letters of award, refusal and inadmissibility rest on: the case as it stands, and what was proposed.

The decision and the preview of its letter ask here, so that a preview shows what would be said.
"""

from __future__ import annotations

from datetime import datetime

from applications.selectors import cases
from applications.selectors.sent_cases import SentCase, sent_case
from budgets.rules.award import Approved, approved_lines
from fsm3.core.money import Money
from fsm3.core.problems import NotReady, Problem
from fsm3.core.proposals import Proposed
from fsm3.journeys.recommend import requested_lines
from fsm3.letters import build
from fsm3.letters.contexts import AwardLetter
from fsm3.letters.parts import Signers


def award(sent: SentCase, proposal: Proposed, *, signers: Signers, at: datetime) -> AwardLetter:
    """The letter of the award as proposed."""
    lines = approved(proposal)
    return build.award(
        sent,
        proposal,
        amount=amount(proposal),
        lines=approved_lines(requested_lines(sent.sent), lines),
        approved=lines,
        signers=signers,
        at=at,
    )


def amount(proposal: Proposed) -> Money:
    """The award that is proposed."""
    return Money.of(proposal.content["award"])


def approved(proposal: Proposed) -> list[Approved]:
    """What is proposed to be approved of each line."""
    return [
        Approved(line["number"], Money.of(line["amount"]), line["reason"])
        for line in proposal.content["lines"]
    ]


def standing_case(application_id: int) -> SentCase:
    """A case as it was sent, in the version that stands. Raises NotReady(`nothing_sent`)."""
    version = cases.standing(application_id)
    if version is None:
        raise NotReady([Problem("nothing_sent")])
    return sent_case(application_id, version)
