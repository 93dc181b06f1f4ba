"""Everybody in the life of a case, on real PostgreSQL: three municipalities, their people, and who must be refused.

Two approvers are caseworkers as well, so that who prepared can hold the role that decides. Every award fits the envelope
at first; raising one takes what another gives up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from applications.rules.pool_terms import PoolTerms
from budgets.rules.attestation import Conclusion
from fsm3.access.roles import Role
from fsm3.core.actors import Actor
from fsm3.core.money import Money
from fsm3.journeys.pools import terms_in_force
from fsm3.journeys.recommend import Recommended
from tests.support import accounts as way
from tests.support.town import DECEMBER, FSM3, Town, budget

DECIDED = DECEMBER + timedelta(days=9)
CLEAN = Conclusion.CLEAN
ENVELOPE = Money.of(2_200_000)
CAPS = {"0155": Money.of(500_000)}
CODES = ("0101", "0155", "0185")
LINES = {
    "0101": budget(900_000, 25_000),
    "0155": budget(400_000, 25_000),
    "0185": budget(900_000, 25_000),
}
REDUCED = {"0101": {1: Money.of(800_000)}}


@dataclass
class People:
    """The cast and the three cases, recommended and not yet decided."""

    town: Town
    cases: dict[str, int]
    proposals: tuple[int, ...]
    accountants: dict[str, Actor]
    auditor: Actor
    other_auditor: Actor
    pool: int
    terms: PoolTerms

    def signatory(self, code: str) -> Actor:
        """The signatory of a municipality."""
        return self.town.signatories[code]

    @property
    def caseworkers(self) -> list[Actor]:
        """Those who prepare: two who are caseworkers alone, and one who is an approver as well."""
        second_role = self.approvers[0]
        also = Actor(second_role.person, Role.CASEWORKER, self.town.agency)
        return [*self.town.caseworkers[2:4], also]

    @property
    def approvers(self) -> list[Actor]:
        """The two who decide."""
        return self.town.approvers

    def not_for(self, code: str) -> list[Actor]:
        """Who may not act for the management of a municipality."""
        others = [self.signatory(each) for each in CODES if each != code]
        return [*others, self.accountants[code], self.caseworkers[0], self.approvers[0], self.auditor]

    def not_writing(self, code: str) -> list[Actor]:
        """Who may not write what a municipality writes."""
        others = [self.signatory(each) for each in CODES if each != code]
        foreign = [self.accountants[each] for each in CODES if each != code]
        return [*others, *foreign, self.caseworkers[0], self.approvers[0], self.auditor]

    def not_preparing(self, code: str) -> list[Actor]:
        """Who may not do a caseworker's work, one who only says to be a caseworker among them."""
        pretender = Actor(self.signatory(code).person, Role.CASEWORKER, self.town.agency)
        return [self.signatory(code), self.approvers[1], self.auditor, pretender]

    def not_deciding(self, code: str) -> list[Actor]:
        """Who may not do an approver's work, one who only says to be an approver among them."""
        pretender = Actor(self.caseworkers[0].person, Role.APPROVER, self.town.agency)
        return [self.signatory(code), self.caseworkers[0], self.auditor, pretender]


def gather() -> People:
    """Build the town and bring its three cases to the day before the decision."""
    text = FSM3.replace('"52000000.00"', f'"{ENVELOPE}"')
    town = Town().build(caps=CAPS, text=text)
    cases = {code: town.assessed(code, lines=LINES[code]) for code in CODES}
    proposals = town.recommended(*(recommended(code, case) for code, case in cases.items()))
    accountants = {
        code: town.joined(f"a{code}@kommune.example", town.organisations[code], Role.ACCOUNTANT)
        for code in CODES
    }
    in_force = terms_in_force("fsm3")
    return People(
        town,
        cases,
        proposals,
        accountants,
        auditor=way.engaged(town, *CODES),
        other_auditor=way.firm(town, "87654321"),
        pool=in_force.pool_id,
        terms=in_force.terms,
    )


def recommended(code: str, case: int) -> Recommended:
    """To be awarded in full, but one case in part."""
    reduced = REDUCED.get(code, {})
    approved = {
        line.number: (
            reduced.get(line.number, line.amount),
            "Mindre end søgt." if line.number in reduced else "",
        )
        for line in LINES[code]
    }
    return Recommended(
        case, "Planen er konkret, og sagsstammen er lav.", approved, "Timeprisen er høj." if reduced else ""
    )


def pick(among: Sequence, number: int):
    """One of several, by a number that may be too large."""
    return among[number % len(among)]
