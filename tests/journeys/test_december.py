"""From call to letter: six municipalities, one envelope, and every way in which mid-December can end.

Domain page, "Application": awards in ranking order under the envelope, every deviation explained; at equal merit a
municipality outside Flere skal med 2 goes first; a refusal tells its considerations criterion by criterion.
"""

from dataclasses import replace

import pytest

from applications.models import Application, Award
from applications.rules.ranking import Choice, SameDegree
from applications.rules.workflow import Status
from fsm3.core import documents
from fsm3.core.money import Money
from fsm3.journeys.deciding import decide_proposal
from fsm3.journeys.recommend import Recommended, prepare_recommendation
from tests.support.refused import codes
from tests.support.town import DECEMBER, FSM3, Town, awarded, budget, refused

pytestmark = pytest.mark.django_db


def status(case: int) -> str:
    return Application.objects.values_list("status", flat=True).get(id=case)


def letter(case: int) -> documents.Frozen:
    """The newest letter of a case."""
    return documents.frozen(documents.of_case(case)[-1].id)


def test_a_whole_december_ends_in_one_letter_for_each_case(town: Town):
    first, second = town.assessed("0101", 4), town.assessed("0561", 3)
    third = town.assessed("0155", [3, 2, 2, 1, 2, 1])
    proposals = town.recommended(awarded(first), awarded(second), refused(third))
    assert status(first) == Status.RECOMMENDED
    town.decided(*proposals)
    assert [status(case) for case in (first, second, third)] == ["awarded", "awarded", "refused"]
    assert [letter(case).kind for case in (first, second, third)] == [
        "award_letter",
        "award_letter",
        "refusal_letter",
    ]
    assert Money.sum(Award.objects.values_list("amount", flat=True)) == Money.of(1_850_000)


def test_a_refusal_tells_points_and_considerations_of_every_criterion(town: Town):
    case = town.assessed("0155", [3, 2, 2, 1, 2, 1])
    town.decided(*town.recommended(refused(case)))
    told = letter(case).context
    assert [each["score"] for each in told["criteria"]] == ["3", "2", "2", "1", "2", "1"]
    assert all(each["considerations"] for each in told["criteria"])
    assert (told["total"], told["place"], told["ranked"]) == ("11", "1", "1")


def test_at_equal_merit_the_municipality_outside_the_earlier_pool_stands_before(town: Town):
    earlier, new = town.assessed("0561", [4, 2, 2, 2, 2, 2]), town.assessed("0101", [2, 2, 2, 2, 2, 4])
    town.decided(*town.recommended(awarded(new), refused(earlier)))
    assert letter(earlier).context["place"] == "2"
    assert status(new) == Status.AWARDED


def test_awarding_the_one_behind_at_equal_merit_is_a_deviation_to_be_explained(town: Town):
    earlier, new = town.assessed("0561", 2), town.assessed("0101", 2)
    assert codes(lambda: town.recommended(awarded(earlier), refused(new))) == {"passed_over_unexplained"}
    why = "Der er ikke nok tilbage af rammen til det ansøgte."
    assert len(town.recommended(awarded(earlier), refused(new, deviation=why))) == 2


def test_cases_in_the_same_degree_are_declared_so_with_a_reason(town: Town):
    earlier, new = town.assessed("0561", 3), town.assessed("0101", [3, 3, 3, 3, 3, 2])
    numbers = frozenset(Application.objects.values_list("number", flat=True))
    same = SameDegree(numbers, "Forskellen på ét point er uden betydning for, hvem der vil nå mest.")
    recommended = [awarded(new), refused(earlier)]

    def act(*same_degree: SameDegree) -> tuple[int, ...]:
        return prepare_recommendation(
            "fsm3", recommended, same_degree=same_degree, by=town.caseworker, at=DECEMBER
        )

    assert codes(act) == {"passed_over_unexplained"}
    assert codes(lambda: act(replace(same, reason=""))) == {"same_degree_without_reason"}
    assert len(act(same)) == 2


