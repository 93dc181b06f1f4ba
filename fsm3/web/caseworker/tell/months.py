"""How locking and unlocking months is told: what stands out first, then the shares that will count."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.selectors import pools
from fsm3.core import danish
from fsm3.core.actors import Actor
from fsm3.core.periods import Month
from fsm3.core.proposals import Proposed
from fsm3.web.caseworker.outcome_tables import differences_table, differing, flags_table, matrix_table
from fsm3.web.caseworker.tell.values import Part, Telling
from fsm3.web.shared.components import Fact
from payouts.selectors import outcome_pages
from payouts.selectors.outcome_pages import Matrix


def essence(proposal: Proposed) -> str:
    """Which months."""
    months = [_text(month) for month in proposal.content["months"]]
    if len(months) < 3:
        return ", ".join(months)
    said = ngettext(
        "%(count)s month, %(first)s to %(last)s", "%(count)s months, %(first)s to %(last)s", len(months)
    )
    return said % {"count": len(months), "first": months[0], "last": months[-1]}


def _text(month: str) -> str:
    return danish.month(Month.parse(month))


def _matrix(proposal: Proposed, actor: Actor) -> Matrix:
    return outcome_pages.matrix(_pool_id(proposal), actor)


def _pool_id(proposal: Proposed) -> int:
    pool = pools.in_force(proposal.subject.removeprefix("months:"))
    return pool.pool_id if pool else 0


def tell_lock(proposal: Proposed, actor: Actor) -> Telling:
    """What was flagged when the lock was proposed, and the shares that would count from then on."""
    matrix = _matrix(proposal, actor)
    flags = tuple(_flags(proposal, matrix))
    shares = matrix_table(matrix, {_text(month) for month in proposal.content["months"]})
    return Telling(
        facts=(
            Fact(_("Months"), ", ".join(_text(month) for month in proposal.content["months"])),
            Fact(_("Stand out"), str(len(flags)), strong=bool(flags)),
        ),
        approve=_("Lock the months"),
        effect=_(
            "When you approve, these shares count for payouts. A later vintage moves nothing by itself."
        ),
        done=_("The months are locked."),
        parts=(Part(_("Look at first"), (flags_table(flags),)), Part(_("What is locked"), (shares,))),
    )


def _flags(proposal: Proposed, matrix: Matrix) -> Iterator[tuple[str, str, list[str]]]:
    """The flags frozen with the proposal, of the municipalities one may see."""
    names = {line.code: ", ".join(line.names) for line in matrix.lines}
    for month, found in proposal.content["months"].items():
        for code, flags in found["flags"].items():
            if code in names:
                yield _text(month), names[code], flags


def tell_unlock(proposal: Proposed, actor: Actor) -> Telling:
    """Why months are unlocked, and which shares change when the newest vintage counts instead."""
    months = {_text(month) for month in proposal.content["months"]}
    matrix = _matrix(proposal, actor)
    changed = [each for each in differing(_pool_id(proposal), actor) if each.month in months]
    return Telling(
        facts=(
            Fact(_("Months"), ", ".join(sorted(months))),
            Fact(_("Reason"), proposal.content["reason"], written=True),
            Fact(_("Shares that change"), str(len(changed)), strong=bool(changed)),
        ),
        approve=_("Unlock the months"),
        effect=_(
            "When you approve, the newest vintage counts for these months until they are locked again. No settlement is made meanwhile, and none that was made moves."
        ),
        done=_("The months are unlocked."),
        parts=(
            Part(_("What changes"), (differences_table(changed),)),
            Part(_("Shares now"), (matrix_table(matrix, months),)),
        ),
    )
