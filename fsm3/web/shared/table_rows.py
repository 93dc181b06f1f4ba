"""The rows and the foot of a table, the one piece of markup that no template draws.

A list shows a pool's cases whole, 98 of them with nine cells each; as template nodes they cost the page more than all
its queries do. What people wrote is escaped here, as a template would.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from django.utils.safestring import SafeString, mark_safe

from fsm3.web.shared.components import Cell, Column, Table, Tick


def rows(table: Table) -> SafeString:
    """The rows of a table's body. Raises ValueError for a row that has not a cell for each column, nor one alone."""
    opened = [_opening(column, stacked=table.stacked) for column in table.columns]
    drawn = "\n".join(
        _line(row[0]) if row[0].spans else f"<tr>{''.join(_row(opened, row))}</tr>" for row in table.rows
    )
    return mark_safe(drawn)  # noqa: S308  every text in it went through escape


def foot(table: Table) -> SafeString:
    """The row of sums below a table; in a stacked one each sum has the heading of its column beside it."""
    return mark_safe(f"<tr>{''.join(_sums(table))}</tr>")  # noqa: S308  every text in it went through escape


def _sums(table: Table) -> Iterator[str]:
    column = 0
    for cell in table.foot:
        spans = f' colspan="{cell.spans}"' if cell.spans else ""
        if column:
            titled = table.stacked and cell.text
            title = f' data-title="{escape(table.columns[column].text)}"' if titled else ""
            yield f'<td class="number"{spans}{title}>{escape(cell.text)}</td>'
        else:
            yield f'<th scope="row"{spans}>{escape(cell.text)}</th>'
        column += cell.spans or 1


def _opening(column: Column, *, stacked: bool) -> str:
    """The attributes of a column's cells; a stacked table repeats the heading beside each."""
    looks = " ".join(name for name in ("number" if column.number else "", column.look) if name)
    return (f' class="{looks}"' if looks else "") + (
        f' data-title="{escape(column.text)}"' if stacked else ""
    )


def _line(cell: Cell) -> str:
    """A line through the table, with what it says."""
    return f'<tr class="line"><td colspan="{cell.spans}"><strong>{escape(cell.text)}</strong></td></tr>'


def _row(opened: list[str], row: tuple[Cell, ...]) -> Iterator[str]:
    """The first cell heads its row."""
    first = True
    for attributes, cell in zip(opened, row, strict=True):
        tag = f'th scope="row"{attributes}' if first else f"td{attributes}"
        yield f"<{tag}>{_content(cell)}</{tag[:2]}>"
        first = False


def _content(cell: Cell) -> str:
    if cell.tick:
        return _box(cell.tick, cell)
    if cell.badge:
        text = f'<span class="badge badge-{escape(cell.badge.tone)}">{escape(cell.badge.text)}</span>'
    else:
        text = escape(cell.text)
    if cell.strong:
        text = f"<strong>{text}</strong>"
    if cell.url:
        text = f'<a href="{escape(cell.url)}">{text}</a>'
    quiet = (f'<br><span class="quiet">{escape(line)}</span>' for line in cell.details)
    return "".join((text, *(f"<br>{escape(line)}" for line in cell.lines), *quiet))


def _box(tick: Tick, cell: Cell) -> str:
    """A box to tick with its label, and quieter details below."""
    box, ticked = escape(f"{tick.field}-{tick.value}"), " checked" if tick.ticked else ""
    name, value = escape(tick.field), escape(tick.value)
    quiet = (f'<br><span class="quiet">{escape(line)}</span>' for line in cell.details)
    return (
        f'<div class="form-group-checkbox"><input class="form-checkbox" type="checkbox" id="{box}" name="{name}" '
        f'value="{value}"{ticked}><label class="form-label" for="{box}">{escape(cell.text)}</label></div>'
        + "".join(quiet).removeprefix("<br>")
    )
