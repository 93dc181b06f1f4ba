"""The life of an application as a table that can be read aloud: what happens, by whom, from where, to where.

Domain page, "The pool" and "Application": only a signatory sends and withdraws; what comes after the deadline
is received and gets a decision of inadmissibility, which is not a refusal; decisions are an approver's. After the award:
a signatory accepts or renounces, only a decision lets an award lapse, and a settlement closes the case; a later one, after
a correction, finds it closed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from fsm3.core.problems import Problem, require


class Status(StrEnum):
    """Where an application stands."""

    DRAFT = "draft"
    SENT = "sent"
    LATE = "late"
    ADMISSIBLE = "admissible"
    ASSESSED = "assessed"
    RECOMMENDED = "recommended"
    AWARDED = "awarded"
    REFUSED = "refused"
    INADMISSIBLE = "inadmissible"
    WITHDRAWN = "withdrawn"
    ACCEPTED = "accepted"
    RENOUNCED = "renounced"
    LAPSED = "lapsed"
    CLOSED = "closed"


class Event(StrEnum):
    """What happened to an application, in the past tense."""

    STARTED = "started"
    SENT = "sent"
    SENT_LATE = "sent_late"
    CORRECTION_SENT = "correction_sent"
    WITHDRAWN = "withdrawn"
    FOUND_ADMISSIBLE = "found_admissible"
    AGREED = "agreed"
    RECOMMENDED = "recommended"
    RECOMMENDATION_RETURNED = "recommendation_returned"
    AWARDED = "awarded"
    REFUSED = "refused"
    FOUND_INADMISSIBLE = "found_inadmissible"
    ACCEPTED = "accepted"
    RENOUNCED = "renounced"
    LAPSED = "lapsed"
    SETTLED = "settled"


class ActorKind(StrEnum):
    """Who acts on an application and its accounts; the values are those of the roles people hold."""

    APPLICANT = "applicant"
    ACCOUNTANT = "accountant"
    SIGNATORY = "signatory"
    CASEWORKER = "caseworker"
    APPROVER = "approver"


AnyEvent = TypeVar("AnyEvent", bound=StrEnum)
AnyStatus = TypeVar("AnyStatus", bound=StrEnum)


@dataclass(frozen=True)
class Step(Generic[AnyEvent, AnyStatus]):
    """One step of a workflow: the event, who may bring it about, the statuses it leaves and the one it enters."""

    event: AnyEvent
    by: frozenset[ActorKind]
    leaving: frozenset[AnyStatus | None]
    entering: AnyStatus


def _step(
    event: Event, by: set[ActorKind], leaving: set[Status | None], entering: Status
) -> Step[Event, Status]:
    return Step(event, frozenset(by), frozenset(leaving), entering)


UNDECIDED = frozenset({Status.SENT, Status.LATE, Status.ADMISSIBLE, Status.ASSESSED, Status.RECOMMENDED})
"""Where an application was sent and waits for its decision."""

_UNDECIDED: set[Status | None] = {*UNDECIDED}

STEPS = (
    _step(Event.STARTED, {ActorKind.APPLICANT, ActorKind.SIGNATORY}, {None}, Status.DRAFT),
    _step(Event.SENT, {ActorKind.SIGNATORY}, {Status.DRAFT}, Status.SENT),
    _step(Event.SENT_LATE, {ActorKind.SIGNATORY}, {Status.DRAFT}, Status.LATE),
    _step(Event.CORRECTION_SENT, {ActorKind.SIGNATORY}, {Status.SENT}, Status.SENT),
    _step(Event.WITHDRAWN, {ActorKind.SIGNATORY}, _UNDECIDED, Status.WITHDRAWN),
    _step(Event.FOUND_ADMISSIBLE, {ActorKind.CASEWORKER}, {Status.SENT}, Status.ADMISSIBLE),
    _step(Event.AGREED, {ActorKind.CASEWORKER}, {Status.ADMISSIBLE}, Status.ASSESSED),
    _step(Event.RECOMMENDED, {ActorKind.CASEWORKER}, {Status.ASSESSED}, Status.RECOMMENDED),
    _step(
        Event.RECOMMENDATION_RETURNED,
        {ActorKind.CASEWORKER, ActorKind.APPROVER},
        {Status.RECOMMENDED},
        Status.ASSESSED,
    ),
    _step(Event.AWARDED, {ActorKind.APPROVER}, {Status.RECOMMENDED}, Status.AWARDED),
    _step(Event.REFUSED, {ActorKind.APPROVER}, {Status.RECOMMENDED}, Status.REFUSED),
    _step(Event.FOUND_INADMISSIBLE, {ActorKind.APPROVER}, {Status.SENT, Status.LATE}, Status.INADMISSIBLE),
    _step(Event.ACCEPTED, {ActorKind.SIGNATORY}, {Status.AWARDED}, Status.ACCEPTED),
    _step(Event.RENOUNCED, {ActorKind.SIGNATORY}, {Status.AWARDED, Status.ACCEPTED}, Status.RENOUNCED),
    _step(
        Event.LAPSED,
        {ActorKind.APPROVER},
        {Status.AWARDED, Status.ACCEPTED, Status.RENOUNCED},
        Status.LAPSED,
    ),
    _step(Event.SETTLED, {ActorKind.APPROVER}, {Status.ACCEPTED, Status.CLOSED}, Status.CLOSED),
)
"""The whole workflow, one step for each event; `None` is an application that is not there yet."""

ACCOUNTABLE = frozenset({Status.ACCEPTED, Status.CLOSED})
"""Where accounts are taken and money is worked out: the award is accepted, the case may be settled already."""

GRANTED = frozenset({Status.AWARDED, Status.ACCEPTED, Status.RENOUNCED, Status.LAPSED, Status.CLOSED})
"""Where an award was given, whatever became of it."""

_STEP_OF = {step.event: step for step in STEPS}


def next_status(status: Status | None, event: Event, by: str) -> Status:
    """The status an application enters when an event happens to it, brought about by a role.

    Raises NotReady with `not_yours` when the role may not, and with `not_now` when the status does not allow
    it.
    """
    step = _STEP_OF[event]
    require(refusals(step, status, by))
    return step.entering


def refusals(step: Step[AnyEvent, AnyStatus], status: AnyStatus | None, by: str) -> Iterator[Problem]:
    """Tell why a role may not bring a step about from a status."""
    if by not in step.by:
        yield Problem("not_yours", detail={"event": step.event})
    if status not in step.leaving:
        yield Problem("not_now", detail={"event": step.event, "status": status or ""})


def drawing() -> str:
    """The workflow as a Mermaid state diagram, for the documentation."""
    return draw(STEPS, Status)


def draw(steps: Iterable[Step[Any, Any]], statuses: Iterable[str]) -> str:
    """A workflow as a Mermaid state diagram: every step, and the statuses that nothing leaves."""
    known = tuple(steps)
    left = {status for step in known for status in step.leaving}
    ends = (f"    {status} --> [*]" for status in statuses if status not in left)
    return "\n".join(["stateDiagram-v2", *_arrows(known), *ends]) + "\n"


def _arrows(steps: Iterable[Step[Any, Any]]) -> Iterator[str]:
    for step in steps:
        people = ", ".join(sorted(step.by))
        for status in sorted(status or "[*]" for status in step.leaving):
            yield f"    {status} --> {step.entering}: {step.event} ({people})"
