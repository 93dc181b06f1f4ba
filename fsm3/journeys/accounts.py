"""Accounts: a municipality writes what was spent, its management attests, its auditor reports, a signatory sends.

Source: domain page, "Accounts": each attests the same content, any edit voids what was given, a late account is taken and
marked. A correction is a new version; what was sent before stays. A caseworker accepts, or sends back with a reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from applications.rules.due_dates import is_overdue
from applications.selectors import awards, due_dates
from applications.services.applications import LockedCase
from budgets import selectors as budgets
from budgets.rules import accounts as rules
from budgets.rules import attestation
from budgets.rules.account_workflow import AccountEvent, next_status
from budgets.rules.accounts import AccountKind, AccountLine, AccountStatus
from budgets.rules.attestation import AttestedBy, Conclusion, Given
from budgets.selectors import accounts as selectors
from budgets.selectors.account_views import DUE_OF
from budgets.selectors.accounts import Working
from budgets.services import accounts as services
from budgets.services.accounts import LockedAccount, Sent
from fsm3.access.roles import Role
from fsm3.core.actors import Actor
from fsm3.core.money import ZERO, Money
from fsm3.core.periods import day_of
from fsm3.core.problems import NotReady, Problem, require
from fsm3.journeys import hearings, papers
from fsm3.journeys.accountwork import (
    case_faults,
    record,
    take,
    take_draft,
    take_engaged,
    take_for_agency,
    tell_municipality,
)
from fsm3.journeys.award_life import reason_faults
from fsm3.journeys.casework import WRITERS, take_own
from payouts.rules.hearing import About

_CORRECTED = frozenset({AccountStatus.SENT, AccountStatus.RETURNED, AccountStatus.ACCEPTED})


@transaction.atomic
def start(application_id: int, kind: AccountKind, *, by: Actor, at: datetime) -> int:
    """Open the first version of an account; returns it. Its lines are those of the budget in force.

    Raises NotReady with `award_not_accepted`, `partial_not_asked_for` or `account_exists`.
    """
    case = take_own(application_id, by=by, roles=WRITERS)
    require(_start_faults(case, kind))
    next_status(None, AccountEvent.STARTED, by.role)
    account = services.add(case.id, kind, version=1, by=by.person, at=at)
    record("account.started", account, case.id, by=by, at=at, kind=kind, version="1")
    return account


def _start_faults(case: LockedCase, kind: AccountKind) -> Iterator[Problem]:
    refused = list(case_faults(case))
    if refused:
        yield from refused
        return
    award = awards.in_force(case.id)
    yield from rules.kind_faults(kind, award.terms.accounts, award.period)
    if selectors.versions(case.id, kind):
        yield Problem("account_exists", "kind")


@transaction.atomic
def write(account_id: int, lines: Sequence[AccountLine], *, edition: int, by: Actor, at: datetime) -> None:
    """Write all lines of a draft, which voids every attestation. What is said of the budget is the budget's alone.

    Raises NotReady with `edited_meanwhile` when somebody wrote since `edition`, and with every fault; a draft may be
    unfinished.
    """
    case, account = take_draft(account_id, by=by, roles=WRITERS)
    if account.edition != edition:
        raise NotReady([Problem("edited_meanwhile", detail={"edition": str(account.edition)})])
    award = awards.in_force(case.id)
    budget = budgets.approved(case.id, budgets.version_in_force(case.id))
    require(rules.line_faults(budget, lines))
    cut_off = selectors.cut_off_of(account.kind, award)
    mirrored = rules.mirror(budget, lines, rules.counted(account.kind, award.period, cut_off))
    require(
        rules.unsavable(
            mirrored, kind=account.kind, period=award.period, cut_off=cut_off, terms=award.terms.budget
        )
    )
    services.write_lines(account.id, mirrored)
    voided = services.void_attestations(account.id, at=at)
    record("account.written", account.id, case.id, by=by, at=at, lines=str(len(lines)), voided=str(voided))


@transaction.atomic
def attest(account_id: int, *, content_sha256: str, by: Actor, at: datetime) -> None:
    """Attest a draft for the management, as a signatory. Raises NotReady with everything that is unfinished."""
    case, account = take_draft(account_id, by=by, roles=(Role.SIGNATORY,))
    working = selectors.working(account.id)
    given = Given(AttestedBy.MANAGEMENT, by.person, content_sha256)
    require(_attestation_faults(working, given))
    services.void_attestations(account.id, but_of=working.sha256, at=at)
    services.attest(
        account.id,
        AttestedBy.MANAGEMENT,
        content_sha256=content_sha256,
        by=by.person,
        organisation_id=by.organisation,
        at=at,
    )
    record("account.attested", account.id, case.id, by=by, at=at, sha256=content_sha256)


@transaction.atomic
def report(
    account_id: int,
    *,
    content_sha256: str,
    conclusion: Conclusion,
    emphasis: str = "",
    text: str = "",
    by: Actor,
    at: datetime,
) -> None:
    """Report on a final account as an auditor whose firm the municipality engaged, after its management.

    Raises NotAllowed for an auditor of another firm.
    """
    case, account = take_engaged(account_id, by=by)
    working = selectors.working(account.id)
    given = Given(AttestedBy.AUDITOR, by.person, content_sha256, conclusion)
    require(
        [
            *attestation.report_faults(account.kind, conclusion, emphasis=emphasis, text=text),
            *_attestation_faults(working, given),
        ]
    )
    services.void_attestations(account.id, but_of=working.sha256, at=at)
    services.attest(
        account.id,
        AttestedBy.AUDITOR,
        content_sha256=content_sha256,
        by=by.person,
        organisation_id=by.organisation,
        conclusion=conclusion,
        emphasis=emphasis,
        text=text,
        at=at,
    )
    record(
        "account.reported", account.id, case.id, by=by, at=at, sha256=content_sha256, conclusion=conclusion
    )


@transaction.atomic
def send(account_id: int, *, by: Actor, at: datetime) -> None:
    """Send a draft as it stands; sending what was sent already changes nothing. A late one is taken, and marked.

    Raises NotReady with everything that is unfinished, and with the attestations that are missing.
    """
    case, account = take(account_id, by=by, roles=(Role.SIGNATORY,))
    if account.status is AccountStatus.SENT:
        return
    status = next_status(account.status, AccountEvent.SENT, by.role)
    working = selectors.working(account.id)
    require([*case_faults(case), *working.missing(sender=by.person)])
    _replace_earlier(account, by=by)
    services.write_lines(account.id, working.content.lines)
    services.send(account.id, _as_sent(account, working, at), status, by=by.person, at=at)
    papers.write_account(account.id, at=at)
    record(
        "account.sent",
        account.id,
        case.id,
        by=by,
        at=at,
        sha256=working.sha256,
        spent=str(working.content.spent),
    )


@transaction.atomic
def correct(account_id: int, *, by: Actor, at: datetime) -> int:
    """Open a new version with the lines of one that was sent, which stays as it is; returns the draft.

    Raises NotReady with `not_now`, or `corrected_already` when a newer version is there.
    """
    case, account = take(account_id, by=by, roles=WRITERS)
    require(_correction_faults(case, account))
    draft = services.add(
        case.id, account.kind, version=account.version + 1, corrects=account.id, by=by.person, at=at
    )
    services.write_lines(draft, selectors.content(account.id).lines)
    record("account.correction_begun", draft, case.id, by=by, at=at, corrects=str(account.version))
    return draft


@transaction.atomic
def send_back(account_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Send an account back to its municipality, which corrects it, with the reason."""
    case, account = take_for_agency(account_id, by=by)
    status = next_status(account.status, AccountEvent.SENT_BACK, by.role)
    require(reason_faults(reason))
    services.send_back(account.id, status, reason=reason, by=by.person, at=at)
    tell_municipality(case, at=at)
    record("account.sent_back", account.id, case.id, by=by, at=at)


