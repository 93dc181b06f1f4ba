"""Accounts as pages show them, to the municipality, its auditor and the agency alike; everything is formatted here, once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import TypedDict

from django.db.models import QuerySet

from applications.rules.due_dates import DueKind
from applications.selectors import awards, due_dates
from applications.selectors.awards import AwardInForce
from budgets.models import Account, Attestation
from budgets.models import AccountLine as AccountLineRow
from budgets.rules import accounts as rules
from budgets.rules.account_content import AccountContent
from budgets.rules.accounts import AccountKind, AccountLine, AccountStatus
from budgets.rules.attestation import AttestedBy, Conclusion, holds_payout
from budgets.selectors.accounts import visible_to, working_of
from fsm3.access import selectors as access
from fsm3.core.actors import Actor
from fsm3.core.danish import amount, day, kroner, moment, percent
from fsm3.core.money import ZERO, Money
from fsm3.core.periods import working_day_on_or_after
from fsm3.core.problems import Problem

DUE_OF = {AccountKind.PARTIAL: DueKind.PARTIAL_ACCOUNT, AccountKind.FINAL: DueKind.FINAL_ACCOUNT}


@dataclass(frozen=True)
class LineView:
    """A line of an account. Amounts are empty where nothing is written or nothing is accepted yet.

    `deviates` says that the deviation asks for an explanation, `overspent` that there is no default to accept, `cut` that
    less was accepted than spent. `value` holds the line itself, for a form that is filled with it.
    """

    number: int
    category: str
    department: str
    note: str
    budget: str
    spent: str
    deviation: str
    share: str
    days: str
    explanation: str
    deviates: bool
    overspent: bool
    accepted: str
    reason: str
    cut: bool
    value: AccountLine


class _AcceptedTexts(TypedDict):
    accepted: str
    reason: str
    cut: bool


@dataclass(frozen=True)
class AttestationView:
    """An attestation, with who gave it. `stands` is false once it was voided, or when the account says something else now."""

    role: AttestedBy
    user_id: int
    user: str
    organisation_id: int
    organisation: str
    at: str
    given_at: datetime
    content_sha256: str
    conclusion: Conclusion | None
    emphasis: str
    text: str
    stands: bool
    voided_at: str


@dataclass(frozen=True)
class VersionView:
    """A version of the same account."""

    id: int
    version: int
    status: AccountStatus
    sent_at: str
    accepted_at: str


@dataclass(frozen=True)
class Sums:
    """The sums of all lines."""

    budget: str
    spent: str
    deviation: str
    share: str
    accepted: str


@dataclass(frozen=True)
class AccountView:
    """A version of an account, whole. `sha256` is what an attestation has to name; `missing` is why it cannot be sent yet.

    `due` is the day in words, `in_time_until` the last day that is in time; both are empty where nothing is due.
    """

    id: int
    application_id: int
    case_number: str
    pool: str
    municipality: str
    invented: bool
    kind: AccountKind
    version: int
    status: AccountStatus
    edition: int
    award: str
    budget_number: int
    period: str
    cut_off: str
    due: str
    due_on: date | None
    in_time_until: str
    late: bool
    started_at: str
    sent_at: str
    sent_by: str
    return_reason: str
    returned_at: str
    returned_by: str
    accepted_at: str
    accepted_by: str
    sha256: str
    lines: tuple[LineView, ...]
    sums: Sums
    needed: tuple[AttestedBy, ...]
    attestations: tuple[AttestationView, ...]
    missing: tuple[Problem, ...]
    held: bool
    versions: tuple[VersionView, ...]
    document_id: int | None


def account(account_id: int) -> AccountView:
    """One version of an account, whole. Raises Account.DoesNotExist."""
    return _view(_whole(Account.objects.all()).get(id=account_id))


def accounts_of(application_id: int) -> tuple[AccountView, ...]:
    """All versions of the accounts of a case: partial first, newest version first."""
    return tuple(_view(row) for row in _whole(Account.objects.filter(application_id=application_id)))


def account_for(account_id: int, actor: Actor) -> AccountView | None:
    """An account as an actor may see it; None where they may not, or where there is none."""
    row = _whole(visible_to(actor)).filter(id=account_id).first()
    return _view(row) if row else None


def accounts_for(application_id: int, actor: Actor) -> tuple[AccountView, ...]:
    """The accounts of a case that an actor may see: partial first, newest version first."""
    rows = _whole(visible_to(actor).filter(application_id=application_id))
    return tuple(_view(row) for row in rows)


def _whole(rows: QuerySet[Account]) -> QuerySet[Account]:
    ordered = rows.select_related("application__lead").order_by("application", "-kind", "-version")
    return ordered.prefetch_related("lines", "attestations__organisation")


def _view(row: Account) -> AccountView:
    award = awards.in_force(row.application_id)
    working = working_of(row, award)
    content, draft = working.content, row.status == AccountStatus.DRAFT
    people = access.names({*_people(row)})
    due = _due(row) if draft else row.due
    return AccountView(
        id=row.id,
        application_id=row.application_id,
        case_number=award.case_number,
        pool=award.terms.name,
        municipality=award.lead.name,
        invented=award.invented,
        kind=content.kind,
        version=row.version,
        status=AccountStatus(row.status),
        edition=row.edition,
        award=kroner(content.award),
        budget_number=content.budget_number,
        period=f"{day(content.period.first)} - {day(content.period.last)}",
        cut_off=day(content.cut_off) if content.cut_off else "",
        due=day(due) if due else "",
        due_on=due,
        in_time_until=day(working_day_on_or_after(due)) if due else "",
        late=row.late,
        started_at=moment(row.started_at),
        sent_at=_moment(row.sent_at),
        sent_by=people.get(row.sent_by_id or 0, ""),
        return_reason=row.return_reason,
        returned_at=_moment(row.returned_at),
        returned_by=people.get(row.returned_by_id or 0, ""),
        accepted_at=_moment(row.accepted_at),
        accepted_by=people.get(row.accepted_by_id or 0, ""),
        sha256=working.sha256,
        lines=_lines(content, row, award),
        sums=_sums(content, row),
        needed=working.needed,
        attestations=tuple(_attestation(each, people, working.sha256) for each in _in_order(row)),
        missing=tuple(working.missing()) if draft else (),
        held=any(holds_payout(each.conclusion) for each in working.given),
        versions=_versions(row),
        document_id=row.document_id,
    )


def _in_order(row: Account) -> list[Attestation]:
    return sorted(row.attestations.all(), key=lambda each: each.id)


def _people(row: Account) -> Iterator[int]:
    acted = (row.sent_by_id, row.returned_by_id, row.accepted_by_id)
    yield from (person for person in acted if person)
    yield from (each.user_id for each in row.attestations.all())


def _due(row: Account) -> date | None:
    return due_dates.due(row.application_id, DUE_OF[AccountKind(row.kind)])


def _moment(at: datetime | None) -> str:
    return moment(at) if at else ""


def _lines(content: AccountContent, row: Account, award: AwardInForce) -> tuple[LineView, ...]:
    row_of = {line.number: line for line in row.lines.all()}
    overspent = rules.overspending(content.lines, award.terms.budget)
    return tuple(
        LineView(
            number=line.number,
            category=award.terms.category(line.category).name,
            department=line.department,
            note=line.note,
            budget=amount(line.budget),
            spent="" if line.spent is None else amount(line.spent),
            deviation="" if line.spent is None else amount(line.deviation),
            share="" if line.spent is None else _share(line.deviation, line.budget),
            days=f"{day(line.first_day)} - {day(line.last_day)}",
            explanation=line.explanation,
            deviates=rules.needs_explanation(line, content.kind, award.terms.budget),
            overspent=line.number in overspent,
            value=line,
            **_accepted(line, row_of.get(line.number)),
        )
        for line in content.lines
    )


def _accepted(line: AccountLine, row: AccountLineRow | None) -> _AcceptedTexts:
    if row is None or row.accepted is None:
        return {"accepted": "", "reason": "", "cut": False}
    cut = row.accepted < (line.spent or ZERO)
    return {"accepted": amount(row.accepted), "reason": row.reason, "cut": cut}


def _share(deviation: Money, budget: Money) -> str:
    """`12,5 %` or `-3,0 %` of the budget; nothing where the budget is nothing."""
    if not budget:
        return ""
    share = Fraction(abs(deviation.oere), budget.oere)
    return f"{'-' if deviation < ZERO else ''}{percent(share, 1)}"


def _sums(content: AccountContent, row: Account) -> Sums:
    accepted = [line.accepted for line in row.lines.all() if line.accepted is not None]
    return Sums(
        budget=amount(content.budget),
        spent=amount(content.spent),
        deviation=amount(content.spent - content.budget),
        share=_share(content.spent - content.budget, content.budget),
        accepted=amount(Money.sum(accepted)) if accepted else "",
    )


def _attestation(row: Attestation, people: Mapping[int, str], content_sha256: str) -> AttestationView:
    return AttestationView(
        role=AttestedBy(row.role),
        user_id=row.user_id,
        user=people[row.user_id],
        organisation_id=row.organisation_id,
        organisation=row.organisation.name,
        at=moment(row.at),
        given_at=row.at,
        content_sha256=row.content_sha256,
        conclusion=Conclusion(row.conclusion) if row.conclusion else None,
        emphasis=row.emphasis,
        text=row.text,
        stands=row.voided_at is None and row.content_sha256 == content_sha256,
        voided_at=_moment(row.voided_at),
    )


def _versions(row: Account) -> tuple[VersionView, ...]:
    rows = Account.objects.filter(application_id=row.application_id, kind=row.kind).order_by("version")
    return tuple(
        VersionView(
            each.id,
            each.version,
            AccountStatus(each.status),
            _moment(each.sent_at),
            _moment(each.accepted_at),
        )
        for each in rows
    )
