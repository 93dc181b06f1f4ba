"""A preview says what the letter will say: each kind of proposal previewed, then decided, and the two compared."""

import json

import pytest

from fsm3.core import proposals
from fsm3.core.actors import Actor
from fsm3.core.documents import Document
from fsm3.core.jobs import Job
from fsm3.journeys import previews
from fsm3.journeys.deciding import decide_proposal
from fsm3.journeys.kinds import Kind
from fsm3.letters.completeness import incomplete
from fsm3.letters.storage import to_json
from tests.support.proposing import PREPARE, decider
from tests.support.town import DECEMBER

WITH_LETTER = [kind for kind in Kind if kind in previews.DRAFTS]


@pytest.mark.parametrize("kind", WITH_LETTER)
def test_the_letter_of_a_decision_is_the_one_that_was_previewed(town, kind):
    proposal, _ = PREPARE[kind](town)
    before = Document.objects.count(), Job.objects.count()
    draft = previews.draft(proposals.read(proposal), by=town.approver, at=DECEMBER)
    assert incomplete(draft) == ()
    assert (Document.objects.count(), Job.objects.count()) == before
    decide_proposal(proposal, approve=True, by=town.approver, at=DECEMBER)
    assert json.loads(Document.objects.latest("id").context) == to_json(draft)


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in previews.DRAFTS])
def test_a_kind_without_a_preview_writes_no_letter(town, kind):
    proposal, _ = PREPARE[kind](town)
    before = Document.objects.count()
    decide_proposal(proposal, approve=True, by=decider(town, kind), at=DECEMBER)
    assert Document.objects.count() == before


def test_whoever_may_not_decide_signs_no_draft(town):
    proposal, preparer = PREPARE[Kind.REFUSAL](town)
    for who in (preparer, town.caseworkers[3]):
        assert signer(proposal, who) == previews.NOT_KNOWN_YET
    assert signer(proposal, town.approver) == "G Opdigtet"


def signer(proposal: int, who: Actor) -> str:
    """Who signs the draft as approver in the eyes of somebody."""
    draft = previews.draft(proposals.read(proposal), by=who, at=DECEMBER)
    return str(to_json(draft)["approver"]["name"])
