"""What may be asked, what reopens, and what an answer is: the rules of clarifications, without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from applications.rules import clarification as rules
from applications.rules.clarification import Question, Standing
from applications.rules.pool_file import read_pool
from applications.rules.tasks import TaskStatus
from applications.rules.workflow import Status
from fsm3.core.periods import is_working_day

TERMS = read_pool((Path(__file__).parents[2] / "applications/pool_files/fsm3.toml").read_text())
ON = date(2021, 12, 6)
FREE = Standing(Status.SENT, asked=False, proposed=False, correcting=False)
PLAN = Question("answers.plan_results", "Hvordan?")
TASKS = rules.tasks_of(TERMS)
SENT: dict[str, Any] = {
    "case": "FSM3-2021-0001",
    "answers": {"contact_name": "Kirsten", "extended_model": "yes", "plan_results": "Vi følger dem."},
    "obligations": ["model", "evaluation"],
    "budget": [{"number": 1}],
    "requested": "10.00",
}


def codes(standing=FREE, questions=(PLAN,), due=ON + timedelta(days=1)):
    return [each.code for each in rules.ask_faults(standing, questions, TERMS, due=due, on=ON)]


def test_the_tasks_are_those_of_the_pool():
    assert TASKS[0] == "contact"
    assert "answers.caseload" in TASKS
    assert TASKS[-3:] == ("budget", "obligations", "attachments")


def test_a_question_about_what_was_sent_is_fine():
    assert codes() == []


@pytest.mark.parametrize("status", sorted(set(Status) - rules.ASKABLE))
def test_nothing_else_is_asked_about(status):
    assert codes(replace(FREE, status=status)) == ["not_now"]


@pytest.mark.parametrize(
    ("standing", "code"),
    [
        (replace(FREE, asked=True), "clarification_open"),
        (replace(FREE, proposed=True), "proposal_open"),
        (replace(FREE, correcting=True), "correction_being_written"),
    ],
)
def test_one_thing_at_a_time(standing, code):
    assert codes(standing) == [code]


@pytest.mark.parametrize(
    ("questions", "code"),
    [
        ((), "no_questions"),
        ((PLAN,) * 21, "too_many_questions"),
        ((Question("joint", "x"),), "task_unknown"),
        ((Question("answers.nothing", "x"),), "task_unknown"),
        ((Question("budget", " "),), "question_missing"),
        ((Question("budget", "010203-1234"),), "looks_like_cpr"),
        ((Question("budget", "x" * 2001),), "text_too_long"),
        ((Question("answers.extended_model", "Ja?"),), "obligations_hang_on_it"),
    ],
)
def test_what_is_wrong_with_questions_is_named(questions, code):
    assert codes(questions=questions) == [code]


def test_an_answer_that_decides_what_binds_is_asked_about_with_the_obligations():
    both = (Question("answers.extended_model", "Ja?"), Question("obligations", "Også undervisning?"))
    assert codes(questions=both) == []


@settings(deadline=None)
@given(st.dates(date(2021, 1, 1), date(2026, 1, 1)))
def test_the_day_by_default_is_a_working_day_that_may_be_asked_for(on):
    due = rules.default_due(on)
    assert is_working_day(due)
    assert list(rules.due_faults(due, on=on)) == []


@pytest.mark.parametrize(
    ("due", "before", "found"),
    [
        (ON, None, ["due_before_tomorrow"]),
        (ON + timedelta(days=1), None, []),
        (ON + timedelta(days=2), ON + timedelta(days=2), ["due_not_later"]),
        (ON, ON, ["due_before_tomorrow", "due_not_later"]),
        (ON + timedelta(days=1), ON - timedelta(days=9), []),
    ],
)
def test_a_day_lies_ahead_and_moves_forwards(due, before, found):
    assert [each.code for each in rules.due_faults(due, on=ON, before=before)] == found


@given(st.sets(st.sampled_from(TASKS)), st.booleans(), st.sets(st.sampled_from(TASKS)))
def test_what_may_be_written_is_what_is_open(tasks, writing, reopened):
    refused = [*rules.write_faults(tasks, writing=writing, reopened=reopened)]
    free = all(rules.is_open(task, writing=writing, reopened=reopened) for task in tasks)
    assert (not refused) == (free if tasks or reopened else writing)
    assert rules.is_open(None, writing=writing, reopened=reopened) == (writing and not reopened)


def changed():
    """A draft in which everything is another than what was sent."""
    return {
        "answers": {key: f"{text} Nu." for key, text in SENT["answers"].items()} | {"caseload": "25"},
        "obligations": ["model"],
        "budget": [{"number": 2}],
        "requested": "20.00",
        "attachments": [{"key": "", "name": "plan.pdf"}],
    }


@given(st.sets(st.sampled_from(TASKS)))
def test_an_answer_changes_the_tasks_asked_about_and_nothing_else(tasks):
    draft = changed()
    content = rules.answered(SENT, draft, tasks, [], TERMS)
    for task in TASKS:
        told = draft if task in tasks else SENT
        assert rules.value(content, task) == rules.value(told, task)
    assert content["requested"] == ("20.00" if "budget" in tasks else "10.00")
    assert content["case"] == SENT["case"]
    assert "caseload" not in SENT["answers"]


def test_the_answer_holds_the_obligations_that_bind_by_its_own_answers():
    draft = changed() | {"answers": {"extended_model": "no"}, "obligations": ["extended_model", "model"]}
    for tasks, held in (
        ({"answers.extended_model", "obligations"}, ["model"]),
        ({"obligations"}, ["extended_model", "model"]),
        ({"budget"}, SENT["obligations"]),
    ):
        assert rules.answered(SENT, draft, tasks, [], TERMS)["obligations"] == held


def test_a_task_is_done_once_it_says_something_else_or_every_question_has_a_reply():
    draft = {**SENT, "answers": {**SENT["answers"], "plan_results": "Nyt."}}
    asked = [("answers.plan_results", ""), ("budget", "Fordi."), ("budget", " "), ("obligations", "Ja.")]
    found = rules.progress(asked, SENT, draft)
    assert found == {
        "answers.plan_results": TaskStatus.CHANGES_MADE,
        "budget": TaskStatus.CHANGES_ASKED,
        "obligations": TaskStatus.CHANGES_MADE,
    }
    assert [(each.code, each.where) for each in rules.unanswered(found)] == [
        ("question_unanswered", "budget")
    ]


def test_replies_are_to_questions_that_were_asked():
    faults = [*rules.reply_faults({1: "Fint", 2: "x", 3: "010203-1234"}, {1, 3})]
    assert [(each.code, each.where) for each in faults] == [
        ("question_unknown_here", "reply_2"),
        ("looks_like_cpr", "reply_3"),
    ]
