"""The text of an account: read back it is the same, and its digest moves with everything it says."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.rules.account_content import AccountContent, from_text, to_text
from budgets.rules.accounts import AccountKind, AccountLine
from fsm3.core.canonical import sha256
from fsm3.core.money import Money
from fsm3.core.periods import ProjectPeriod

LINE = AccountLine(
    number=1,
    category="audit",
    department="Økonomi",
    note="Revision.",
    budget=Money.of("25000"),
    spent=Money.of("24000.50"),
    explanation="Billigere.",
    first_day=date(2021, 12, 1),
    last_day=date(2022, 12, 31),
)
CONTENT = AccountContent(
    case_number="FSM3-2021-0001",
    kind=AccountKind.PARTIAL,
    version=1,
    award=Money.of("925000"),
    budget_number=1,
    period=ProjectPeriod(date(2021, 12, 1), date(2023, 12, 31)),
    cut_off=date(2022, 12, 31),
    lines=(LINE, replace(LINE, number=2, spent=None)),
)
days = st.dates(min_value=date(2021, 1, 1), max_value=date(2025, 1, 1))
money = st.integers(min_value=0, max_value=10**14).map(Money)
lines = st.builds(
    AccountLine,
    number=st.integers(min_value=1, max_value=99),
    category=st.text(max_size=10),
    department=st.text(max_size=10),
    note=st.text(max_size=10),
    budget=money,
    spent=st.none() | money,
    explanation=st.text(max_size=10),
    first_day=days,
    last_day=days,
)


@given(st.lists(lines, max_size=4), money, st.none() | days)
def test_an_account_is_read_back_as_it_was_written(some, award, cut_off):
    content = replace(CONTENT, lines=tuple(some), award=award, cut_off=cut_off)
    assert from_text(to_text(content)) == content


MOVED: dict[str, Any] = {
    "case_number": "FSM3-2021-0002",
    "kind": AccountKind.FINAL,
    "version": 2,
    "award": Money.of("925000.01"),
    "budget_number": 2,
    "period": ProjectPeriod(date(2022, 7, 1), date(2023, 12, 31)),
    "cut_off": None,
    "lines": (LINE,),
}
LINE_MOVED: dict[str, Any] = {
    "number": 3,
    "category": "job_brokers",
    "department": "Jobcenter",
    "note": "Revision af regnskabet.",
    "budget": Money.of("25000.01"),
    "spent": Money.of("24000.51"),
    "explanation": "",
    "first_day": date(2021, 12, 2),
    "last_day": date(2022, 12, 30),
}


@pytest.mark.parametrize("name", list(CONTENT.__dataclass_fields__))
def test_the_digest_moves_with_everything_an_account_says(name):
    assert sha256(to_text(replace(CONTENT, **{name: MOVED[name]}))) != sha256(to_text(CONTENT))


@pytest.mark.parametrize("name", list(LINE.__dataclass_fields__))
def test_the_digest_moves_with_everything_a_line_says(name):
    moved = replace(CONTENT, lines=(replace(LINE, **{name: LINE_MOVED[name]}), CONTENT.lines[1]))
    assert sha256(to_text(moved)) != sha256(to_text(CONTENT))


def test_sums_count_what_is_written():
    assert (CONTENT.budget, CONTENT.spent) == (Money.of("50000"), Money.of("24000.50"))
