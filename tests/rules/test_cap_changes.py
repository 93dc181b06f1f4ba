"""What one table of caps says differently from another, and the table as text."""

from dataclasses import replace
from datetime import date

from applications.rules.cap_changes import Turn, compared
from applications.rules.caps_file import COLUMNS, CapRow, cells_of, lines_of, read_caps
from fsm3.core.money import Money
from tests.rules.support import pool, refused, told

ENDS = date(2022, 6, 30)
TARNBY = CapRow("0185", Money.of(1_250_000), "fsm2", ENDS, clarification_pool=False, target_group=214)
DRAGOER = CapRow("0155", Money.of("600000.50"), "new", None, clarification_pool=True, target_group=None)
KNOWN = frozenset({"0155", "0185"})


def turns(before: tuple[CapRow, ...], after: tuple[CapRow, ...]) -> list[tuple[str, tuple[Turn, ...]]]:
    return [(each.municipality, each.turns) for each in compared(before, after)]


def test_every_municipality_of_either_table_says_what_becomes_of_it():
    assert turns((TARNBY,), (DRAGOER,)) == [("0155", (Turn.ADDED,)), ("0185", (Turn.REMOVED,))]
    assert turns((TARNBY,), (TARNBY,)) == [("0185", (Turn.SAME,))]
    assert not compared((TARNBY,), (TARNBY,))[0].changed
    higher = replace(TARNBY, amount=Money.of(2_000_000), cohort="new", earlier_pool_ends=None)
    assert turns((TARNBY,), (higher,)) == [("0185", (Turn.UP, Turn.COHORT, Turn.FACTS))]
    assert turns((higher,), (TARNBY,)) == [("0185", (Turn.DOWN, Turn.COHORT, Turn.FACTS))]


def test_a_table_written_as_text_is_read_back_as_it_was():
    lines = (COLUMNS, *lines_of((TARNBY, DRAGOER), pool()))
    for delimiter in ";,":
        text = "\n".join(delimiter.join(f'"{cell}"' for cell in line) for line in lines)
        assert read_caps(cells_of(text), pool(), KNOWN) == (TARNBY, DRAGOER)


def test_a_row_of_a_cohort_that_is_gone_is_written_all_the_same():
    (line,) = lines_of((replace(TARNBY, cohort="gone"),), pool())
    assert line[2] == "ja"


def test_cells_have_their_line_and_column_and_short_rows_are_filled_up():
    cells = cells_of("a;b\n1")
    assert [[cell.place for cell in row] for row in cells][1] == ["line 2, column 1", "line 2, column 2"]
    assert cells[1][1].value is None
    assert cells_of("") == []


def test_a_text_that_is_no_table_is_refused():
    assert told(refused(lambda: cells_of("a" * 200_000))) == [("csv_syntax", "")]
