"""The demo's people: everybody is invented, with one password for all of them, hashed once.

The agency has caseworkers, approvers and administrators; each municipality one who writes, one who sends and one who
gives roles. Their names are made of words for the made-up, their addresses end in `.example`, which nobody can own (RFC
2606).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.hashers import make_password

from fsm3.access.roles import Role
from fsm3.access.selectors import memberships_by_mail
from fsm3.core.actors import Actor
from fsm3.demo.cast import rows
from fsm3.demo.chance import chance
from fsm3.demo.words import texts
from fsm3.journeys import deciding, engagements, members

PASSWORD = "opdigtet-adgang-2021"  # noqa: S105 - printed for everybody to see, and of use in demo mode only
_PLAIN = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", " ": "-"})


@dataclass(frozen=True)
class Person:
    """Somebody to be: mail address, name, and the role they hold."""

    mail: str
    name: str
    role: Role

    def actor(self) -> Actor:
        """The person acting in their role. Raises StopIteration when they are not in the database."""
        return next(held.actor for held in memberships_by_mail(self.mail) if held.role == self.role)


def _plain(name: str) -> str:
    return name.lower().translate(_PLAIN)


def _of_agency(kind: str, role: Role) -> tuple[Person, ...]:
    people = texts("names")["agency"][kind]
    return tuple(Person(f"{_plain(name.split()[0])}@star.example", name, role) for name in people)


def caseworkers() -> tuple[Person, ...]:
    """The six who assess; the first of them also writes the recommendation."""
    return _of_agency("caseworkers", Role.CASEWORKER)


def approvers() -> tuple[Person, ...]:
    """The two who decide."""
    return _of_agency("approvers", Role.APPROVER)


def administrators() -> tuple[Person, ...]:
    """The two who give roles."""
    return _of_agency("administrators", Role.ADMINISTRATOR)


def national_auditor() -> Person:
    """The one who reads everything."""
    name = texts("names")["agency"]["national_auditor"]
    return Person(f"{_plain(name.split()[0])}@rigsrevisionen.example", name, Role.NATIONAL_AUDITOR)


def applicant(code: str) -> Person:
    """The one who writes for a municipality."""
    return _of_municipality(code, Role.APPLICANT)


def signatory(code: str) -> Person:
    """The one who sends for a municipality."""
    return _of_municipality(code, Role.SIGNATORY)


def administrator(code: str) -> Person:
    """The one who gives roles in a municipality; of another first name, and so of another mail address."""
    taken = {_first(applicant(code)), _first(signatory(code))}
    drawn = chance("administrators", code)
    first = drawn.choice([name for name in texts("names")["first"] if name not in taken])
    name = f"{first} {drawn.choice(texts('names')['last'])}"
    return Person(
        f"{_plain(first)}@{_plain(rows()[code].name)}.example", name, Role.MUNICIPALITY_ADMINISTRATOR
    )


def _first(person: Person) -> str:
    return person.name.split()[0]


def _of_municipality(code: str, role: Role) -> Person:
    first, last = (chance("names", code).sample(texts("names")[part], 2) for part in ("first", "last"))
    which = role is Role.SIGNATORY
    name = f"{first[which]} {last[which]}"
    return Person(f"{_plain(first[which])}@{_plain(rows()[code].name)}.example", name, role)


def firms() -> tuple[tuple[str, str], ...]:
    """The two audit firms, with CVR numbers that no firm can have."""
    return tuple((firm["name"], firm["cvr"]) for firm in texts("names")["audit"])


def auditors() -> tuple[Person, ...]:
    """The auditor of each firm."""
    people = texts("names")["audit"]
    return tuple(
        Person(f"{_plain(each['auditor'].split()[0])}@revision.example", each["auditor"], Role.AUDITOR)
        for each in people
    )


def firm_of(code: str) -> int:
    """Which of the firms a municipality engages, by place."""
    return int(code) % len(firms())


def auditor_of(code: str) -> Person:
    """The auditor of the firm that a municipality engages."""
    return auditors()[firm_of(code)]


@dataclass
class Registrar:
    """Brings the demo's people into the database, as the first administrator."""

    at: datetime
    password_hash: str = field(default_factory=lambda: make_password(PASSWORD))

    def appoint_agency(self, agency: int, audit_office: int) -> None:
        """Administrators first, then those they let in; an approver takes both of them."""
        people = [(person.mail, person.name) for person in administrators()]
        appointed = members.appoint_first_administrators(
            people, at=self.at, password_hash=self.password_hash, invented=True
        )
        self.first, self.second = (Actor(user, Role.ADMINISTRATOR, agency) for user in appointed)
        for person in caseworkers():
            self.add(person, agency)
        for person in approvers():
            self._add_approver(person, agency)
        self.add(national_auditor(), audit_office)
        for (name, cvr), person in zip(firms(), auditors(), strict=True):
            self.add(person, engagements.add_firm(name=name, cvr=cvr, by=self.first, at=self.at))

    def add(self, person: Person, organisation: int, role: Role | None = None) -> int:
        """Add one of them with their role, or another to begin with."""
        return members.add_member(
            email=person.mail,
            name=person.name,
            organisation_id=organisation,
            role=role or person.role,
            by=self.first,
            at=self.at,
            password_hash=self.password_hash,
            invented=True,
        )

    def _add_approver(self, person: Person, agency: int) -> None:
        """One administrator proposes, the other decides (domain page: giving the approver role takes a second)."""
        user = self.add(person, agency, Role.CASEWORKER)
        proposal = members.prepare_approver(user, by=self.first, at=self.at)
        deciding.decide_proposal(proposal, approve=True, by=self.second, at=self.at)
