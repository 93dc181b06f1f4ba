"""Drafts of assessments: kept for their writer alone, given once, of the version that stands; and two who agree at once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from applications.models import AssessmentDraft
from applications.rules.assessment import Jotted
from applications.rules.clarification import Question
from applications.selectors import assessing, case_heads, cases, clarifications
from fsm3.access.rights import NotAllowed
from fsm3.core import journal
from fsm3.core.problems import NotReady
from fsm3.journeys import apply, assess, clarify
from tests.support.refused import codes
from tests.support.town import CRITERIA, DECEMBER, Town, points

pytestmark = pytest.mark.django_db
WHOLE = dict.fromkeys(CRITERIA, Jotted(3, "Det fremgår klart af planen."))
LATER = DECEMBER + timedelta(hours=1)


@pytest.fixture
def case(town: Town) -> int:
    """An admissible case."""
    sent = town.sent("0101")
    assess.find_admissible(sent, by=town.caseworker, at=DECEMBER)
    return sent


def write(town: Town, case: int, draft=WHOLE, who=0, **seen) -> int:
    return assess.write_draft(case, draft, by=town.caseworkers[who], at=DECEMBER, **seen)


def give(town: Town, case: int, edition: int, who=0) -> None:
    assess.give(case, edition=edition, by=town.caseworkers[who], at=LATER)


def answered(town: Town, case: int) -> None:
    by, due = town.signatories["0101"], date(2021, 12, 13)
    asked = clarify.ask(case, [Question("budget", "Hvorfor?")], due=due, by=town.caseworker, at=LATER)
    clarify.reply(
        asked, {each.id: "Fordi." for each in clarifications.of_case(case)[0].questions}, by=by, at=LATER
    )
    clarify.send_answer(asked, by=by, at=LATER)


def test_a_draft_is_its_writers_and_stands_as_it_was_written(town: Town, case: int):
    half = {"caseload": Jotted(2), "budget": Jotted(reason="Dyrt.")}
    assert write(town, case, half) == 1
    assert write(town, case, WHOLE, who=1) == 1
    first, second = (assessing.own_draft(case, town.caseworkers[who].person) for who in (0, 1))
    assert (first.scores, first.edition, first.read) == (half, 1, 1)
    assert second.scores == WHOLE
    assert assessing.own_draft(case, town.caseworkers[2].person) == assessing.Draft()


def test_the_journal_tells_that_somebody_wrote_and_nothing_of_it(town: Town, case: int):
    write(town, case)
    entry = journal.of_case(case)[-1]
    assert (entry.act, entry.user_id) == ("draft.assessment_written", town.caseworker.user_id)
    assert journal.JournalEntry.objects.latest("seq").content == "{}"


def test_8_two_windows_of_one_assessor_do_not_write_over_each_other(town: Town, case: int):
    seen = write(town, case)
    assert write(town, case, {}, edition=seen) == 2
    assert codes(lambda: write(town, case, edition=seen)) == {"draft_in_another_window"}
    assert assessing.own_draft(case, town.caseworker.person).scores == {}


def test_what_cannot_be_kept_leaves_the_draft_as_it_was(town: Town, case: int):
    write(town, case)
    wrong = {**WHOLE, "budget": Jotted(7, "010190-1234"), "charm": Jotted(1)}
    assert codes(lambda: write(town, case, wrong)) == {
        "points_off_scale",
        "looks_like_cpr",
        "criterion_unknown",
    }
    assert codes(lambda: write(town, case, read=9)) == {"nothing_sent"}
    assert assessing.own_draft(case, town.caseworker.person).scores == WHOLE


def test_giving_takes_the_draft_once(town: Town, case: int):
    give(town, case, write(town, case))
    (made,) = cases.assessments(case)
    assert {key: (each.points, each.reason) for key, each in made.scores.items()} == {
        key: (each.points, each.reason) for key, each in WHOLE.items()
    }
    assert not AssessmentDraft.objects.exists()
    assert codes(lambda: give(town, case, 1)) == {"already_assessed"}
    assert codes(lambda: write(town, case)) == {"already_assessed"}


def test_an_unfinished_draft_is_not_given_and_all_it_lacks_is_told(town: Town, case: int):
    edition = write(town, case, {**WHOLE, "caseload": Jotted(), "budget": Jotted(3)})
    with pytest.raises(NotReady) as caught:
        give(town, case, edition)
    assert [(each.code, each.where) for each in caught.value.problems] == [
        ("score_missing", "caseload"),
        ("score_reason_missing", "caseload"),
        ("score_reason_missing", "budget"),
    ]
    assert codes(lambda: give(town, case, 0, who=1)) >= {"score_missing"}


def test_what_is_given_is_what_was_looked_at(town: Town, case: int):
    seen = write(town, case)
    write(town, case, {**WHOLE, "budget": Jotted(0, "Dyrt.")}, edition=seen)
    assert codes(lambda: give(town, case, seen)) == {"draft_in_another_window"}
    assert cases.assessors(case) == ()


def test_a_draft_of_an_older_version_is_given_only_when_the_answer_has_been_read(town: Town, case: int):
    edition = write(town, case)
    answered(town, case)
    assert codes(lambda: give(town, case, edition)) == {"answered_meanwhile"}
    write(town, case, edition=edition, read=1)
    assert codes(lambda: give(town, case, edition + 1)) == {"answered_meanwhile"}
    give(town, case, write(town, case, read=2))
    assert cases.assessors(case) == (town.caseworker.person,)


def test_nobody_writes_a_third_assessment(town: Town, case: int):
    for who in (0, 1):
        assess.score(case, points(3), by=town.caseworkers[who], at=DECEMBER)
    assert codes(lambda: write(town, case, who=2)) == {"two_have_assessed"}


def test_nothing_is_written_before_a_case_is_admissible_or_after_it_is_assessed(town: Town):
    assert codes(lambda: write(town, town.sent("0155"))) == {"not_now"}
    assert codes(lambda: write(town, town.assessed("0185"), who=2)) == {"not_now"}


def test_who_wrote_a_draft_had_a_hand_in_the_case(town: Town, case: int):
    """Domain page, "Application": who prepared is everyone with an assessment, agreed score, proposal or draft."""
    write(town, case, who=2)
    assert town.caseworkers[2].user_id in cases.hands_in(case)


def test_31_a_draft_goes_with_its_writers_conflict_of_interest(town: Town, case: int):
    own = town.caseworkers[2]
    write(town, case, who=2)
    assess.declare_conflict(case, reason="Min søster er ansat.", by=own, at=DECEMBER)
    assert not AssessmentDraft.objects.exists()
    for act in (lambda: write(town, case, who=2), lambda: give(town, case, 1, who=2)):
        with pytest.raises(NotAllowed):
            act()


def test_an_approver_writes_no_draft(town: Town, case: int):
    with pytest.raises(NotAllowed):
        assess.write_draft(case, WHOLE, by=town.approver, at=DECEMBER)


def test_two_who_enter_at_once_do_not_write_over_each_other(town: Town, case: int):
    first, second = town.caseworkers[:2]
    for by in (first, second):
        assess.score(case, points(3), by=by, at=DECEMBER)
    assess.enter_agreed(case, points(2), by=first, at=DECEMBER, seen="")
    assert codes(lambda: assess.enter_agreed(case, points(4), by=second, at=DECEMBER, seen="")) == {
        "agreed_meanwhile"
    }
    entered = cases.agreed(case)
    assert entered is not None
    assess.enter_agreed(case, points(4), by=second, at=DECEMBER, seen=entered.seen)


def test_what_is_confirmed_is_what_was_looked_at(town: Town, case: int):
    first, second = town.caseworkers[:2]
    for by in (first, second):
        assess.score(case, points(3), by=by, at=DECEMBER)
    assess.enter_agreed(case, points(2), by=first, at=DECEMBER)
    seen = cases.agreed(case)
    assert seen is not None
    assess.enter_agreed(case, points(3), by=first, at=DECEMBER)
    assert codes(lambda: assess.confirm_agreed(case, by=second, at=DECEMBER, seen=seen.seen)) == {
        "agreed_meanwhile"
    }
    now = cases.agreed(case)
    assert now is not None
    assess.confirm_agreed(case, by=second, at=DECEMBER, seen=now.seen)


def test_the_spread_is_of_those_that_are_assessed_and_may_be_seen(town: Town, case: int):
    """`bad-inputs.md` 31: a hidden case is in no list, and no figure either."""
    for code, caseload in (("0155", "20"), ("0185", "1.000"), ("0563", "40,5")):
        town.sent(code, caseload=caseload)
    town.sent("0825", at=DECEMBER, caseload="7")
    apply.withdraw(town.cases["0185"], by=town.signatories["0185"], at=DECEMBER)
    assess.declare_conflict(town.cases["0563"], reason="Svoger.", by=town.caseworkers[3], at=DECEMBER)

    def numbers(who: int) -> list[str]:
        actor = town.caseworkers[who]
        found = assessing.read(case_heads.heads([case], actor=actor)[case])
        assert found is not None
        return [
            str(number)
            for number, _ in assessing.spreads(found, ["caseload"], actor=actor)["caseload"].counts
        ]

    assert numbers(0) == ["20", "25", "81/2"]
    assert numbers(3) == ["20", "25"]
