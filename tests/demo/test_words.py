"""What the demo invents: it obeys the rules, fits its own points, and always comes out the same."""

import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.rules.pool_file import dump_pool, read_pool
from applications.rules.sending import answer_faults
from budgets.rules.checks import refusals, warnings
from budgets.rules.lines import total
from fsm3.core.money import Money
from fsm3.core.periods import COPENHAGEN
from fsm3.demo import amounts, budgets, people, plans, pools, reasons
from fsm3.demo.caps import fsm3_caps
from fsm3.demo.cast import FANOE, Applicant, Part, cast, cohort_of, rows
from fsm3.demo.facts import facts_of
from fsm3.demo.words import of_place
from tests.rules.support import pool

EACH = pytest.mark.parametrize("applicant", cast(), ids=lambda each: each.place.name)
LEFT = Money.of(4_000_000)
CASELOADS = {0: range(46, 70), 1: range(35, 46), 2: range(26, 35), 3: range(20, 26), 4: range(10, 20)}


def written(applicant: Applicant) -> list[str]:
    """Every text of an application and of what is written about it."""
    facts = facts_of(applicant)
    given_points = reasons.assessed(facts)
    scores = [*given_points, reasons.agreed(facts, given_points)]
    return [
        *(text for key, text in plans.answers(facts).items() if key.startswith("plan_")),
        *(line.note for line in budgets.lines_of(facts)),
        *(line.department for line in budgets.lines_of(facts)),
        *(score.reason for each in scores for score in each.values()),
        reasons.award_reason(facts),
        reasons.refusal_reason(facts, LEFT),
        reasons.deviation(facts, LEFT),
        *reasons.reduction(facts),
        reasons.conflict_reason(facts),
    ]


@EACH
def test_a_budget_obeys_the_rules_without_a_warning_and_asks_for_its_amount_to_the_oere(applicant):
    terms, lines = pool(), budgets.lines_of(facts_of(applicant))
    period = terms.own_period(terms.cohort(applicant.cohort), None)
    assert [*refusals(lines, terms.budget, period, amounts.cap(applicant))] == []
    assert [*warnings(lines, terms.budget, terms.accounts.auditor_from)] == []
    assert total(lines) == amounts.requested(applicant) <= amounts.cap(applicant)
    assert 5 <= len(lines) <= 9


@EACH
def test_answers_can_be_sent_and_plans_have_a_plans_length(applicant):
    answers = plans.answers(facts_of(applicant))
    assert [fault for question in pool().questions for fault in answer_faults(question, answers)] == []
    assert all(400 <= len(answers[key]) <= 1200 for key in answers if key.startswith("plan_"))


@EACH
def test_points_add_up_and_what_is_said_fits_them(applicant):
    facts = facts_of(applicant)
    if applicant.is_assessed:
        assert sum(facts.points.values()) == applicant.points
    assert facts.caseload in CASELOADS[facts.points["caseload"]]
    assert (facts.points["psychiatry"] >= 2) is applicant.extended


@EACH
def test_no_gap_is_left_in_a_sentence_and_each_ends_as_sentences_do(applicant):
    for text in written(applicant):
        assert not re.search(r"[{}]|\.\.|  |kr\. ?\.", text), text
        assert not re.search(r"(?:^|[.!?] )[a-zæøå]", text.replace("kr. ", "kr ").replace("pr. ", "pr ")), (
            text
        )


def test_everybody_is_invented_has_one_address_and_a_name_of_made_up_words():
    who = [
        *people.caseworkers(),
        *people.approvers(),
        *people.administrators(),
        people.national_auditor(),
        *(person(code) for code in rows() for person in (people.applicant, people.signatory)),
    ]
    mails = [person.mail for person in who]
    assert len(set(mails)) == len(mails) == 11 + 2 * 98
    assert all(re.fullmatch(r"[a-z]+@[a-z-]+\.example", mail) for mail in mails)


def test_the_cast_is_one_application_each_and_fanoe_is_only_covered():
    codes = [applicant.code for applicant in cast()]
    assert len(set(codes)) == 61
    assert FANOE not in codes
    assert all(applicant.cohort == cohort_of(applicant.code) for applicant in cast())


def test_the_money_runs_out_where_the_story_says():
    by_part = {part: [each for each in cast() if each.part is part] for part in Part}
    asked = Money.sum(amounts.requested(each) for each in by_part[Part.AWARDED])
    (passed,), (lost,) = by_part[Part.PASSED_OVER], by_part[Part.TIE_LOST]
    assert asked <= amounts.ENVELOPE < asked + amounts.requested(lost)
    assert asked + amounts.requested(passed) > amounts.ENVELOPE
    assert Money.sum(row.amount for row in fsm3_caps()) > Money.of(150_000_000)


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("Vejle", "i Vejle"),
        ("Samsø", "på Samsø"),
        ("Morsø", "på Mors"),
        ("Nordfyns", "i Nordfyn"),
        ("Assens", "i Assens"),
    ],
)
def test_a_municipality_is_spoken_of_as_danes_do(name, where):
    assert of_place(name, f"{name} Kommune")["i_stedet"] == where


DIGEST = """
import hashlib
from fsm3.demo import budgets, plans, reasons
from fsm3.demo.caps import fsm3_caps
from fsm3.demo.cast import cast
from fsm3.demo.facts import facts_of

said = [(plans.answers(f), budgets.lines_of(f), reasons.assessed(f)) for f in map(facts_of, cast())]
print(hashlib.sha256(repr((said, fsm3_caps())).encode()).hexdigest())
"""


def test_what_is_invented_is_the_same_in_every_process():
    told = {
        subprocess.run(
            [sys.executable, "-c", DIGEST],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "77")
    }
    assert len(told) == 1
    assert len(told.pop()) == 65


@given(st.dates(date(2025, 1, 1), date(2040, 12, 31)))
def test_the_open_pool_closes_on_a_friday_noon_some_weeks_ahead_and_stays_a_pool(today):
    moved = pools.shifted(pool("naermere_job"), today)
    closes = moved.deadline.at.astimezone(COPENHAGEN)
    assert (closes.weekday(), closes.hour, closes.minute) == (4, 12, 0)
    assert timedelta(weeks=5) <= closes.date() - today < timedelta(weeks=8)
    assert read_pool(dump_pool(moved)) == moved
