"""Accounts that are sent: in time or late, corrected, sent back, accepted; and what the database keeps of them."""

from datetime import date, datetime

import pytest
from django.db import Error, transaction

from applications.rules.due_dates import DueKind
from budgets.models import Account, AccountLine, Attestation
from budgets.rules.accounts import AccountKind, AccountStatus
from budgets.rules.attestation import AttestedBy, Conclusion
from budgets.selectors import accounts as selectors
from budgets.selectors.account_views import account as view
from budgets.selectors.account_views import accounts_of
from fsm3.access.rights import NotAllowed
from fsm3.core import journal
from fsm3.core.mail import Mail
from fsm3.core.money import Money
from fsm3.core.periods import COPENHAGEN
from fsm3.journeys import accounts, assess, award_life
from tests.support import accounts as way
from tests.support.accounts import EXPLAINED, IN_TIME, MARCH_2023
from tests.support.refused import codes
from tests.support.town import ACCEPTED

# --- sending ----------------------------------------------------------------------------------------------------------


def test_24_a_final_account_of_half_a_million_is_refused_without_the_auditors_report(large):
    account = way.attested(large, "0101", way.written(large, "0101"))
    assert codes(lambda: way.sent(large, "0101", account)) == {"auditor_report_missing"}
    assert view(account).status is AccountStatus.DRAFT


def test_24_an_oere_below_goes_in_with_managements_attestation(small):
    account = way.sent(small, "0101", way.attested(small, "0101", way.written(small, "0101")))
    assert view(account).status is AccountStatus.SENT


def test_24_a_partial_account_of_a_large_award_needs_management_alone(large):
    assert view(way.sent_partial(large, "0101")).status is AccountStatus.SENT


def test_nothing_is_sent_that_management_has_not_attested(small):
    account = way.written(small, "0101")
    assert codes(lambda: way.sent(small, "0101", account)) == {"attestation_missing"}


def test_3_sending_twice_sends_once(small):
    account = way.sent(small, "0101", way.attested(small, "0101", way.written(small, "0101")))
    accounts.send(account, by=small.signatories["0101"], at=IN_TIME)
    acts = [entry.act for entry in journal.of_case(small.cases["0101"])]
    assert acts.count("account.sent") == 1


def test_what_was_sent_is_what_was_attested_and_stays(small):
    account = way.attested(small, "0101", way.written(small, "0101"))
    before = view(account)
    way.sent(small, "0101", account)
    assert view(account).sha256 == before.sha256 == Account.objects.get(id=account).sha256
    assert selectors.content(account) == selectors.content(account)
    assert codes(lambda: way.write(small, "0101", account)) == {"account_sent"}


DUE = {
    "on_the_day_it_is_due": (date(2024, 3, 31), False),
    "57_on_the_next_working_day": (date(2024, 4, 2), False),
    "57_the_day_after": (date(2024, 4, 3), True),
}


@pytest.mark.parametrize(("on", "late"), DUE.values(), ids=DUE)
def test_57_25_a_late_final_account_is_taken_and_marked(small, on, late):
    at = datetime(on.year, on.month, on.day, 23, 59, tzinfo=COPENHAGEN)
    account = way.attested(small, "0101", way.written(small, "0101", at=at), at=at)
    seen = view(way.sent(small, "0101", account, at=at))
    assert (seen.status, seen.late) == (AccountStatus.SENT, late)
    assert (seen.due, seen.in_time_until) == ("31. marts 2024", "2. april 2024")


def test_a_moved_due_date_counts(small):
    award_life.move_due_date(
        [small.cases["0101"]],
        DueKind.FINAL_ACCOUNT,
        date(2024, 2, 1),
        reason="Efter aftale.",
        by=small.caseworker,
        at=ACCEPTED,
    )
    assert view(way.sent(small, "0101", way.attested(small, "0101", way.written(small, "0101")))).late


# --- correcting, sending back, accepting ------------------------------------------------------------------------------


def test_a_correction_is_a_new_version_and_the_old_one_stays_until_it_is_sent(small):
    first = way.sent_partial(small, "0101")
    second = accounts.correct(first, by=small.signatories["0101"], at=MARCH_2023)
    assert selectors.content(second).lines == selectors.content(first).lines
    assert view(first).status is AccountStatus.SENT
    way.sent(small, "0101", way.attested(small, "0101", second))
    assert [(each.version, each.status) for each in accounts_of(small.cases["0101"])] == [
        (2, AccountStatus.SENT),
        (1, AccountStatus.REPLACED),
    ]
    assert codes(lambda: accounts.correct(first, by=small.signatories["0101"], at=MARCH_2023)) == {
        "corrected_already"
    }


def test_a_correction_of_an_account_that_came_in_time_is_not_late(small):
    first = way.sent_partial(small, "0101")
    accounts.send_back(first, reason="Bilag mangler.", by=small.caseworker, at=MARCH_2023)
    second = accounts.correct(first, by=small.signatories["0101"], at=IN_TIME)
    assert not view(way.sent(small, "0101", way.attested(small, "0101", second))).late


def test_what_was_accepted_counts_until_a_newer_version_is(small):
    case, first = small.cases["0101"], way.sent_partial(small, "0101")
    accounts.accept(first, by=small.caseworker, at=MARCH_2023)
    second = accounts.correct(first, by=small.signatories["0101"], at=IN_TIME)
    way.write(small, "0101", second, spent={1: Money.of(100_000)})
    way.sent(small, "0101", way.attested(small, "0101", second))
    counts = selectors.accepted(case, AccountKind.PARTIAL)
    assert counts is not None
    assert (counts.account_id, counts.accepted) == (first, Money.of("499999.99"))
    accounts.accept(second, by=small.caseworkers[1], at=IN_TIME)
    counts = selectors.accepted(case, AccountKind.PARTIAL)
    assert counts is not None
    assert (counts.account_id, counts.accepted) == (second, Money.of("149999.99"))
    assert counts.accepted_by == small.caseworkers[1].person
    assert view(first).status is AccountStatus.REPLACED


