"""A small town for tests: the agency with its people, six real municipalities, the pool in force, all through journeys.

Two municipalities were in the earlier pool (fsm2), four were not (new); all people are invented. `Town` has one method
for each stretch of an application's way, so that a test begins where its own story begins.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

from applications.rules.assessment import Points
from applications.rules.caps_file import CapRow
from applications.selectors import awards, cases
from budgets import selectors as budgets
from budgets.rules.lines import Line, amount_cell, total, wage_cell
from fsm3.access.roles import Role
from fsm3.core.actors import Actor
from fsm3.core.money import Money
from fsm3.core.periods import COPENHAGEN
from fsm3.journeys import (
    amend,
    apply,
    assess,
    award_life,
    decide,
    deciding,
    handle,
    hearings,
    members,
    pools,
    recommend,
    send,
)
from payouts.selectors import hearings as hearings_of_cases

POOL_FILES = Path(__file__).parents[2] / "applications" / "pool_files"
FSM3 = (POOL_FILES / "fsm3.toml").read_text()
OPENED = datetime(2021, 11, 1, 9, tzinfo=COPENHAGEN)
DEADLINE = datetime(2021, 11, 26, 12, tzinfo=COPENHAGEN)
DECEMBER = datetime(2021, 12, 6, 9, tzinfo=COPENHAGEN)
ACCEPTED = datetime(2022, 1, 5, 9, tzinfo=COPENHAGEN)
KEPT = "town.pickle"
CAP = Money.of(3_000_000)
CRITERIA = ("caseload", "embedding", "results", "psychiatry", "management", "budget")
OBLIGATIONS = (
    "data_processing", "whole_group", "model", "management", "registration", "process_support", "evaluation",
    "extended_model", "training",
)  # fmt: skip
ANSWERS = {
    "contact_name": "Kirsten Opdigtet",
    "contact_mail": "kirsten@kommune.example",
    "extended_model": "yes",
    "caseload": "25",
    "plan_results": "Vi følger hver borger tæt.",
    "plan_embedding": "Modellen bliver vores drift.",
    "plan_management": "Fire chefer mødes hver måned.",
}
PLACES = {
    "0101": ("København", "64942212"),
    "0155": ("Dragør", "12881517"),
    "0185": ("Tårnby", "20310413"),
    "0561": ("Esbjerg", "29189803"),
    "0563": ("Fanø", "31210917"),
    "0825": ("Læsø", "45973328"),
}
EARLIER = {"0185", "0561", "0563"}


def budget(wages: int = 900_000, audit: int = 25_000) -> tuple[Line, ...]:
    """Two lines: a job broker in 2022 at a round price, and audit in 2023; kroner."""
    rate = Money.of(wages).share(Fraction(1, 3000))
    broker = wage_cell(2022, posts=Fraction(2), hourly_rate=rate, hours=Fraction(3000))
    return (
        Line(1, "job_brokers", "Jobcenter", "To jobformidlere på fuld tid.", (broker,)),
        Line(2, "audit", "Økonomi", "Revision af slutregnskabet.", (amount_cell(2023, Money.of(audit)),)),
    )


def points(given: int | Sequence[int], reason: str = "Det fremgår klart af planen.") -> dict[str, Points]:
    """The same points on every criterion, or one for each in the call's order."""
    each = [given] * len(CRITERIA) if isinstance(given, int) else given
    return {key: Points(score, reason) for key, score in zip(CRITERIA, each, strict=True)}


