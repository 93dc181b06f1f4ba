"""What the page of a case says once the award lies at the door: what is expected and when, the award, budget, accounts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from applications.rules.due_dates import DueKind, is_overdue
from applications.rules.workflow import ACCOUNTABLE, Status
from applications.selectors import awards, due_dates
from applications.selectors.awards import AwardInForce
from applications.selectors.due_dates import Due
from applications.selectors.expectations import expected
from budgets import selectors as budgets
from budgets.rules.accounts import AccountKind, AccountStatus, kind_faults
from budgets.selectors import changes
from budgets.selectors.account_lists import AccountRow, listed_in
from budgets.selectors.account_views import DUE_OF
from budgets.tables import table
from fsm3.access.roles import Role
from fsm3.core.danish import day
from fsm3.core.periods import day_of, working_day_on_or_after
from fsm3.web.municipality.cases import WITH_AWARD
from fsm3.web.municipality.expectations import address
from fsm3.web.shared.account_tables import accounts_table, changes_table
from fsm3.web.shared.account_texts import account_label
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.award_texts import award_facts, due_label, parts_table
from fsm3.web.shared.budget_tables import drawn_approved
from fsm3.web.shared.components import Badge, Cell, Column, Link, Table, Task, TaskList
from fsm3.web.shared.expectation_texts import expected_badge, expected_title
from fsm3.web.shared.hearing_texts import about_label, hearing_badge
from payouts.selectors.payments import HearingPage, StatementView, hearing_pages, statements

NEXT = 3
"""How many rows of what is expected along the way the page of a case shows."""
_DONE = (AccountStatus.SENT, AccountStatus.ACCEPTED)


def after_award(
    request: SignedIn, case_id: int, status: Status, *, leads: bool, letters: Collection[int]
) -> dict[str, Any]:
    """The sections of a case with an award; nothing for any other. `letters` are those that lie at the door."""
    if status not in WITH_AWARD:
        return {}
    award = awards.in_force(case_id)
    accounts = listed_in(case_id, request.actor)
    due = due_dates.all_due(case_id)
    number = budgets.version_in_force(case_id)
    heard = hearing_pages(case_id, today=day_of(request.received_at))
    decided = [each for each in statements(case_id) if each.document_id in letters]
    tasks = (*_tasks(request, award, accounts, due), *_to_answer(case_id, heard))
    return {
        "expected": TaskList(_("What is expected of you"), tasks),
        "next_expected": _next_expected(request, award, leads=leads),
        "hearings": _hearings(case_id, heard),
        "statements": _statements(case_id, decided),
        "award_facts": award_facts(award),
        "parts": parts_table(award),
        "award_link": _award_link(request, award) if leads else None,
        "approved": drawn_approved(table(budgets.approved(case_id, number), award.terms.budget)),
        "approved_version": str(number),
        "changes": changes_table(case_id, changes.changes_of(case_id), page="own_budget_change_asked"),
        "may_change": leads and status in ACCOUNTABLE,
        "accounts": accounts_table(
            case_id, accounts, page="own_account", empty=_("No account has been begun.")
        ),
        "startable": tuple(_startable(award, accounts)) if leads and status in ACCOUNTABLE else (),
    }


def _next_expected(request: SignedIn, award: AwardInForce, *, leads: bool) -> TaskList | None:
    """The next of what is expected along the way: what is late, and what comes first."""
    found = [each for each in expected(award, on=day_of(request.received_at)) if not each.done]
    ticks = leads and award.status in ACCOUNTABLE
    tasks = tuple(
        Task(
            expected_title(each),
            expected_badge(each),
            address(award.application_id, each) if ticks else "",
            _("By %(day)s") % {"day": day(each.row.day)},
        )
        for each in found[:NEXT]
    )
    return TaskList(_("Next along the way"), tasks) if tasks else None


def _award_link(request: SignedIn, award: AwardInForce) -> Link | None:
    """Where a signatory accepts or gives up."""
    if request.actor.role != Role.SIGNATORY or award.status not in {Status.AWARDED, Status.ACCEPTED}:
        return None
    text = _("Accept the award") if award.status is Status.AWARDED else _("The award, and giving it up")
    return Link(text, reverse("own_award", args=(award.application_id,)))


def _tasks(
    request: SignedIn, award: AwardInForce, accounts: Sequence[AccountRow], due: Mapping[DueKind, Due]
) -> Iterator[Task]:
    """Everything that is due, in order: the acceptance, then the accounts."""
    today = day_of(request.received_at)
    if DueKind.ACCEPTANCE in due:
        done = award.accepted_at is not None
        url = (
            reverse("own_award", args=(award.application_id,)) if request.actor.role == Role.SIGNATORY else ""
        )
        yield _task(due[DueKind.ACCEPTANCE], today, done=done, url="" if done else url)
    for kind in AccountKind:
        if DUE_OF[kind] in due and not any(kind_faults(kind, award.terms.accounts, award.period)):
            newest = next((each for each in accounts if each.kind is kind), None)
            yield _task(
                due[DUE_OF[kind]],
                today,
                done=newest is not None and newest.status in _DONE,
                url=_place(newest),
            )


def _place(account: AccountRow | None) -> str:
    return reverse("own_account", args=(account.application_id, account.id)) if account else ""


def _task(due: Due, today: date, *, done: bool, url: str) -> Task:
    """Something due, with its last day; what falls on a closing day is in time on the next working day."""
    last = working_day_on_or_after(due.day)
    hint = _("Due on %(day)s") % {"day": day(due.day)}
    if last != due.day:
        hint = _("Due on %(day)s, in time until %(last)s") % {"day": day(due.day), "last": day(last)}
    return Task(due_label(due.kind), _how_far(due, today, done=done), url, hint)


def _how_far(due: Due, today: date, *, done: bool) -> Badge:
    if done:
        return Badge(_("Done"), "success")
    return Badge(_("Late"), "error") if is_overdue(due.day, today) else Badge(_("To be done"), "info")


def _to_answer(case_id: int, heard: Sequence[HearingPage]) -> Iterator[Task]:
    """The hearings that wait for an answer."""
    for each in heard:
        if each.open:
            hint = _("Answer until %(day)s") % {"day": each.due}
            place = reverse("own_hearing", args=(case_id, each.id))
            yield Task(_("Answer to the hearing"), Badge(_("To be done"), "info"), place, hint)


def _hearings(case_id: int, heard: Sequence[HearingPage]) -> Table:
    columns = (Column(_("About")), Column(_("Heard on")), Column(_("Answer until")), Column(_("Status")))
    rows = tuple(
        (
            Cell(about_label(each.about), reverse("own_hearing", args=(case_id, each.id))),
            Cell(each.opened),
            Cell(each.due),
            Cell(badge=hearing_badge(each)),
        )
        for each in heard
    )
    return Table(_("Hearings"), columns, rows, _("There has been no hearing."), stacked=True)


def _statements(case_id: int, decided: Sequence[StatementView]) -> Table:
    columns = (
        Column(_("Statement")),
        Column(_("Decided")),
        Column(_("Entitled to in all"), number=True),
        Column(_("Paid"), number=True),
        Column(_("To be paid back"), number=True),
    )
    rows = tuple(
        (
            Cell(
                _("Statement %(number)s") % {"number": each.number},
                reverse("own_statement", args=(case_id, each.id)),
            ),
            Cell(each.decided),
            Cell(each.entitled),
            Cell("–" if each.claim else each.to_pay),
            Cell(each.to_pay if each.claim else "–"),
        )
        for each in decided
    )
    return Table(_("Payouts"), columns, rows, _("Nothing has been paid yet."), stacked=True)


def _startable(award: AwardInForce, accounts: Sequence[AccountRow]) -> Iterator[tuple[str, str]]:
    """The accounts that can be begun: the name of the kind and where to."""
    begun = {each.kind for each in accounts}
    for kind in AccountKind:
        if kind not in begun and not any(kind_faults(kind, award.terms.accounts, award.period)):
            yield account_label(kind), reverse("own_account_start", args=(award.application_id, kind))
