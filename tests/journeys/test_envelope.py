"""The envelope's last krone: awards by the ranking, and two approvers who reach for what is left at once.

Domain page, "Application": awards in force never exceed the envelope. The journey locks the pool's row before it adds up;
a trigger guards the sum whoever writes.
"""

import pytest
from django.db import IntegrityError, connections

from applications.models import Award, Pool
from applications.selectors import cases
from applications.services import pools as pool_services
from fsm3.core.money import Money
from fsm3.core.problems import NotReady
from fsm3.journeys import deciding
from tests.support.at_once import Meeting, at_once
from tests.support.databases import Copy
from tests.support.town import DECEMBER, FSM3, Town, awarded

ENVELOPE = Money.of(1_500_000)
TIGHT = FSM3.replace('"52000000.00"', f'"{ENVELOPE}"')


@pytest.fixture
def two_proposals(committed_db: Copy) -> tuple[Town, tuple[int, ...]]:
    """Two awards of 925,000 kroner each, proposed one after another while 1,500,000 was left for either."""
    town = Town().build(text=TIGHT)
    first = town.recommended(awarded(town.assessed("0101")))
    second = town.recommended(awarded(town.assessed("0155")))
    return town, (*first, *second)


def both_decide(town: Town, proposals: tuple[int, ...]) -> list[object]:
    """Two approvers, one proposal each, at once."""

    def decide(at: int) -> object:
        return deciding.decide_proposal(proposals[at], approve=True, by=town.approvers[at], at=DECEMBER)

    return at_once(lambda: decide(0), lambda: decide(1))


def test_16_of_two_who_award_the_last_of_the_envelope_at_once_the_second_is_refused(
    two_proposals, monkeypatch
):
    monkeypatch.setattr(cases, "awarded", Meeting().after(cases.awarded))
    came = both_decide(*two_proposals)
    (refused,) = [each for each in came if each is not None]
    assert isinstance(refused, NotReady)
    assert refused.codes == {"awards_over_envelope"}
    assert Award.objects.get().amount == Money.of(925_000)


def test_16_without_the_journeys_lock_the_database_refuses_the_second(two_proposals, monkeypatch):
    without_lock(monkeypatch)
    came = both_decide(*two_proposals)
    (refused,) = [each for each in came if each is not None]
    assert isinstance(refused, IntegrityError)
    assert "awards in force exceed the envelope" in str(refused)
    assert Award.objects.count() == 1


def test_16_without_lock_and_trigger_both_are_awarded_and_the_envelope_is_broken(two_proposals, monkeypatch):
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE applications_award DISABLE TRIGGER awards_stay_within_the_envelope")
    without_lock(monkeypatch)
    assert both_decide(*two_proposals) == [None, None]
    assert Money.sum(Award.objects.values_list("amount", flat=True)) > ENVELOPE


def test_of_two_who_decide_one_proposal_at_once_the_second_is_told_that_it_is_decided(two_proposals):
    town, (first, _) = two_proposals
    came = both_decide(town, (first, first))
    (refused,) = [each for each in came if each is not None]
    assert isinstance(refused, NotReady)
    assert "proposal_decided" in refused.codes
    assert Award.objects.count() == 1


def without_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the journey read the pool without locking it, and both read the sum before either writes."""

    def unlocked(key: str) -> pool_services.LockedPool:
        row = Pool.objects.get(key=key)
        return pool_services.LockedPool(row.id, row.key, row.envelope)

    monkeypatch.setattr(pool_services, "lock", unlocked)
    monkeypatch.setattr(cases, "awarded", Meeting(5).after(cases.awarded))
