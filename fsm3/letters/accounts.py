"""What the signed account says: the account as it was sent, who attested it, and when.

Domain page, "Accounts": an attested account becomes a PDF whose signatures name who attested and when, with its data
embedded. Each attests the same content, by the SHA-256 that stands on the page and that `content` has.
"""

from __future__ import annotations

from dataclasses import dataclass

from fsm3.letters.common import Head, Party, embedded, optional


@dataclass(frozen=True, kw_only=True)
class SpentLine:
    """A line of the account beside its budget, with the days its expenses fall on."""

    number: str
    category: str
    department: str
    days: str
    budget: str
    spent: str
    deviation: str
    explanation: tuple[str, ...] = optional()


@dataclass(frozen=True, kw_only=True)
class Attested:
    """An attestation: what kind, by whom, when, and what an auditor concluded. `moment` is when, as machines read it."""

    kind: str
    name: str
    title: str
    organisation: str
    at: str
    conclusion: str
    moment: str = embedded()
    emphasis: tuple[str, ...] = optional()
    text: tuple[str, ...] = optional()


@dataclass(frozen=True, kw_only=True)
class SignedAccount:
    """An account as it was sent. `content` is the text that was attested, which the file carries and does not print."""

    head: Head
    name: str
    version: str
    period: str
    budget_version: str
    award: str
    lines: tuple[SpentLine, ...]
    budget: str
    spent: str
    deviation: str
    sent: str
    sender: str
    late: bool
    digest: str
    attestations: tuple[Attested, ...]
    content: str = embedded()
    covered: tuple[Party, ...] = optional()
    corrects: tuple[str, ...] = optional()
