"""How a case was judged, as components: the points by criterion, and what was proposed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from applications.selectors.pages import Given, Judged, Recommended
from fsm3.web.shared.components import Badge, Cell, Column, Fact, Summary, Table

NONE = "\N{EN DASH}"


def points(judged: Judged, assessors: Sequence[str], agreed_by: Sequence[str]) -> Table:
    """The points of both assessors beside what they agreed on, as far as one may see them."""
    confirmed = ", ".join(agreed_by) if judged.confirmed else _("not confirmed yet")
    first, second = (name or NONE for name in assessors)
    columns = (
        Column(_("Criterion (0–%(highest)s points)") % {"highest": judged.highest}),
        Column(first, look="note"),
        Column(second, look="note"),
        Column(_("Agreed"), detail=confirmed if agreed_by else "", look="note"),
    )
    rows = tuple(
        (Cell(each.name), _given(each.first), _given(each.second), _given(each.agreed))
        for each in judged.criteria
    )
    return Table(_("Points by criterion"), columns, rows)


def _given(given: Given | None) -> Cell:
    return Cell(str(given.points), strong=True, lines=(given.reason,)) if given else Cell(NONE)


def proposal(each: Recommended, *, kind: str, why: str, prepared_by: str, decided_by: str) -> Summary:
    """What was proposed, why, by whom, and what became of it; the last four in words."""
    return Summary(
        (
            Fact(
                _("Proposed"),
                ", ".join(part for part in (kind, each.award) if part),
                strong=True,
                badge=_verdict(each),
            ),
            *_rank(each, why),
            *_reasons(each),
            Fact(_("Prepared"), f"{prepared_by}, {each.prepared_at}"),
            *_decided(each, decided_by),
        )
    )


def _verdict(each: Recommended) -> Badge:
    if not each.verdict:
        return Badge(_("Waits"), "warning")
    return Badge(_("Approved"), "success") if each.verdict == "approved" else Badge(_("Handed back"), "quiet")


def _rank(each: Recommended, why: str) -> Iterator[Fact]:
    if each.place:
        figures = {"place": each.place, "ranked": each.ranked, "sum": each.sum}
        yield Fact(_("Rank"), _("%(place)s of %(ranked)s, with %(sum)s points") % figures + f". {why}.")


def _reasons(each: Recommended) -> Iterator[Fact]:
    yield Fact(_("Reason"), each.reason, written=True)
    if each.deviation:
        yield Fact(_("Deviation from the ranking or the request"), each.deviation, written=True)


def _decided(each: Recommended, decided_by: str) -> Iterator[Fact]:
    if decided_by:
        because = (each.decided_because,) if each.decided_because else ()
        yield Fact(_("Decided"), f"{decided_by}, {each.decided_at}", because)
