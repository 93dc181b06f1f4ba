"""A December for the doors: one case in each state that a page shows differently, lived through journeys only.

København is awarded and sent a correction too late; Esbjerg with Fanø waits for an approver; Dragør came too late;
Tårnby has one assessment of two; Læsø has a draft. One caseworker and one approver are not impartial.
"""

from __future__ import annotations

from datetime import timedelta

from fsm3.access import services
from fsm3.access.models import Membership
from fsm3.access.roles import OrganisationKind, Role
from fsm3.core import documents, journal
from fsm3.core.actors import Actor
from fsm3.journeys import apply, assess, attachments, letters, members, send
from tests.support.databases import Filling
from tests.support.files import pdf
from tests.support.town import DEADLINE, DECEMBER, Town, awarded, budget, points, refused

PDF = b"%PDF-1.7 made up"
BIG = budget(1_500_000, 40_000)


def live_through() -> None:
    """Fill an empty database."""
    town = Town().build()
    _newcomers(town)
    _applications(town)
    _decisions(town)
    town.impartial("0101", "0561", "0155", "0185")
    for each in documents.of_case(town.cases["0101"]):
        letters.give(each.id, content=PDF, template_version="1", head=journal.head(), at=DECEMBER)


LIVED = Filling("december", live_through)


def _newcomers(town: Town) -> None:
    """People of the roles the town does not have, and of an audit office and an audit firm."""
    office = services.add_organisation(OrganisationKind.AUDIT_OFFICE, name="Rigsrevisionen", cvr="77806113")
    firm = services.add_organisation(OrganisationKind.AUDIT_FIRM, name="Opdigtet Revision", cvr="12345674")
    own = town.organisations["0101"]
    for name, organisation, role in (
        ("national", office, Role.NATIONAL_AUDITOR),
        ("auditor", firm, Role.AUDITOR),
        ("applicant", own, Role.APPLICANT),
        ("accountant", own, Role.ACCOUNTANT),
        ("keeper", own, Role.MUNICIPALITY_ADMINISTRATOR),
    ):
        members.add_member(
            email=f"{name}@x.example",
            name=f"{name.capitalize()} Opdigtet",
            organisation_id=organisation,
            role=role,
            by=town.administrators[0],
            at=town.at,
            password_hash="!",
            invented=True,
        )


def _applications(town: Town) -> None:
    late = DEADLINE + timedelta(seconds=3)
    case, by = town.drafted("0101", lines=BIG), town.signatories["0101"]
    attachments.attach(case, pdf(), name="Forankringsplan æøå.pdf", by=by, at=town.at)
    send.send(case, by=by, at=DEADLINE)
    apply.begin_correction(case, by=by, at=DEADLINE)
    apply.answer(case, {"contact_name": "Rettet For Sent", "extended_model": "no"}, by=by, at=late)
    send.send(case, by=by, at=late)
    joint = town.drafted("0561", extended_model="no")
    apply.invite(joint, "0563", by=town.signatories["0561"], at=town.at)
    apply.consent(joint, by=town.signatories["0563"], at=town.at)
    send.send(joint, by=town.signatories["0561"], at=DEADLINE)
    town.sent("0155", at=late)
    town.sent("0185")
    town.drafted("0825")


def _decisions(town: Town) -> None:
    first, second, _, partial = town.caseworkers
    for code, given in (("0101", 3), ("0561", 2)):
        _assess(town.cases[code], given, first, second)
        assess.declare_conflict(town.cases[code], reason="Opdigtet.", by=partial, at=DECEMBER)
    assess.declare_conflict(town.cases["0561"], reason="Opdigtet.", by=town.approvers[1], at=DECEMBER)
    assess.find_admissible(town.cases["0185"], by=first, at=DECEMBER)
    assess.score(town.cases["0185"], points(4, "Set af den første."), by=first, at=DECEMBER)
    award, _ = town.recommended(awarded(town.cases["0101"], BIG), refused(town.cases["0561"]))
    town.decided(award)
    town.inadmissible(town.cases["0155"])


def _assess(case: int, given: int, first: Actor, second: Actor) -> None:
    assess.find_admissible(case, by=first, at=DECEMBER)
    for assessor in (first, second):
        assess.score(case, points(given), by=assessor, at=DECEMBER)
    assess.enter_agreed(case, points(given), by=first, at=DECEMBER)
    assess.confirm_agreed(case, by=second, at=DECEMBER)


PEOPLE = {
    "caseworker": ("e@star.example", Role.CASEWORKER),
    "first": ("c@star.example", Role.CASEWORKER),
    "partial": ("f@star.example", Role.CASEWORKER),
    "approver": ("g@star.example", Role.APPROVER),
    "partial_approver": ("h@star.example", Role.APPROVER),
    "administrator": ("anna@star.example", Role.ADMINISTRATOR),
    "applicant": ("applicant@x.example", Role.APPLICANT),
    "accountant": ("accountant@x.example", Role.ACCOUNTANT),
    "signatory": ("s0101@kommune.example", Role.SIGNATORY),
    "keeper": ("keeper@x.example", Role.MUNICIPALITY_ADMINISTRATOR),
    "other": ("s0825@kommune.example", Role.SIGNATORY),
    "covered": ("s0563@kommune.example", Role.SIGNATORY),
    "auditor": ("auditor@x.example", Role.AUDITOR),
    "national": ("national@x.example", Role.NATIONAL_AUDITOR),
}
"""Who is who; `caseworker` and `approver` had no hand in any case, and `partial` ones are not impartial."""


def membership_of(who: str, other: str = "") -> Membership:
    """The membership somebody acts under, or another they hold."""
    mail, role = PEOPLE[who]
    return Membership.objects.select_related("user").get(user__email=mail, role=other or role)
