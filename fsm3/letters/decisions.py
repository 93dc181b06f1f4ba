"""What the letters of decision say: award, refusal, inadmissibility.

Domain page, "Application": the decision first, then the reasons, then what happens next; a refusal gives the main
considerations criterion by criterion, without which it is unlawful.
"""

from __future__ import annotations

from dataclasses import dataclass

from fsm3.letters.common import Choice, Head, Party, Signer, optional, same_width, written


@dataclass(frozen=True, kw_only=True)
class Reduction:
    """By how much the award is lower than what was asked for, and why."""

    by: str
    reason: str = written()


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
    reason: str = written()


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
    reasons: tuple[str, ...] = written()
    instalments: tuple[Instalment, ...]
    accounts: tuple[AccountDue, ...]
    acceptance: Acceptance
    registration: str
    reporting: str
    notify: str
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


@dataclass(frozen=True, kw_only=True)
class Assessed:
    """A criterion with the agreed score, the highest possible one, and the main considerations behind it."""

    criterion: str
    score: str
    highest: str
    considerations: str = written()


@dataclass(frozen=True, kw_only=True)
class RefusalLetter:
    """The refusal (*afslag*). Domain page: without the main considerations criterion by criterion it is unlawful."""

    head: Head
    requested: str
    envelope: str
    reasons: tuple[str, ...] = written()
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
    reasons: tuple[str, ...] = written()
    legal_basis: str
    appeal: str
    caseworker: Signer
    approver: Signer
    covered: tuple[Party, ...] = optional()
