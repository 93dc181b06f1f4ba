"""Sending: in time or late, and everything that is unfinished at once."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.rules.sending import (
    NO,
    YES,
    Draft,
    Task,
    applies,
    binding,
    choices,
    read_number,
    sending_event,
    unfinished,
)
from applications.rules.workflow import Event
from fsm3.core.danish import Unreadable
from fsm3.core.money import Money
from fsm3.core.periods import COPENHAGEN
from tests.rules.support import pool, told

TERMS = pool()
READY = Draft(
    contact_name="Kontakt",
    contact_mail="kontakt@kommune.example",
    signatory="Ansvarlig",
    answers={
        "extended_model": YES,
        "caseload": "35,5",
        "plan_results": "Sådan.",
        "plan_embedding": "Sådan.",
        "plan_management": "Sådan.",
    },
    accepted=frozenset(obligation.key for obligation in TERMS.obligations),
    attached=frozenset(),
    consents={"Fanø": True},
    has_budget=True,
    cap=Money.of("1000000"),
)


def answered(**answers):
    return replace(READY, answers={**READY.answers, **answers})


@pytest.mark.parametrize(
    ("milliseconds", "event"),
    [(-1, Event.SENT), (0, Event.SENT), (1, Event.SENT_LATE), (3000, Event.SENT_LATE)],
)
def test_1_the_moment_of_receipt_decides_to_the_millisecond(milliseconds, event):
    at = datetime(2021, 11, 26, 12, tzinfo=COPENHAGEN) + timedelta(milliseconds=milliseconds)
    assert sending_event(at, TERMS.deadline) is event


def test_a_finished_application_may_be_sent():
    assert unfinished(READY, TERMS) == ()


def test_6_everything_an_empty_draft_lacks_is_told_at_once_under_its_task():
    empty = Draft("", " ", "", {}, frozenset(), frozenset(), {"Fanø": False}, has_budget=False, cap=None)
    problems = unfinished(empty, TERMS)
    assert told(problems) == [
        ("contact_name_missing", Task.CONTACT),
        ("contact_mail_missing", Task.CONTACT),
        ("signatory_missing", Task.CONTACT),
        *[("answer_missing", Task.ANSWERS)] * 5,
        ("budget_missing", Task.BUDGET),
        ("cap_missing", Task.BUDGET),
        *[("obligation_not_accepted", Task.OBLIGATIONS)] * 7,
        ("consent_missing", Task.JOINT),
    ]
    assert [problem.detail["key"] for problem in problems if problem.code == "answer_missing"] == [
        question.key for question in TERMS.questions
    ]
    assert problems[-1].detail == {"municipality": "Fanø"}


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (replace(READY, contact_name=" "), "contact_name_missing"),
        (replace(READY, contact_mail=""), "contact_mail_missing"),
        (replace(READY, signatory="\n"), "signatory_missing"),
    ],
)
def test_who_to_write_to_and_who_signs_must_be_said(draft, code):
    assert told(unfinished(draft, TERMS)) == [(code, Task.CONTACT)]


def test_10_nothing_is_sent_without_a_cap():
    assert told(unfinished(replace(READY, cap=None), TERMS)) == [("cap_missing", Task.BUDGET)]


@pytest.mark.parametrize("key", [question.key for question in TERMS.questions])
def test_each_question_is_answered_and_none_has_a_default(key):
    (problem,) = unfinished(answered(**{key: " \n"}), TERMS)
    assert (problem.code, problem.where, problem.detail["key"]) == ("answer_missing", Task.ANSWERS, key)


@pytest.mark.parametrize("answer", ["maybe", "true", "Yes", "1"])
def test_a_yes_or_no_is_one_of_the_two(answer):
    assert ("answer_not_yes_or_no", Task.ANSWERS) in told(unfinished(answered(extended_model=answer), TERMS))


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("mange", "not_a_number"),
        ("12.5", "ambiguous_number"),
        ("0", "not_positive"),
        ("-3", "not_positive"),
        ("9" * 13, "too_large"),
    ],
)
def test_12_13_a_number_is_read_as_danes_type_it_or_refused(answer, code):
    (problem,) = unfinished(answered(caseload=answer), TERMS)
    assert (problem.code, problem.where, problem.detail["key"]) == (code, Task.ANSWERS, "caseload")


@given(st.fractions(0, 10**6).map(lambda number: round(number, 2)).filter(bool))
def test_a_number_answer_is_read_exactly(number):
    assert read_number(f"{float(number):.2f}".replace(".", ",")) == number


def test_a_number_answer_below_nothing_is_no_number():
    with pytest.raises(Unreadable, match="not_positive"):
        read_number("-1")


def test_23_39_an_answer_is_judged_as_free_text_too():
    problems = unfinished(answered(plan_results="Ring til 010170-1234\x00" + "x" * 4000), TERMS)
    assert [problem.code for problem in problems] == ["control_character", "looks_like_cpr", "text_too_long"]
    assert all(problem.detail["key"] == "plan_results" for problem in problems)
    assert "1234" not in " ".join(str(problem) for problem in problems)


def test_obligations_of_the_extended_model_bind_only_those_who_chose_it():
    accepted = READY.accepted - {"extended_model", "training"}
    without = replace(READY, accepted=accepted)
    assert [problem.detail["key"] for problem in unfinished(without, TERMS)] == ["extended_model", "training"]
    assert unfinished(replace(answered(extended_model=NO), accepted=accepted), TERMS) == ()
    assert [applies(obligation, {"extended_model": NO}) for obligation in TERMS.obligations].count(False) == 2


@pytest.mark.parametrize("model", [YES, NO, ""])
def test_of_what_is_accepted_only_the_obligations_that_bind_are_sent(model):
    sent = binding({*READY.accepted, "unknown"}, {"extended_model": model}, TERMS)
    apart = {"extended_model", "training"} if model != YES else set()
    assert sent == sorted(READY.accepted - apart)
    assert binding({"training"}, {"extended_model": model}, TERMS) == ([] if apart else ["training"])


@pytest.mark.parametrize("key", sorted(READY.accepted))
def test_every_obligation_is_accepted(key):
    (problem,) = unfinished(replace(READY, accepted=READY.accepted - {key}), TERMS)
    assert (problem.code, problem.where) == ("obligation_not_accepted", Task.OBLIGATIONS)
    assert problem.detail["key"] == key


def test_an_attachment_the_pool_demands_is_there():
    terms = pool("made_up")
    draft = replace(
        READY,
        answers={"agreement": NO, "steps": "Tre."},
        accepted=frozenset({"list"}),
        attached=frozenset({"agreement"}),
    )
    assert unfinished(draft, terms) == ()
    (problem,) = unfinished(replace(draft, attached=frozenset()), terms)
    assert (problem.code, problem.where) == ("attachment_missing", Task.ATTACHMENTS)
    assert problem.detail == {"key": "agreement", "attachment": "Samarbejdsaftalen"}


def test_lists_are_told_the_answers_with_yes_or_no_and_no_other():
    assert choices(READY.answers, TERMS) == {"extended_model": YES}
    assert choices({"caseload": "35,5"}, TERMS) == {}
