"""Writing a draft: it may be unfinished, but what is wrong is not kept."""

from dataclasses import replace

import pytest

from applications.selectors import cases
from budgets import selectors as budgets
from budgets.rules.lines import Line, amount_cell
from fsm3.access.roles import Role
from fsm3.core.money import Money
from fsm3.core.problems import NotReady
from fsm3.journeys import apply
from tests.support.town import OPENED, budget


@pytest.fixture
def case(town) -> int:
    return apply.start("fsm3", by=town.signatories["0101"], at=OPENED)


def write(town, case, *lines):
    apply.write_budget(case, lines, by=town.signatories["0101"], at=OPENED)


def test_a_line_without_department_and_note_may_be_kept_until_later(town, case):
    write(town, case, replace(budget()[0], department="", note=""))
    assert budgets.draft(case)[0].department == ""


@pytest.mark.parametrize(
    ("amount", "code"),
    [(Money(-1), "negative_amount"), (Money(0), "zero_amount"), (Money(10**14), "too_large")],
)
def test_12_an_amount_that_is_wrong_is_refused_and_nothing_of_the_budget_is_kept(town, case, amount, code):
    with pytest.raises(NotReady, match=code):
        write(town, case, *budget(), Line(3, "audit", "Økonomi", "Revision", (amount_cell(2023, amount),)))
    assert budgets.draft(case) == ()


def test_a_year_outside_the_own_period_is_refused(town):
    case = apply.start("fsm3", by=town.signatories["0185"], at=OPENED)
    with pytest.raises(NotReady, match="year_outside_period"):
        apply.write_budget(
            case,
            [Line(1, "audit", "Økonomi", "Revision", (amount_cell(2021, Money.of(1)),))],
            by=town.signatories["0185"],
            at=OPENED,
        )


@pytest.mark.parametrize("text", ["Borger 010203-1234 er med", "010203 1234", "0102031234"])
def test_23_a_text_with_a_cpr_number_is_refused_and_the_number_never_repeated(town, case, text):
    by = town.signatories["0101"]
    with pytest.raises(NotReady) as refused:
        apply.answer(case, {"plan_results": text}, by=by, at=OPENED)
    assert refused.value.codes == {"looks_like_cpr"}
    assert "1234" not in str(refused.value)
    assert cases.draft(case).answers == {}


def test_39_a_nul_byte_is_a_fault_of_its_field(town, case):
    with pytest.raises(NotReady, match="control_character at plan_results"):
        apply.answer(case, {"plan_results": "a\0b"}, by=town.signatories["0101"], at=OPENED)


def test_33_an_answer_to_no_question_is_ignored(town, case):
    apply.answer(case, {"status": "awarded", "caseload": "25"}, by=town.signatories["0101"], at=OPENED)
    assert cases.draft(case).answers == {"caseload": "25"}


class TestTwoInOneTask:
    """Bad input 8: whoever saves second is told, and nothing is overwritten in silence."""

    @pytest.fixture
    def colleague(self, town):
        return town.joined("kollega@kommune.example", town.organisations["0101"], Role.APPLICANT)

    def test_8_a_task_that_was_edited_meanwhile_is_not_overwritten(self, town, case, colleague):
        by = town.signatories["0101"]
        apply.answer(case, {"plan_results": "Kollegaens"}, by=colleague, at=OPENED, edition=0)
        with pytest.raises(NotReady) as refused:
            apply.answer(case, {"plan_results": "Min"}, by=by, at=OPENED, edition=0)
        (problem,) = refused.value.problems
        assert (problem.code, problem.where) == ("edited_meanwhile", "answers.plan_results")
        assert problem.detail["by"] == cases.task_edits(case)["answers.plan_results"].by
        assert cases.draft(case).answers == {"plan_results": "Kollegaens"}

    def test_8_two_tasks_do_not_meet(self, case, colleague):
        apply.answer(case, {"plan_results": "Plan"}, by=colleague, at=OPENED, edition=0)
        apply.answer(case, {"caseload": "25"}, by=colleague, at=OPENED, edition=0)
        apply.write_budget(case, budget(), by=colleague, at=OPENED, edition=0)
        apply.accept_obligations(case, ["model"], by=colleague, at=OPENED, edition=0)
        edits = cases.task_edits(case)
        assert {task: edit.edition for task, edit in edits.items()} == {
            "answers.plan_results": 1,
            "answers.caseload": 1,
            "budget": 1,
            "obligations": 1,
        }

    def test_a_writer_who_saw_the_newest_edition_goes_on_from_it(self, town, case, colleague):
        by = town.signatories["0101"]
        apply.answer(case, {"contact_name": "A", "contact_mail": "a@b.example"}, by=by, at=OPENED, edition=0)
        apply.answer(case, {"contact_name": "B"}, by=colleague, at=OPENED, edition=1)
        assert cases.task_edits(case)["contact"].edition == 2
        assert cases.draft(case).answers["contact_name"] == "B"
