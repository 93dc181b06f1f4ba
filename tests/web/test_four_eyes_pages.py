"""Every kind of proposal on its page: another with the right role decides it, who prepared it finds nothing to press.

That it cannot be done past the page either is `tests/journeys/test_four_eyes.py`.
"""

from __future__ import annotations

import pytest

from fsm3.core import proposals
from fsm3.core.actors import Actor
from fsm3.core.proposals import Proposed, Verdict
from fsm3.journeys.kinds import Kind
from fsm3.web.caseworker.told import address
from tests.support.proposing import PREPARE, also_approver, decider
from tests.support.town import Town
from tests.web.clients import client_of, words

BUTTON = 'name="verdict"'
every_kind = pytest.mark.parametrize("kind", Kind)


def opens_to(town: Town, proposal: Proposed, who: Actor) -> None:
    """Have somebody say that they are impartial, where the proposal is about a case."""
    codes = [code for code, case in town.cases.items() if case == proposal.case]
    if codes:
        town.impartial(*codes, people=[who])


@every_kind
def test_another_with_the_right_role_reads_and_decides(town, kind):
    proposal = proposals.read(PREPARE[kind](town)[0])
    by = decider(town, kind)
    opens_to(town, proposal, by)
    client = client_of(by)
    page = words(client.get(address(proposal)))
    assert BUTTON in page
    assert client.post(address(proposal), {"verdict": "approve"}).status_code == 302
    assert proposals.read(proposal.id).verdict is Verdict.APPROVED


@every_kind
def test_26_who_prepared_finds_nothing_to_press_and_presses_in_vain(town, kind):
    number, preparer = PREPARE[kind](town)
    proposal = proposals.read(number)
    by = preparer if kind is Kind.APPROVER_ROLE else also_approver(town, preparer)
    opens_to(town, proposal, by)
    client = client_of(by)
    page = words(client.get(address(proposal)))
    assert BUTTON not in page
    assert "afgør det" in page
    answer = client.post(address(proposal), {"verdict": "approve"})
    assert answer.status_code == 409
    assert proposals.read(number).verdict is Verdict.OPEN
