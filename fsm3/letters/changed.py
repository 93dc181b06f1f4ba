"""A budget line by line, before and after: what the amended award and the budget change carry as their annex."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from budgets.rules.lines import Line, total
from fsm3.core import danish
from fsm3.core.money import ZERO, Money
from fsm3.letters import contexts as c
from fsm3.letters.parts import Case


def changed_budget(
    case: Case,
    before: Sequence[Line],
    after: Sequence[Line],
    *,
    title: str,
    after_title: str,
    reasons: Mapping[int, str] | None = None,
) -> c.ChangedBudget:
    """Set two versions of a budget side by side, by line number; a line that one of them lacks is nothing there.

    A line is described as it is afterwards. `reasons` are printed with the lines they are given for.
    """
    old, new = ({line.number: line for line in lines} for lines in (before, after))
    why = reasons or {}
    return c.ChangedBudget(
        title=title,
        after_title=after_title,
        lines=tuple(
            _line(case, old.get(number), new.get(number), why.get(number, ""))
            for number in sorted(old.keys() | new.keys())
        ),
        before=danish.amount(total(before)),
        after=danish.amount(total(after)),
        difference=_difference(total(before), total(after)),
    )


def _line(case: Case, old: Line | None, new: Line | None, reason: str) -> c.ChangedLine:
    shown = new or old
    assert shown is not None  # noqa: S101  its number came from one of the two
    before, after = (line.amount if line else ZERO for line in (old, new))
    return c.ChangedLine(
        number=str(shown.number),
        category=case.terms.category(shown.category).name,
        department=shown.department,
        note=shown.note,
        before=danish.amount(before),
        after=danish.amount(after),
        difference=_difference(before, after),
        reasons=(reason,) if reason.strip() else (),
    )


def _difference(before: Money, after: Money) -> str:
    """`+1.000,00`, `-1.000,00` or `0,00`."""
    difference = after - before
    return ("+" if difference > ZERO else "") + danish.amount(difference)
