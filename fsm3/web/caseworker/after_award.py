"""What the page of a case says once there is an award: the award, what is due, budget changes, accounts, proposals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from applications.rules.due_dates import DueKind
from applications.rules.workflow import ACCOUNTABLE, Status
from applications.selectors import awards, due_dates
from applications.selectors.pages import Case
from budgets.rules.accounts import AccountStatus
from budgets.selectors import changes
from budgets.selectors.account_lists import AccountHead, sent_in
from budgets.selectors.changes import Change
from fsm3.access.roles import Role
from fsm3.core.danish import day, moment
from fsm3.web.caseworker.places import WITH_AWARD
from fsm3.web.caseworker.told import Told
from fsm3.web.shared.account_texts import account_badge, account_label
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.award_texts import award_facts, change_badge, due_label, parts_table
from fsm3.web.shared.components import Alert, Cell, Column, Link, Summary, Table

NONE = "\N{EN DASH}"


@dataclass(frozen=True)
class AfterAward:
    """The section of a case with an award. `acts` are the ways to what a caseworker does, `ways` to what all read."""

    facts: Summary
    parts: Table
    due: Table
    changes: Table
    accounts: Table
    proposals: Table
    ways: tuple[Link, ...]
    acts: tuple[Link, ...]
    next_step: Alert | None


def after_award(request: SignedIn, case: Case, proposed: Iterable[Told]) -> AfterAward | None:
    """The section; nothing for a case that never had an award."""
    if case.status not in WITH_AWARD:
        return None
    award, accounts = awards.in_force(case.id), sent_in(case.id)
    return AfterAward(
        facts=award_facts(award),
        parts=parts_table(award),
        due=_due(case.id),
        changes=_changes(case.id, changes.changes_of(case.id)),
        accounts=_accounts(case.id, accounts),
        proposals=_proposals(proposed),
        ways=(
            Link(_("Payouts"), reverse("payout", args=(case.id,))),
            Link(_("Outcomes"), reverse("case_outcomes", args=(case.id,))),
            Link(_("Expected along the way"), reverse("case_expectations", args=(case.id,))),
        ),
        acts=tuple(_acts(case)) if request.actor.role == Role.CASEWORKER else (),
        next_step=_next_step(case.status, accounts),
    )


def _acts(case: Case) -> Iterator[Link]:
    yield Link(_("Move a due date"), reverse("due_dates", args=(case.id,)))
    if case.status in {Status.AWARDED, *ACCOUNTABLE}:
        yield Link(_("Amend the award"), reverse("amend", args=(case.id,)))
    if case.status in {Status.AWARDED, Status.ACCEPTED, Status.RENOUNCED}:
        yield Link(_("Let the award lapse"), reverse("lapse", args=(case.id,)))


def _next_step(status: Status, accounts: Sequence[AccountHead]) -> Alert | None:
    """What has to happen next; what waits for an approver stands on top as well."""
    heading = _("What happens next")
    if status is Status.AWARDED:
        return Alert("info", heading, _("The municipality accepts the award."))
    if status is Status.RENOUNCED:
        return Alert("info", heading, _("A caseworker proposes that the award lapses: it was given up."))
    if any(each.status is AccountStatus.SENT for each in accounts):
        return Alert("info", heading, _("A caseworker handles the account that was sent."))
    if status is Status.ACCEPTED:
        return Alert(
            "info", heading, _("The municipality sends its accounts; what is due when stands below.")
        )
    return None


def _due(case_id: int) -> Table:
    columns = (Column(_("What")), Column(_("Due")), Column(_("Moved because"), look="note"))
    found = due_dates.all_due(case_id)
    rows = tuple(
        (Cell(due_label(kind)), Cell(day(found[kind].day)), Cell(found[kind].reason or NONE))
        for kind in DueKind
        if kind in found
    )
    return Table(_("What is due"), columns, rows, _("Nothing is due."), stacked=True)


def _changes(case_id: int, asked: Sequence[Change]) -> Table:
    columns = (Column(_("Asked for")), Column(_("Status")), Column(_("Became version"), number=True))
    rows = tuple(
        (
            Cell(moment(each.asked_at), reverse("budget_change", args=(case_id, each.id))),
            Cell(badge=change_badge(each.state)),
            Cell(str(each.number) if each.number else NONE),
        )
        for each in reversed(asked)
    )
    return Table(_("Budget changes"), columns, rows, _("No change has been asked for."), stacked=True)


def _accounts(case_id: int, accounts: Sequence[AccountHead]) -> Table:
    columns = (
        Column(_("Account")),
        Column(_("Status")),
        Column(_("Sent")),
        Column(_("Spent, DKK"), number=True),
        Column(_("Accepted, DKK"), number=True),
    )
    rows = tuple(_account(case_id, each) for each in accounts)
    return Table(_("Accounts"), columns, rows, _("No account was sent yet."), stacked=True)


def _account(case_id: int, each: AccountHead) -> tuple[Cell, ...]:
    name = _("%(account)s, version %(version)s") % {
        "account": account_label(each.kind),
        "version": each.version,
    }
    return (
        Cell(name, reverse("account", args=(case_id, each.id))),
        Cell(badge=account_badge(each.status)),
        Cell(each.sent_at, details=(_("Received late"),) if each.late else ()),
        Cell(each.spent),
        Cell(each.accepted or NONE),
    )


def _proposals(proposed: Iterable[Told]) -> Table:
    """What was proposed since the award, newest first."""
    columns = (Column(_("Proposal")), Column(_("Status")), Column(_("Prepared")), Column(_("Decided")))
    rows = tuple(
        (
            Cell(each.title, each.url if each.may_decide else ""),
            Cell(badge=each.badge),
            Cell(each.prepared_by, details=(each.prepared_at,)),
            Cell(each.decided_by or NONE, details=(each.decided_at,) if each.decided_at else ()),
        )
        for each in reversed(tuple(proposed))
    )
    return Table(_("Proposed since the award"), columns, rows, _("Nothing was proposed."), stacked=True)
