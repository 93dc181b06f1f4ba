"""The decision room: written together edition by edition, filled down to the envelope, proposed as it was seen.

Domain page, "Application"; what is proposed there is decided by somebody who wrote nothing of it.
"""

from __future__ import annotations

import pytest

from applications.models import Application, Ranking, RoomEdition, RoomGroup
from applications.rules.ranking import Choice, SameDegree
from applications.selectors import cases
from applications.selectors import room as selectors
from fsm3.access.rights import NotAllowed
from fsm3.access.roles import Role
from fsm3.core import proposals
from fsm3.core.actors import Actor
from fsm3.core.money import Money
from fsm3.core.problems import NotReady
from fsm3.journeys import apply, assess, deciding, room
from fsm3.journeys.recommend import Recommended
from tests.support.refused import codes
from tests.support.town import DECEMBER, FSM3, Town, awarded, refused

pytestmark = pytest.mark.django_db

TWO = FSM3.replace('"52000000.00"', '"2000000.00"')
"""An envelope for two awards of 925,000 kroner each."""


@pytest.fixture
def three(db: None) -> Town:
    """København, Esbjerg and Dragør, assessed in this order of merit, and money for two."""
    town = Town().build(text=TWO)
    for code, given in (("0101", 4), ("0561", 3), ("0155", 2)):
        town.assessed(code, given)
    return town


def number(town: Town, code: str) -> str:
    return Application.objects.values_list("number", flat=True).get(id=town.cases[code])


def written(town: Town, code: str) -> selectors.Edition:
    return selectors.editions([town.cases[code]])[town.cases[code]]


def fill(town: Town, *, overwrite: bool = False, by: Actor | None = None) -> int:
    return room.fill_down(
        "fsm3", overwrite=overwrite, seen=room.room("fsm3").seen, by=by or town.caseworker, at=DECEMBER
    )


def propose(town: Town, *, by: Actor | None = None) -> tuple[int, ...]:
    return room.propose("fsm3", seen=room.room("fsm3").seen, by=by or town.caseworker, at=DECEMBER)


def test_filling_down_awards_in_full_by_the_ranking_until_the_envelope_ends(three):
    assert fill(three) == 3
    awards = [written(three, code).award for code in ("0101", "0561", "0155")]
    assert awards == [Money.of(925_000), Money.of(925_000), None]
    assert "Vi har lagt vægt på" in written(three, "0155").reason
    assert "Det fremgår klart af planen." in written(three, "0155").reason
    assert room.room("fsm3").problems == ()


def test_filling_down_leaves_what_is_written_unless_it_is_to_be_overwritten(three):
    room.write(refused(three.cases["0101"], "Udgår."), edition=0, by=three.caseworker, at=DECEMBER)
    assert fill(three) == 2
    assert written(three, "0101").award is None
    assert written(three, "0155").award == Money.of(925_000)
    assert fill(three, overwrite=True) == 3
    assert written(three, "0101").award == Money.of(925_000)
    assert written(three, "0155").award is None


def test_filling_down_tells_nobody_apart_who_shares_the_last_place(db: None):
    town = Town().build(text=FSM3.replace('"52000000.00"', '"1000000.00"'))
    town.assessed("0101", 3), town.assessed("0155", 3)
    fill(town)
    assert [written(town, code).award for code in ("0101", "0155")] == [None, None]


def test_of_two_who_write_of_a_case_the_second_is_told_and_overwrites_nothing(three):
    case, (first, second) = three.cases["0101"], three.caseworkers[:2]
    assert room.write(awarded(case), edition=0, by=first, at=DECEMBER) == 1
    with pytest.raises(NotReady, match="edited_meanwhile") as caught:
        room.write(refused(case), edition=0, by=second, at=DECEMBER)
    assert caught.value.problems[0].detail == {"by": "C Opdigtet"}
    assert written(three, "0101").award == Money.of(925_000)
    room.write(refused(case), edition=1, by=second, at=DECEMBER)
    assert RoomEdition.objects.filter(application=case).count() == 2


