"""How the constraints of budgets and accounts are broken, for `test_constraints`; the rows are those of its town."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import models

from budgets.models import Account, AccountLine, Attestation, Budget, BudgetCell, BudgetChange, BudgetLine
from budgets.rules.accounts import AccountStatus
from fsm3.core.money import Money
from tests.applications.breaking import again, change
from tests.support.town import DECEMBER


def change_account(status: AccountStatus, /, **changes: Any) -> Callable[[], Any]:
    """Change the account of a status."""
    return lambda: Account.objects.filter(status=status).update(**changes)


BREAKS: dict[str, Callable[[], object]] = {
    "one_budget_change_waits": again(BudgetChange, document_id=None),
    "a_state_of_budget_change_we_know": change(BudgetChange, state="lost"),
    "a_budget_change_in_force_is_a_version": change(BudgetChange, number=2),
    "a_budget_version_is_one": again(Budget),
    "a_budget_line_has_its_number": again(BudgetLine),
    "a_line_has_a_year_once": again(BudgetCell),
    "no_budget_amount_below_nothing": again(BudgetCell, year=2030, amount=Money(-1)),
    "an_account_version_has_its_number": again(Account, corrects=None),
    "one_draft_of_a_kind_of_account": again(Account, corrects=None, version=9),
    "one_account_of_a_kind_awaits_acceptance": change_account(AccountStatus.ACCEPTED, status="sent"),
    "one_account_of_a_kind_counts": change_account(
        AccountStatus.SENT, status="accepted", accepted_by=models.F("sent_by"), accepted_at=DECEMBER
    ),
    "a_kind_of_account_we_know": again(Account, corrects=None, kind="yearly"),
    "an_account_status_we_know": change_account(AccountStatus.SENT, status="lost"),
    "a_sent_account_is_frozen_whole": change(Account, content="{}"),
    "a_late_account_had_a_due_date": change(Account, late=True),
    "who_sends_an_account_back_says_why": change(Account, return_reason="Bilag mangler."),
    "an_account_is_accepted_by_a_person": change_account(AccountStatus.SENT, status="accepted"),
    "an_account_line_has_its_number": again(AccountLine),
    "no_expense_below_nothing": change(AccountLine, spent=Money(-1)),
    "days_of_an_account_line_run_forwards": change(AccountLine, last_day=date(2000, 1, 1)),
    "no_more_accepted_than_spent": change(AccountLine, accepted=Money.of(10_000_000), reason="Nej"),
    "a_cut_expense_has_a_reason": change(AccountLine, accepted=Money(0)),
    "one_attestation_of_a_role_stands": again(Attestation, user_id=1),
    "nobody_attests_an_account_twice": again(Attestation, role="auditor", conclusion="clean"),
    "an_auditor_alone_concludes": again(Attestation, conclusion="clean"),
    "a_conclusion_that_is_not_clean_is_explained": again(
        Attestation, role="auditor", user_id=1, conclusion="adverse"
    ),
}
