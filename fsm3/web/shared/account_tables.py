"""What stands of accounts and budget changes on the page of a case, at the agency's door and the municipality's."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from budgets.selectors.account_lists import AccountHead, AccountRow
from budgets.selectors.changes import Change
from fsm3.core.danish import moment
from fsm3.web.shared.account_texts import account_badge, account_name
from fsm3.web.shared.award_texts import change_badge
from fsm3.web.shared.components import Cell, Column, Table

NONE = "\N{EN DASH}"


def changes_table(case_id: int, asked: Sequence[Change], *, page: str) -> Table:
    """The budget changes of a case, newest first; `page` names the address of one."""
    columns = (Column(_("Asked for")), Column(_("Status")), Column(_("Became version"), number=True))
    rows = tuple(
        (
            Cell(moment(each.asked_at), reverse(page, args=(case_id, each.id))),
            Cell(badge=change_badge(each.state)),
            Cell(str(each.number) if each.number else NONE),
        )
        for each in reversed(asked)
    )
    return Table(_("Budget changes"), columns, rows, _("No change has been asked for."), stacked=True)


def accounts_table(
    case_id: int, accounts: Sequence[AccountHead | AccountRow], *, page: str, empty: str
) -> Table:
    """The accounts of a case as they are given; `page` names the address of one."""
    columns = (
        Column(_("Account")),
        Column(_("Status")),
        Column(_("Sent")),
        Column(_("Spent, DKK"), number=True),
        Column(_("Accepted, DKK"), number=True),
    )
    rows = tuple(
        (
            Cell(account_name(each.kind, each.version), reverse(page, args=(case_id, each.id))),
            Cell(badge=account_badge(each.status)),
            Cell(each.sent_at or NONE, details=(_("Received late"),) if each.late else ()),
            Cell(each.spent),
            Cell(each.accepted or NONE),
        )
        for each in accounts
    )
    return Table(_("Accounts"), columns, rows, empty, stacked=True)
