"""Two at once on an account: who edits, who sends, who accepts. Each race is shown without its lock as well."""

from dataclasses import replace

import pytest
from django.db import Error

from applications.models import Application
from applications.rules.workflow import Status
from applications.services import applications
from applications.services.applications import LockedCase
from budgets import selectors as budgets
from budgets.models import Account, Attestation
from budgets.rules.accounts import AccountKind, AccountStatus
from budgets.selectors import accounts as selectors
from budgets.selectors.account_views import account as view
from budgets.services import accounts as services
from fsm3.core import journal
from fsm3.core.money import Money
from fsm3.core.problems import NotReady
from fsm3.journeys import accounts, hearings
from tests.support import accounts as way
from tests.support.accounts import IN_TIME, MARCH_2023
from tests.support.at_once import Meeting, at_once
from tests.support.databases import Copy
from tests.support.town import Town


@pytest.fixture
def town(committed_db: Copy) -> Town:
    """A town that commits, with an accepted award."""
    built = Town().build()
    built.accepted("0101")
    return built


def without_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the journeys read case and account without locking them, and two read before either writes."""

    def case(application_id: int) -> LockedCase:
        row = Application.objects.select_related("pool").get(id=application_id)
        return LockedCase(
            row.id, row.number, Status(row.status), row.pool_id, row.pool.key, row.lead_id, row.invented
        )

    def account(account_id: int) -> services.LockedAccount:
        row = Account.objects.get(id=account_id)
        return services.LockedAccount(
            row.id,
            row.application_id,
            AccountKind(row.kind),
            row.version,
            AccountStatus(row.status),
            row.edition,
            row.corrects_id,
            row.late,
        )

    monkeypatch.setattr(applications, "lock", case)
    monkeypatch.setattr(services, "lock", Meeting(5).after(account))


def both_write(town: Town, account: int) -> list[object]:
    """Two colleagues save what they wrote on the same edition."""
    lines, edition = selectors.content(account).lines, view(account).edition

    def write(amount: int) -> None:
        mine = [replace(line, spent=Money.of(amount), explanation=f"Kun {amount}.") for line in lines]
        accounts.write(account, mine, edition=edition, by=town.signatories["0101"], at=IN_TIME)

    return at_once(lambda: write(1), lambda: write(2))


def test_8_of_two_who_edit_at_once_one_is_told_and_nothing_is_mixed(town, monkeypatch):
    account = way.written(town, "0101")
    monkeypatch.setattr(budgets, "version_in_force", Meeting().after(budgets.version_in_force))
    came = both_write(town, account)
    (refused,) = [each for each in came if each is not None]
    assert isinstance(refused, NotReady)
    assert refused.codes == {"edited_meanwhile"}
    assert len({line.explanation for line in selectors.content(account).lines}) == 1


def test_8_without_locks_the_edition_keeps_nobody_from_overwriting(town, monkeypatch):
    account = way.written(town, "0101")
    without_locks(monkeypatch)
    came = both_write(town, account)
    assert not any(isinstance(each, NotReady) for each in came)


def attested(town: Town) -> int:
    return way.attested(
        town, "0101", way.written(town, "0101", AccountKind.PARTIAL, at=MARCH_2023), at=MARCH_2023
    )


def test_an_edit_and_a_sending_at_once_never_send_what_nobody_attested(town):
    account = attested(town)
    digest = view(account).sha256

    def edit() -> None:
        way.write(town, "0101", account, spent={1: Money.of(5)}, at=MARCH_2023)

    came = at_once(edit, lambda: way.sent(town, "0101", account, at=MARCH_2023))
    row = Account.objects.get(id=account)
    assert [type(each) for each in came].count(NotReady) == 1
    if row.status == AccountStatus.SENT:
        assert row.sha256 == digest
        assert Attestation.objects.get(account=account, voided_at=None).content_sha256 == digest


def test_3_of_two_who_send_at_once_both_find_it_sent_once(town):
    account = attested(town)
    came = at_once(*[lambda: way.sent(town, "0101", account, at=MARCH_2023)] * 2)
    assert came == [account, account]
    acts = [entry.act for entry in journal.of_case(town.cases["0101"])]
    assert acts.count("account.sent") == 1


def test_of_two_who_accept_at_once_one_is_told(town):
    account = way.sent(town, "0101", attested(town), at=MARCH_2023)
    one, other = town.caseworkers[:2]
    came = at_once(
        lambda: accounts.accept(account, by=one, at=IN_TIME),
        lambda: accounts.accept(account, by=other, at=IN_TIME),
    )
    (refused,) = [each for each in came if each is not None]
    assert isinstance(refused, NotReady)
    assert refused.codes == {"not_now"}


def test_without_locks_the_database_refuses_the_second_who_accepts(town, monkeypatch):
    account = way.sent(town, "0101", attested(town), at=MARCH_2023)
    cut = {1: (Money(1), "Uden bilag.")}
    town.waived(hearings.hear_cut(account, cut, by=town.caseworker, at=IN_TIME), at=IN_TIME)
    without_locks(monkeypatch)
    came = at_once(
        lambda: accounts.accept(account, cut, by=town.caseworkers[0], at=IN_TIME),
        lambda: accounts.accept(account, by=town.caseworkers[1], at=IN_TIME),
    )
    (refused,) = [each for each in came if each is not None]
    assert isinstance(refused, Error)
    assert "what was accepted of a line stays" in str(refused)


def test_without_locks_the_database_refuses_a_second_account_of_the_kind(town, monkeypatch):
    by, case = town.signatories["0101"], town.cases["0101"]
    without_locks(monkeypatch)
    monkeypatch.setattr(selectors, "versions", Meeting(5).after(selectors.versions))
    came = at_once(*[lambda: accounts.start(case, AccountKind.PARTIAL, by=by, at=MARCH_2023)] * 2)
    (refused,) = [each for each in came if not isinstance(each, int)]
    assert isinstance(refused, Error)
    assert "an_account_version_has_its_number" in str(refused)


def test_of_two_who_begin_an_account_at_once_one_is_told(town):
    by, case = town.signatories["0101"], town.cases["0101"]
    came = at_once(*[lambda: accounts.start(case, AccountKind.PARTIAL, by=by, at=MARCH_2023)] * 2)
    (refused,) = [each for each in came if not isinstance(each, int)]
    assert isinstance(refused, NotReady)
    assert refused.codes == {"account_exists"}
    assert Account.objects.count() == 1
