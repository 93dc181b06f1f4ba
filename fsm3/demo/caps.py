"""The demo's caps: made up from an invented size of the target group, for the real annex 4 is not ours to have.

A municipality gets a base amount and so much for each citizen of the invented group, less for one that is in Flere skal med
2 or, by a draw, in Afklaringspuljen; rounded to whole thousands of kroner. That the three decide the cap is the call's
word ("Tilskudsberettigede udgifter"); how much each of them counts is not.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from random import Random

from applications.rules.caps_file import CapRow
from fsm3.core.money import Money
from fsm3.demo.cast import CITIES, FSM2, cohort_of, rows
from fsm3.demo.chance import chance

FSM2_ENDS = date(2022, 6, 30)
SOURCE = "Opdigtet til fremvisning"
_CAPITALS = frozenset({"0101", "0751"})
_LARGE = CITIES | {"0265", "0561", "0615", "0630", "0657", "0730", "0791"}
_SMALL = frozenset({"0155", "0400", "0482", "0492", "0563", "0665", "0671", "0727", "0741", "0773", "0825"})


@cache
def fsm3_caps() -> tuple[CapRow, ...]:
    """The caps of all municipalities in Flere skal med 3."""
    return tuple(_row(code) for code in rows())


def flat_caps(cohort: str) -> tuple[CapRow, ...]:
    """Caps for a pool of one cohort: a twentieth of those of Flere skal med 3 beside a base amount."""
    return tuple(
        CapRow(
            municipality=row.municipality,
            amount=Money.of(600_000 + row.amount.oere // 2_000_000 * 1000),
            cohort=cohort,
            earlier_pool_ends=None,
            clarification_pool=False,
            target_group=None,
        )
        for row in fsm3_caps()
    )


def _row(code: str) -> CapRow:
    drawn = chance("caps", code)
    cohort, clarification, group = cohort_of(code), drawn.random() < 0.25, _group(code, drawn)
    per_citizen = 11_000 - 2_500 * (cohort == FSM2) - 1_000 * clarification
    return CapRow(
        municipality=code,
        amount=Money.of((500_000 + per_citizen * group) // 1000 * 1000),
        cohort=cohort,
        earlier_pool_ends=FSM2_ENDS if cohort == FSM2 else None,
        clarification_pool=clarification,
        target_group=group,
    )


def _group(code: str, drawn: Random) -> int:
    if code in _CAPITALS:
        return drawn.randint(620, 760)
    if code in _LARGE:
        return drawn.randint(430, 620)
    if code in _SMALL:
        return drawn.randint(25, 85)
    return drawn.randint(120, 290)
