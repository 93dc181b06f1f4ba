"""How two smaller acts about money are told: letting go a payout that a report holds, and confirming a condition."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from applications.selectors import awards
from budgets.selectors import account_views
from budgets.selectors.account_views import AccountView
from fsm3.core.actors import Actor
from fsm3.core.proposals import Proposed
from fsm3.web.caseworker.tell.values import Part, Telling
from fsm3.web.shared.account_pages import account_title, attestations, lines_table
from fsm3.web.shared.components import Fact
from payouts.rules.terms import award_terms


def release_essence(proposal: Proposed) -> str:
    """That the payout goes on."""
    return _("the payout goes on")


def tell_release(proposal: Proposed, actor: Actor) -> Telling:
    """What the auditor reported, and why the payout goes on all the same."""
    view = account_views.account(proposal.content["account"])
    return Telling(
        facts=tuple(_release_facts(proposal, view)),
        approve=_("Let the payout go on"),
        effect=_(
            "When you approve, the auditor's report no longer holds the payout. It is still prepared and released by two."
        ),
        done=_("The payout is no longer held."),
        parts=(
            Part(_("What was attested and reported"), (attestations(view),)),
            Part(account_title(view), (lines_table(view),)),
        ),
    )


def _release_facts(proposal: Proposed, view: AccountView) -> Iterator[Fact]:
    yield Fact(_("Accepted expenses"), view.sums.accepted or view.sums.spent, strong=True)
    yield Fact(_("Reason"), proposal.content["reason"], written=True)


def condition_essence(proposal: Proposed) -> str:
    """That the condition is met."""
    return _("the condition is met")


def tell_condition(proposal: Proposed, actor: Actor) -> Telling:
    """Which condition, and how it is known to be met."""
    award = awards.in_force(proposal.case or 0)
    parts = {part.key: part.condition for part in award_terms(award.cohort, award.amount)}
    return Telling(
        facts=(
            Fact(_("Condition"), parts.get(proposal.content["part"], ""), strong=True),
            Fact(_("Reason"), proposal.content["reason"], written=True),
        ),
        approve=_("Confirm the condition"),
        effect=_("When you approve, this part of the award can be paid."),
        done=_("The condition is confirmed."),
    )
