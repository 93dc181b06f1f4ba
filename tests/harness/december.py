"""The world of December: a season's applications, sent in time. Five wait for the agency from the first day on; the others are
assessed already, as in the days before.
"""

from __future__ import annotations

from applications import data
from tests.support.life import national_auditor
from tests.support.town import FSM3, PLACES, Town

FIRST, REDUCED, APART, REFUSED, LAST = BY_HAND = ("0101", "0155", "0561", "0185", "0563")
"""Those that the walk takes through December by hand."""
ASSESSED = {
    "0825": [4, 4, 4, 4, 4, 3],
    "0161": [4, 4, 4, 3, 3, 3],
    "0306": [3, 3, 3, 4, 3, 4],
    "0482": [3, 3, 3, 3, 2, 2],
    "0665": [2, 2, 2, 3, 2, 3],
    "0741": [2, 2, 2, 1, 1, 2],
}
"""The points of the others, each with a sum of its own: 23, 21, 20, 16, 14, 10."""
ENVELOPE = 6_600_000
"""Kroner: seven awards of what each asks for, and not the eighth."""


def fill_december() -> None:
    """Let everybody send, and assess the others by journeys."""
    more = {row.code: (row.name, row.cvr) for row in data.municipalities() if row.code in ASSESSED}
    town = Town(places=PLACES | more).build(text=FSM3.replace('"52000000.00"', f'"{ENVELOPE}.00"'))
    national_auditor(town)
    for code, given in ASSESSED.items():
        town.assessed(code, given)
    town.impartial()
    for code in BY_HAND:
        town.sent(code)
