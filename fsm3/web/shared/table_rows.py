"""The headings, the rows and the foot of a table, the one piece of markup that no template draws.

A list shows a pool's cases whole, 98 of them with ten cells each; as template nodes they cost the page more than all
its queries do, and its headings alone as much as one. What people wrote is escaped here, as a template would.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe

from fsm3.web.shared.components import Cell, Column, Table, Tick

_SPECIAL = re.compile("[&<>\"']")


def escape(text: str) -> str:
    """A text as markup; most texts have nothing to escape, and are looked through once and not five times."""
    return html.escape(text) if _SPECIAL.search(text) else text


def head(table: Table) -> SafeString:
    """The row of headings; one that sorts is a link, and the one the table is sorted by says so."""
    return mark_safe(f"<tr>{''.join(map(_heading, table.columns))}</tr>")  # noqa: S308  every text in it went through escape


def _heading(column: Column) -> str:
    number = ' class="number"' if column.number else ""
    order = f' aria-sort="{escape(column.sorted)}"' if column.sorted else ""
    detail = f' <span class="quiet">({escape(column.detail)})</span>' if column.detail else ""
    text = escape(column.text)
    if column.url:
        text = f'<a href="{escape(column.url)}">{text}</a>{_arrow(column.sorted)}'
    return f'<th scope="col"{number}{order}>{text}{detail}</th>'


def _arrow(order: str) -> str:
    if not order:
        return ""
    picture = escape(f"{static('dkfds/img/all-svg-icons.svg')}#sort-table-{order}")
    return f'<svg class="icon-svg sorted" focusable="false" aria-hidden="true"><use href="{picture}"></use></svg>'


def rows(table: Table) -> SafeString:
    """The rows of a table's body. Raises ValueError for a row that has not a cell for each column, nor one alone."""
    tags = list(_tags(table))
    drawn = "\n".join(_line(row[0]) if row[0].spans else _row(tags, row) for row in table.rows)
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


def _tags(table: Table) -> Iterator[tuple[str, str]]:
    """What stands before and after a cell of each column; the first cell heads its row."""
    first, *others = (_opening(column, stacked=table.stacked) for column in table.columns)
    yield f'<th scope="row"{first}>', "</th>"
    yield from ((f"<td{attributes}>", "</td>") for attributes in others)


def _opening(column: Column, *, stacked: bool) -> str:
    """The attributes of a column's cells; a stacked table repeats the heading beside each."""
    looks = " ".join(name for name in ("number" if column.number else "", column.look) if name)
    return (f' class="{looks}"' if looks else "") + (
        f' data-title="{escape(column.text)}"' if stacked else ""
    )


def _line(cell: Cell) -> str:
    """A line through the table, with what it says."""
    return f'<tr class="line"><td colspan="{cell.spans}"><strong>{escape(cell.text)}</strong></td></tr>'


def _row(tags: list[tuple[str, str]], row: tuple[Cell, ...]) -> str:
    cells = (f"{before}{_content(cell)}{after}" for (before, after), cell in zip(tags, row, strict=True))
    return f"<tr>{''.join(cells)}</tr>"


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
    return text + _below(cell) if cell.lines or cell.details else text


def _below(cell: Cell) -> str:
    """The further lines of a cell, then its quieter details."""
    return "".join((*(f"<br>{escape(line)}" for line in cell.lines), *_quiet(cell)))


def _quiet(cell: Cell) -> Iterator[str]:
    return (f'<br><span class="quiet">{escape(line)}</span>' for line in cell.details)


def _box(tick: Tick, cell: Cell) -> str:
    """A box to tick with its label, and quieter details below."""
    box, ticked = escape(f"{tick.field}-{tick.value}"), " checked" if tick.ticked else ""
    name, value = escape(tick.field), escape(tick.value)
    return (
        f'<div class="form-group-checkbox"><input class="form-checkbox" type="checkbox" id="{box}" name="{name}" '
        f'value="{value}"{ticked}><label class="form-label" for="{box}">{escape(cell.text)}</label></div>'
        + "".join(_quiet(cell)).removeprefix("<br>")
    )
