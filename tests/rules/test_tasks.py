"""How far each task of a draft is. Domain page, "Application"."""

from dataclasses import replace

import pytest

from applications.rules.sending import Task, unfinished
from applications.rules.tasks import CHECK, TaskStatus, keys, listed, of_answers, of_problem
from fsm3.core.problems import Problem
from tests.rules.support import pool
from tests.rules.test_sending import READY, TERMS

QUESTIONS = tuple(f"answers.{question.key}" for question in TERMS.questions)
EMPTY = replace(
    READY,
    contact_name="",
    contact_mail=" ",
    answers={},
    accepted=frozenset(),
    consents={},
    has_budget=False,
)
DEMANDING = replace(TERMS, attachments=pool("made_up").attachments)


def statuses(draft, terms=TERMS):
    rows = listed(draft, terms, unfinished(draft, TERMS))
    return {row.key: row.status for row in rows}


def test_every_task_is_listed_once_in_order_and_sending_comes_last():
    expected = (Task.CONTACT, *QUESTIONS, Task.OBLIGATIONS, Task.BUDGET, Task.ATTACHMENTS, Task.JOINT, CHECK)
    assert keys(TERMS) == expected
    assert tuple(statuses(READY)) == expected


def test_a_pool_without_joint_applications_has_no_task_for_them():
    assert Task.JOINT not in keys(replace(TERMS, joint_applications=False))


def test_in_an_empty_draft_nothing_is_started_and_sending_cannot_start():
    found = statuses(EMPTY)
    assert found.pop(CHECK) is TaskStatus.CANNOT_START
    assert set(found.values()) == {TaskStatus.NOT_STARTED}


def test_in_a_finished_draft_all_is_done_and_sending_can_start():
    found = statuses(READY)
    assert found.pop(CHECK) is TaskStatus.NOT_STARTED
    assert found.pop(Task.ATTACHMENTS) is TaskStatus.NOT_STARTED
    assert set(found.values()) == {TaskStatus.DONE}


@pytest.mark.parametrize(
    ("draft", "task"),
    [
        (replace(READY, contact_mail=""), Task.CONTACT),
        (replace(READY, contact_name=""), Task.CONTACT),
        (replace(READY, answers={**READY.answers, "caseload": "0"}), "answers.caseload"),
        (replace(READY, accepted=frozenset({"model"})), Task.OBLIGATIONS),
        (replace(READY, cap=None), Task.BUDGET),
        (replace(READY, consents={"Fanø": False}), Task.JOINT),
    ],
)
def test_what_is_begun_and_lacks_something_is_in_progress(draft, task):
    found = statuses(draft)
    assert found[task] is TaskStatus.IN_PROGRESS
    assert found[CHECK] is TaskStatus.CANNOT_START


def test_a_blank_answer_is_no_beginning():
    assert statuses(replace(READY, answers={"caseload": "  "}))["answers.caseload"] is TaskStatus.NOT_STARTED


def test_a_fault_in_a_line_belongs_to_the_budget():
    fault = Problem("note_missing", "lines[1].note", {"line": "1"})
    rows = {row.key: row for row in listed(READY, TERMS, [fault])}
    assert rows[Task.BUDGET].status is TaskStatus.IN_PROGRESS
    assert rows[Task.BUDGET].faults == (fault,)
    assert of_problem(Problem("total_over_cap", "total")) == Task.BUDGET


def test_attachments_are_optional_until_the_pool_demands_one():
    asked = {row.key: row.optional for row in listed(READY, TERMS, [])}
    assert [key for key, optional in asked.items() if optional] == [Task.ATTACHMENTS, Task.JOINT]
    demanded = {row.key: row.optional for row in listed(READY, DEMANDING, [])}
    assert not demanded[Task.ATTACHMENTS]
    attached = replace(READY, attached=frozenset({"plan"}))
    assert statuses(attached)[Task.ATTACHMENTS] is TaskStatus.DONE


def test_a_contacts_fields_are_one_task_and_each_question_its_own():
    assert of_answers(["contact_mail", "contact_name", "caseload"]) == ("answers.caseload", Task.CONTACT)
