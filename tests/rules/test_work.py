"""Work: what a case waits for until it is decided, and for whom, in the eyes of everybody who may have a hand in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.rules.work import Handled, Need, Whose, waiting
from applications.rules.workflow import Status

ON = date(2021, 12, 10)
DUE, PAST = date(2021, 12, 10), date(2021, 12, 9)
OWN, FIRST, SECOND, OTHER = 1, 2, 3, 4


def eyes(case, *people):
    """What a case waits for, and for whom in the eyes of each."""
    found = [each for each in (waiting(case, who, on=ON) for who in people) if each]
    assert len(found) == len(people)
    (need,) = {each.need for each in found}
    return need, [each.whose for each in found]


@pytest.mark.parametrize(
    ("status", "need"),
    [
        (Status.SENT, Need.CHECK),
        (Status.LATE, Need.TURN_AWAY),
        (Status.ASSESSED, Need.RECOMMEND),
        (Status.RENOUNCED, Need.LAPSE),
    ],
)
def test_a_case_waits_for_its_caseworker_and_for_anybody_while_it_has_none(status, need):
    case = Handled(status, OWN)
    assert eyes(case, OWN, OTHER) == (need, [Whose.MINE, Whose.OTHERS])
    assert eyes(replace(case, caseworker=None), OWN, OTHER) == (need, [Whose.ANYBODYS] * 2)


@pytest.mark.parametrize(
    "status",
    [
        Status.DRAFT, Status.RECOMMENDED, Status.REFUSED, Status.INADMISSIBLE, Status.WITHDRAWN, Status.ACCEPTED,
        Status.LAPSED, Status.CLOSED,
    ],
)  # fmt: skip
def test_what_waits_for_an_approver_or_is_decided_waits_for_no_caseworker(status):
    assert waiting(Handled(status, OWN), OWN, on=ON) is None


def test_a_case_is_assessed_by_its_caseworker_and_whoever_takes_it():
    case = Handled(Status.ADMISSIBLE, OWN)
    assert eyes(case, OWN, OTHER) == (Need.ASSESS, [Whose.MINE, Whose.OTHERS])
    once = replace(case, assessors=(OWN,))
    assert eyes(once, OWN, OTHER) == (Need.ASSESS, [Whose.OTHERS, Whose.ANYBODYS])
    by_another = replace(case, assessors=(FIRST,))
    assert eyes(by_another, OWN, FIRST, OTHER) == (Need.ASSESS, [Whose.MINE, Whose.OTHERS, Whose.OTHERS])


def test_the_two_who_assessed_agree_and_the_other_of_them_confirms():
    case = Handled(Status.ADMISSIBLE, OWN, (FIRST, SECOND))
    assert eyes(case, FIRST, SECOND, OWN) == (Need.AGREE, [Whose.MINE, Whose.MINE, Whose.OTHERS])
    entered = replace(case, agreed_by=FIRST)
    assert eyes(entered, FIRST, SECOND, OWN) == (Need.CONFIRM, [Whose.OTHERS, Whose.MINE, Whose.OTHERS])


@pytest.mark.parametrize("status", [Status.SENT, Status.ADMISSIBLE])
def test_while_the_municipality_is_asked_a_case_waits_for_it_and_then_for_its_caseworker(status):
    asked = Handled(status, OWN, due=DUE)
    assert eyes(asked, OWN, OTHER) == (Need.AWAIT_ANSWER, [Whose.OTHERS] * 2)
    late = replace(asked, due=PAST)
    assert eyes(late, OWN, OTHER) == (Need.PRESS_FOR_ANSWER, [Whose.MINE, Whose.OTHERS])


def test_an_award_waits_for_the_municipality_and_what_is_overdue_for_its_caseworker():
    case = Handled(Status.AWARDED, OWN, due=DUE)
    assert eyes(case, OWN) == (Need.AWAIT_ACCEPTANCE, [Whose.OTHERS])
    assert eyes(replace(case, due=PAST), OWN) == (Need.PRESS_FOR_ACCEPTANCE, [Whose.MINE])
    assert eyes(replace(case, due=None), OWN) == (Need.AWAIT_ACCEPTANCE, [Whose.OTHERS])


PEOPLE = st.sampled_from([OWN, FIRST, SECOND, OTHER])


@given(
    st.builds(
        Handled,
        st.sampled_from(Status),
        st.none() | PEOPLE,
        st.lists(PEOPLE, max_size=2, unique=True).map(tuple),
        st.none(),
        st.sampled_from([None, DUE, PAST]),
    )
)
def test_what_anybody_may_take_waits_for_nobody_in_particular_and_what_waits_waits_for_somebody(case):
    everybody = [waiting(case, who, on=ON) for who in (OWN, FIRST, SECOND, OTHER)]
    found = [each for each in everybody if each]
    assert len(found) in {0, 4}
    for each in found[:1]:
        municipality_has_the_word = each.need in {Need.AWAIT_ANSWER, Need.AWAIT_ACCEPTANCE}
        assert municipality_has_the_word == ({other.whose for other in found} == {Whose.OTHERS})


def test_whoever_handles_or_assesses_a_case_has_a_hand_in_it():
    assert Handled(Status.ADMISSIBLE, OWN, (FIRST, SECOND)).hands == {OWN, FIRST, SECOND}
    assert Handled(Status.SENT, None).hands == frozenset()
