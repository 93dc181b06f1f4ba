"""How what belongs to a pool and not to a case is told: a version of its terms, a table of its caps."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from applications.selectors import pool_proposals
from fsm3.core.actors import Actor
from fsm3.core.proposals import Proposed
from fsm3.web.caseworker import pool_changes
from fsm3.web.caseworker.tell.values import Part, Telling
from fsm3.web.shared.components import Fact


def version_essence(proposal: Proposed) -> str:
    """The number of the version."""
    return _("version %(number)s") % {"number": proposal.content["number"]}


def tell_version(proposal: Proposed, actor: Actor) -> Telling:
    """A version of a pool's terms: every term that is not as in the version it takes the place of, and what that means."""
    view = pool_proposals.version_changes(proposal.content["version"])
    return Telling(
        facts=tuple(_version_facts(proposal)),
        approve=_("Put in force"),
        effect=_(
            "When you approve, the terms count from now on. What was sent and decided before keeps its own version."
        ),
        done=_("Approved. The version is in force."),
        parts=(Part(_("What changes"), pool_changes.version_parts(view)),),
    )


def _version_facts(proposal: Proposed) -> Iterator[Fact]:
    if proposal.content["reason"]:
        yield Fact(_("Reason, published"), proposal.content["reason"], written=True)
    yield Fact("SHA-256", proposal.content["terms"])


def caps_essence(proposal: Proposed) -> str:
    """The number of the table."""
    return _("table %(number)s") % {"number": proposal.content["number"]}


def tell_caps(proposal: Proposed, actor: Actor) -> Telling:
    """A table of caps: where it comes from and what it sets."""
    found = pool_proposals.cap_table(proposal.content["table"])
    return Telling(
        facts=(
            Fact(_("Source"), f"{found.source}, {found.dated}"),
            Fact("SHA-256", proposal.content["caps"]),
        ),
        approve=_("Put in force"),
        effect=_("When you approve, the caps count from now on. Awards given keep their own."),
        done=_("Approved. The table is in force."),
        parts=(Part(_("What changes"), pool_changes.caps_parts(found.caps)),),
    )
