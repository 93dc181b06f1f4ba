"""Four eyes, once: in the mechanism and, for whoever goes around it, in the database."""

from datetime import UTC, datetime

import pytest
from django.db import Error, connection, transaction

from fsm3.access import services
from fsm3.core import proposals
from fsm3.core.actors import Actor
from fsm3.core.problems import NotReady
from fsm3.core.proposals import Proposal, Verdict

NOON = datetime(2021, 12, 6, 11, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> list[Actor]:
    """Three who work together, and one who does not."""
    return [
        Actor(
            services.add_user(email=f"{name}@x.example", name=name, password_hash="!", invented=True),
            "caseworker",
            1,
        )
        for name in "abcd"
    ]


@pytest.fixture
def proposal(people) -> proposals.Proposed:
    return proposals.prepare(
        "award",
        subject="application:1",
        content={"award": "5.00"},
        subject_state="as it is",
        preparers=[people[1].person],
        by=people[0],
        at=NOON,
    )


def decide(proposal, by, state="as it is", approve=True):
    proposals.decide(proposal, approve=approve, subject_state=state, by=by, at=NOON)


def test_another_decides(proposal, people):
    decide(proposal, people[3])
    assert proposals.read(proposal.id).verdict is Verdict.APPROVED


@pytest.mark.parametrize("who", [0, 1])
def test_nobody_who_prepared_decides(proposal, people, who):
    with pytest.raises(NotReady, match="own_proposal"):
        decide(proposal, people[who])


@pytest.mark.parametrize("who", [0, 1])
def test_the_database_refuses_a_decider_who_prepared(proposal, people, who):
    with pytest.raises(Error, match="the_decider_is_none_of_those_who_prepared"), transaction.atomic():
        Proposal.objects.update(verdict="approved", decided_by_id=people[who].person, decided_at=NOON)


def test_a_proposal_is_decided_once(proposal, people):
    decide(proposal, people[3], approve=False)
    with pytest.raises(NotReady, match="proposal_decided"):
        decide(proposals.read(proposal.id), people[2])
    with pytest.raises(Error, match="is decided"), transaction.atomic():
        Proposal.objects.update(verdict="approved")


def test_a_stale_proposal_is_refused_and_may_still_be_rejected(proposal, people):
    with pytest.raises(NotReady, match="proposal_stale"):
        decide(proposal, people[3], state="moved since")
    decide(proposal, people[3], state="moved since", approve=False)


@pytest.mark.parametrize(
    "column",
    ["content = '{}'", "preparers = '{}'", "subject_state = 'x'", "sha256 = 'x'", "kind = 'refusal'"],
)
def test_what_was_proposed_stays(proposal, column):
    with pytest.raises(Error), transaction.atomic():
        connection.cursor().execute(f"UPDATE core_proposal SET {column}")


def test_a_proposal_is_never_removed(proposal):
    with pytest.raises(Error, match="never removed"), transaction.atomic():
        connection.cursor().execute("DELETE FROM core_proposal")


def test_one_proposal_waits_for_a_subject(proposal, people):
    with pytest.raises(NotReady, match="proposal_open"):
        proposals.prepare(
            "award", subject="application:1", content={}, subject_state="", by=people[2], at=NOON
        )


def test_who_proposes_is_always_among_the_preparers(people):
    with pytest.raises(Error, match="who_prepares_is_among_the_preparers"), transaction.atomic():
        Proposal.objects.create(
            kind="k",
            subject="s",
            content="{}",
            sha256="",
            subject_state="",
            preparers=[people[1].person],
            prepared_by_id=people[0].person,
            prepared_at=NOON,
        )


def test_a_verdict_needs_a_person_and_a_time(proposal):
    with pytest.raises(Error, match="a_verdict_has_a_person_and_a_time"), transaction.atomic():
        Proposal.objects.update(verdict="approved")


def test_one_may_take_back_what_one_proposed(proposal, people):
    with pytest.raises(NotReady, match="not_your_proposal"):
        proposals.withdraw(proposal, by=people[3], at=NOON, reason="")
    proposals.withdraw(proposal, by=people[0], at=NOON, reason="Forkert beløb")
    assert proposals.read(proposal.id).verdict is Verdict.WITHDRAWN


def test_the_program_proposes_nothing():
    from fsm3.core.actors import PROGRAM

    with pytest.raises(ValueError, match="nobody"):
        proposals.prepare("k", subject="s", content={}, subject_state="", by=PROGRAM, at=NOON)
