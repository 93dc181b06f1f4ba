"""How money is told: the amount and who gets it first, then the statement line by line with all that it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from applications.selectors import awards
from fsm3.core import danish
from fsm3.core.actors import Actor
from fsm3.core.money import ZERO, Money
from fsm3.core.proposals import Proposed
from fsm3.journeys.kinds import Kind
from fsm3.web.caseworker.tell.values import Part, Telling
from fsm3.web.shared.components import Fact
from fsm3.web.shared.statement_tables import accounts_used, statement_months, statement_table
from payouts.selectors import payments


def _to_pay(proposal: Proposed) -> Money:
    return Money.of(proposal.content["statement"]["to_pay"])


def essence(proposal: Proposed) -> str:
    """What is paid, or claimed back."""
    amount = _to_pay(proposal)
    if amount < ZERO:
        return _("%(amount)s back") % {"amount": danish.kroner(-amount)}
    return danish.kroner(amount)


def tell(proposal: Proposed, actor: Actor) -> Telling:
    """An instalment, a settlement or a claim."""
    content, pays = proposal.content, _to_pay(proposal) > ZERO
    claim = proposal.kind == Kind.REPAYMENT
    return Telling(
        facts=tuple(_facts(proposal)),
        approve=_("Release the payment") if pays else _("Approve as proposed"),
        effect=_effect(pays=pays, claim=claim),
        done=_("Released. The letter is being made.") if pays else _("Approved. The letter is being made."),
        parts=(
            Part(
                _("The statement line by line"), (statement_table(payments.lines_of(content["statement"])),)
            ),
            Part(_("Accounts"), accounts_used(content["accounts"])),
            Part(_("Months of the period"), (statement_months(payments.months_of(content)),)),
        ),
    )


def _effect(*, pays: bool, claim: bool) -> str:
    if claim:
        return _(
            "When you approve, the money is claimed back by a letter with the statement. It cannot be undone here."
        )
    if pays:
        return _(
            "When you approve, the amount is paid once, and a letter with the statement is written. It cannot be undone here."
        )
    return _(
        "When you approve, the statement is final and its letter is written; there is nothing to pay. It cannot be undone here."
    )


def _facts(proposal: Proposed) -> Iterator[Fact]:
    told, award = proposal.content["statement"], awards.in_force(proposal.case or 0)
    lead = award.lead
    name = _("Claimed from") if proposal.kind == Kind.REPAYMENT else _("To be paid to")
    yield Fact(name, lead.official_name, (_("CVR %(number)s") % {"number": lead.cvr},))
    yield Fact(_("Entitled"), danish.kroner(Money.of(told["entitled"])))
    yield Fact(_("Paid until now"), danish.kroner(Money.of(told["released"]) - Money.of(told["repaid"])))
    if told["best"]:
        yield Fact(_("Best month"), _best(told["best"]))
    if proposal.content["reason"]:
        yield Fact(_("Reason"), proposal.content["reason"], written=True)


def _best(best: dict[str, object]) -> str:
    figures = {
        "month": payments.month_text(str(best["month"])),
        "count": best["count"],
        "group": best["group"],
    }
    return _("%(month)s: %(count)s of %(group)s") % figures
