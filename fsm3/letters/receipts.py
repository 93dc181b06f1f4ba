"""What a receipt says: when an application was received, and a copy of it exactly as it was sent."""

from __future__ import annotations

from dataclasses import dataclass

from fsm3.letters.common import Choice, Head, Signer, optional, same_width


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
    say which call and which published answers stood at that moment. `replies` are those to a clarification, which the
    version then answers: its time is not that of the application.
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
    replies: tuple[Answer, ...] = optional()
