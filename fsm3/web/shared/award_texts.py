"""An award and what follows it, in words and tables: its parts and what releases each, due dates, budget changes."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.rules.due_dates import DueKind
from applications.rules.pool_terms import Trigger
from applications.selectors.awards import AwardInForce
from budgets.rules.change import ChangeState
from budgets.selectors.change_views import Division, MoveView
from fsm3.core.danish import amount, day, kroner, moment, percent
from fsm3.web.shared.components import Badge, Cell, Column, Fact, Summary, Table
from payouts.rules.terms import AwardPart, award_terms

_DUE: dict[DueKind, Promise] = {
    DueKind.ACCEPTANCE: gettext_lazy("Acceptance of the award"),
    DueKind.PARTIAL_ACCOUNT: gettext_lazy("Partial account"),
    DueKind.FINAL_ACCOUNT: gettext_lazy("Final account"),
}
_TRIGGERS: dict[Trigger, Promise] = {
    Trigger.START_DATE: gettext_lazy("When the project has begun"),
    Trigger.PARTIAL_ACCOUNT: gettext_lazy(
        "When the partial account is accepted, for what it accepts at most"
    ),
    Trigger.FINAL_ACCOUNT: gettext_lazy("When the final account is accepted"),
}
_CHANGES: dict[ChangeState, tuple[Promise, str]] = {
    ChangeState.ASKED: (gettext_lazy("Waits for an answer"), "warning"),
    ChangeState.IN_FORCE: (gettext_lazy("In force"), "success"),
    ChangeState.REFUSED: (gettext_lazy("Change refused"), "quiet"),
    ChangeState.WITHDRAWN: (gettext_lazy("Taken back"), "quiet"),
}


def due_label(kind: DueKind) -> str:
    """What is due, in words."""
    return str(_DUE[kind])


def change_badge(state: ChangeState) -> Badge:
    """Where a budget change stands, in words."""
    text, tone = _CHANGES[state]
    return Badge(str(text), tone)


def trigger_label(part: AwardPart) -> str:
    """What releases a part of an award, in words."""
    if part.trigger is Trigger.CONFIRMED_CONDITION:
        return part.condition
    if part.reached_at is not None:
        decimals = 0 if (part.reached_at * 100).denominator == 1 else 2
        reached = percent(part.reached_at, decimals)
        return _("With the accepted final account, when a month reaches %(share)s") % {"share": reached}
    return str(_TRIGGERS[part.trigger])


def award_facts(award: AwardInForce) -> Summary:
    """An award in short."""
    facts = [
        Fact(_("Award, up to"), kroner(award.amount), strong=True),
        Fact(_("Own project period"), f"{day(award.period.first)} – {day(award.period.last)}"),
        Fact(_("Cohort"), award.cohort.name),
    ]
    if award.covered:
        facts.append(Fact(_("Together with"), ", ".join(place.name for place in award.covered)))
    if award.accepted_at:
        facts.append(Fact(_("Award accepted"), moment(award.accepted_at)))
    return Summary(tuple(facts))


def parts_table(award: AwardInForce) -> Table:
    """The parts of an award in kroner, each with what releases it."""
    columns = (
        Column(_("Instalment"), number=True),
        Column(_("Up to, DKK"), number=True),
        Column(_("Share of the award"), number=True),
        Column(_("What releases it"), look="note"),
    )
    rows = tuple(_part(part) for part in award_terms(award.cohort, award.amount))
    foot = (Cell(_("In all")), Cell(amount(award.amount)), Cell(), Cell())
    caption = _("Instalments of the award")
    return Table(caption, columns, rows, foot=foot, stacked=True)


def _part(part: AwardPart) -> tuple[Cell, ...]:
    return (
        Cell(str(part.instalment)),
        Cell(amount(part.amount)),
        Cell(percent(part.share)),
        Cell(trigger_label(part)),
    )


def moves_table(division: Division) -> Table:
    """What moves between two divisions of an award, line by line."""
    columns = (
        Column(_("Line")),
        Column(_("What for"), look="note"),
        Column(_("Before, DKK"), number=True),
        Column(_("After, DKK"), number=True),
        Column(_("Moves by"), number=True),
        Column(_("Approval")),
    )
    foot = (
        Cell(_("In all"), spans=2),
        Cell(division.before),
        Cell(division.after),
        Cell(division.by),
        Cell(),
    )
    rows = tuple(_move(move) for move in division.moves)
    return Table(_("Lines before and after"), columns, rows, foot=foot, stacked=True)


def _move(move: MoveView) -> tuple[Cell, ...]:
    return (
        Cell(str(move.number)),
        Cell(move.category, details=(move.department,)),
        Cell(move.before),
        Cell(move.after),
        Cell(move.by, strong=move.over),
        Cell(badge=Badge(_("Passes the limit"), "warning")) if move.over else Cell(_("Not needed")),
    )
