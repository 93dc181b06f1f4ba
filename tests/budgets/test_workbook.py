"""The workbook of a budget: what goes out comes back, what people wrote stays text, and what may be typed in is open."""

import io
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from budgets.rules.checks import MOST_LINES
from budgets.rules.difference import differences
from budgets.rules.lines import Line, amount_cell, wage_cell
from budgets.rules.sides import on_wage_side
from fsm3.core.money import Money
from tests.support.workbooks import TERMS, YEARS, filled, read, workbook

BROKERS = Line(
    1,
    "job_brokers",
    "Jobcenter",
    "To jobformidlere.",
    (wage_cell(2022, posts=Fraction(2), hourly_rate=Money.of("312.50"), hours=Fraction(3000)),),
)
AUDIT = Line(2, "audit", "Økonomi", "Revision.", (amount_cell(2023, Money.of("25000.75")),))
BUDGET = (BROKERS, AUDIT)

hundredths = st.integers(1, 99_999_999).map(lambda number: Fraction(number, 100))
money = st.integers(1, 99_999_999_999_999).map(Money)
letters = st.characters(
    blacklist_categories=["Cs", "Cc"], whitelist_characters="\n\r\t", blacklist_characters="\ufffe\uffff"
)
texts = st.text(letters, max_size=40) | st.text("_x0041D\r\n =+@'<&", max_size=20)
wages = st.builds(
    wage_cell,
    st.sampled_from(YEARS),
    posts=st.none() | st.integers(1, 99_999_900).map(lambda number: Fraction(number, 100)),
    hourly_rate=st.none() | st.integers(1, 99_999_999).map(Money),
    hours=st.none() | hundredths,
).filter(lambda cell: not (cell.posts is None and cell.hourly_rate is None and cell.hours is None))
amounts = st.builds(amount_cell, st.sampled_from(YEARS), money)


def lines_of(categories, cells):
    each_year_once = st.lists(cells, max_size=3, unique_by=lambda cell: cell.year).map(
        lambda some: tuple(sorted(some, key=lambda cell: cell.year))
    )
    return st.builds(
        Line,
        st.integers(1, 9999),
        st.sampled_from(categories),
        texts,
        texts.filter(str.strip),
        each_year_once,
    )


lines = lines_of(["", "job_brokers", "other_staff", "project_management"], wages) | lines_of(
    ["audit"], amounts
)
budgets = st.lists(lines, max_size=12, unique_by=lambda line: line.number).map(tuple)


def speaks_of_nobody(budget):
    """Whether no text looks like a CPR number, which is refused on the way in."""
    from applications.rules.free_text import looks_like_cpr

    return not any(looks_like_cpr(text) for line in budget for text in (line.department, line.note))


@settings(deadline=None, max_examples=30)
@given(budgets.filter(speaks_of_nobody))
def test_what_is_written_out_and_read_back_unchanged_is_no_difference(budget):
    back = read(workbook(budget))
    assert back.faults == ()
    assert back.differs == ()
    assert differences(budget, back.lines) == ()


def test_a_number_keeps_every_oere():
    largest = Line(7, "audit", "Økonomi", "Alt.", (amount_cell(2021, Money(99_999_999_999_999)),))
    assert read(workbook([largest])).lines == (largest,)


def opened(content, **kwargs):
    return load_workbook(io.BytesIO(content), **kwargs)


@pytest.mark.parametrize(
    "typed", ['=HYPERLINK("http://x.example","x")', "+45", "-1", "@SUM(1)", "=1+1", "http://x.example"]
)
def test_38_what_people_wrote_stays_text_and_is_no_link(typed):
    book = opened(workbook([replace(BROKERS, department=typed, note=typed)]))
    for cell in ("C6", "D6"):
        assert book["Løn"][cell].data_type == "s"
        assert book["Løn"][cell].value == typed
        assert book["Løn"][cell].hyperlink is None
        assert book["Løn"][cell].number_format == "@"


def test_amounts_and_sums_are_formulas_with_the_servers_values_beside_them():
    content = workbook(BUDGET)
    formulas, values = opened(content), opened(content, data_only=True)
    assert formulas["Løn"]["L6"].value == '=IF(OR(J6="",K6=""),"",ROUND(J6*K6,2))'
    assert values["Løn"]["L6"].value == 937_500
    assert values["Løn"]["Q6"].value == 937_500
    assert values["Sum"]["B8"].value == 962_500.75
    assert values["Sum"]["B9"].value == 3_000_000 - 962_500.75
    assert [cell.value for cell in values["Sum"][13]] == ["Løn til jobformidlere", 0, 937_500, 0, 937_500]
    assert formulas["Sum"]["C13"].value == "=SUMIFS('Løn'!$L$6:$L$65,'Løn'!$B$6:$B$65,A13)"


def test_only_what_is_typed_is_open_and_the_category_is_chosen_from_a_list():
    book = opened(workbook(BUDGET))
    sheet = book["Løn"]
    assert all(book[name].protection.sheet for name in ("Vejledning", "Løn", "Øvrige udgifter", "Sum"))
    open_cells = [cell.column_letter for cell in sheet[6] if not cell.protection.locked]
    assert open_cells == list("BCDEFGIJKMNO")
    assert all(cell.protection.locked for cell in sheet[5])
    lists = {
        str(each.sqref): each.formula1
        for each in sheet.data_validations.dataValidation
        if each.type == "list"
    }
    assert lists == {"B6:B65": "'Sum'!$A$13:$A$15"}


def test_it_is_ours_and_says_which_municipality_and_pool_it_belongs_to():
    book = opened(workbook(()))
    said = " ".join(
        str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value
    )
    assert "København" in said
    assert "Flere skal med 3" in said
    assert "STAR" not in said
    assert "Styrelsen" not in said


def test_a_new_line_gets_the_first_number_that_is_free_and_an_emptied_one_is_gone():
    new = {"Løn!B7": "Projektledelse", "Løn!C7": "Stab", "Løn!D7": "Leder.", "Løn!J7": 400, "Løn!K7": 100.5}
    emptied = {f"Øvrige udgifter!{column}6": None for column in "BCDEFG"}
    found = read(filled(workbook(BUDGET), new | emptied), first_free=3).lines
    assert [(line.number, line.category) for line in found] == [(1, "job_brokers"), (3, "project_management")]
    assert found[1].amount == Money.of("40200")


def test_there_is_room_for_as_many_lines_as_a_page_has():
    full = tuple(replace(BROKERS, number=number) for number in range(1, MOST_LINES + 1))
    assert read(workbook(full)).lines == full


def test_a_number_that_a_formula_came_to_is_read_without_its_binary_noise():
    back = read(filled(workbook(BUDGET), {"Løn!K6": 0.1 + 0.2, "Løn!J6": 412.29999999999995}))
    (line, _audit) = back.lines
    assert (line.cells[0].hours, line.cells[0].hourly_rate) == (Fraction(3, 10), Money.of("412.30"))


def test_every_budget_has_a_side_for_each_of_its_lines():
    assert on_wage_side(BROKERS, TERMS)
    assert not on_wage_side(AUDIT, TERMS)