def test_equals_of_one_cohort_are_told_apart_by_a_reasoned_choice_alone(town: Town):
    one, other = town.assessed("0101", 3), town.assessed("0155", 3)
    recommended = [awarded(one), refused(other)]
    assert codes(lambda: town.recommended(*recommended)) == {"choice_needed"}
    numbers = [Application.objects.get(id=case).number for case in (one, other)]
    choice = Choice(tuple(numbers), "Den ene kommune begynder straks og når flere borgere.")
    made = prepare_recommendation("fsm3", recommended, choices=[choice], by=town.caseworker, at=DECEMBER)
    assert len(made) == 2


def test_an_award_is_reduced_line_by_line_with_a_reason_and_its_letter_shows_both(town: Town):
    case = town.assessed("0101")
    less = {1: (Money.of(600_000), "Færre timer er nødvendige."), 2: (Money.of(25_000), "")}
    unexplained = Recommended(case, "Planen er god.", less)
    assert codes(lambda: town.recommended(unexplained)) == {"reduced_award_unexplained"}
    town.decided(*town.recommended(replace(unexplained, deviation="Timetallet er sat ned.")))
    told = letter(case).context
    assert (told["amount"], told["requested"]) == ("625.000,00\xa0kr.", "925.000,00\xa0kr.")
    assert [line["reason"] for line in told["budget"]["lines"]] == [
        "Færre timer er nødvendige.",
        "Godkendt som ansøgt.",
    ]
    assert [part["amount"] for part in told["instalments"]] == [
        "312.500,00\xa0kr.",
        "250.000,00\xa0kr.",
        "62.500,00\xa0kr.",
    ]


def test_no_more_is_recommended_than_the_envelope_holds(db: None):
    town = Town().build(text=FSM3.replace('"52000000.00"', '"1849999.99"'))
    cases = town.assessed("0101", 4), town.assessed("0155", 3)
    assert codes(lambda: town.recommended(*map(awarded, cases))) == {"awards_over_envelope"}


def test_every_ranked_case_is_recommended_one_way_or_the_other(town: Town):
    case, _ = town.assessed("0101"), town.assessed("0155", 2)
    assert codes(lambda: town.recommended(awarded(case))) == {"nothing_recommended"}


def test_a_recommendation_without_a_reason_for_the_letter_is_refused(town: Town):
    case = town.assessed("0101")
    assert codes(lambda: town.recommended(replace(awarded(case), reason=" "))) == {"reason_missing"}


def test_a_rejected_recommendation_goes_back_and_is_made_anew(town: Town):
    case = town.assessed("0101")
    (proposal,) = town.recommended(awarded(case))
    decide_proposal(
        proposal, approve=False, by=town.approver, at=DECEMBER, reason="Begrundelsen er for kort."
    )
    assert status(case) == Status.ASSESSED
    town.decided(*town.recommended(awarded(case)))
    assert status(case) == Status.AWARDED


def test_57_the_award_letter_says_that_the_final_account_is_late_only_after_2_april_2024(town: Town):
    case = town.assessed("0101", lines=budget())
    town.decided(*town.recommended(awarded(case)))
    (final,) = [each for each in letter(case).context["accounts"] if each["name"] == "Slutregnskab"]
    assert final["due"].startswith("31. marts 2024")
    assert "2. april 2024" in final["due"]


def test_the_letter_of_a_municipality_in_the_earlier_pool_has_its_own_period_and_thresholds(town: Town):
    case = town.assessed("0561")
    town.decided(*town.recommended(awarded(case)))
    told = letter(case).context
    assert (told["first_day"], told["cohort"]) == ("1. juli 2022", "med i Flere skal med 2")
    assert [each["reached_at"] for each in told["results"][0]["thresholds"]] == ["17\xa0%", "22\xa0%"]