@dataclass
class Town:
    """Everybody, and what they have done so far; `at` is the town's clock."""

    at: datetime = OPENED
    places: Mapping[str, tuple[str, str]] = field(default_factory=PLACES.copy)
    organisations: dict[str, int] = field(default_factory=dict)
    signatories: dict[str, Actor] = field(default_factory=dict)
    cases: dict[str, int] = field(default_factory=dict)

    def build(self, *, caps: Mapping[str, Money] | None = None, text: str = FSM3) -> Town:
        """Agency, people, municipalities, pool and caps, everything put in force by four eyes."""
        self.agency = members.keep_agency(name="Styrelsen", cvr="55568510", at=self.at)
        people = [("anna@star.example", "Anna Opdigtet"), ("bo@star.example", "Bo Opdigtet")]
        first, second = members.appoint_first_administrators(people, at=self.at)
        self.administrators = [Actor(user, Role.ADMINISTRATOR, self.agency) for user in (first, second)]
        self.caseworkers = [
            self.joined(f"{name}@star.example", self.agency, Role.CASEWORKER) for name in "cdef"
        ]
        self.approvers = [self._approver("g"), self._approver("h")]
        for code, (name, cvr) in self.places.items():
            self._municipality(code, name, cvr)
        self._pool(text, caps or {})
        return self

    @property
    def caseworker(self) -> Actor:
        """The caseworker who prepares."""
        return self.caseworkers[0]

    @property
    def approver(self) -> Actor:
        """The approver who decides."""
        return self.approvers[0]

    def impartial(self, *codes: str, people: Sequence[Actor] = ()) -> None:
        """Those of the agency, or those given, state that they are impartial in cases, so that these open to them.

        Whoever has declared a conflict of interest is left out.
        """
        for code in codes or tuple(self.cases):
            for who in people or (*self.caseworkers, *self.approvers):
                if not cases.has_conflict(self.cases[code], who.user_id):
                    handle.state_impartiality(self.cases[code], by=who, at=DECEMBER)

    def drafted(
        self, code: str, *, lines: Sequence[Line] | None = None, pool: str = "fsm3", **answers: str
    ) -> int:
        """An application with everything filled in, not sent."""
        by = self.signatories[code]
        case = self.cases[code] = apply.start(pool, by=by, at=self.at)
        apply.answer(case, {**ANSWERS, **answers}, by=by, at=self.at)
        apply.accept_obligations(case, OBLIGATIONS, by=by, at=self.at)
        apply.write_budget(case, lines or budget(), by=by, at=self.at)
        return case

    def sent(
        self, code: str, *, at: datetime = DEADLINE, lines: Sequence[Line] | None = None, **answers: str
    ) -> int:
        """An application sent at a moment, in time unless said otherwise."""
        case = self.drafted(code, lines=lines, **answers)
        send.send(case, by=self.signatories[code], at=at)
        return case

    def assessed(
        self, code: str, given: int | Sequence[int] = 3, *, lines: Sequence[Line] | None = None
    ) -> int:
        """An application that two have scored alike and agreed on."""
        return self.agreed(self.sent(code, lines=lines), given)

    def agreed(self, case: int, given: int | Sequence[int] = 3) -> int:
        """A case that was sent, scored alike by two and agreed on."""
        first, second = self.caseworkers[:2]
        assess.find_admissible(case, by=first, at=DECEMBER)
        for assessor in (first, second):
            assess.score(case, points(given), by=assessor, at=DECEMBER)
        assess.enter_agreed(case, points(given), by=first, at=DECEMBER)
        assess.confirm_agreed(case, by=second, at=DECEMBER)
        return case

    def recommended(self, *recommended: recommend.Recommended, pool: str = "fsm3") -> tuple[int, ...]:
        """The proposals of a recommendation for all assessed cases."""
        return recommend.prepare_recommendation(pool, recommended, by=self.caseworker, at=DECEMBER)

    def decided(self, *proposals: int, at: datetime = DECEMBER + timedelta(days=9)) -> None:
        """Every proposal approved by the approver."""
        for proposal in proposals:
            deciding.decide_proposal(proposal, approve=True, by=self.approver, at=at)

    def awarded(self, code: str, *, lines: Sequence[Line] | None = None) -> int:
        """An application that is awarded in full, its award not yet accepted."""
        case = self.assessed(code, lines=lines)
        self.decided(*self.recommended(awarded(case, lines)))
        return case

    def accepted(self, code: str, *, lines: Sequence[Line] | None = None) -> int:
        """An application whose award in full a signatory has accepted."""
        case = self.awarded(code, lines=lines)
        award_life.accept(case, by=self.signatories[code], at=ACCEPTED)
        return case

    def handed_back(self, proposal: int, at: datetime = ACCEPTED) -> None:
        """A proposal rejected by the approver."""
        deciding.decide_proposal(proposal, approve=False, by=self.approver, at=at, reason="Se igen.")

    def waived(self, hearing: int, at: datetime = ACCEPTED) -> None:
        """A hearing whose days the municipality in the case waives."""
        case = hearings_of_cases.hearing(hearing).application_id
        hearings.waive(hearing, by=self.signatories[awards.in_force(case).lead.code], at=at)

    def inadmissible(self, case: int) -> int:
        """The proposal that a case is inadmissible."""
        reason = "Ansøgningen kom efter fristen."
        return decide.prepare_inadmissibility(case, reason=reason, by=self.caseworker, at=DECEMBER)

    def joined(self, email: str, organisation: int, role: Role) -> Actor:
        """Somebody new with a role for an organisation."""
        user = members.add_member(
            email=email,
            name=f"{email.split('@', maxsplit=1)[0].capitalize()} Opdigtet",
            organisation_id=organisation,
            role=role,
            by=self.administrators[0],
            at=self.at,
            password_hash="!",
            invented=True,
        )
        return Actor(user, role, organisation)

    def _approver(self, name: str) -> Actor:
        user = self.joined(f"{name}@star.example", self.agency, Role.CASEWORKER).person
        proposal = members.prepare_approver(user, by=self.administrators[0], at=self.at)
        deciding.decide_proposal(proposal, approve=True, by=self.administrators[1], at=self.at)
        return Actor(user, Role.APPROVER, self.agency)

    def _municipality(self, code: str, name: str, cvr: str) -> None:
        organisation = members.keep_municipality(
            code=code, name=name, official_name=f"{name} Kommune", cvr=cvr, region="Region", at=self.at
        )
        self.organisations[code] = organisation
        self.signatories[code] = self.joined(f"s{code}@kommune.example", organisation, Role.SIGNATORY)

    def _pool(self, text: str, caps: Mapping[str, Money]) -> None:
        version = pools.prepare_pool_version(text, by=self.caseworker, at=self.at)
        rows = [self._cap(code, caps.get(code, CAP)) for code in self.places]
        assert version is not None
        deciding.decide_proposal(version, approve=True, by=self.approver, at=self.at)
        table = pools.prepare_caps(
            "fsm3", rows, source="Opdigtet", dated=date(2021, 10, 1), by=self.caseworker, at=self.at
        )
        assert table is not None
        deciding.decide_proposal(table, approve=True, by=self.approver, at=self.at)

    def _cap(self, code: str, amount: Money) -> CapRow:
        earlier = code in EARLIER
        ends = date(2022, 6, 30) if earlier else None
        return CapRow(
            code, amount, "fsm2" if earlier else "new", ends, clarification_pool=False, target_group=300
        )


