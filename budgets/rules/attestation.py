"""Who vouches for an account, and for what: management always, the auditor for a final account of a large award.

Call, "Krav til regnskab"; domain page, "Accounts": each attests the same content, by its SHA-256, the auditor after
management; any edit voids what was given; auditor and signatory are never the same person.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from applications.rules import free_text
from applications.rules.pool_terms import AccountTerms
from budgets.rules.accounts import AccountKind
from fsm3.core.money import Money
from fsm3.core.problems import Problem

LONGEST_TEXT = 8000


class AttestedBy(StrEnum):
    """Who attests."""

    MANAGEMENT = "management"
    AUDITOR = "auditor"


class Conclusion(StrEnum):
    """What an auditor concludes: without reservation, with one, adverse, or nothing at all."""

    CLEAN = "clean"
    QUALIFIED = "qualified"
    ADVERSE = "adverse"
    NONE = "none"


@dataclass(frozen=True)
class Given:
    """An attestation that stands: by whom, for which content, and what an auditor concluded."""

    role: AttestedBy
    user_id: int
    content_sha256: str
    conclusion: Conclusion | None = None


def required(*, award: Money, kind: AccountKind, terms: AccountTerms) -> tuple[AttestedBy, ...]:
    """Who has to attest an account, in order. The award is the one in force when the account is sent.

    Call, "Krav til regnskab": a final account takes an auditor from 500,000 kroner.
    """
    if kind is AccountKind.FINAL and award >= terms.auditor_from:
        return (AttestedBy.MANAGEMENT, AttestedBy.AUDITOR)
    return (AttestedBy.MANAGEMENT,)


def faults(
    needed: Sequence[AttestedBy], given: Sequence[Given], *, content_sha256: str, sender: int | None = None
) -> Iterator[Problem]:
    """Tell why an account may not be sent, by somebody where one is named, with the attestations it has."""
    for role in AttestedBy:
        yield from _role_faults(role, given, content_sha256, needed=role in needed)
    yield from _order_faults(given)
    if not _people(given, AttestedBy.AUDITOR).isdisjoint({*_people(given, AttestedBy.MANAGEMENT), sender}):
        yield Problem("same_person", AttestedBy.AUDITOR)


def _role_faults(
    role: AttestedBy, given: Sequence[Given], content_sha256: str, *, needed: bool
) -> Iterator[Problem]:
    contents = {each.content_sha256 for each in given if each.role is role}
    if needed and not contents:
        missing = "attestation_missing" if role is AttestedBy.MANAGEMENT else "auditor_report_missing"
        yield Problem(missing, role)
    elif contents - {content_sha256}:
        yield Problem("attested_other_content", role)


def _order_faults(given: Sequence[Given]) -> Iterator[Problem]:
    """`given` is in the order in which it was given."""
    roles = [each.role for each in given]
    if AttestedBy.AUDITOR in roles and AttestedBy.MANAGEMENT not in roles[: roles.index(AttestedBy.AUDITOR)]:
        yield Problem("report_before_management", AttestedBy.AUDITOR)


def _people(given: Sequence[Given], role: AttestedBy) -> set[int]:
    return {each.user_id for each in given if each.role is role}


def attestation_faults(given: Sequence[Given], new: Given, *, content_sha256: str) -> Iterator[Problem]:
    """Tell why an attestation cannot be given: another content, out of order, twice, or by the same person.

    What was given for another content counts for nothing: an amended award or a changed budget moves it as an edit does.
    """
    given = [each for each in given if each.content_sha256 == content_sha256]
    if new.content_sha256 != content_sha256:
        yield Problem("attested_other_content", new.role)
    if any(each.role is new.role for each in given):
        yield Problem("attested_already", new.role)
    yield from _order_faults([*given, new])
    if any(each.user_id == new.user_id and each.role is not new.role for each in given):
        yield Problem("same_person", new.role)


def report_faults(
    kind: AccountKind, conclusion: Conclusion, *, emphasis: str, text: str
) -> Iterator[Problem]:
    """Tell what is wrong with an auditor's report: whatever is not a clean conclusion has to be explained."""
    if kind is not AccountKind.FINAL:
        yield Problem("no_report_on_partial", "conclusion")
    if conclusion is not Conclusion.CLEAN and not text.strip():
        yield Problem("conclusion_without_text", "text")
    for where, written in (("emphasis", emphasis), ("text", text)):
        yield from free_text.faults(written, where=where, longest=LONGEST_TEXT)


def holds_payout(conclusion: Conclusion | None) -> bool:
    """Whether a payout waits for an approver because of what the auditor concluded. `bad-inputs.md` 50."""
    return conclusion in {Conclusion.ADVERSE, Conclusion.NONE}
