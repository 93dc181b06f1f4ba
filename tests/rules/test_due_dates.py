"""What is due after an award, and when it is too late."""

from datetime import date

from applications.rules.due_dates import DueKind, due_at_award, is_overdue
from applications.rules.pool_file import read_pool
from tests.support.town import FSM3, POOL_FILES

DECIDED = date(2021, 12, 15)


def test_acceptance_and_both_accounts_are_due():
    terms = read_pool(FSM3)
    assert due_at_award(terms, terms.period, decided_on=DECIDED) == {
        DueKind.ACCEPTANCE: date(2022, 1, 12),
        DueKind.PARTIAL_ACCOUNT: date(2023, 3, 31),
        DueKind.FINAL_ACCOUNT: date(2024, 3, 31),
    }


def test_a_pool_without_a_partial_account_asks_for_none():
    terms = read_pool((POOL_FILES / "naermere_job.toml").read_text())
    assert DueKind.PARTIAL_ACCOUNT not in due_at_award(terms, terms.period, decided_on=DECIDED)


def test_57_what_is_due_on_easter_sunday_is_late_only_after_the_next_working_day():
    easter = date(2024, 3, 31)
    assert not is_overdue(easter, date(2024, 4, 2))
    assert is_overdue(easter, date(2024, 4, 3))
