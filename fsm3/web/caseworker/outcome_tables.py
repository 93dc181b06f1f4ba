"""Outcomes as tables: months beside municipalities, what to look at before a lock, and where vintages differ."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from applications.selectors import case_heads
from fsm3.core.actors import Actor
from fsm3.web.shared.components import Badge, Cell, Column, Table
from payouts.rules.flags import Flag
from payouts.selectors import outcome_pages
from payouts.selectors.outcome_pages import DifferenceLine, Line, Matrix, UploadLine, VintageLine

NONE = "\N{EN DASH}"
_FLAGS: dict[Flag, Promise] = {
    Flag.SMALL_GROUP: gettext_lazy("small group"),
    Flag.UNDER_HALF_OWN_MEDIAN: gettext_lazy("under half its own median"),
    Flag.JUMP_IN_MARKS: gettext_lazy("jump in marks"),
}


def flag_label(flag: str) -> str:
    """Why a month is looked at, in words."""
    return str(_FLAGS[Flag(flag)])


def matrix_table(matrix: Matrix, months: Collection[str] | None = None) -> Table:
    """The share of each municipality in each month, or in the months given; one that is locked says so in its heading."""
    places = [place for place, month in enumerate(matrix.months) if months is None or month in months]
    columns = (Column(_("Municipality")), *(_month(matrix, place) for place in places))
    rows = tuple(_row(line, places) for line in matrix.lines)
    return Table(_("Outcome shares by municipality and month"), columns, rows, empty=_("No outcomes yet."))


def _month(matrix: Matrix, place: int) -> Column:
    cells = (line.cells[place] for line in matrix.lines)
    locked = any(cell.locked for cell in cells if cell)
    return Column(matrix.months[place], number=True, detail=_("locked") if locked else "")


def _row(line: Line, places: Iterable[int]) -> tuple[Cell, ...]:
    name = Cell(", ".join(line.names), reverse("case", args=(line.application_id,)))
    return (name, *(_share(line.cells[place]) for place in places))


def _share(cell: outcome_pages.Cell | None) -> Cell:
    if cell is None:
        return Cell(NONE)
    figures = _("%(count)s of %(group)s") % {"count": cell.count, "group": cell.group}
    notes = [figures, *(flag_label(flag) for flag in cell.flags)]
    if cell.best:
        notes.append(_("best month"))
    if not cell.in_period:
        notes.append(_("outside the period"))
    if cell.later:
        notes.append(_("newest: %(share)s") % {"share": cell.later})
    return Cell(cell.share or NONE, details=tuple(notes), strong=cell.best)


def months_table(months: Iterable[str], line: Line) -> Table:
    """The months of one award below each other: result, group, share, lock and what stands out."""
    columns = (
        Column(_("Month")),
        Column(_("With a result"), number=True),
        Column(_("In the group"), number=True),
        Column(_("Share"), number=True),
        Column(_("Locked")),
        Column(_("Look at"), look="note"),
    )
    pairs = zip(months, line.cells, strict=True)
    rows = tuple(_one_month(month, cell) for month, cell in pairs if cell is not None)
    return Table(_("Months"), columns, rows, _("No outcomes yet."), stacked=True)


def _one_month(month: str, cell: outcome_pages.Cell) -> tuple[Cell, ...]:
    notes = [flag_label(flag) for flag in cell.flags]
    if not cell.in_period:
        notes.append(_("outside the period"))
    if cell.later:
        notes.append(_("newest: %(share)s") % {"share": cell.later})
    vintage = _("vintage %(number)s") % {"number": cell.vintage}
    return (
        Cell(month, details=(_("best month"),) if cell.best else (), strong=cell.best),
        Cell(cell.count),
        Cell(cell.group),
        Cell(cell.share or NONE, strong=cell.best),
        Cell(_("Yes") if cell.locked else _("No"), details=(vintage,)),
        Cell(", ".join(notes).capitalize() or NONE),
    )


def flags_table(flags: Iterable[tuple[str, str, Collection[str]]]) -> Table:
    """What to look at before a lock: month, municipality and flags."""
    columns = (Column(_("Month")), Column(_("Municipality")), Column(_("Look at")))
    rows = tuple(
        (Cell(month), Cell(name), Cell(", ".join(map(flag_label, found)).capitalize()))
        for month, name, found in flags
    )
    return Table(_("Look at first"), columns, rows, empty=_("Nothing stands out."), stacked=True)


def unlocked_flags(matrix: Matrix) -> Iterator[tuple[str, str, tuple[Flag, ...]]]:
    """What stands out in months that are not locked, month by month."""
    for place, month in enumerate(matrix.months):
        for line in matrix.lines:
            cell = line.cells[place]
            if cell and cell.flags and not cell.locked:
                yield month, ", ".join(line.names), cell.flags


def differing(pool_id: int, actor: Actor) -> tuple[DifferenceLine, ...]:
    """The differences of the municipalities somebody may see."""
    seen = set(case_heads.seen(actor))
    found = outcome_pages.differences(pool_id)
    return tuple(each for each in found if each.application_id in seen)


def differences_table(differences: Iterable[DifferenceLine]) -> Table:
    """Where a locked month is counted otherwise by a newer vintage."""
    columns = (
        Column(_("Municipality")),
        Column(_("Month")),
        Column(_("Locked"), number=True),
        Column(_("Newest vintage"), number=True),
    )
    rows = tuple(_difference(each) for each in differences)
    empty = _("Every locked month is counted the same by the newest vintage.")
    return Table(_("Locked months that a newer vintage counts otherwise"), columns, rows, empty, stacked=True)


def _difference(each: DifferenceLine) -> tuple[Cell, ...]:
    return (
        Cell(each.name, reverse("case", args=(each.application_id,))),
        Cell(each.month),
        _figures(each.locked, each.locked_on),
        _figures(each.newest, each.newest_vintage, changed=True),
    )


def _figures(figures: tuple[str, str, str], vintage: int, *, changed: bool = False) -> Cell:
    share, count, group = figures
    of = _("%(count)s of %(group)s") % {"count": count, "group": group}
    return Cell(share or NONE, details=(of, _("vintage %(number)s") % {"number": vintage}), strong=changed)


def vintages_table(vintages: Iterable[VintageLine]) -> Table:
    """What each vintage took and what it left."""
    columns = (
        Column(_("Vintage"), number=True),
        Column(_("File")),
        Column(_("Months")),
        Column(_("Rows"), number=True),
        Column(_("Imported")),
        Column("SHA-256", look="digest"),
    )
    rows = tuple(_vintage(each) for each in vintages)
    return Table(
        _("Vintages, newest first"), columns, rows, empty=_("No file was imported yet."), stacked=True
    )


def _vintage(each: VintageLine) -> tuple[Cell, ...]:
    left = [_left_out(each)] if each.without_award else []
    absent = [
        _("confirmed without rows: %(name)s, %(month)s") % {"name": name, "month": month}
        for name, month in each.confirmed
    ]
    first, last = each.months
    return (
        Cell(str(each.number)),
        Cell(each.file_name, details=(*left, *absent)),
        Cell(first if first == last else f"{first} \N{EN DASH} {last}"),
        Cell(each.rows),
        Cell(each.imported_at, details=(each.imported_by,)),
        Cell(each.sha256),
    )


def _left_out(each: VintageLine) -> str:
    told = ngettext(
        "not stored: %(rows)s rows of %(count)s municipality without an award",
        "not stored: %(rows)s rows of %(count)s municipalities without an award",
        each.without_award,
    )
    return told % {"rows": each.not_stored, "count": each.without_award}


def uploads_table(pool_key: str, uploads: Iterable[UploadLine]) -> Table:
    """The newest uploaded files, each with what became of it."""
    columns = (Column(_("File")), Column(_("Uploaded")), Column(_("Result")))
    rows = tuple(
        (
            Cell(each.file_name, reverse("outcome_file", args=(pool_key, each.id))),
            Cell(each.uploaded_at, details=(each.uploaded_by,)),
            Cell(badge=_became(each)),
        )
        for each in uploads
    )
    empty = _("Nothing was uploaded in the browser yet.")
    return Table(_("Uploaded files, newest first"), columns, rows, empty, stacked=True)


def _became(each: UploadLine) -> Badge:
    if not each.read:
        return Badge(_("Being read"), "info")
    if each.problems:
        return Badge(_("File refused"), "error")
    if each.vintage is None:
        return Badge(_("Nothing new"), "quiet")
    return Badge(_("Vintage %(number)s") % {"number": each.vintage}, "success")
