"""How what belongs to a pool and not to a case is told: a version of its terms, a table of its caps."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from applications.selectors import pool_proposals
from fsm3.core.actors import Actor
from fsm3.core.proposals import Proposed
from fsm3.web.caseworker.tell.values import Part, Telling
from fsm3.web.shared.components import Cell, Column, Component, Fact, Table


def version_essence(proposal: Proposed) -> str:
    """The number of the version."""
    return _("version %(number)s") % {"number": proposal.content["number"]}


def tell_version(proposal: Proposed, actor: Actor) -> Telling:
    """A version of a pool's terms: every term that is not as in the version in force."""
    changes = pool_proposals.version_changes(proposal.content["version"])
    rows = tuple((Cell(each.place), Cell(each.before), Cell(each.after)) for each in changes)
    columns = (
        Column(_("Term"), look="digest"),
        Column(_("In force now"), look="note"),
        Column(_("Proposed"), look="note"),
    )
    table = Table(_("What changes"), columns, rows, empty=_("It is the first version of the pool."))
    return Telling(
        facts=tuple(_version_facts(proposal)),
        approve=_("Put in force"),
        effect=_(
            "When you approve, the terms count from now on. What was sent and decided before keeps its own version."
        ),
        done=_("Approved. The version is in force."),
        parts=(Part(_("What changes"), (table,)),),
    )


def _version_facts(proposal: Proposed) -> Iterator[Fact]:
    if proposal.content["reason"]:
        yield Fact(_("Reason"), proposal.content["reason"])
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
            Fact(_("Municipalities"), str(len(found.rows))),
            Fact(_("Caps in all"), found.total),
        ),
        approve=_("Put in force"),
        effect=_("When you approve, the caps count from now on. Awards given keep their own."),
        done=_("Approved. The table is in force."),
        parts=(Part(_("Caps"), tuple(_caps(found))),),
    )


def _caps(found: pool_proposals.CapTableView) -> Iterator[Component]:
    columns = (
        Column(_("Municipality")),
        Column(_("Cohort")),
        Column(_("In force now, DKK"), number=True),
        Column(_("Proposed, DKK"), number=True),
    )
    rows = tuple(
        (Cell(each.municipality), Cell(each.cohort), Cell(each.before), Cell(each.after, strong=each.changed))
        for each in found.rows
    )
    yield Table(_("Caps by municipality"), columns, rows)
