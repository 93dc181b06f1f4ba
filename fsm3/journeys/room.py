"""The decision room: caseworkers write together what they mean to propose, and propose it when nothing is wrong with it.

Source: domain page, "Application". What is written stays edition by edition, so that nobody overwrites another unseen.
A case is written of while it is assessed and not proposed; one that an approver hands back comes back with what was
written of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from applications.rules.envelope import filled_down
from applications.rules.ranking import Choice, Entry, Position, SameDegree
from applications.rules.room import Group, kind_of, text_faults
from applications.rules.workflow import Event, Status
from applications.selectors import cases
from applications.selectors import room as selectors
from applications.selectors.cases import Rankable
from applications.selectors.pools import InForce
from applications.selectors.room import Edition, OpenGroup
from applications.services import pools as pool_services
from applications.services import room as services
from applications.services.applications import LockedCase
from applications.services.room import Written
from budgets.rules.award import Approved, not_once
from fsm3.access import rights
from fsm3.access.roles import Role
from fsm3.core import journal, proposals
from fsm3.core.actors import Actor
from fsm3.core.canonical import canonical, sha256
from fsm3.core.danish import kroner
from fsm3.core.money import ZERO, Money
from fsm3.core.problems import NotReady, Problem, require
from fsm3.journeys import recommend
from fsm3.journeys.casework import subject, take_in_hand
from fsm3.journeys.pools import terms_in_force
from fsm3.journeys.recommend import Recommended, requested_lines
from fsm3.letters.suggested import award_reason, refusal_reason


@dataclass(frozen=True)
class Room:
    """What stands in the room: the assessed cases in their ranking, what is written of each, and what is wrong.

    `left` is what neither awards in force nor awards that wait for an approver take of the envelope. `seen` is a digest of all that would be frozen, so that nobody proposes what they did not see.
    """

    pool: InForce
    cases: Mapping[str, Rankable]
    ranked: tuple[Position, ...]
    editions: Mapping[int, Edition]
    groups: tuple[OpenGroup, ...]
    left: Money
    problems: tuple[Problem, ...]
    seen: str


def room(pool_key: str) -> Room:
    """The room of a pool as it stands now. Raises NotReady(`pool_not_in_force`)."""
    pool = terms_in_force(pool_key)
    found = {case.number: case for case in cases.rankable(pool.pool_id)}
    editions = selectors.editions([case.id for case in found.values()])
    groups = selectors.open_groups(pool.pool_id)
    entries = [
        Entry(case.number, pool.terms.cohort(case.cohort).goes_first, case.points) for case in found.values()
    ]
    ranked, group_faults = selectors.ranked(entries, pool.terms, groups)
    left = pool.terms.envelope - cases.awarded(pool.pool_id) - cases.proposed(pool.pool_id)
    wanted = [as_recommended(each) for each in editions.values()]
    faults = recommend.faults(pool.terms, left, {case.id: case for case in found.values()}, ranked, wanted)
    return Room(
        pool, found, ranked, editions, groups, left, (*group_faults, *faults), _digest(pool, editions, groups)
    )


def as_recommended(edition: Edition) -> Recommended:
    """What is written of a case as it is proposed."""
    return Recommended(edition.application_id, edition.reason, edition.approved, edition.deviation)


def _digest(pool: InForce, editions: Mapping[int, Edition], groups: Sequence[OpenGroup]) -> str:
    seen = {
        "pool": pool.sha256,
        "editions": sorted((each.application_id, each.edition) for each in editions.values()),
        "groups": [each.id for each in groups],
    }
    return sha256(canonical(seen))


@transaction.atomic
def write(recommended: Recommended, *, edition: int, by: Actor, at: datetime) -> int:
    """Write of a case, on the edition one has seen (0 for none); returns the new edition.

    Raises NotReady with `not_now`, `edited_meanwhile`, or with what can never be right in the amounts and texts.
    """
    case = take_in_hand(recommended.application_id, by=by)
    _while_assessed(case)
    before = selectors.editions([case.id]).get(case.id)
    if edition != (before.edition if before else 0):
        raise NotReady([Problem("edited_meanwhile", detail={"by": before.by if before else ""})])
    require((*_amount_faults(case, recommended), *_text_faults(recommended)))
    services.keep([_written(recommended, edition + 1)], by=by.person, at=at)
    journal.record(
        "room.case_written",
        subject=subject(case.id),
        case=case.id,
        by=by,
        at=at,
        content={
            "edition": edition + 1,
            "award": None if recommended.award is None else str(recommended.award),
        },
    )
    return edition + 1


def _while_assessed(case: LockedCase) -> None:
    if case.status is not Status.ASSESSED:
        raise NotReady([Problem("not_now", detail={"event": Event.RECOMMENDED, "status": case.status})])


def _amount_faults(case: LockedCase, recommended: Recommended) -> Iterator[Problem]:
    """What can never be right: a line that was not asked for, less than nothing, more than was asked for."""
    sent = cases.standing(case.id)
    if sent is None or not recommended.approved:
        return
    requested = {line.number: line.amount for line in requested_lines(sent)}
    approved = [Approved(number, amount) for number, (amount, _why) in recommended.approved.items()]
    yield from not_once(requested, approved)
    for each in approved:
        asked = requested.get(each.number, ZERO)
        if not ZERO <= each.amount <= asked:
            figures = {
                "line": str(each.number),
                "requested": kroner(asked),
                "approved": kroner(each.amount),
            }
            yield Problem("approved_above_requested", f"lines[{each.number}].amount", figures)


def _text_faults(recommended: Recommended) -> Iterator[Problem]:
    lines = [(number, why) for number, (_amount, why) in recommended.approved.items()]
    return text_faults(recommended.reason, recommended.deviation, lines)


def _written(recommended: Recommended, edition: int) -> Written:
    lines = [
        {"number": number, "amount": str(amount), "reason": why}
        for number, (amount, why) in recommended.approved.items()
    ]
    return Written(
        recommended.application_id,
        edition,
        recommended.award,
        lines,
        recommended.reason,
        recommended.deviation,
    )


@transaction.atomic
def fill_down(pool_key: str, *, overwrite: bool, seen: str, by: Actor, at: datetime) -> int:
    """Award in full in ranking order until the envelope ends, and refuse the rest; returns how many cases were written.

    As a start: what is written of a case stays, unless it is to be overwritten. Raises NotReady(`room_moved`) when
    somebody wrote since it was seen.
    """
    rights.require(by, Role.CASEWORKER)
    pool_services.lock(pool_key)
    before = _as_seen(pool_key, seen)
    free = {
        number: case for number, case in before.cases.items() if overwrite or case.id not in before.editions
    }
    for case in sorted(free.values(), key=lambda each: each.id):
        _while_assessed(take_in_hand(case.id, by=by))
    awarded = _filled(before, free)
    services.keep(
        [_started(before, case, award=number in awarded) for number, case in free.items()],
        by=by.person,
        at=at,
    )
    journal.record(
        "room.filled_down",
        subject=f"pool:{pool_key}",
        by=by,
        at=at,
        content={"cases": sorted(case.id for case in free.values()), "awards": len(awarded)},
    )
    return len(free)


def _filled(before: Room, free: Mapping[str, Rankable]) -> frozenset[str]:
    """Who of the free cases is awarded, with what the others leave of the envelope."""
    kept = [
        edition.award
        for edition in before.editions.values()
        if edition.award and edition.application_id not in {case.id for case in free.values()}
    ]
    positions = [position for position in before.ranked if position.case in free]
    asks = [_within_cap(free[position.case]) for position in positions]
    return filled_down(positions, asks, before.left - Money.sum(kept))


def _within_cap(case: Rankable) -> Money:
    return min(case.sent.requested, case.cap)


def _started(before: Room, case: Rankable, *, award: bool) -> Written:
    """The beginning of what is written of a case: in full, or refused, with what the agreed scores say."""
    criteria = before.pool.terms.criteria
    lines = {line.number: (line.amount, "") for line in requested_lines(case.sent)} if award else {}
    reason = (award_reason if award else refusal_reason)(criteria, case.scores)
    edition = before.editions.get(case.id)
    return _written(Recommended(case.id, reason, lines), edition.edition + 1 if edition else 1)


@transaction.atomic
def group(pool_key: str, wanted: Group, *, by: Actor, at: datetime) -> int:
    """Declare cases to meet the criteria in the same degree, or choose their order among equals; with a reason.

    Raises NotReady with what the rules of ranking say of it. Returns the group.
    """
    rights.require(by, Role.CASEWORKER)
    pool_services.lock(pool_key)
    now = room(pool_key)
    _may_group(now, wanted, by)
    require(text_faults(wanted.reason, "", ()))
    groups = [each.group for each in now.groups] + [wanted]
    same = [each for each in groups if isinstance(each, SameDegree)]
    chosen = [each for each in groups if isinstance(each, Choice)]
    recommend.rank(now.pool.terms, list(now.cases.values()), same, chosen)
    made = services.add_group(now.pool.pool_id, wanted, by=by.person, at=at)
    _record_group("room.grouped", pool_key, wanted, by=by, at=at)
    return made


@transaction.atomic
def take_back(pool_key: str, group_id: int, *, by: Actor, at: datetime) -> None:
    """Take a group back that is not frozen. Raises NotReady(`group_gone`)."""
    rights.require(by, Role.CASEWORKER)
    pool_services.lock(pool_key)
    now = room(pool_key)
    found = next((each.group for each in now.groups if each.id == group_id), None)
    if found is None:
        raise NotReady([Problem("group_gone")])
    _may_group(now, found, by)
    services.take_back(group_id)
    _record_group("room.group_taken_back", pool_key, found, by=by, at=at)


def _may_group(now: Room, wanted: Group, by: Actor) -> None:
    """Nobody orders cases they are not impartial in. Raises NotAllowed."""
    for number in wanted.cases:
        if number in now.cases and cases.has_conflict(now.cases[number].id, by.user_id):
            raise rights.NotAllowed("A case is closed to those who are not impartial in it.")


def _record_group(act: str, pool_key: str, wanted: Group, *, by: Actor, at: datetime) -> None:
    content = {"kind": kind_of(wanted), "cases": list(wanted.cases)}
    if isinstance(wanted, SameDegree):
        content["cases"] = sorted(wanted.cases)
    journal.record(act, subject=f"pool:{pool_key}", by=by, at=at, content=content)


@transaction.atomic
def propose(pool_key: str, *, seen: str, by: Actor, at: datetime) -> tuple[int, ...]:
    """Freeze the ranking and propose what the room says of every case; returns the proposals.

    Raises NotReady with every fault, with `room_moved` when somebody wrote since it was seen, or `nothing_to_propose`.
    """
    rights.require(by, Role.CASEWORKER)
    pool = pool_services.lock(pool_key)
    now = _as_seen(pool_key, seen)
    if not now.cases:
        raise NotReady([Problem("nothing_to_propose")])
    require(now.problems)
    made = recommend.prepare_recommendation(
        pool_key,
        [as_recommended(each) for each in now.editions.values()],
        same_degree=selectors.same_degree(now.groups),
        choices=selectors.choices(now.groups),
        by=by,
        at=at,
    )
    services.freeze_groups(pool.id, proposals.read(made[0]).content["ranking"])
    return made


def _as_seen(pool_key: str, seen: str) -> Room:
    now = room(pool_key)
    if now.seen != seen:
        raise NotReady([Problem("room_moved")])
    return now
