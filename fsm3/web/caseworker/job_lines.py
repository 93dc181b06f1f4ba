"""A job in trouble as a caseworker or an administrator reads it: what it is for, what went wrong, what happens next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.selectors import case_heads
from applications.selectors.case_heads import CaseHead
from applications.selectors.own import numbers
from fsm3.access import selectors as access
from fsm3.access.roles import Role
from fsm3.core.actors import Actor
from fsm3.core.danish import moment, month
from fsm3.core.jobs import State
from fsm3.core.jobs_seen import Trouble
from fsm3.core.periods import Month
from fsm3.web.shared.components import Badge
from fsm3.web.shared.job_texts import fault_text, kind_label
from payouts.selectors import named
from payouts.selectors.named import Named

SHOWN = 10
"""How many of a kind are shown: when the workers stood still for an hour, every job waits too long."""


@dataclass(frozen=True)
class JobLine:
    """A job in words; `link` leads to what it is for, where there is a page that this person reads."""

    id: int
    what: str
    link: str
    badge: Badge
    wrong: str
    told: tuple[str, ...]
    technical: str


@dataclass(frozen=True)
class Group:
    """The jobs in trouble of one kind: how many there are, and the worst of them."""

    kind: str
    name: str
    count: int
    lines: tuple[JobLine, ...]

    @property
    def more(self) -> str:
        """How many are not shown, in words; nothing when all are."""
        left = self.count - len(self.lines)
        said = ngettext("and %(count)s more of this kind", "and %(count)s more of this kind", left)
        return said % {"count": left} if left else ""


@dataclass(frozen=True)
class _Names:
    """What the jobs mention, by id."""

    heads: Mapping[int, CaseHead]
    numbers: Mapping[int, str]
    people: Mapping[int, str]
    uploads: Mapping[int, Named]
    vintages: Mapping[int, Named]
    administers: bool


def groups(found: Iterable[Trouble], actor: Actor) -> tuple[Group, ...]:
    """The jobs by kind, in five queries however many there are."""
    known = tuple(found)
    names = _names(known, actor)
    kinds = dict.fromkeys(each.kind for each in known)
    return tuple(_group(kind, [each for each in known if each.kind == kind], names) for kind in kinds)


def _group(kind: str, found: list[Trouble], names: _Names) -> Group:
    lines = tuple(_line(each, names) for each in found[:SHOWN])
    return Group(kind, kind_label(kind), len(found), lines)


def _names(found: Iterable[Trouble], actor: Actor) -> _Names:
    known = tuple(found)
    cases = {each.case for each in known if each.case}
    administers = actor.role == Role.ADMINISTRATOR
    return _Names(
        heads={} if administers else case_heads.heads(cases, actor=actor),
        numbers=numbers(cases),
        people=access.names({each.person for each in known if each.person}),
        uploads=named.uploads({each.payload["upload"] for each in known if "upload" in each.payload}),
        vintages=named.vintages({each.payload["vintage"] for each in known if "vintage" in each.payload}),
        administers=administers,
    )


def _line(each: Trouble, names: _Names) -> JobLine:
    return JobLine(
        id=each.id,
        what=_what(each, names),
        link=_link(each, names),
        badge=_badge(each),
        wrong=fault_text(each.fault, interrupted=each.interrupted),
        told=tuple(_told(each)),
        technical=each.fault,
    )


def _what(each: Trouble, names: _Names) -> str:
    """What a job is for: the letter, the mail, the file or the month, and the case it is in."""
    parts = [each.title or _of_outcomes(each, names) or kind_label(each.kind)]
    if each.person:
        parts.append(_("to %(name)s") % {"name": names.people.get(each.person, "")})
    if each.case:
        head = names.heads.get(each.case)
        parts.append(f"{head.number}, {head.places}" if head else names.numbers.get(each.case, ""))
    return ", ".join(part for part in parts if part)


def _of_outcomes(each: Trouble, names: _Names) -> str:
    upload, vintage = names.uploads.get(each.payload.get("upload", 0)), _vintage(each, names)
    if upload:
        return upload.name
    if vintage is None:
        return ""
    told = {"month": month(Month.parse(each.payload["month"])), "number": vintage.name}
    return _("Outcome shares of %(month)s, vintage %(number)s") % told


def _vintage(each: Trouble, names: _Names) -> Named | None:
    return names.vintages.get(each.payload.get("vintage", 0))


def _link(each: Trouble, names: _Names) -> str:
    if names.administers:
        return reverse("user", args=(each.person,)) if each.person else ""
    if each.case:
        return reverse("case", args=(each.case,))
    upload, vintage = names.uploads.get(each.payload.get("upload", 0)), _vintage(each, names)
    if upload:
        return reverse("outcome_file", args=(upload.pool_key, each.payload["upload"]))
    return reverse("outcomes_of", args=(vintage.pool_key,)) if vintage else ""


def _badge(each: Trouble) -> Badge:
    if each.state is State.STUCK:
        return Badge(_("Given up"), "error")
    return Badge(_("Is tried again"), "warning") if each.fault else Badge(_("Waits too long"), "warning")


def _told(each: Trouble) -> Iterator[str]:
    """When it was tried, how often, and when it is tried again."""
    yield _("Asked for %(moment)s.") % {"moment": moment(each.since)}
    if each.attempts:
        said = ngettext("Tried %(count)s time", "Tried %(count)s times", each.attempts) % {
            "count": each.attempts
        }
        last = _("last %(moment)s") % {"moment": moment(each.tried_at)} if each.tried_at else ""
        yield f"{said}, {last}." if last else f"{said}."
    if each.state is State.WAITING and each.fault:
        yield _("Tried again by itself %(moment)s.") % {"moment": moment(each.next_at)}
