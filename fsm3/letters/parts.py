"""What every letter is made of: its head, who answers for it, how budgets and scores are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from applications.rules.pool_terms import PoolTerms
from applications.selectors.awards import AwardInForce
from applications.selectors.pools import Place
from applications.selectors.sent_cases import SentCase
from budgets.rules.lines import Line, by_year
from fsm3.core import danish
from fsm3.core.money import ZERO, Money
from fsm3.core.periods import day_of
from fsm3.letters import contexts as c

NONE = "\N{EN DASH}"


@dataclass(frozen=True)
class Signers:
    """The names of those who answer for a decision: who proposed it and who decided."""

    caseworker: str
    approver: str

    def proposed_by(self) -> c.Signer:
        """The caseworker as printed."""
        return c.Signer(name=self.caseworker, title="Sagsbehandler")

    def decided_by(self) -> c.Signer:
        """The approver as printed."""
        return c.Signer(name=self.approver, title="Godkender")


@dataclass(frozen=True)
class Case:
    """Whose letter it is: case number, the municipality that leads, those it covers, and the terms it was sent under."""

    number: str
    lead: Place
    covered: tuple[Place, ...]
    terms: PoolTerms
    invented: bool


def case_of(award: AwardInForce) -> Case:
    """The case of an award."""
    return Case(award.case_number, award.lead, award.covered, award.terms, award.invented)


@dataclass(frozen=True)
class Grounds:
    """Why: the reasons as paragraphs, and the sections of the call they rest on. A letter says which may be missing."""

    reasons: Sequence[str]
    sections: Sequence[str]

    @property
    def rules(self) -> tuple[str, ...]:
        """The sections as they stand in a sentence, each once."""
        return tuple(f"opslagets afsnit »{section}«" for section in dict.fromkeys(self.sections))


def party(place: Place) -> c.Party:
    """A municipality as an addressee: its official name and CVR number in groups of two."""
    return c.Party(name=place.official_name, cvr=" ".join(place.cvr[at : at + 2] for at in range(0, 8, 2)))


def head(case: SentCase | Case, *, at: datetime) -> c.Head:
    """The head of a letter in a case, dated as it is made."""
    terms = case.terms
    return c.Head(
        recipient=party(case.lead),
        case_number=case.number,
        dated=danish.day(day_of(at)),
        pool=terms.name,
        finance_act_section=terms.finance_act_section,
        contact=c.Contact(unit=terms.letters.contact_unit, mail=terms.letters.contact_mail),
        invented=case.invented,
    )


def covered(case: SentCase | Case) -> tuple[c.Party, ...]:
    """The municipalities a joint application covers."""
    places = case.covered if isinstance(case, Case) else case.places[1:]
    return tuple(party(place) for place in places)


def obligations(case: SentCase) -> tuple[str, ...]:
    """The obligations that were accepted, in the call's order."""
    accepted = set(case.sent.content["obligations"])
    return tuple(obligation.text for obligation in case.terms.obligations if obligation.key in accepted)


def choices(case: SentCase) -> tuple[c.Choice, ...]:
    """What the municipality chose by yes or no."""
    answers = case.sent.content["answers"]
    return tuple(
        c.Choice(name=question.name, answer=YES_NO[answers[question.key]])
        for question in case.terms.questions
        if question.kind == "yes_no"
    )


YES_NO = {"yes": "Ja", "no": "Nej"}


def category(case: SentCase, line: Line) -> str:
    """The name of a line's category."""
    return case.terms.category(line.category).name


def years(case: SentCase, lines: Sequence[Line]) -> tuple[int, ...]:
    """The years of the project period; a line may leave some empty."""
    return tuple(sorted({*case.period.years(), *by_year(lines)}))


def in_year(line: Line, year: int) -> Money:
    """What a line holds in a year."""
    return Money.sum(cell.amount for cell in line.cells if cell.year == year)


def year_sums(lines: Sequence[Line], over: Sequence[int]) -> tuple[str, ...]:
    """The sum of each year, written."""
    sums = by_year(lines)
    return tuple(danish.amount(sums.get(year, ZERO)) for year in over)


def number(value: Fraction | None) -> str:
    """Posts or hours as Danes write them, with up to two decimals; a dash where there is none."""
    if value is None:
        return NONE
    written = danish.amount(Money(round(value * 100)))
    return written.rstrip("0").rstrip(",")
