"""A small town in the days of its letters: one at the door with a correction that waits, one stuck, one being made, and
an award that waits for an approver.
"""

from __future__ import annotations

from datetime import timedelta

from fsm3.access.roles import OrganisationKind, Role
from fsm3.access.services import add_organisation
from fsm3.core import documents, journal
from fsm3.core.jobs import Job, State
from fsm3.core.money import Money
from fsm3.journeys import correct_letter, letters
from fsm3.journeys.recommend import Recommended
from tests.support.town import ACCEPTED, DEADLINE, DECEMBER, Town, awarded, budget, refused

GIVEN, WAITS, LATE, REFUSED = "0101", "0825", "0155", "0185"
PDF = b"%PDF-1.7 made up"
LONG = "Planen for forankring er konkret, men det er ikke beskrevet, hvem der overtager udgiften, når projektet slutter."


def fill_lettered() -> None:
    """Four cases, each with a letter at another stage."""
    town = Town().build()
    office = add_organisation(OrganisationKind.AUDIT_OFFICE, name="Rigsrevisionen", cvr="77806113")
    town.joined("national@x.example", office, Role.NATIONAL_AUDITOR)
    _decide(town)
    town.decided(town.inadmissible(town.sent(LATE, at=DEADLINE + timedelta(milliseconds=1))))
    town.impartial()
    newest = {code: documents.of_case(case)[-1].id for code, case in town.cases.items()}
    letters.give(newest[GIVEN], content=PDF, template_version="1", head=journal.head(), at=DECEMBER)
    _stuck(newest[LATE], "FatalURLFetchingError: x")
    correct_letter.prepare_correction(
        newest[GIVEN],
        {"reasons.1": "Planen er konkret, og sagsstammen er 25."},
        reason="Brevet nævnte ikke sagsstammens størrelse.",
        by=town.caseworkers[2],
        at=ACCEPTED,
    )


def _decide(town: Town) -> None:
    """An award, a refusal, and an award of less than was asked for that waits."""
    cases = [town.assessed(code, given) for code, given in ((GIVEN, 4), (WAITS, 3), (REFUSED, 2))]
    lines = {line.number: (line.amount, "") for line in budget()}
    less = lines | {1: (Money.of(800_000), "Taksten er højere end kommunens egen.")}
    recommended = (
        awarded(cases[0]),
        Recommended(cases[1], LONG, less, "Posten til jobformidlere er sat ned."),
        refused(cases[2], "Rammen rækker ikke til alle."),
    )
    award, _waits, refusal = town.recommended(*recommended)
    town.decided(award, refusal)


def _stuck(letter: int, error: str) -> None:
    Job.objects.filter(key=documents.job_key(letter)).update(state=State.STUCK, last_error=error)