@pytest.mark.parametrize(
    ("line", "kroner", "code"),
    [(1, 900_001, "approved_above_requested"), (3, 1, "line_not_asked_for")],
)
def test_an_amount_that_can_never_be_right_is_not_kept(three, line, kroner, code):
    lines = {number: (amount, "") for number, (amount, _) in awarded(0).approved.items()}
    wanted = Recommended(three.cases["0101"], "God.", {**lines, line: (Money.of(kroner), "")})
    assert code in codes(lambda: room.write(wanted, edition=0, by=three.caseworker, at=DECEMBER))


def test_23_a_cpr_number_in_a_reason_is_not_kept(three):
    wanted = Recommended(three.cases["0101"], "Borger 010190-1234 nævnes.")
    assert codes(lambda: room.write(wanted, edition=0, by=three.caseworker, at=DECEMBER)) == {
        "looks_like_cpr"
    }


def test_a_draft_may_be_unfinished_and_what_is_missing_is_told_before_it_is_proposed(three):
    less = {1: (Money.of(600_000), ""), 2: (Money.of(25_000), "")}
    room.write(Recommended(three.cases["0101"], "", less), edition=0, by=three.caseworker, at=DECEMBER)
    own = {each.code for each in room.room("fsm3").problems if each.where == number(three, "0101")}
    assert own == {"reason_missing", "reduction_without_reason", "reduced_award_unexplained"}
    others = {each.where for each in room.room("fsm3").problems if each.code == "nothing_recommended"}
    assert others == {number(three, "0561"), number(three, "0155")}
    assert "reason_missing" in codes(lambda: propose(three))


def test_what_is_proposed_is_what_the_room_says_and_the_room_is_closed(three):
    fill(three)
    made = [proposals.read(each) for each in propose(three)]
    assert {each.kind for each in made} == {"award", "refusal"}
    assert made[0].content["lines"] == [
        {"number": 1, "amount": "900000.00", "reason": ""},
        {"number": 2, "amount": "25000.00", "reason": ""},
    ]
    write = refused(three.cases["0101"])
    assert codes(lambda: room.write(write, edition=1, by=three.caseworker, at=DECEMBER)) == {"not_now"}
    assert codes(lambda: propose(three)) == {"nothing_to_propose"}


def test_a_case_that_is_handed_back_comes_back_with_what_was_written(three):
    fill(three)
    award, *_ = propose(three)
    three.handed_back(award, at=DECEMBER)
    now = room.room("fsm3")
    assert set(now.cases) == {number(three, "0101")}
    assert now.left == Money.of(2_000_000 - 925_000), "The other award waits, and takes of the envelope."
    assert now.editions[three.cases["0101"]].award == Money.of(925_000)
    propose(three)


def test_who_saw_the_room_before_somebody_wrote_there_proposes_nothing(three):
    fill(three)
    seen = room.room("fsm3").seen
    room.write(refused(three.cases["0101"], "Nej."), edition=1, by=three.caseworkers[1], at=DECEMBER)

    def act() -> object:
        return room.propose("fsm3", seen=seen, by=three.caseworker, at=DECEMBER)

    assert codes(act) == {"room_moved"}
    assert codes(
        lambda: room.fill_down("fsm3", overwrite=True, seen=seen, by=three.caseworker, at=DECEMBER)
    ) == {"room_moved"}


def test_cases_are_declared_in_the_same_degree_and_frozen_with_the_ranking(db: None):
    town = Town().build()
    town.assessed("0561", 3), town.assessed("0101", [3, 3, 3, 3, 3, 2])
    numbers = frozenset(number(town, code) for code in ("0561", "0101"))
    room.group("fsm3", SameDegree(numbers, "Et point er uden betydning."), by=town.caseworker, at=DECEMBER)
    assert [each.case for each in room.room("fsm3").ranked] == [number(town, "0101"), number(town, "0561")]
    fill(town)
    propose(town)
    group = RoomGroup.objects.get()
    assert group.ranking == Ranking.objects.get()
    assert room.room("fsm3").groups == ()
    gone = codes(lambda: room.take_back("fsm3", group.id, by=town.caseworker, at=DECEMBER))
    assert gone == {"group_gone"}


