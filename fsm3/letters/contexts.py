"""What each kind of document says: frozen values in which everything is written as it will be printed.

A context is all a letter knows. It is built by a journey, stored as canonical JSON inside the document and never
changed afterwards, so that a letter printed again years later says the same. Domain page, "Letters": each names
addressee, CVR, case, date, pool and finance-act section, and none leaves with an empty field; `completeness.py`
refuses one that has. A field that may be empty says so with `optional()`; every other must be filled.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

MAY_BE_EMPTY = "may_be_empty"


def optional() -> Any:
    """A field that may be empty: nothing of it is printed then."""
    return field(default=(), metadata={MAY_BE_EMPTY: True})


@dataclass(frozen=True, kw_only=True)
class Party:
    """A municipality by its name and CVR number."""

    name: str
    cvr: str


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Where the agency is asked about the case."""

    unit: str
    mail: str


@dataclass(frozen=True, kw_only=True)
class Signer:
    """A person who answers for the document, with the title printed under the name."""

    name: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Correction:
    """An earlier document that this one replaces: its name, its date, and what is different now."""

    document: str
    dated: str
    change: str


@dataclass(frozen=True, kw_only=True)
class Head:
    """What stands at the top of every document. `invented` marks every page as made up for a demonstration."""

    recipient: Party
    case_number: str
    dated: str
    pool: str
    finance_act_section: str
    contact: Contact
    invented: bool
    corrections: tuple[Correction, ...] = optional()


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What the municipality chose in its application, such as the extended model, and its answer."""

    name: str
    answer: str


# --- Award -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Reduction:
    """By how much the award is lower than what was asked for, and why."""

    by: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Instalment:
    """One part of the award: the instalment it belongs to, what releases it, its share and its amount in kroner."""

    name: str
    condition: str
    share: str
    amount: str


@dataclass(frozen=True, kw_only=True)
class Threshold:
    """A share of the group that, when reached, releases a part of the award."""

    reached_at: str
    share: str
    amount: str


@dataclass(frozen=True, kw_only=True)
class ResultTerms:
    """How the municipality's result is measured. `months` says which months count, `excluded` which marks leave out."""

    group: str
    months: str
    results: tuple[str, ...]
    excluded: tuple[str, ...] = optional()
    thresholds: tuple[Threshold, ...]


@dataclass(frozen=True, kw_only=True)
class AccountDue:
    """An account the municipality owes: what it covers, when it is due, and who attests it."""

    name: str
    covers: str
    due: str
    attestation: str


@dataclass(frozen=True, kw_only=True)
class Acceptance:
    """Within how many weeks ("4 uger") and by which day the award is to be accepted."""

    weeks: str
    by: str


@dataclass(frozen=True, kw_only=True)
class ChangeRule:
    """From which share of a line, and from which amount, a budget change needs approval first."""

    share: str
    amount: str


@dataclass(frozen=True, kw_only=True)
class AwardLine:
    """A line of the approved budget: approved per year in `cells`, beside what was asked for, and why."""

    number: str
    category: str
    department: str
    note: str
    cells: tuple[str, ...]
    requested: str
    approved: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class AwardBudget:
    """The approved budget: lines with one cell a year, and the sums of each column."""

    years: tuple[str, ...]
    lines: tuple[AwardLine, ...]
    year_sums: tuple[str, ...]
    requested: str
    approved: str

    def __post_init__(self) -> None:
        """Refuse a table whose rows differ in width."""
        same_width(self.years, self.year_sums, *(line.cells for line in self.lines))


@dataclass(frozen=True, kw_only=True)
class AwardLetter:
    """The award (*tilsagnsbrev*). `results` holds one entry, or none in a pool that pays for no result."""

    head: Head
    amount: str
    requested: str
    cohort: str
    first_day: str
    last_day: str
    reasons: tuple[str, ...]
    instalments: tuple[Instalment, ...]
    accounts: tuple[AccountDue, ...]
    acceptance: Acceptance
    registration: str
    reporting: str
    changes: ChangeRule
    lapse: str
    obligations: tuple[str, ...]
    legal_basis: str
    appeal: str
    caseworker: Signer
    approver: Signer
    budget: AwardBudget
    choices: tuple[Choice, ...] = optional()
    covered: tuple[Party, ...] = optional()
    reductions: tuple[Reduction, ...] = optional()
    results: tuple[ResultTerms, ...] = optional()


