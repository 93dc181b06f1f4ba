"""Several recommendations decided in one act: all or none, each with its own four eyes and its own staleness."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from applications.models import AgreedScore, Application, Award, Decision
from fsm3.access.rights import NotAllowed
from fsm3.access.roles import Role
from fsm3.core import documents, proposals
from fsm3.core.actors import Actor
from fsm3.core.jobs import Job
from fsm3.core.money import Money
from fsm3.core.problems import NotReady
from fsm3.core.proposals import Proposal, Verdict
from fsm3.journeys import apply, assess, deciding, members
from tests.support.town import DECEMBER, FSM3, Town, awarded, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposed(town: Town) -> tuple[int, ...]:
    """Two awards and a refusal that wait."""
    first, second, third = town.assessed("0101", 4), town.assessed("0561", 3), town.assessed("0155", 2)
    return town.recommended(awarded(first), awarded(second), refused(third))


def decide(town: Town, chosen: tuple[int, ...], *, by: Actor | None = None) -> None:
    deciding.decide_many("fsm3", chosen, by=by or town.approver, at=DECEMBER)


def refused_for(act) -> dict[str, set[str]]:
    """The codes that stopped an act, by where."""
    with pytest.raises(NotReady) as caught:
        act()
    found: dict[str, set[str]] = {}
    for problem in caught.value.problems:
        found.setdefault(problem.where, set()).add(problem.code)
    return found


def none_decided() -> bool:
    return not Decision.objects.exists() and set(
        Proposal.objects.filter(kind__in=deciding.TOGETHER).values_list("verdict", flat=True)
    ) == {""}


def test_all_are_decided_in_one_act_each_with_its_letter_and_its_job(town, proposed):
    decide(town, proposed)
    assert list(Application.objects.order_by("id").values_list("status", flat=True)) == [
        "awarded",
        "awarded",
        "refused",
    ]
    made = [each for case in town.cases.values() for each in documents.of_case(case)]
    letters = [each.id for each in made if each.kind in {"award_letter", "refusal_letter"}]
    assert len(letters) == 3
    assert Job.objects.filter(key__in=[f"document:{each}" for each in letters]).count() == 3
    assert {proposals.read(each).verdict for each in proposed} == {Verdict.APPROVED}


def test_all_is_locked_and_read_before_the_first_entry_locks_the_journal(town, proposed):
    with CaptureQueriesContext(connection) as queries:
        decide(town, proposed)
    done = [each["sql"] for each in queries.captured_queries]
    first = next(at for at, sql in enumerate(done) if "core_journalentry" in sql)
    read = ("applications_submission", "access_membership", "FOR NO KEY UPDATE")
    assert all(any(name in sql for sql in done[:first]) for name in read)
    assert not [sql for sql in done[first:] if any(name in sql for name in read)]


def test_what_is_not_chosen_is_not_decided(town, proposed):
    decide(town, proposed[:1])
    assert Decision.objects.count() == 1
    decide(town, proposed[1:])


def change_agreed_points(case: int) -> None:
    """What no journey does once a case is recommended: another agreed score than the proposal rests on."""
    AgreedScore.objects.filter(scores_id=case).update(points=0)


def test_a_stale_one_is_named_and_nothing_is_decided(town, proposed):
    case = town.cases["0561"]
    change_agreed_points(case)
    assert refused_for(lambda: decide(town, proposed)) == {f"application:{case}": {"proposal_stale"}}
    assert none_decided()


def test_26_one_of_ones_own_is_named_and_nothing_is_decided(town, proposed):
    proposal = members.prepare_approver(town.caseworkers[1].person, by=town.administrators[0], at=DECEMBER)
    deciding.decide_proposal(proposal, approve=True, by=town.administrators[1], at=DECEMBER)
    assessor = Actor(town.caseworkers[1].person, Role.APPROVER, town.agency)
    found = refused_for(lambda: decide(town, proposed, by=assessor))
    assert found == {f"application:{case}": {"own_proposal"} for case in town.cases.values()}
    assert none_decided()


def test_every_fault_of_every_proposal_is_told_at_once(town, proposed):
    decide(town, proposed[:1])
    case = town.cases["0561"]
    change_agreed_points(case)
    found = refused_for(lambda: decide(town, proposed))
    assert found == {
        f"application:{town.cases['0101']}": {"proposal_decided", "proposal_stale"},
        f"application:{case}": {"proposal_stale"},
    }
    assert Decision.objects.count() == 1


def test_one_that_was_withdrawn_meanwhile_is_named(town, proposed):
    case = town.cases["0155"]
    apply.withdraw(case, by=town.signatories["0155"], at=DECEMBER)
    assert f"application:{case}" in refused_for(lambda: decide(town, proposed))
    assert none_decided()


def test_16_awards_that_together_pass_the_envelope_are_refused_together(db: None):
    town = Town().build(text=FSM3.replace('"52000000.00"', '"1500000.00"'))
    first = town.recommended(awarded(town.assessed("0101")))
    second = town.recommended(awarded(town.assessed("0155")))
    found = refused_for(lambda: decide(town, (*first, *second)))
    assert set().union(*found.values()) == {"awards_over_envelope"}
    assert not Award.objects.exists()


def test_31_one_in_which_the_approver_is_not_impartial_stops_all(town, proposed):
    assess.declare_conflict(town.cases["0155"], reason="Svoger.", by=town.approver, at=DECEMBER)
    with pytest.raises(NotAllowed):
        decide(town, proposed)
    assert none_decided()


def test_nothing_chosen_is_nothing_decided(town, proposed):
    assert refused_for(lambda: decide(town, ())) == {"": {"nothing_chosen"}}


def test_a_proposal_that_stands_on_no_ranking_is_decided_by_itself(town, proposed):
    late = town.inadmissible(town.sent("0185"))
    found = refused_for(lambda: decide(town, (*proposed, late)))
    assert found == {f"application:{town.cases['0185']}": {"not_decided_together"}}


@pytest.mark.parametrize("who", ["caseworker", "signatory"])
def test_only_an_approver_decides(town, proposed, who):
    by = town.caseworkers[2] if who == "caseworker" else town.signatories["0101"]
    with pytest.raises(NotAllowed):
        decide(town, proposed, by=by)
    assert none_decided()


def test_53_what_was_proposed_is_decided_under_the_terms_it_was_sent_under(town, proposed):
    """A cap lowered after the proposal changes no award."""
    from datetime import date

    from applications.rules.caps_file import CapRow
    from fsm3.journeys import pools

    rows = [
        CapRow(code, Money.of(1_000), "fsm2", date(2022, 6, 30), clarification_pool=False, target_group=1)
        for code in ("0101", "0155", "0185", "0561", "0563", "0825")
    ]
    table = pools.prepare_caps(
        "fsm3", rows, source="Opdigtet", dated=date(2021, 12, 1), by=town.caseworker, at=DECEMBER
    )
    assert table is not None
    town.decided(table)
    decide(town, proposed)
    award = Award.objects.get(application=town.cases["0101"])
    assert (award.amount, award.cap, award.cohort) == (Money.of(925_000), Money.of(3_000_000), "new")