def test_an_account_is_sent_back_with_a_reason(small):
    account = way.sent_partial(small, "0101")
    assert codes(lambda: accounts.send_back(account, reason=" ", by=small.caseworker, at=IN_TIME)) == {
        "reason_missing"
    }
    accounts.send_back(account, reason="Bilag mangler.", by=small.caseworker, at=IN_TIME)
    assert view(account).return_reason == "Bilag mangler."
    assert "jeres regnskab er behandlet" in Mail.objects.get(to=small.signatories["0101"].person).subject
    assert codes(lambda: accounts.accept(account, by=small.caseworker, at=IN_TIME)) == {"not_now"}


def test_18_what_was_spent_is_accepted_by_default(small):
    account = way.sent_partial(small, "0101", spent={1: Money.of("100.50"), 2: Money(0)})
    accounts.accept(account, by=small.caseworker, at=IN_TIME)
    counts = selectors.accepted(small.cases["0101"], AccountKind.PARTIAL)
    assert counts is not None
    assert [(line.number, str(line.accepted)) for line in counts.lines] == [(1, "100.50"), (2, "0.00")]


def test_overspending_past_the_limit_has_no_default(small):
    account = way.sent_partial(small, "0101", spent={1: Money.of("495000.01")})
    assert codes(lambda: accounts.accept(account, by=small.caseworker, at=IN_TIME)) == {
        "overspending_undecided"
    }
    amounts = {1: (Money.of("495000.01"), "")}
    assert codes(lambda: accounts.accept(account, amounts, by=small.caseworker, at=IN_TIME)) == {
        "acceptance_without_reason"
    }
    accounts.accept(
        account, {1: (Money.of("495000.01"), "Aftalt på forhånd.")}, by=small.caseworker, at=IN_TIME
    )
    assert view(account).lines[0].reason == "Aftalt på forhånd."


def test_a_caseworker_alone_accepts_and_nobody_who_is_not_impartial(small):
    account = way.sent_partial(small, "0101")
    brother = small.caseworkers[3]
    assess.declare_conflict(small.cases["0101"], reason="Svoger", by=brother, at=IN_TIME)
    for by in (small.signatories["0101"], small.approver, brother):
        with pytest.raises(NotAllowed):
            accounts.accept(account, by=by, at=IN_TIME)


# --- what the database keeps ------------------------------------------------------------------------------------------


def test_the_database_keeps_what_was_sent_attested_and_accepted(small):
    account = way.sent_partial(small, "0101")
    lines = AccountLine.objects.filter(account=account)
    for act in (
        lambda: Account.objects.filter(id=account).update(content="{}"),
        lambda: Account.objects.filter(id=account).update(version=9),
        lambda: Account.objects.filter(id=account).update(status="draft"),
        lambda: Account.objects.filter(id=account).delete(),
        lambda: lines.update(spent=Money(1)),
        lines.delete,
        lambda: Attestation.objects.filter(account=account).update(voided_at=IN_TIME),
        lambda: Attestation.objects.filter(account=account).delete(),
    ):
        with pytest.raises(Error), transaction.atomic():
            act()
    accounts.accept(account, by=small.caseworker, at=IN_TIME)
    with pytest.raises(Error, match="stays"), transaction.atomic():
        lines.update(accepted=Money(0), reason="Efter aftale.")


def test_the_database_keeps_an_attestation_of_a_draft_but_for_its_voiding(small):
    account = way.attested(small, "0101", way.written(small, "0101"))
    given = Attestation.objects.filter(account=account)
    with pytest.raises(Error, match="stays as it was given"), transaction.atomic():
        given.update(content_sha256="0" * 64)
    given.update(voided_at=IN_TIME)
    with pytest.raises(Error, match="stays as it was given"), transaction.atomic():
        given.update(voided_at=None)


def test_the_database_lets_nothing_be_sent_that_management_did_not_attest(small):
    account = way.written(small, "0101")
    with pytest.raises(Error, match="management attestation"), transaction.atomic():
        Account.objects.filter(id=account).update(
            status="sent",
            content="{}",
            sha256="44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
            budget_number=1,
            sent_by=small.signatories["0101"].person,
            sent_at=IN_TIME,
        )


def test_what_counts_names_conclusion_and_emphasis(large):
    auditor = way.engaged(large, "0101")
    account = way.attested(large, "0101", way.written(large, "0101"))
    accounts.report(
        account,
        content_sha256=view(account).sha256,
        conclusion=Conclusion.ADVERSE,
        emphasis="Timeregistreringen er sparsom.",
        text="Lønnen kan ikke afstemmes.",
        by=auditor,
        at=IN_TIME,
    )
    way.sent(large, "0101", account)
    accounts.accept(account, by=large.caseworker, at=IN_TIME)
    counts = selectors.accepted(large.cases["0101"], AccountKind.FINAL)
    assert counts is not None
    assert (counts.conclusion, counts.emphasis) == (Conclusion.ADVERSE, "Timeregistreringen er sparsom.")
    seen = view(account)
    assert (seen.held, seen.needed) == (True, (AttestedBy.MANAGEMENT, AttestedBy.AUDITOR))
    assert seen.lines[0].explanation == EXPLAINED