# --- Refusal and inadmissibility ---------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Assessed:
    """A criterion with the agreed score, the highest possible one, and the main considerations behind it."""

    criterion: str
    score: str
    highest: str
    considerations: str


@dataclass(frozen=True, kw_only=True)
class RefusalLetter:
    """The refusal (*afslag*). Domain page: without the main considerations criterion by criterion it is unlawful."""

    head: Head
    requested: str
    envelope: str
    reasons: tuple[str, ...]
    criteria: tuple[Assessed, ...]
    total: str
    highest_total: str
    place: str
    ranked: str
    legal_basis: str
    appeal: str
    caseworker: Signer
    approver: Signer
    covered: tuple[Party, ...] = optional()


@dataclass(frozen=True, kw_only=True)
class InadmissibilityLetter:
    """The inadmissibility decision (*afvisning*): the application was not assessed, and why. `rule` is the call's section."""

    head: Head
    received: str
    deadline: str
    rule: str
    reasons: tuple[str, ...]
    legal_basis: str
    appeal: str
    caseworker: Signer
    approver: Signer
    covered: tuple[Party, ...] = optional()


# --- Receipt -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A question of the application and the answer as it was sent."""

    question: str
    answer: str


@dataclass(frozen=True, kw_only=True)
class Consent:
    """A covered municipality of a joint application, and when and by whom it consented."""

    name: str
    cvr: str
    given: str


@dataclass(frozen=True, kw_only=True)
class EarlierVersion:
    """A version of the application sent before this one. `stands` when it is the one that is judged."""

    number: str
    received: str
    stands: bool


@dataclass(frozen=True, kw_only=True)
class SentFile:
    """A file sent with the application, by its name and SHA-256."""

    name: str
    digest: str


@dataclass(frozen=True, kw_only=True)
class AppliedCell:
    """A year of a budget line as asked for; what a category does not use is printed as a dash."""

    year: str
    posts: str
    hourly_rate: str
    hours: str
    amount: str


@dataclass(frozen=True, kw_only=True)
class AppliedLine:
    """A line of the budget as asked for."""

    number: str
    category: str
    department: str
    note: str
    cells: tuple[AppliedCell, ...]
    total: str


@dataclass(frozen=True, kw_only=True)
class AppliedBudget:
    """The budget as asked for, with the sum of each year and of all."""

    years: tuple[str, ...]
    lines: tuple[AppliedLine, ...]
    year_sums: tuple[str, ...]
    total: str

    def __post_init__(self) -> None:
        """Refuse a table whose rows differ in width."""
        same_width(self.years, self.year_sums)

    @property
    def sums(self) -> tuple[tuple[str, str], ...]:
        """Year and sum, side by side."""
        return tuple(zip(self.years, self.year_sums, strict=True))


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """The receipt (*kvittering*) with a copy of the application exactly as it was sent.

    `received` is written to the second, `digest` is the SHA-256 of what was sent, `call_version` and `answers_version`
    say which call and which published answers stood at that moment.
    """

    head: Head
    number: str
    received: str
    deadline: str
    in_time: bool
    sender: Signer
    digest: str
    applied: str
    cap: str
    contact_person: str
    contact_mail: str
    call_version: str
    answers_version: str
    answers: tuple[Answer, ...]
    obligations: tuple[str, ...]
    budget: AppliedBudget
    choices: tuple[Choice, ...] = optional()
    covered: tuple[Consent, ...] = optional()
    attachments: tuple[SentFile, ...] = optional()
    earlier: tuple[EarlierVersion, ...] = optional()


Letter = AwardLetter | RefusalLetter | InadmissibilityLetter | Receipt


class Kind(StrEnum):
    """The kinds of document, as they are stored."""

    AWARD = "award_letter"
    REFUSAL = "refusal_letter"
    INADMISSIBILITY = "inadmissibility_letter"
    RECEIPT = "receipt"


CONTEXTS: Mapping[Kind, type[Letter]] = {
    Kind.AWARD: AwardLetter,
    Kind.REFUSAL: RefusalLetter,
    Kind.INADMISSIBILITY: InadmissibilityLetter,
    Kind.RECEIPT: Receipt,
}


def same_width(years: tuple[str, ...], *rows: tuple[str, ...]) -> None:
    """Pass when every row has one cell a year. Raises ValueError otherwise: such a table would lie."""
    if any(len(row) != len(years) for row in rows):
        raise ValueError("Every row of a budget has one cell for each of its years.")
