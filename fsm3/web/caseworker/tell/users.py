"""How it is told that somebody is to become approver: who, and which roles they have already."""

from __future__ import annotations

from django.utils.translation import gettext as _

from fsm3.access import everybody
from fsm3.core.actors import Actor
from fsm3.core.proposals import Proposed
from fsm3.web.caseworker.tell.values import Telling
from fsm3.web.shared.components import Fact
from fsm3.web.shared.labels import role_label


def essence(proposal: Proposed) -> str:
    """Nothing: whom it is about is told beside it."""
    return ""


def tell(proposal: Proposed, actor: Actor) -> Telling:
    """The person with the roles they have now."""
    known = everybody.one(proposal.content["user"])
    held = ", ".join(role_label(each.role) for each in known.held) if known else ""
    return Telling(
        facts=(
            Fact(_("Person"), known.name if known else "", (known.email,) if known else (), strong=True),
            Fact(_("Roles now"), held or _("None")),
        ),
        approve=_("Give the role of approver"),
        effect=_(
            "When you approve, the person decides from now on what others prepared, never what they had a hand in themselves. A mail tells them."
        ),
        done=_("Approved. The person is approver now."),
    )
