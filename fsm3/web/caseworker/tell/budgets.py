"""How the answer to a budget change is told: every line before and after."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from applications.selectors import awards
from budgets.selectors import changes
from budgets.selectors.change_views import division
from budgets.selectors.changes import Change
from fsm3.core.actors import Actor
from fsm3.core.proposals import Proposed
from fsm3.web.caseworker.tell.values import Part, Telling
from fsm3.web.shared.award_texts import moves_table
from fsm3.web.shared.components import Fact


def essence(proposal: Proposed) -> str:
    """What the municipality is to be answered."""
    return _("approve the change") if proposal.content["approve"] else _("refuse the change")


def tell(proposal: Proposed, actor: Actor) -> Telling:
    """The change line by line, with what the municipality wants it for and why it is answered so."""
    found = changes.change(proposal.content["change"])
    moved = division(found.moves(), awards.in_force(found.application_id).terms.budget)
    approved = proposal.content["approve"]
    effect = (
        _("When you approve, the changed budget is in force and a letter says so.")
        if approved
        else _("When you approve, the change is refused, the budget stays as it is, and a letter says why.")
    )
    return Telling(
        facts=tuple(_facts(proposal, found)),
        approve=_("Approve as proposed"),
        effect=f"{effect} {_('It cannot be undone here.')}",
        done=_("Approved. The letter is being made."),
        parts=(Part(_("The budget before and after"), (moves_table(moved),)),),
    )


def _facts(proposal: Proposed, found: Change) -> Iterator[Fact]:
    yield Fact(_("The municipality's reason"), found.reason, written=True)
    yield Fact(_("Reason"), proposal.content["reason"], written=True)
