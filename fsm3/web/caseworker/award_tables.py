"""An amended award beside the one in force: its lines with the reasons, and what it does to the instalments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from applications.rules.pool_terms import Cohort
from applications.selectors.awards import AwardInForce
from budgets.rules.lines import Line, total
from fsm3.core.danish import amount
from fsm3.core.money import Money
from fsm3.web.shared.award_texts import trigger_label
from fsm3.web.shared.components import Cell, Column, Table
from payouts.rules.terms import award_terms

NONE = "\N{EN DASH}"


def amended_lines(
    before: Sequence[Line], after: Mapping[int, tuple[Money, str]], award: AwardInForce
) -> Table:
    """Every line before and after, with the reason where it changes."""
    columns = (
        Column(_("Line")),
        Column(_("What for"), look="note"),
        Column(_("Before, DKK"), number=True),
        Column(_("After, DKK"), number=True),
        Column(_("Reason"), look="note"),
    )
    rows = tuple(_row(line, *after.get(line.number, (line.amount, "")), award) for line in before)
    sums = (total(before), Money.sum(each for each, _reason in after.values()))
    foot = (Cell(_("In all"), spans=2), *(Cell(amount(each)) for each in sums), Cell())
    return Table(_("Lines before and after"), columns, rows, foot=foot, stacked=True)


def _row(line: Line, after: Money, reason: str, award: AwardInForce) -> tuple[Cell, ...]:
    return (
        Cell(str(line.number)),
        Cell(award.terms.category(line.category).name, details=(line.department,)),
        Cell(amount(line.amount)),
        Cell(amount(after), strong=after != line.amount),
        Cell(reason or NONE),
    )


def parts_beside(award: AwardInForce, cohort: Cohort, after: Money) -> Table:
    """The instalments of the award in force beside those it would have."""
    columns = (
        Column(_("Instalment")),
        Column(_("Before, DKK"), number=True),
        Column(_("After, DKK"), number=True),
        Column(_("What releases it"), look="note"),
    )
    old = [part.amount for part in award_terms(award.cohort, award.amount)]
    new = award_terms(cohort, after)
    rows = tuple(
        (
            Cell(str(part.instalment)),
            Cell(amount(old[place]) if place < len(old) else NONE),
            Cell(amount(part.amount), strong=True),
            Cell(trigger_label(part)),
        )
        for place, part in enumerate(new)
    )
    foot = (Cell(_("In all")), Cell(amount(award.amount)), Cell(amount(after)), Cell())
    return Table(_("Instalments before and after"), columns, rows, foot=foot, stacked=True)
