"""Members: organisations, users and the roles they are given. Source: domain page, "Who takes part"."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from applications.services import pools
from fsm3.access import everybody, rights, selectors, services
from fsm3.access.everybody import Known
from fsm3.access.roles import MUNICIPALITY_ROLES, OrganisationKind, Role, may_hold
from fsm3.core import journal, proposals
from fsm3.core.actors import PROGRAM, Actor
from fsm3.core.problems import NotReady, Problem, require
from fsm3.journeys import letting_in
from fsm3.journeys.kinds import Kind


@transaction.atomic
def keep_agency(*, name: str, cvr: str, at: datetime) -> int:
    """Make sure the agency itself is there; returns its organisation."""
    return _keep_office(OrganisationKind.AGENCY, name=name, cvr=cvr, at=at)


@transaction.atomic
def keep_audit_office(*, name: str, cvr: str, at: datetime) -> int:
    """Make sure the national audit office is there; returns its organisation."""
    return _keep_office(OrganisationKind.AUDIT_OFFICE, name=name, cvr=cvr, at=at)


def _keep_office(kind: OrganisationKind, *, name: str, cvr: str, at: datetime) -> int:
    found = selectors.organisations(kind)
    if found:
        return found[0]
    organisation = services.add_organisation(kind, name=name, cvr=cvr)
    journal.record("organisation.added", subject=f"organisation:{organisation}", by=PROGRAM, at=at)
    return organisation


@transaction.atomic
def keep_municipality(
    *, code: str, name: str, official_name: str, cvr: str, region: str, at: datetime
) -> int:
    """Add a municipality with its organisation, or bring it up to date; returns the organisation."""
    organisation = services.add_organisation(
        OrganisationKind.MUNICIPALITY, name=official_name, cvr=cvr, code=code
    )
    pools.keep_municipality(
        code=code,
        name=name,
        official_name=official_name,
        cvr=cvr,
        region=region,
        organisation_id=organisation,
    )
    journal.record(
        "municipality.kept", subject=f"municipality:{code}", by=PROGRAM, at=at, content={"cvr": cvr}
    )
    return organisation


@transaction.atomic
def appoint_first_administrators(
    people: list[tuple[str, str]], *, at: datetime, password_hash: str = "", invented: bool = False
) -> list[int]:
    """Make the first administrators, given as mail and name, while there is none yet: at least two, for four eyes.

    Raises NotReady with `administrators_exist` or `two_administrators_needed`.
    """
    organisation = selectors.agency_id()
    if selectors.holders(organisation, Role.ADMINISTRATOR):
        raise NotReady([Problem("administrators_exist")])
    if len({mail.lower() for mail, _ in people}) < 2:
        raise NotReady([Problem("two_administrators_needed")])
    return [
        _add(
            mail,
            name,
            organisation,
            Role.ADMINISTRATOR,
            by=PROGRAM,
            at=at,
            password_hash=password_hash,
            invented=invented,
        )
        for mail, name in people
    ]


@transaction.atomic
def add_member(
    *,
    email: str,
    name: str,
    organisation_id: int,
    role: Role,
    by: Actor,
    at: datetime,
    password_hash: str = "",
    invented: bool = False,
) -> int:
    """Add a user who takes a role, and invite them unless they have a password; returns the user.

    An administrator adds anyone; a municipality's administrator adds colleagues of the same municipality. The approver
    role takes a second administrator: `add_approver`.
    """
    _may_give(role, organisation_id, by)
    require(_cannot_add(email, name))
    user_id = _add(
        email, name, organisation_id, role, by=by, at=at, password_hash=password_hash, invented=invented
    )
    if not password_hash:
        letting_in.tell_given(user_id, organisation_id, [role], asks=True, by=by, at=at)
    return user_id


@transaction.atomic
def give_role(user_id: int, *, organisation_id: int, role: Role, by: Actor, at: datetime) -> None:
    """Give a role to somebody who is known, and tell them. Nobody gives a role to themselves (`bad-inputs.md` 54)."""
    _may_give(role, organisation_id, by)
    known = _known(user_id)
    require(_cannot_take(known, organisation_id, role))
    letting_in.give(user_id, organisation_id, role, by=by, at=at)
    letting_in.tell_given(user_id, organisation_id, [role], asks=not known.has_password, by=by, at=at)


@transaction.atomic
def add_approver(*, email: str, name: str, by: Actor, at: datetime) -> int:
    """Add somebody without a role and propose that they become approver; returns the user.

    They are invited when the second administrator has decided.
    """
    rights.require(by, Role.ADMINISTRATOR)
    require(_cannot_add(email, name))
    user_id = letting_in.newcomer(email, name, by=by)
    prepare_approver(user_id, by=by, at=at)
    return user_id


@transaction.atomic
def prepare_approver(user_id: int, *, by: Actor, at: datetime) -> int:
    """Propose that a user becomes approver; a second administrator decides. Returns the proposal.

    Raises NotReady with what keeps them from it.
    """
    rights.require(by, Role.ADMINISTRATOR)
    require([Problem("own_role", Role.APPROVER)] if user_id == by.user_id else [])
    require(_cannot_be_approver(_known(user_id)))
    proposal = proposals.prepare(
        Kind.APPROVER_ROLE,
        subject=f"user:{user_id}",
        content={"user": user_id},
        subject_state="",
        preparers=[user_id],
        by=by,
        at=at,
    )
    journal.record(
        "approver_role.prepared",
        subject=proposal.subject,
        by=by,
        at=at,
        content={"proposal": proposal.sha256},
    )
    return proposal.id


def decide_approver(
    proposal: proposals.Proposed, *, approve: bool, reason: str, by: Actor, at: datetime
) -> None:
    """Give the approver role and tell who has it, or not, as the second administrator decides."""
    rights.require(by, Role.ADMINISTRATOR)
    proposals.decide(proposal, approve=approve, subject_state="", by=by, at=at, reason=reason)
    if approve:
        _make_approver(_known(proposal.content["user"]), by=by, at=at)
    act = "approver_role.given" if approve else "approver_role.refused"
    journal.record(act, subject=proposal.subject, by=by, at=at, content={"proposal": proposal.sha256})


@transaction.atomic
def take_back_approver(proposal_id: int, *, by: Actor, at: datetime) -> None:
    """Take back, as the administrator who made it, a proposal that somebody becomes approver.

    Raises NotReady with `proposal_decided`, or `not_your_proposal` for anybody else: whom it is about has no say in it.
    """
    rights.require(by, Role.ADMINISTRATOR)
    proposal = proposals.read(proposal_id, lock=True)
    if proposal.kind != Kind.APPROVER_ROLE or proposal.prepared_by != by.person:
        raise NotReady([Problem("not_your_proposal", proposal.subject)])
    proposals.withdraw(proposal, by=by, at=at, reason="")
    content = {"proposal": proposal.sha256}
    journal.record("approver_role.taken_back", subject=proposal.subject, by=by, at=at, content=content)


def _make_approver(known: Known, *, by: Actor, at: datetime) -> None:
    """Give the role that two administrators agree on. Raises NotReady with what keeps the person from it by now."""
    require(_cannot_be_approver(known))
    agency = selectors.agency_id()
    services.give_role(known.id, organisation_id=agency, role=Role.APPROVER, at=at)
    asks = not known.has_password
    letting_in.tell_given(known.id, agency, [Role.APPROVER], asks=asks, by=by, at=at)


def _known(user_id: int) -> Known:
    """Somebody who is known. Raises NotReady(`person_unknown`)."""
    found = everybody.one(user_id)
    if found is None:
        raise NotReady([Problem("person_unknown")])
    return found


def _cannot_add(email: str, name: str) -> Iterator[Problem]:
    yield from letting_in.name_faults(name)
    if selectors.mail_in_use(email):
        yield Problem("mail_in_use", "email")


def _cannot_take(known: Known, organisation_id: int, role: Role) -> Iterator[Problem]:
    if not known.active:
        yield Problem("access_is_off")
    if (organisation_id, role) in {(each.organisation_id, each.role) for each in known.held}:
        yield Problem("role_held_already", "role")


def _cannot_be_approver(known: Known) -> Iterator[Problem]:
    yield from _cannot_take(known, selectors.agency_id(), Role.APPROVER)
    beside, of = {each.role for each in known.held}, {each.kind for each in known.held}
    yield from may_hold(Role.APPROVER, organisation=OrganisationKind.AGENCY, beside=beside, of=of)


def _may_give(role: Role, organisation_id: int, by: Actor) -> None:
    if by.role == Role.MUNICIPALITY_ADMINISTRATOR:
        rights.require(by, Role.MUNICIPALITY_ADMINISTRATOR)
        if role in MUNICIPALITY_ROLES and organisation_id == by.organisation_id:
            return
        raise rights.NotAllowed("A municipality gives its own roles to its own people.")
    rights.require(by, Role.ADMINISTRATOR)
    require([Problem("approver_takes_two", role)] if role is Role.APPROVER else [])


def _add(
    email: str,
    name: str,
    organisation_id: int,
    role: Role,
    *,
    by: Actor,
    at: datetime,
    password_hash: str = "",
    invented: bool = False,
) -> int:
    user_id = letting_in.newcomer(email, name, by=by, password_hash=password_hash, invented=invented)
    letting_in.give(user_id, organisation_id, role, by=by, at=at)
    return user_id
