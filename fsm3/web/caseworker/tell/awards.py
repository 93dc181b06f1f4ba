"""How an amended award and a lapse are told: the award before and after, its lines, its instalments, what was paid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from applications.selectors import awards
from applications.selectors.awards import AwardInForce
from budgets import selectors as budgets
from fsm3.core import danish
from fsm3.core.actors import Actor
from fsm3.core.money import Money
from fsm3.core.proposals import Proposed
from fsm3.journeys.kinds import Kind
from fsm3.web.caseworker.award_tables import amended_lines, parts_beside
from fsm3.web.caseworker.tell.values import Part, Telling
from fsm3.web.shared.components import Fact
from payouts.selectors import money


def essence(proposal: Proposed) -> str:
    """The award that is proposed; nothing for a lapse."""
    return danish.kroner(Money.of(proposal.content["award"])) if proposal.kind == Kind.AMENDMENT else ""


def tell_amendment(proposal: Proposed, actor: Actor) -> Telling:
    """The amended award beside the one in force."""
    content, award = proposal.content, awards.in_force(proposal.case or 0)
    before = budgets.approved(award.application_id, content["budget"])
    after = {line["number"]: (Money.of(line["amount"]), line["reason"]) for line in content["lines"]}
    cohort = award.terms.cohort(content["cohort"])
    return Telling(
        facts=(*_amendment_facts(proposal, award), *_common(proposal, award)),
        approve=_("Approve as proposed"),
        effect=_(
            "When you approve, the amended award is in force, its budget is the next version, and a letter says so. It cannot be undone here."
        ),
        done=_("Approved. The letter is being made."),
        parts=(
            Part(_("Line by line"), (amended_lines(before, after, award),)),
            Part(_("Instalments"), (parts_beside(award, cohort, Money.of(content["award"])),)),
        ),
    )


def _amendment_facts(proposal: Proposed, award: AwardInForce) -> Iterator[Fact]:
    content = proposal.content
    yield Fact(_("Award now"), danish.kroner(award.amount))
    first, last = (date.fromisoformat(content[name]) for name in ("first_day", "last_day"))
    if content["cohort"] != award.cohort.key:
        yield Fact(
            _("Cohort"),
            f"{award.cohort.name} \N{RIGHTWARDS ARROW} {award.terms.cohort(content['cohort']).name}",
        )
    if (first, last) != (award.period.first, award.period.last):
        yield Fact(
            _("Own project period"), f"{danish.day(first)} \N{EN DASH} {danish.day(last)}", strong=True
        )


def tell_lapse(proposal: Proposed, actor: Actor) -> Telling:
    """The award that is to lapse."""
    award = awards.in_force(proposal.case or 0)
    return Telling(
        facts=(Fact(_("Award now"), danish.kroner(award.amount), strong=True), *_common(proposal, award)),
        approve=_("Let the award lapse"),
        effect=_(
            "When you approve, the award lapses, its money is free again, and a letter says so. What was paid is claimed back by the next statement."
        ),
        done=_("Approved. The letter is being made."),
    )


def _common(proposal: Proposed, award: AwardInForce) -> Iterator[Fact]:
    yield Fact(_("Paid until now"), danish.kroner(money.paid(award.application_id).net))
    yield Fact(_("Reason"), proposal.content["reason"], written=True)
