"""A statement on a page, the same to all who read it: its lines, the months and the accounts it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from budgets.rules.accounts import AccountKind
from fsm3.core import danish
from fsm3.core.money import Money
from fsm3.web.shared.account_texts import account_name
from fsm3.web.shared.components import Cell, Column, Table
from payouts.selectors.payments import LineView, MonthView

NONE = "\N{EN DASH}"


def statement_table(lines: Iterable[LineView]) -> Table:
    """Every rule with its section and the amount it gives. The sentences are Danish, as in the letter."""
    columns = (
        Column(_("Rule"), look="note"),
        Column(_("Amount, DKK"), number=True),
        Column(_("Section of the call"), look="note"),
    )
    rows = tuple((Cell(line.text), Cell(line.amount or NONE), Cell(line.section)) for line in lines)
    return Table(_("The statement line by line"), columns, rows, stacked=True)


def statement_months(months: Iterable[MonthView]) -> Table:
    """The months of the own period: how many reached a result among how many."""
    columns = (
        Column(_("Month")),
        Column(_("With a result"), number=True),
        Column(_("In the group"), number=True),
        Column(_("Locked")),
        Column(_("Vintage"), number=True),
    )
    rows = tuple(
        (
            Cell(each.month, details=(_("best month"),) if each.best else (), strong=each.best),
            Cell(str(each.count)),
            Cell(str(each.group)),
            Cell(_("Yes") if each.locked else _("No")),
            Cell(str(each.vintage)),
        )
        for each in months
    )
    return Table(_("Months of the period"), columns, rows, _("No month is known yet."), stacked=True)


def accounts_used(accounts: Iterable[Mapping[str, Any]]) -> tuple[Table, ...]:
    """The accounts that a statement rests on, line by line: spent beside accepted."""
    return tuple(_account(each) for each in accounts)


def _account(account: Mapping[str, Any]) -> Table:
    columns = (
        Column(_("Line")),
        Column(_("What for"), look="note"),
        Column(_("Spent, DKK"), number=True),
        Column(_("Accepted, DKK"), number=True),
    )
    rows = tuple(
        (
            Cell(str(line["number"])),
            Cell(line["name"]),
            Cell(danish.amount(Money.of(line["spent"]))),
            Cell(
                danish.amount(Money.of(line["accepted"])),
                details=(line["reason"],) if line["reason"] else (),
                strong=line["accepted"] != line["spent"],
            ),
        )
        for line in account["lines"]
    )
    sums = (
        danish.amount(Money.sum(Money.of(line[name]) for line in account["lines"]))
        for name in ("spent", "accepted")
    )
    caption = account_name(AccountKind(account["kind"]), account["version"])
    foot = (Cell(_("In all"), spans=2), *(Cell(text) for text in sums))
    return Table(caption, columns, rows, foot=foot, stacked=True, caption_shown=True)
