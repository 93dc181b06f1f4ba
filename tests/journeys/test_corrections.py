"""A correction is thrown away: what was sent stands, and the draft is what was sent again."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from applications.models import AttachmentFile
from applications.rules.clarification import Question
from applications.selectors import attachments as selectors
from applications.selectors import cases
from budgets import selectors as budgets
from budgets.rules.lines import total
from budgets.selectors.answering import drafted
from fsm3.access.rights import NotAllowed
from fsm3.access.roles import Role
from fsm3.core import journal
from fsm3.core.canonical import sha256
from fsm3.core.journal import JournalEntry
from fsm3.core.money import Money
from fsm3.core.problems import NotReady
from fsm3.journeys import apply, attachments, clarify, send
from tests.support.files import docx, pdf
from tests.support.town import DEADLINE, DECEMBER, OBLIGATIONS, budget, standing

EARLY = DEADLINE - timedelta(days=2)
NEW = docx()


@pytest.fixture
def by(town):
    return town.signatories["0101"]


@pytest.fixture
def case(town, by):
    """Sent with a file, and a correction begun in which everything is another."""
    case = town.drafted("0101")
    file = attachments.attach(case, pdf(), name="plan.pdf", key="", by=by, at=EARLY)
    send.send(case, by=by, at=EARLY)
    apply.begin_correction(case, by=by, at=EARLY)
    apply.answer(case, {"caseload": "19", "contact_name": "En anden"}, by=by, at=EARLY)
    apply.accept_obligations(case, OBLIGATIONS[:3], by=by, at=EARLY)
    apply.write_budget(case, budget(500_000), by=by, at=EARLY)
    attachments.remove(case, file, by=by, at=EARLY)
    attachments.attach(case, NEW, name="ny.docx", key="", by=by, at=EARLY)
    return case


def acts(case):
    return [line.act for line in journal.of_case(case)]


def test_the_draft_is_what_was_sent_again_and_closed(case, by):
    before = standing(case)
    apply.discard_correction(case, by=by, at=DEADLINE)
    assert standing(case) == before
    assert not cases.draft(case).open
    again = drafted(case)
    assert {key: before.content[key] for key in again} == again
    assert [each.name for each in selectors.of_draft(case)] == ["plan.pdf"]
    assert total(budgets.draft(case)) == Money.of(925_000)
    assert set(AttachmentFile.objects.values_list("sha256", flat=True)) == {sha256(pdf())}
    with pytest.raises(NotReady, match="draft_closed"):
        apply.answer(case, {"caseload": "19"}, by=by, at=DEADLINE)


def test_the_journal_names_the_tasks_and_twice_is_once(case, by):
    for _ in range(2):
        apply.discard_correction(case, by=by, at=DEADLINE)
    (entry,) = JournalEntry.objects.filter(case=case, act="application.correction_discarded")
    assert json.loads(entry.content) == {
        "tasks": ["answers.caseload", "attachments", "budget", "contact", "obligations"]
    }


def test_a_new_correction_begins_from_what_was_sent(case, by):
    apply.discard_correction(case, by=by, at=EARLY)
    apply.begin_correction(case, by=by, at=EARLY)
    apply.answer(case, {"plan_results": "Nyt."}, by=by, at=EARLY)
    send.send(case, by=by, at=DEADLINE)
    first, second = (each.content for each in cases.submissions(case))
    changed = {"answers": {**first["answers"], "plan_results": "Nyt."}}
    assert second == {**first, **changed}


def test_8_a_page_of_the_deleted_correction_is_not_saved_over_a_later_one(case, by):
    edition = cases.task_edits(case)["answers.caseload"].edition
    apply.discard_correction(case, by=by, at=EARLY)
    apply.begin_correction(case, by=by, at=EARLY)
    with pytest.raises(NotReady, match="edited_meanwhile"):
        apply.answer(case, {"caseload": "18"}, by=by, at=EARLY, edition=edition)


def test_after_a_correction_that_came_too_late_it_is_the_one_in_time_that_comes_back(case, by):
    apply.accept_obligations(case, OBLIGATIONS, by=by, at=EARLY)
    send.send(case, by=by, at=DEADLINE + timedelta(seconds=3))
    apply.begin_correction(case, by=by, at=DECEMBER)
    apply.discard_correction(case, by=by, at=DECEMBER)
    assert cases.draft(case).answers["caseload"] == "25"
    assert {sha256(pdf()), sha256(NEW)} == set(AttachmentFile.objects.values_list("sha256", flat=True))


def test_those_who_write_the_application_throw_it_away_and_nobody_else(town, case):
    accountant, applicant = (
        town.joined(f"{role}@kommune.example", town.organisations["0101"], role)
        for role in (Role.ACCOUNTANT, Role.APPLICANT)
    )
    for actor in (accountant, town.signatories["0155"], town.caseworker):
        with pytest.raises(NotAllowed):
            apply.discard_correction(case, by=actor, at=EARLY)
    apply.discard_correction(case, by=applicant, at=EARLY)
    assert acts(case)[-1] == "application.correction_discarded"


def test_what_was_never_sent_and_what_is_an_answer_is_not_thrown_away(town, case, by):
    other = town.drafted("0155")
    with pytest.raises(NotReady, match="nothing_sent"):
        apply.discard_correction(other, by=town.signatories["0155"], at=EARLY)
    asked = [Question("answers.caseload", "Hvor mange?")]
    clarify.ask(case, asked, due=date(2021, 12, 13), by=town.caseworker, at=DECEMBER)
    with pytest.raises(NotReady, match="clarification_open"):
        apply.discard_correction(case, by=by, at=DECEMBER)
    assert cases.draft(case).answers["caseload"] == "19"
