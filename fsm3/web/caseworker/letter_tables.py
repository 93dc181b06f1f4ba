"""The letters of a pool in words: what the address asks for, the table, and what is stuck by its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.selectors.letters import LetterLine, Stage
from fsm3.core import danish
from fsm3.core.mail import Told
from fsm3.letters.contexts import Kind
from fsm3.web.shared.components import Badge, Cell, Column, Filter, Filters, Job, Link, Progress, Table
from fsm3.web.shared.letter_texts import kind_label, stage_badge, stuck_because

LETTERS = (
    Kind.AWARD, Kind.REFUSAL, Kind.INADMISSIBILITY, Kind.AMENDED_AWARD, Kind.BUDGET_CHANGE, Kind.HEARING,
    Kind.SETTLEMENT, Kind.REPAYMENT,
)  # fmt: skip
"""The kinds of letter the agency writes; a receipt and a signed account are the municipality's own act."""
ALL_DAYS = "alle"
NONE = "\N{EN DASH}"


@dataclass(frozen=True)
class Wish:
    """What the address asks for: a day (none for all), a kind of letter, a stage."""

    day: date | None
    kind: str
    stage: str


@dataclass(frozen=True)
class Stuck:
    """Letters that the same thing keeps from being made."""

    because: str
    letters: tuple[LetterLine, ...]


def read_wish(address: Mapping[str, str], lines: Iterable[LetterLine]) -> Wish:
    """The wish; without a day the newest on which letters were written. What is not understood is left out."""
    days = sorted({line.day for line in lines}, reverse=True)
    asked, kind, stage = (address.get(name, "") for name in ("dag", "art", "stand"))
    newest = days[0] if days and asked != ALL_DAYS else None
    return Wish(
        day=next((day for day in days if day.isoformat() == asked), newest),
        kind=kind if kind in LETTERS else "",
        stage=stage if stage in set(Stage) else "",
    )


def as_address(wish: Wish) -> str:
    """The wish as an address."""
    day = wish.day.isoformat() if wish.day else ALL_DAYS
    parts = {"dag": day, "art": wish.kind, "stand": wish.stage}
    return f"?{urlencode({name: value for name, value in parts.items() if value})}"


def of_round(wish: Wish, lines: Iterable[LetterLine]) -> tuple[LetterLine, ...]:
    """The letters of the wished day and kind, at whatever stage."""
    return tuple(
        line
        for line in lines
        if (wish.day is None or line.day == wish.day) and (not wish.kind or line.kind == wish.kind)
    )


def filters(wish: Wish, lines: Sequence[LetterLine]) -> Filters:
    """Day, kind and stage to choose from."""
    days = Counter(line.day for line in lines)
    of_days = tuple(
        (day.isoformat(), f"{danish.day(day)} ({days[day]})") for day in sorted(days, reverse=True)
    )
    here = {line.kind for line in lines}
    kinds = tuple((kind.value, kind_label(kind)) for kind in LETTERS if kind in here)
    stages = tuple((stage.value, stage_badge(stage).text) for stage in Stage)
    everything = (("", _("All")),)
    return Filters(
        (
            Filter(
                "dag",
                _("Written on"),
                (*of_days, (ALL_DAYS, _("All days"))),
                wish.day.isoformat() if wish.day else ALL_DAYS,
            ),
            Filter("art", _("Letter"), everything + kinds, wish.kind),
            Filter("stand", _("Status"), everything + stages, wish.stage),
        ),
        all=Link(_("Show all"), f"?dag={ALL_DAYS}") if wish.day or wish.kind or wish.stage else None,
    )


def progress(lines: Sequence[LetterLine], look_again: str) -> Progress:
    """How far the letters of a round are."""
    stages = Counter(line.stage for line in lines)
    made, under_way = stages[Stage.GIVEN], stages[Stage.WAITING] + stages[Stage.MAKING]
    said = ngettext("%(made)s of %(all)s letter is made", "%(made)s of %(all)s letters are made", len(lines))
    text = said % {"made": made, "all": len(lines)}
    if stages[Stage.STUCK]:
        stuck = ngettext("%(count)s is stuck", "%(count)s are stuck", stages[Stage.STUCK])
        text = f"{text}, {stuck % {'count': stages[Stage.STUCK]}}"
    state = Job.RUNNING if under_way else Job.STUCK if stages[Stage.STUCK] else Job.DONE
    return Progress(_("Letters"), state, 100 * made // max(len(lines), 1), f"{text}.", look_again=look_again)


def stuck(lines: Iterable[LetterLine]) -> tuple[Stuck, ...]:
    """The stuck letters by what keeps them, so that one reason is read once."""
    found: dict[str, list[LetterLine]] = {}
    for line in lines:
        if line.stage is Stage.STUCK:
            found.setdefault(stuck_because(line.error), []).append(line)
    return tuple(Stuck(because, tuple(letters)) for because, letters in found.items())


def table(lines: Iterable[LetterLine]) -> Table:
    """Each letter with its addressee, its file, when it lay at the door and who was told."""
    columns = (
        Column(_("Addressee")),
        Column(_("Case"), look="nowrap"),
        Column(_("Letter")),
        Column(_("Status")),
        Column(_("At the door")),
        Column(_("Mail")),
    )
    rows = tuple(_row(line) for line in lines)
    return Table(_("Letters, those that are stuck first"), columns, rows, _("No letter fits."), stacked=True)


def _row(line: LetterLine) -> tuple[Cell, ...]:
    file = reverse("case_letter", args=(line.case.id, line.id)) if line.stage is Stage.GIVEN else ""
    return (
        Cell(line.case.places),
        Cell(line.case.number, reverse("case", args=(line.case.id,))),
        Cell(line.title, file, details=tuple(_corrected(line))),
        Cell(badge=stage_badge(line.stage)),
        Cell(line.given_at or NONE),
        _told(line.told),
    )


def _corrected(line: LetterLine) -> Iterator[str]:
    if line.corrected:
        yield _("Replaced by a corrected letter")


def _told(told: Told) -> Cell:
    """How many of those who are told have been: nothing of a letter that is not made."""
    figures = {"sent": told.sent, "all": told.written}
    if told.given_up:
        said = ngettext("%(count)s could not be delivered", "%(count)s could not be delivered", told.given_up)
        return Cell(badge=Badge(said % {"count": told.given_up}, "error"))
    if not told.written:
        return Cell(NONE)
    if told.sent == told.written:
        return Cell(ngettext("Sent to %(sent)s", "Sent to %(sent)s", told.sent) % figures)
    return Cell(_("%(sent)s of %(all)s sent") % figures)