def test_a_choice_among_equals_orders_them_and_can_be_taken_back(db: None):
    town = Town().build()
    town.assessed("0101", 3), town.assessed("0155", 3)
    order = (number(town, "0155"), number(town, "0101"))
    made = room.group("fsm3", Choice(order, "Begynder straks."), by=town.caseworker, at=DECEMBER)
    assert tuple(each.case for each in room.room("fsm3").ranked) == order
    again = Choice(order, "En gang til.")
    assert codes(lambda: room.group("fsm3", again, by=town.caseworker, at=DECEMBER)) == {"choice_made_twice"}
    room.take_back("fsm3", made, by=town.caseworker, at=DECEMBER)
    assert room.room("fsm3").groups == ()


def test_a_group_whose_case_is_gone_is_told_and_the_rest_is_ranked_without_it(db: None):
    town = Town().build()
    town.assessed("0101", 3), town.assessed("0155", 3)
    order = (number(town, "0155"), number(town, "0101"))
    room.group("fsm3", Choice(order, "Begynder straks."), by=town.caseworker, at=DECEMBER)
    apply.withdraw(town.cases["0155"], by=town.signatories["0155"], at=DECEMBER)
    now = room.room("fsm3")
    assert [each.case for each in now.ranked] == [number(town, "0101")]
    assert "choice_not_among_equals" in {each.code for each in now.problems}


def test_26_who_wrote_of_a_case_in_the_room_never_decides_it(three):
    """On the journey; the page and the database are asked in their own tests."""
    fill(three)
    writer = three.caseworkers[2]
    room.write(refused(three.cases["0155"], "Efter drøftelse."), edition=1, by=writer, at=DECEMBER)
    assert writer.person in cases.hands_in(three.cases["0155"])
    made = propose(three)
    for proposal in made:
        deciders = proposals.read(proposal).preparers
        assert three.caseworker.person in deciders
    last = next(each for each in made if proposals.read(each).case == three.cases["0155"])
    as_approver = _approver_too(three, writer)
    with pytest.raises(NotReady, match="own_proposal"):
        deciding.decide_proposal(last, approve=True, by=as_approver, at=DECEMBER)


def test_26_who_declared_cases_equal_never_decides_them(db: None):
    town = Town().build()
    town.assessed("0101", 3), town.assessed("0561", 3)
    numbers = frozenset(number(town, code) for code in ("0561", "0101"))
    declarer = town.caseworkers[3]
    room.group("fsm3", SameDegree(numbers, "Uden betydning."), by=declarer, at=DECEMBER)
    assert declarer.person in cases.hands_in(town.cases["0101"])


def _approver_too(town: Town, who: Actor) -> Actor:
    from fsm3.journeys import members

    proposal = members.prepare_approver(who.person, by=town.administrators[0], at=DECEMBER)
    deciding.decide_proposal(proposal, approve=True, by=town.administrators[1], at=DECEMBER)
    return Actor(who.person, Role.APPROVER, town.agency)


def test_31_one_with_a_conflict_of_interest_writes_fills_and_proposes_nothing(three):
    partial = three.caseworkers[3]
    assess.declare_conflict(three.cases["0155"], reason="Svoger.", by=partial, at=DECEMBER)
    with pytest.raises(NotAllowed):
        room.write(refused(three.cases["0155"]), edition=0, by=partial, at=DECEMBER)
    with pytest.raises(NotAllowed):
        fill(three, by=partial)
    fill(three)
    with pytest.raises(NotAllowed):
        propose(three, by=partial)
    wanted = SameDegree(frozenset({number(three, "0155"), number(three, "0561")}), "Nej.")
    with pytest.raises(NotAllowed):
        room.group("fsm3", wanted, by=partial, at=DECEMBER)


@pytest.mark.parametrize("who", ["approver", "signatory"])
def test_only_a_caseworker_writes_in_the_room(three, who):
    by = three.approver if who == "approver" else three.signatories["0101"]
    with pytest.raises(NotAllowed):
        room.write(refused(three.cases["0101"]), edition=0, by=by, at=DECEMBER)
    with pytest.raises(NotAllowed):
        propose(three, by=by)
