"""What is expected along the way, in words and as a table that the agency and the municipality both read."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from applications.rules.expectations import Part
from applications.rules.pool_terms import Every
from applications.selectors.expectations import Expected
from fsm3.core.danish import day, moment
from fsm3.web.shared.components import Badge, Cell, Column, Table

NONE = "\N{EN DASH}"
Address = Callable[[Expected], str]
"""Where a row leads; nothing where it leads nowhere."""


def nowhere(_each: Expected) -> str:
    """The address of rows that are only read."""
    return ""


def part_label(part: Part | None) -> str:
    """The part of the year a row is for; nothing for what is expected once."""
    if part is None:
        return ""
    text = (
        _("Quarter %(number)s of %(year)s")
        if part.every is Every.QUARTER
        else _("Half %(number)s of %(year)s")
    )
    return text % {"number": part.number, "year": part.year}


def expected_badge(each: Expected) -> Badge:
    """How far a row is. A day that has passed is told calmly: nothing follows from it."""
    if each.done:
        return Badge(_("Done"), "success")
    return Badge(_("The day has passed"), "warning") if each.late else Badge(_("Ahead"), "quiet")


def expected_title(each: Expected) -> str:
    """What a row is called."""
    part = part_label(each.row.part)
    title = each.row.expectation.title
    return f"{title}, {part}" if part else title


def expected_table(found: Iterable[Expected], address: Address = nowhere) -> Table:
    """The rows by day, with what was said of each."""
    columns = (
        Column(_("By"), look="nowrap"),
        Column(_("What"), look="note"),
        Column(_("Status")),
        Column(_("Comment"), look="note"),
    )
    rows = tuple(_row(each, address) for each in found)
    return Table(_("What is expected along the way"), columns, rows, _("Nothing is expected."), stacked=True)


def _row(each: Expected, address: Address) -> tuple[Cell, ...]:
    said = (_said(each),) if each.ticked else ()
    return (
        Cell(day(each.row.day)),
        Cell(expected_title(each), address(each), details=(each.row.expectation.text,)),
        Cell(badge=expected_badge(each)),
        Cell(each.comment or NONE, details=said),
    )


def _said(each: Expected) -> str:
    return f"{each.ticked.by}, {moment(each.ticked.at)}" if each.ticked else ""