@transaction.atomic
def accept(
    account_id: int, accepted: Mapping[int, tuple[Money, str]] | None = None, *, by: Actor, at: datetime
) -> None:
    """Accept what was spent: as it was, or of the lines named the amount given with its reason.

    Raises NotReady for more than was spent, a cut without a reason or before its hearing (`hearing_needed`,
    `hearing_open`), and a line overspent past the limit left undecided.
    """
    case, account = take_for_agency(account_id, by=by)
    status = next_status(account.status, AccountEvent.ACCEPTED, by.role)
    lines, decided = selectors.content(account.id).lines, accepted or {}
    terms = awards.in_force(case.id).terms.budget
    require([*case_faults(case), *rules.acceptance_faults(lines, decided, terms)])
    amounts = rules.accept(lines, decided)
    total = Money.sum(amount for amount, _ in amounts.values())
    if total < Money.sum(line.spent or ZERO for line in lines):
        require(hearings.unheard(case.id, About.ACCOUNT_CUT, total, topic=hearings.topic(account.id), at=at))
    for earlier, stood in selectors.versions(case.id, account.kind).items():
        if stood is AccountStatus.ACCEPTED:
            services.set_status(earlier, next_status(stood, AccountEvent.CORRECTION_ACCEPTED, by.role))
    services.accept(account.id, status, amounts, by=by.person, at=at)
    tell_municipality(case, at=at)
    record("account.accepted", account.id, case.id, by=by, at=at, accepted=str(total))


def _correction_faults(case: LockedCase, account: LockedAccount) -> Iterator[Problem]:
    yield from case_faults(case)
    if list(selectors.versions(case.id, account.kind))[-1] != account.id:
        yield Problem("corrected_already")
    elif account.status not in _CORRECTED:
        yield Problem("not_now", detail={"event": AccountEvent.STARTED, "status": account.status})


def _attestation_faults(working: Working, given: Given) -> list[Problem]:
    other = attestation.attestation_faults(working.given, given, content_sha256=working.sha256)
    return [*working.faults(), *other]


def _replace_earlier(account: LockedAccount, *, by: Actor) -> None:
    """What waits or was sent back makes room for the version that corrects it; what was accepted counts on."""
    for earlier, status in selectors.versions(account.application_id, account.kind).items():
        if status in {AccountStatus.SENT, AccountStatus.RETURNED}:
            services.set_status(earlier, next_status(status, AccountEvent.CORRECTION_SENT, by.role))


def _as_sent(account: LockedAccount, working: Working, at: datetime) -> Sent:
    """A correction is late when the version it corrects was: what came in time is not made late by a question."""
    due = due_dates.due(account.application_id, DUE_OF[account.kind])
    if account.corrects_id:
        late = services.lock(account.corrects_id).late
    else:
        late = due is not None and is_overdue(due, day_of(at))
    return Sent(
        content=working.text,
        sha256=working.sha256,
        budget_number=working.content.budget_number,
        due=due,
        late=late,
    )
