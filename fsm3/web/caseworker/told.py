"""Proposals with names and words, for the pages that list them; what one may decide is said here, decided in journeys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from fsm3.access.roles import Role
from fsm3.core.actors import Actor
from fsm3.core.danish import moment
from fsm3.core.proposals import Proposed, Verdict
from fsm3.journeys.kinds import Kind
from fsm3.journeys.previews import DRAFTS
from fsm3.web.caseworker.tell import WAYS, essence
from fsm3.web.shared.components import Alert, Badge, Fact, Link, Summary
from fsm3.web.shared.labels import AGENCY, decision_label


@dataclass(frozen=True)
class Told:
    """A proposal in a line. `code` is its kind, `kind` the same in words; `own` is that this person had a hand in it.

    `may_decide` is whether this person may decide it now, and `decides` the role that does; `about` is the person it is
    about, if it is about one, and `letter` where its letter is previewed while it waits, for the agency and where there is
    one. `take_back` is where this person takes back what they proposed, of a kind that is taken back on a page.
    """

    id: int
    code: str
    kind: str
    essence: str
    badge: Badge
    open: bool
    own: bool
    may_decide: bool
    url: str
    prepared_by: str
    prepared_at: str
    decided_by: str
    decided_at: str
    decided_because: str
    decides: Role
    about: str
    letter: str
    take_back: str

    @property
    def title(self) -> str:
        """What is proposed: the kind, and what it comes to."""
        return f"{self.kind}, {self.essence}" if self.essence else self.kind


def people(proposals: Iterable[Proposed]) -> set[int]:
    """Everybody who prepared or decided, or whom it is about."""
    return {
        who
        for each in proposals
        for who in (each.prepared_by, each.decided_by, each.content.get("user"))
        if who
    }


def may_decide(proposal: Proposed, actor: Actor) -> bool:
    """Whether somebody may decide a proposal now: it is open, of a kind their role decides, and they had no hand in it."""
    waits = proposal.verdict is Verdict.OPEN and actor.user_id not in proposal.preparers
    return waits and actor.role == WAYS[proposal.kind].decides


def told(proposal: Proposed, names: Mapping[int, str], actor: Actor) -> Told:
    """A proposal as somebody sees it."""
    own, is_open = actor.user_id in proposal.preparers, proposal.verdict is Verdict.OPEN
    return Told(
        id=proposal.id,
        code=proposal.kind,
        kind=decision_label(proposal.kind),
        essence=essence(proposal),
        badge=_badge(proposal.verdict),
        open=is_open,
        own=own,
        may_decide=may_decide(proposal, actor),
        url=address(proposal),
        prepared_by=names[proposal.prepared_by],
        prepared_at=moment(proposal.prepared_at),
        decided_by=names.get(proposal.decided_by or 0, ""),
        decided_at=moment(proposal.decided_at) if proposal.decided_at else "",
        decided_because=proposal.reason,
        letter=_preview(proposal, actor) if is_open else "",
        take_back=_take_back(proposal, actor) if is_open else "",
        decides=WAYS[proposal.kind].decides,
        about=names.get(proposal.content.get("user", 0), ""),
    )


def _preview(proposal: Proposed, actor: Actor) -> str:
    if proposal.kind not in DRAFTS or actor.role not in AGENCY:
        return ""
    return reverse("letter_preview", args=(proposal.case, proposal.id))


def _take_back(proposal: Proposed, actor: Actor) -> str:
    mine = (proposal.prepared_by, Role.ADMINISTRATOR) == (actor.user_id, actor.role)
    if proposal.kind != Kind.APPROVER_ROLE or not mine:
        return ""
    return reverse("approver_take_back", args=(proposal.id,))


def address(proposal: Proposed) -> str:
    """Where a proposal is decided: in its case, or on its own."""
    if proposal.case:
        return reverse("decide", args=(proposal.case, proposal.id))
    return reverse("decide_other", args=(proposal.id,))


def _badge(verdict: Verdict) -> Badge:
    return {
        Verdict.OPEN: Badge(_("Waits"), "warning"),
        Verdict.APPROVED: Badge(_("Approved"), "success"),
        Verdict.REJECTED: Badge(_("Handed back"), "quiet"),
        Verdict.WITHDRAWN: Badge(_("Taken back"), "quiet"),
    }[verdict]


def summary(each: Told, facts: Iterable[Fact]) -> Summary:
    """A proposal whole: what it is, what is to be known of it, who prepared and who decided."""
    told = [
        Fact(_("Proposed"), each.title, strong=True, badge=each.badge),
        *facts,
        Fact(_("Prepared"), f"{each.prepared_by}, {each.prepared_at}"),
    ]
    if each.decided_by:
        because = (each.decided_because,) if each.decided_because else ()
        told.append(Fact(_("Decided"), f"{each.decided_by}, {each.decided_at}", because, written=True))
    return Summary(tuple(told))


def waiting(each: Told) -> Alert:
    """A proposal that waits, and who may decide it; with the way there for whoever may."""
    proposed = _("Proposed by %(who)s on %(when)s.") % {"who": each.prepared_by, "when": each.prepared_at}
    return Alert(
        tone="warning",
        heading=_("Waits for a decision: %(kind)s") % {"kind": each.title},
        text=proposed if each.may_decide else f"{proposed} {_who_decides(each)}",
        links=(Link(_("See the letter before it is decided"), each.letter),) if each.letter else (),
        link=_way(each),
    )


def _way(each: Told) -> Link | None:
    """Where somebody goes on with what waits: to decide it, or to take it back."""
    if each.may_decide:
        return Link(_("Approve or hand back"), each.url)
    return Link(_("Take the proposal back"), each.take_back) if each.take_back else None


def _who_decides(each: Told) -> str:
    if each.decides is Role.ADMINISTRATOR:
        return _("Another administrator decides it.")
    if each.own:
        return _("You had a hand in it, so somebody else decides it.")
    return _("An approver who had no hand in it decides it.")
