"""The statement explains every amount: sections, inputs, their source, results; and its JSON is the one of the commands."""

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given

from applications.rules.pool_terms import Source
from fsm3.core.money import Money
from fsm3.core.periods import Month, ProjectPeriod
from payouts.rules.statement import exact, statement
from payouts.rules.statement_text import as_text
from payouts.rules.statement_values import AccountUsed, Whose
from tests.rules.payout_facts import all_locked, facts, known
from tests.rules.support import pool
from tests.rules.test_entitlement import cases

WHOSE = Whose(
    pool_version=2,
    terms=pool(),
    cohort=pool().cohort("new"),
    municipality="0561",
    covered=("0563",),
    partial=AccountUsed(2, "ab" * 32),
    final=AccountUsed(1, "cd" * 32),
    vintages={Month(2023, 1): 3},
)
SETTLED = facts(*all_locked(known("2023-01", 31, 200)), partial=600_000, final=980_000, released=500_000)


def texts(whose, case):
    return [line.text for line in statement(whose, case).lines]


def test_the_json_has_the_documented_keys_in_the_documented_shape():
    told = statement(WHOSE, SETTLED).as_json()
    lines = told.pop("lines")
    assert told == {
        "pool": "fsm3",
        "pool_version": 2,
        "municipality": "0561",
        "covered": ["0563"],
        "cohort": "new",
        "award": "1000000.00",
        "period": ["2021-12-01", "2023-12-31"],
        "accepted_partial": "600000.00",
        "accepted_final": "980000.00",
        "best": {"month": "2023-01", "count": 31, "group": 200},
        "thresholds": [
            {"at": "0.15", "releases": "400000.00", "reached": True},
            {"at": "0.2", "releases": "100000.00", "reached": False},
        ],
        "parts": ["500000.00", "400000.00", "100000.00"],
        "entitled": "900000.00",
        "released": "500000.00",
        "repaid": "0.00",
        "to_pay": "400000.00",
        "waits_for": None,
        "vintage": 3,
    }
    assert all(set(line) == {"section", "text", "amount"} for line in lines)
    assert lines[-1]["amount"] == "400000.00"


def test_what_is_not_there_is_null():
    told = statement(Whose(1, pool(), pool().cohort("new")), facts()).as_json()
    empty = ("municipality", "accepted_partial", "accepted_final", "best", "waits_for", "vintage")
    assert [told[key] for key in empty] == [None] * 6
    assert told["covered"] == []


def test_it_names_the_month_it_waits_for():
    waiting = statement(WHOSE, facts(final=900_000))
    assert waiting.as_json()["waits_for"] == "2021-12"
    assert "venter, til december 2021 er låst" in waiting.lines[-1].text


def test_every_input_is_named_with_its_source():
    told = " ".join(texts(WHOSE, SETTLED))
    for source in (f"version 2 (SHA-256 {'ab' * 32})", f"version 1 (SHA-256 {'cd' * 32})", "dataudtræk 3",
                   "januar 2023: 31 af 200", "vilkår, version 2"):  # fmt: skip
        assert source in told


def test_the_comparison_is_told_in_whole_numbers():
    told = texts(WHOSE, SETTLED)
    assert any("grænsen er 15 %, og 31 × 20 = 620 er mindst 3 × 200 = 600." in text for text in told)
    assert any("grænsen er 20 %, og 31 × 5 = 155 er mindre end 1 × 200 = 200." in text for text in told)


def test_readings_are_marked_as_such():
    marked = [line for line in statement(WHOSE, SETTLED).lines if "vores læsning" in line.text]
    assert [str(line.amount) for line in marked] == ["900000.00"]
    parts = tuple(replace(part, source=Source("Udbetaling", reading=True)) for part in SETTLED.parts)
    assert sum("vores læsning" in text for text in texts(WHOSE, replace(SETTLED, parts=parts))) == 4


@pytest.mark.parametrize(
    ("case", "words"),
    [
        (facts(), "Vi har ikke godkendt delregnskabet endnu."),
        (facts(), "delregnskabet er ikke godkendt."),
        (facts(), "grænsen er 15 %, og ingen låst måned har en andel."),
        (facts(), "Der er ikke mere at udbetale."),
        (facts(partial=1), "delregnskabet er godkendt; der kræves intet resultat."),
        (facts(partial=1), "2. rate, 10 % af tilsagnet (100.000,00"),
        (facts(known("2023-01", 1, 5), partial=1), "men slutregnskabet er ikke godkendt."),
        (facts(final=1), "slutregnskabet er godkendt og tjener også som delregnskab"),
        (facts(partial=300_000, released=500_000), "kræves ikke tilbage nu"),
        (facts(*all_locked(), final=300_000, released=500_000), "Skal betales tilbage"),
        (facts(award=0, released=1), "Tilsagnet er bortfaldet"),
    ],
)
def test_what_stands_in_the_way_is_said(case, words):
    assert words in " ".join(texts(WHOSE, case))


def test_a_pool_without_partial_account_and_with_advances_tells_its_own_rules():
    terms = pool("made_up")
    whose = Whose(1, terms, terms.cohort("early"))
    own = ProjectPeriod(date(2030, 11, 1), date(2031, 8, 14))
    case = facts(cohort=whose.cohort, period=own, today=date(2030, 10, 1))
    before = " ".join(texts(whose, case))
    assert "projektperioden begynder 1. november 2030." in before
    assert "betingelsen er ikke bekræftet: Samarbejdsaftalen" in before
    assert "delregnskabet." not in before.replace("godkendte udgifter i delregnskabet.", "")
    begun = " ".join(texts(whose, replace(case, today=own.first, confirmed=frozenset({"agreement"}))))
    assert "er begyndt 1. november 2030." in begun
    assert "det højeste af to beløb: de dele, der betales forud (668.333,33\N{NO-BREAK SPACE}kr.)" in begun
    ended = " ".join(texts(whose, replace(case, accepted_final=Money.of(1))))
    assert "slutregnskabet er godkendt." in ended


def test_a_pool_that_pays_for_no_result_says_nothing_of_months():
    terms = pool("made_up")
    whose = Whose(1, terms, terms.cohort("late"))
    assert not any("måned" in text for text in texts(whose, facts(cohort=whose.cohort)))


@pytest.mark.parametrize(
    ("share", "written"),
    [
        (Fraction(3, 20), "0.15"),
        (Fraction(1, 8), "0.125"),
        (Fraction(29, 400), "0.0725"),
        (Fraction(1), "1"),
        (Fraction(1, 3), "1/3"),
        (Fraction(1, 6), "1/6"),
    ],
)
def test_a_share_is_written_as_an_exact_decimal_where_there_is_one(share, written):
    assert exact(share) == written


@given(cases())
def test_the_lines_hold_the_sums_and_every_line_has_its_section(case):
    told = statement(WHOSE, case)
    amounts = [line.amount for line in told.lines]
    assert all(line.section and line.text for line in told.lines)
    for amount in (case.award, told.found.total, told.found.entitled, case.released, case.repaid):
        assert amount in amounts
    assert told.found.to_pay in amounts
    json.dumps(told.as_json())


def test_as_text_a_statement_says_whose_it_is_and_together_with_whom():
    assert "kommune 0561, sammen med 0563" in as_text(statement(WHOSE, SETTLED)).splitlines()[0]
    alone = as_text(statement(replace(WHOSE, covered=()), SETTLED)).splitlines()[0]
    assert alone.endswith("kommune 0561")
    invented = as_text(statement(Whose(1, pool(), pool().cohort("new")), facts())).splitlines()[0]
    assert "opdigtet sag, kommune" in invented
