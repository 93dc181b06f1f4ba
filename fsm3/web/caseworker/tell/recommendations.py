"""How an award, a refusal and an inadmissibility decision are told."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from applications.selectors import pages
from applications.selectors.pages import Recommended
from fsm3.core.actors import Actor
from fsm3.core.danish import kroner
from fsm3.core.money import Money
from fsm3.core.proposals import Proposed
from fsm3.journeys.kinds import Kind
from fsm3.web.caseworker.tell.values import Telling
from fsm3.web.shared.components import Fact
from fsm3.web.shared.labels import why_label

KINDS = frozenset({Kind.AWARD, Kind.REFUSAL, Kind.INADMISSIBILITY})
"""What is recommended for an application."""


def essence(proposal: Proposed) -> str:
    """The amount of an award; there is none to a refusal."""
    award = proposal.content.get("award")
    return kroner(Money.of(award)) if award else ""


def tell(proposal: Proposed, actor: Actor) -> Telling:
    """A recommendation with its place in the ranking and its reasons."""
    return Telling(
        facts=facts(proposal),
        approve=_("Approve as proposed"),
        effect=_(
            "When you approve, the decision is made, its letter is written and laid at the municipality's door. It cannot be undone here."
        ),
        done=_("Approved. The letter is being made."),
    )


def facts(proposal: Proposed) -> tuple[Fact, ...]:
    """Its place in the ranking and its reasons."""
    return tuple(_facts(pages.recommended(proposal)))


def _facts(found: Recommended) -> Iterator[Fact]:
    if found.place:
        told = _("%(place)s of %(ranked)s, with %(sum)s points") % {
            "place": found.place,
            "ranked": found.ranked,
            "sum": found.sum,
        }
        yield Fact(_("Rank"), f"{told}. {why_label(found.why)}.")
    yield Fact(_("Reason"), found.reason, written=True)
    if found.deviation:
        yield Fact(_("Deviation from the ranking or the request"), found.deviation, written=True)
