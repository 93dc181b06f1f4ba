"""A ranking is replayed years later from what was frozen with it: points, cohorts, caps and terms may have changed since."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from applications.models import AgreedScore, Application, Cap, PoolVersion, Ranking
from applications.rules.caps_file import CapRow
from applications.rules.ranking import SameDegree
from applications.selectors import rankings
from applications.services import decisions
from fsm3.core.money import Money
from fsm3.journeys import pools, room
from tests.support.town import DECEMBER, FSM3, Town

pytestmark = pytest.mark.django_db


@pytest.fixture
def ranked(town: Town) -> Town:
    """A ranking in which the tie-break, a declaration and a sum each decide a place."""
    for code, given in (("0561", 3), ("0101", 3), ("0185", [2, 3, 3, 3, 3, 3]), ("0155", 1)):
        town.assessed(code, given)
    numbers = Application.objects.exclude(lead_id="0155").values_list("number", flat=True)
    wanted = SameDegree(frozenset(numbers), "Et point er uden betydning.")
    room.group("fsm3", wanted, by=town.caseworker, at=DECEMBER)
    for act in (_fill, _propose):
        act(town)
    return town


def _fill(town: Town) -> None:
    seen = room.room("fsm3").seen
    room.fill_down("fsm3", overwrite=False, seen=seen, by=town.caseworker, at=DECEMBER)


def _propose(town: Town) -> None:
    room.propose("fsm3", seen=room.room("fsm3").seen, by=town.caseworker, at=DECEMBER)


def only() -> rankings.FrozenRanking:
    found = rankings.frozen(Ranking.objects.get().id)
    assert found is not None
    return found


def test_a_ranking_comes_out_the_same_after_points_cohorts_caps_and_terms_have_changed(ranked):
    order = [position.case for position in only().positions]
    AgreedScore.objects.update(points=0)
    rows = [
        CapRow(code, Money.of(1_000), "fsm2", date(2022, 6, 30), clarification_pool=False, target_group=1)
        for code in ("0101", "0155", "0185", "0561", "0563", "0825")
    ]
    table = pools.prepare_caps(
        "fsm3", rows, source="Opdigtet", dated=date(2021, 12, 1), by=ranked.caseworker, at=DECEMBER
    )
    turned = FSM3.replace("goes_first = 1", "goes_first = 9").replace(
        "midt i december 2021", "i december 2021"
    )
    version = pools.prepare_pool_version(turned, by=ranked.caseworker, at=DECEMBER)
    assert table
    assert version
    ranked.decided(table, version)
    assert set(Cap.objects.filter(table__number=2).values_list("cohort", flat=True)) == {"fsm2"}
    assert PoolVersion.objects.filter(in_force_at__isnull=False).count() == 2
    now = only()
    assert now.same
    assert [position.case for position in now.positions] == order
    assert {position.why for position in now.positions} == {"same_degree", "sum"}


def refrozen(change) -> rankings.FrozenRanking:
    """A ranking beside the first, with something in it changed and its digest as it should be."""
    content = dict(only().content)
    change(content)
    made, _digest = decisions.freeze_ranking(only().pool_id, content, at=DECEMBER)
    found = rankings.frozen(made)
    assert found is not None
    return found


def test_a_ranking_that_does_not_follow_from_its_points_is_told_case_by_case(ranked):
    def change(content):
        content["cases"] = [dict(each) for each in content["cases"]]
        content["cases"][-1]["points"] = dict.fromkeys(content["cases"][-1]["points"], 4)

    now = refrozen(change)
    assert not now.same
    assert now.positions[-1].case in {each.case for each in now.differs}


def test_a_ranking_that_names_terms_nobody_knows_is_not_replayed(ranked):
    now = refrozen(lambda content: content.update(pool_version={"number": 1, "sha256": "0" * 64}))
    assert (now.terms, now.ranks, now.same) == (None, False, False)


def test_the_command_replays_them_all_and_ends_with_a_fault_when_one_differs(ranked):
    out = StringIO()
    call_command("replay_rankings", stdout=out)
    assert "4 cases: same order" in out.getvalue()
    refrozen(lambda content: content.update(same_degree=[]))
    with pytest.raises(CommandError, match="does not come out"):
        call_command("replay_rankings", stdout=StringIO())


def test_content_that_is_not_what_its_digest_says_is_told(ranked):
    row = Ranking.objects.get()
    Ranking.objects.create(pool=row.pool, content=row.content + " ", sha256=row.sha256, made_at=DECEMBER)
    broken = rankings.all_frozen()[-1]
    assert (broken.intact, broken.same) == (False, False)
