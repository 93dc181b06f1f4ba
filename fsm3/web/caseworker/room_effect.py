"""What an award of a case would mean: its running total, the envelope and where it ends, its instalments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from applications.rules.envelope import Claim, Reach, reach
from applications.rules.recommendation import amount_faults
from applications.selectors.pools import InForce
from applications.selectors.room_list import RoomList, Row
from fsm3.core.danish import amount, kroner
from fsm3.core.money import ZERO, Money
from fsm3.web.caseworker.room_tables import abs_of, envelope_meter
from fsm3.web.shared.award_texts import trigger_label
from fsm3.web.shared.components import Alert, Cell, Column, Fact, Summary, Table
from fsm3.web.shared.drawn import Component
from fsm3.web.shared.problem_texts import left_out, sentence
from payouts.rules.terms import award_terms


def effect(
    pool: InForce, found: RoomList, row: Row, award: Money | None, unreadable: Sequence[str] = ()
) -> dict[str, Any]:
    """What `caseworker/room_effect.html` shows of an award, or of none; `unreadable` is what is left out of it."""
    claims = [
        Claim(each.case.asks, award if each is row else each.edition.award if each.edition else None)
        for each in found.rows
    ]
    reached = reach(claims, found.free)
    envelope = envelope_meter(pool, replace(found, reach=reached))
    own = Fact(_("Award"), _told(award), strong=True)
    return {
        "meter": replace(envelope, facts=(own, *envelope.facts)),
        "effect": tuple(_parts(pool, found, row, award, reached)),
        "unreadable": left_out(unreadable),
        "said": _said(award, reached),
    }


def _parts(
    pool: InForce, found: RoomList, row: Row, award: Money | None, reached: Reach
) -> Iterator[Component]:
    place = found.rows.index(row)
    if award is not None:
        yield from _impossible(row, award)
    yield Summary(
        (
            Fact(_("Award"), _told(award), strong=True),
            Fact(_("Running total down to here"), kroner(reached.running[place])),
            Fact(_left_label(reached), kroner(abs_of(reached.left))),
            Fact(_("Where the money ends"), _line_told(found.rows, reached.above)),
        )
    )
    if award:
        yield _instalments(pool, row, award)


def _impossible(row: Row, award: Money) -> Iterator[Alert]:
    """What an award can never be, whatever explains it."""
    case = row.case
    for problem in amount_faults(award, requested=case.requested, cap=case.cap, where=case.number):
        yield Alert("error", sentence(problem))


def _told(award: Money | None) -> str:
    return _("None") if award is None else kroner(award)


def _left_label(reached: Reach) -> str:
    return _("Too much") if reached.left < ZERO else _("Left of the envelope")


def _line_told(rows: Sequence[Row], above: int) -> str:
    if above == len(rows):
        return _("Below the last case")
    return _("Above %(case)s") % {"case": rows[above].case.names}


def _instalments(pool: InForce, row: Row, award: Money) -> Table:
    columns = (
        Column(_("Instalment"), number=True),
        Column(_("Up to, DKK"), number=True),
        Column(_("What releases it"), look="note"),
    )
    parts = award_terms(pool.terms.cohort(row.case.cohort), award)
    rows = tuple(
        (Cell(str(part.instalment)), Cell(amount(part.amount)), Cell(trigger_label(part))) for part in parts
    )
    foot = (Cell(_("In all")), Cell(amount(award)), Cell())
    return Table(_("Instalments of the award"), columns, rows, foot=foot, stacked=True)


def _said(award: Money | None, reached: Reach) -> str:
    """What is read aloud when the sums change."""
    figures = {"award": _told(award), "label": _left_label(reached), "left": kroner(abs_of(reached.left))}
    return _("Award: %(award)s – %(label)s: %(left)s") % figures
