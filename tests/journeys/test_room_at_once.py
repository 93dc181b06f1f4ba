"""Two at once in the decision room and at the envelope: real threads, each with a connection of its own."""

from __future__ import annotations

from datetime import timedelta

from applications.models import Application, Award, RoomEdition
from fsm3.core.actors import Actor
from fsm3.core.money import Money
from fsm3.core.problems import NotReady
from fsm3.journeys import deciding, room
from fsm3.journeys.recommend import Recommended
from tests.support.at_once import at_once
from tests.support.databases import Copy
from tests.support.town import DECEMBER, FSM3, Town, awarded, refused

LATER = DECEMBER + timedelta(hours=1)
TIGHT = FSM3.replace('"52000000.00"', '"1500000.00"')


def test_of_two_who_write_of_a_case_at_once_one_is_told(committed_db: Copy):
    town = Town().build()
    case = town.assessed("0101")

    def write(by: Actor, wanted: Recommended) -> object:
        return room.write(wanted, edition=0, by=by, at=LATER)

    first, second = town.caseworkers[:2]
    came = at_once(lambda: write(first, awarded(case)), lambda: write(second, refused(case)))
    (told,) = [each for each in came if isinstance(each, NotReady)]
    assert told.codes == {"edited_meanwhile"}
    assert RoomEdition.objects.count() == 1


def test_16_of_two_who_decide_several_for_the_last_of_the_envelope_at_once_the_second_decides_none(
    committed_db: Copy,
):
    town = Town().build(text=TIGHT)
    first = town.recommended(awarded(town.assessed("0101")), refused(town.assessed("0561", 2)))
    second = town.recommended(awarded(town.assessed("0155")), refused(town.assessed("0185", 2)))

    def decide(chosen: tuple[int, ...], by: Actor) -> None:
        deciding.decide_many("fsm3", chosen, by=by, at=LATER)

    one, other = town.approvers
    came = at_once(lambda: decide(first, one), lambda: decide(second, other))
    (told,) = [each for each in came if each is not None]
    assert isinstance(told, NotReady)
    assert told.codes == {"awards_over_envelope"}
    assert Award.objects.get().amount == Money.of(925_000)
    decided = Application.objects.filter(status__in=("awarded", "refused")).count()
    assert decided == 2, "The refusal beside the award that was refused is not decided either."


def test_two_who_decide_overlapping_choices_at_once_do_not_block_each_other_for_ever(committed_db: Copy):
    town = Town().build()
    made = town.recommended(*(awarded(town.assessed(code)) for code in ("0101", "0155", "0561")))
    one, other = town.approvers

    def decide(chosen: tuple[int, ...], by: Actor) -> None:
        deciding.decide_many("fsm3", chosen, by=by, at=LATER)

    came = at_once(lambda: decide(made, one), lambda: decide(tuple(reversed(made)), other))
    (told,) = [each for each in came if each is not None]
    assert isinstance(told, NotReady)
    assert "proposal_decided" in told.codes
    assert Award.objects.count() == 3
