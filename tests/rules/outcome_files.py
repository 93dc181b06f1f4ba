"""A small way to write outcome files for tests: rows with everything right, changed where a test wants."""

from payouts.rules.outcome_file import Columns
from tests.rules.support import pool

COLUMNS = Columns.of(pool().outcomes)
KNOWN = frozenset({"0101", "0155", "0185", "0561", "0563", "0825"})
PLAIN = dict.fromkeys(COLUMNS.names, "0") | {
    "municipality_code": "0101",
    "citizen_id": "B1",
    "month": "2022-03",
}


def cells(**changed: str) -> dict[str, str]:
    """The cells of one row, `PLAIN` where nothing is said."""
    return PLAIN | changed


def file(*rows: dict[str, str], columns: Columns = COLUMNS, separator: str = ",") -> str:
    """The text of a file with these rows."""
    lines = [columns.names, *([row[name] for name in columns.names] for row in rows)]
    return "".join(separator.join(line) + "\n" for line in lines)