def build_in(folder: Path) -> None:
    """Build the town in the database we are connected to, and leave word of its people in the run's folder."""
    (folder / KEPT).write_bytes(pickle.dumps(Town().build()))


def found_in(folder: Path) -> Town:
    """The town that was built once for the run, as it was then."""
    town: Town = pickle.loads((folder / KEPT).read_bytes())  # noqa: S301  written by this run itself
    return town


def standing(case: int) -> cases.SentVersion:
    """The version of a case that stands; there is one."""
    version = cases.standing(case)
    assert version is not None
    return version


def awarded(case: int, lines: Sequence[Line] | None = None) -> recommend.Recommended:
    """A recommendation to award every line as asked for."""
    asked = {line.number: (line.amount, "") for line in lines or budget()}
    return recommend.Recommended(case, "Planen er konkret, og sagsstammen er lav.", asked)


def lowered(case: int, kroner: int) -> amend.Amended:
    """The award with its first line such that the whole is so much."""
    award, lines = awards.in_force(case), budgets.approved(case, budgets.version_in_force(case))
    by = Money.of(kroner) - total(lines)
    approved = {line.number: (line.amount, "") for line in lines}
    first = lines[0]
    approved[first.number] = (first.amount + by, "Projektet er et andet." if by else "")
    return amend.Amended(approved, award.cohort.key, award.period)


def moved(kroner: int, wages: int = 900_000, audit: int = 25_000) -> tuple[Line, ...]:
    """The approved budget with so much moved from the job broker to audit, as amounts."""
    broker, review = budget(wages, audit)
    return (
        replace(broker, cells=(amount_cell(2022, broker.amount - Money.of(kroner)),)),
        replace(review, cells=(amount_cell(2023, review.amount + Money.of(kroner)),)),
    )


def refused(case: int, deviation: str = "") -> recommend.Recommended:
    """A recommendation to refuse."""
    return recommend.Recommended(case, "Andre planer er mere konkrete.", deviation=deviation)
