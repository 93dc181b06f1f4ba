"""What a version of a pool's terms or a table of its caps changes, told the same before it is proposed and when it is decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.rules import pool_moves
from applications.rules.cap_changes import CapChange, Turn
from applications.rules.caps_file import CapRow
from applications.rules.term_changes import TermChange, is_table, leaves
from applications.selectors.pool_proposals import CapsView, VersionView
from fsm3.core.danish import amount, day, kroner, moment
from fsm3.web.shared.components import Alert, Badge, Cell, Column, Fact, Summary, Table
from fsm3.web.shared.drawn import Component
from fsm3.web.shared.term_texts import around_label, term_label, value_text

_TOLD_ELSEWHERE = {"source", "sources"}


def version_parts(view: VersionView) -> tuple[Component, ...]:
    """What terms change, and what that means."""
    if view.before is None:
        return (_first_version(), _all_terms(view))
    return (_what_it_means(view), _changed_terms(view))


def _first_version() -> Alert:
    return Alert(
        "info",
        _("It is the first version of the pool"),
        _("All its terms are new. Nobody can apply before caps are in force as well."),
    )


def _what_it_means(view: VersionView) -> Alert:
    return Alert("info", _("What this means"), points=tuple(_meanings(view)))


def _meanings(view: VersionView) -> Iterator[str]:
    before = view.before
    if before and pool_moves.deadline_moves(before, view.after):
        yield _(
            "The deadline moves for everybody, from %(before)s to %(after)s. The reason is published."
        ) % {
            "before": moment(before.deadline.at),
            "after": moment(view.after.deadline.at),
        }
    if any(
        change.term in {"criteria", "scale_highest"} or _in(change, "criteria") for change in view.changes
    ):
        yield _("How applications are judged changes. That can be done until the deadline, and not after it.")
    yield _("What was sent and decided before keeps its own version.")


def _in(change: TermChange, table: str) -> bool:
    return any(around.table == table for around in change.within)


def _changed_terms(view: VersionView) -> Table:
    columns = (Column(_("Term")), Column(_("In force now"), look="note"), Column(_("Proposed"), look="note"))
    rows = tuple((_term(each), _side(each.before), _side(each.after)) for each in view.changes)
    return Table(
        _("Terms that change"), columns, rows, _("No term changes."), stacked=True, caption_shown=True
    )


def _all_terms(view: VersionView) -> Table:
    columns = (Column(_("Term")), Column(_("Proposed"), look="note"))
    told = [each for each in view.changes if each.term not in _TOLD_ELSEWHERE]
    rows = tuple((_term(each), _side(each.after)) for each in told)
    return Table(_("All terms"), columns, rows, stacked=True, caption_shown=True)


def _term(change: TermChange) -> Cell:
    around = tuple(around_label(each) for each in change.within)
    return Cell(term_label(change.term), details=around, strong=True)


def _side(value: object) -> Cell:
    """One side of a change: a dash for nothing, a whole table with all it says."""
    if value in (None, "", ()):
        return Cell("–")
    lines = tuple(_whole(value)) if is_table(value) else ()
    return Cell(lines[0], lines=lines[1:]) if lines else Cell(value_text(value))


def _whole(value: object) -> Iterator[str]:
    for leaf in leaves(value):
        if leaf.term in _TOLD_ELSEWHERE or leaf.term == "key" or _in(leaf, "source"):
            continue
        names = [around_label(each) for each in leaf.within] + [term_label(leaf.term)]
        yield f"{' › '.join(names)}: {value_text(leaf.after)}"


def caps_parts(view: CapsView) -> tuple[Component, ...]:
    """What a table of caps changes: sums, what it means, every municipality that changes, and how many stay."""
    changed = [each for each in view.changes if each.changed]
    table = _caps_table(_("Municipalities that change"), changed, view, _("No municipality changes."))
    return (_sums(view, changed), _caps_mean(view), table)


def _sums(view: CapsView, changed: list[CapChange]) -> Summary:
    facts = [Fact(_("Caps in all"), kroner(view.after), (_sum_before(view),), strong=True)]
    tally = [_tally(turn, sum(turn in each.turns for each in changed)) for turn in Turn]
    stay = len(view.changes) - len(changed)
    told = [each for each in tally if each]
    facts.append(Fact(_("Changes"), ", ".join(told) if told else _("None")))
    facts.append(
        Fact(
            _("Unchanged"),
            ngettext("%(count)s municipality", "%(count)s municipalities", stay) % {"count": stay},
        )
    )
    return Summary(tuple(facts))


def _sum_before(view: CapsView) -> str:
    if view.first:
        return _("It is the first table of the pool.")
    change = view.after - view.before
    sign = "+" if change.oere > 0 else ""
    return _("%(before)s before (%(change)s)") % {
        "before": kroner(view.before),
        "change": f"{sign}{kroner(change)}",
    }


def _tally(turn: Turn, count: int) -> str:
    texts = {
        Turn.ADDED: ngettext("%(count)s new", "%(count)s new", count),
        Turn.REMOVED: ngettext("%(count)s taken out", "%(count)s taken out", count),
        Turn.UP: ngettext("%(count)s higher cap", "%(count)s higher caps", count),
        Turn.DOWN: ngettext("%(count)s lower cap", "%(count)s lower caps", count),
        Turn.COHORT: ngettext("%(count)s in another cohort", "%(count)s in another cohort", count),
        Turn.FACTS: ngettext("%(count)s with other facts", "%(count)s with other facts", count),
    }
    return texts[turn] % {"count": count} if count and turn in texts else ""


def _caps_mean(view: CapsView) -> Alert:
    points = [_("The caps and cohorts count for what is sent from now on.")]
    if view.kept:
        names = ", ".join(name for code, name in view.names.items() if code in view.kept)
        points.append(
            _("These have an award, which keeps its own cap and cohort: %(names)s.") % {"names": names}
        )
    else:
        points.append(_("Awards given keep their own cap and cohort."))
    return Alert("info", _("What this means"), points=tuple(points))


def _caps_table(caption: str, found: Iterable[CapChange], view: CapsView, empty: str) -> Table:
    columns = (
        Column(_("Municipality")),
        Column(_("What changes")),
        Column(_("In force now"), number=True),
        Column(_("Proposed"), number=True),
    )
    rows = tuple(_cap(each, view) for each in found)
    return Table(caption, columns, rows, empty, stacked=True, caption_shown=True)


def _cap(change: CapChange, view: CapsView) -> tuple[Cell, ...]:
    kept = (_("The award keeps its own"),) if change.municipality in view.kept else ()
    turns = [_turn(each) for each in change.turns]
    return (
        Cell(view.names[change.municipality], details=kept),
        Cell(badge=Badge(turns[0], _tone(change.turns[0])), lines=tuple(turns[1:])),
        _sided(change.before, change, view),
        _sided(change.after, change, view),
    )


def _sided(row: CapRow | None, change: CapChange, view: CapsView) -> Cell:
    """A municipality in one of the tables: its cap, and besides what is different there."""
    if row is None:
        return Cell("–")
    other = change.after if row is change.before else change.before
    strong = row is change.after and (other is None or other.amount != row.amount)
    return Cell(amount(row.amount), lines=tuple(_facts(row, other, view)), strong=strong)


def _facts(row: CapRow, other: CapRow | None, view: CapsView) -> Iterator[str]:
    if other is None or other.cohort != row.cohort:
        yield view.cohorts.get(row.cohort, row.cohort)
    if row.earlier_pool_ends and other and other.earlier_pool_ends != row.earlier_pool_ends:
        yield _("Earlier pool until %(day)s") % {"day": day(row.earlier_pool_ends)}
    if other and other.clarification_pool != row.clarification_pool:
        yield _("In the clarification pool") if row.clarification_pool else _("Not in the clarification pool")
    if other and other.target_group != row.target_group:
        group = "–" if row.target_group is None else str(row.target_group)
        yield _("Target group %(count)s") % {"count": group}


def _turn(turn: Turn) -> str:
    return {
        Turn.ADDED: _("New in the table"),
        Turn.REMOVED: _("Taken out"),
        Turn.UP: _("Higher cap"),
        Turn.DOWN: _("Lower cap"),
        Turn.COHORT: _("Another cohort"),
        Turn.FACTS: _("Other facts"),
        Turn.SAME: _("No change"),
    }[turn]


def _tone(turn: Turn) -> str:
    return {Turn.REMOVED: "error", Turn.DOWN: "warning", Turn.UP: "success"}.get(turn, "info")
