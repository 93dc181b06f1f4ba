"""What several journeys share: taking a case in hand, and moving it along its workflow."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from applications.rules import clarification
from applications.rules.workflow import Event, Status, next_status
from applications.selectors import cases, clarifications
from applications.selectors.cases import SentVersion
from applications.services import applications, attachments
from applications.services.applications import LockedCase
from budgets import services as budgets
from budgets.rules.content import from_content
from fsm3.access import rights
from fsm3.access.roles import Role
from fsm3.core.actors import Actor
from fsm3.core.problems import NotReady, Problem, require


def take_in_hand(
    application_id: int, *, by: Actor, roles: tuple[Role, ...] = (Role.CASEWORKER,)
) -> LockedCase:
    """Lock a case for one of the agency's people. Raises NotAllowed without the role, or with a conflict of interest."""
    rights.require(by, *roles)
    case = applications.lock(application_id)
    _require_impartial([case.id], by)
    return case


def take_many_in_hand(
    application_ids: Collection[int], *, by: Actor, roles: tuple[Role, ...]
) -> dict[int, LockedCase]:
    """Lock cases for one of the agency's people, all as one is taken. Raises NotAllowed as for one."""
    rights.require(by, *roles)
    found = {case.id: case for case in applications.lock_many(application_ids)}
    _require_impartial(found, by)
    return found


def _require_impartial(application_ids: Collection[int], by: Actor) -> None:
    if cases.has_conflict_in(application_ids, by.user_id):
        raise rights.NotAllowed("A case is closed to those who are not impartial in it.")


def take_own(application_id: int, *, by: Actor, roles: tuple[Role, ...]) -> LockedCase:
    """Lock a case for the municipality that leads it. Raises NotAllowed for everybody else."""
    rights.require(by, *roles)
    case = applications.lock(application_id)
    if not any(
        who.leads and who.organisation_id == by.organisation_id for who in cases.participants(case.id)
    ):
        raise rights.NotAllowed("A case is written by the municipality that leads it.")
    return case


def take_own_draft(application_id: int, tasks: Collection[str], *, by: Actor) -> LockedCase:
    """Lock a case to write in tasks of its draft, for one who writes for its municipality.

    Raises NotReady with `draft_closed`, or with `task_not_reopened` while a clarification is open about other tasks.
    """
    case = take_own(application_id, by=by, roles=WRITERS)
    reopened = clarifications.reopened(case.id)
    require(clarification.write_faults(tasks, writing=cases.draft(case.id).open, reopened=reopened))
    return case


def take_own_task(
    application_id: int, tasks: Collection[str], *, by: Actor, edition: int | None
) -> LockedCase:
    """Lock a case to write in tasks of its draft that the writer saw at an edition.

    None is the edition of a writer who saw none, such as a program. Raises NotReady with `edited_meanwhile` when
    somebody wrote in one of the tasks since.
    """
    case = take_own_draft(application_id, tasks, by=by)
    if edition is not None:
        edits = cases.task_edits(case.id)
        require(
            Problem("edited_meanwhile", task, {"by": edits[task].by})
            for task in tasks
            if task in edits and edits[task].edition != edition
        )
    return case


def nothing_asked(case: LockedCase) -> None:
    """Pass unless the municipality has been asked and has not answered yet. Raises NotReady(`clarification_open`)."""
    if clarifications.reopened(case.id):
        raise NotReady([Problem("clarification_open")])


def lay_out(case: LockedCase, sent: SentVersion, *, at: datetime) -> None:
    """Let the draft hold what was sent, in place of what was written since."""
    applications.lay_out(case.id, sent.content["answers"], sent.content["obligations"])
    budgets.write_draft(case.id, from_content(sent.content["budget"]), at=at)
    attachments.lay_out(case.id, sent.content.get("attachments", ()), at=at)


def step(case: LockedCase, event: Event, *, by: Actor) -> Status:
    """Move a case along, as the workflow allows. Raises NotReady with `not_now` or `not_yours`."""
    status = next_status(case.status, event, by.role)
    applications.set_status(case.id, status)
    return status


def subject(application_id: int) -> str:
    """How the journal and proposals name a case."""
    return f"application:{application_id}"


WRITERS = (Role.APPLICANT, Role.ACCOUNTANT, Role.SIGNATORY)
