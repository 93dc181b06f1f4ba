"""An invented case: the rules of every real one, with all that is not asked taken as done."""

import pytest

from fsm3.core.money import Money
from payouts.rules.statement_text import as_text
from payouts.rules.what_if import Asked, what_if
from tests.rules.support import pool, refused, told

TABLE = "month,count,group\n2023-05,4,20\n"


def asked(**given: str | None) -> Asked:
    plain: dict[str, str | None] = {"partial": None, "final": None}
    return Asked(**{"cohort": "new", "award": "1000.00", "shares": TABLE, **plain, **given})  # type: ignore[arg-type]


def test_it_is_worked_out_by_the_cohorts_own_terms():
    found = what_if(asked(final="1000"), pool(), pool_version=7)
    assert (found.found.entitled, found.whose.pool_version) == (Money.of(1000), 7)
    fsm2 = what_if(asked(cohort="fsm2", final="1000"), pool(), pool_version=1)
    assert str(fsm2.facts.period.first) == "2022-07-01"
    assert fsm2.found.entitled == Money.of(900)


def test_conditions_are_taken_as_confirmed_and_the_period_as_over():
    found = what_if(asked(cohort="early"), pool("made_up"), pool_version=1)
    assert found.found.entitled == Money.of("668.33")


@pytest.mark.parametrize("amount", ["0", "-1", "1.234", "1,5", "NaN", "1e3", "٣", "9" * 13, ""])
def test_an_award_is_an_amount_above_nothing(amount):
    (problem,) = refused(lambda: what_if(asked(award=amount), pool(), pool_version=1))
    assert problem.where == "--award"


def test_all_faults_are_told_at_once():
    wrong = asked(cohort="x", award="x", partial="x", final="0", shares="month,count,group\nx,1,1\n")
    assert told(refused(lambda: what_if(wrong, pool(), pool_version=1))) == [
        ("cohort_unknown", "--cohort"),
        ("not_an_amount", "--award"),
        ("not_an_amount", "--partial"),
        ("month_unreadable", "line 2"),
    ]


def test_faults_of_the_amounts_alone_are_told_too():
    assert told(refused(lambda: what_if(asked(cohort="x"), pool(), pool_version=1))) == [
        ("cohort_unknown", "--cohort")
    ]


def test_the_text_names_joint_municipalities_and_keeps_its_width():
    from dataclasses import replace

    found = what_if(asked(final="1000"), pool(), pool_version=1)
    joint = replace(found, whose=replace(found.whose, municipality="0561", covered=("0563",)))
    text = as_text(joint)
    assert text.startswith("Flere skal med 3: kommune 0561, sammen med 0563\n")
    assert max(map(len, text.splitlines())) <= 96
