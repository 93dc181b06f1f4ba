"""Everything that waits for a second person, whatever its kind: for oneself, for others, and what one had a hand in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from applications.selectors import case_heads
from applications.selectors.case_heads import CaseHead
from fsm3.access import selectors as access
from fsm3.access.guards import open_to
from fsm3.access.roles import Role
from fsm3.core import proposals as core
from fsm3.core.proposals import Proposed
from fsm3.web.caseworker.tell import WAYS
from fsm3.web.caseworker.told import Told, people, told
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.components import Breadcrumb, Cell, Column, Table
from fsm3.web.shared.labels import AGENCY


@dataclass(frozen=True)
class _Waiting:
    """A proposal that waits, with the case it is in; None for one that is in no case."""

    told: Told
    case: CaseHead | None


@open_to(*AGENCY, Role.ADMINISTRATOR)
@require_safe
def proposals(request: SignedIn) -> HttpResponse:
    """Show what waits. A proposal in a case that is hidden from somebody is hidden as well (`bad-inputs.md` 31).

    An administrator sees what administrators decide, and nothing of the pools.
    """
    found = _found(request)
    mine = [each for each in found if each.told.may_decide]
    own = [each for each in found if each.told.own]
    others = [each for each in found if not (each.told.may_decide or each.told.own)]
    context = {
        "breadcrumb": Breadcrumb(_("Proposals")),
        "decides": request.actor.role != Role.CASEWORKER,
        "mine": _table(_("Wait for your decision"), mine, _("Nothing waits for you.")),
        "own": _table(_("You had a hand in"), own, _("Nothing of yours waits for others.")),
        "others": _table(_("Wait for others"), others, _("Nothing else waits.")),
    }
    return render(request, "caseworker/proposals.html", context)


def _found(request: SignedIn) -> list[_Waiting]:
    waiting = [each for each in core.waiting() if _concerns(each, request)]
    heads = case_heads.heads({each.case for each in waiting if each.case}, actor=request.actor)
    seen = [each for each in waiting if each.case is None or each.case in heads]
    names = access.names(people(seen))
    return [_Waiting(told(each, names, request.actor), _case(each, heads)) for each in seen]


def _concerns(proposal: Proposed, request: SignedIn) -> bool:
    role = request.actor.role
    return role != Role.ADMINISTRATOR or WAYS[proposal.kind].decides == role


def _case(proposal: Proposed, heads: dict[int, CaseHead]) -> CaseHead | None:
    return heads[proposal.case] if proposal.case else None


def _table(caption: str, found: Iterable[_Waiting], empty: str) -> Table:
    columns = (Column(_("Proposal")), Column(_("About")), Column(_("Prepared by")), Column(_("Prepared")))
    return Table(caption, columns, tuple(_row(each) for each in found), empty, stacked=True)


def _row(each: _Waiting) -> tuple[Cell, ...]:
    case, proposal = each.case, each.told
    essence = (proposal.essence,) if proposal.essence else ()
    return (
        Cell(
            proposal.kind,
            proposal.url if proposal.may_decide or proposal.take_back else "",
            lines=essence,
            strong=True,
        ),
        Cell(case.places, reverse("case", args=(case.id,)), (case.number,))
        if case
        else Cell(proposal.about or _("The pool")),
        Cell(proposal.prepared_by),
        Cell(proposal.prepared_at),
    )
