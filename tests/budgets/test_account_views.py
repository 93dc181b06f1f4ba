"""What pages are told of an account: everything in words and Danish figures, for whoever may see it."""

from dataclasses import replace
from datetime import date

import pytest

from budgets import services as budgets
from budgets.rules.accounts import AccountKind, AccountStatus
from budgets.rules.attestation import AttestedBy, Conclusion
from budgets.selectors.account_lists import listed
from budgets.selectors.account_views import account as view
from budgets.selectors.account_views import accounts_of
from fsm3.core.money import Money
from fsm3.journeys import accounts, budget_change, hearings
from tests.support import accounts as way
from tests.support.accounts import EXPLAINED, IN_TIME, MARCH_2023
from tests.support.town import ACCEPTED, budget, moved

NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture
def place(town):
    """A municipality with an accepted award of 925,000, a job broker and an audit."""
    town.accepted("0101")
    return town


def test_a_draft_says_all_that_is_missing_before_it_may_be_sent(place):
    by = place.signatories["0101"]
    seen = view(accounts.start(place.cases["0101"], AccountKind.FINAL, by=by, at=IN_TIME))
    assert [problem.code for problem in seen.missing] == [
        "spent_missing",
        "spent_missing",
        "attestation_missing",
        "auditor_report_missing",
    ]
    assert [(line.spent, line.deviation, line.share) for line in seen.lines] == [("", "", "")] * 2
    assert (seen.status, seen.edition, seen.sent_at, seen.sent_by) == (AccountStatus.DRAFT, 0, "", "")


def test_lines_are_written_with_their_deviation_and_its_share(place):
    account = way.written(place, "0101", spent={1: Money.of("1012500.00"), 2: Money.of("22500.50")})
    broker, audit = view(account).lines
    assert (broker.budget, broker.spent, broker.deviation, broker.share) == (
        "900.000,00",
        "1.012.500,00",
        "112.500,00",
        f"12,5{NBSP}%",
    )
    assert (broker.category, broker.department, broker.explanation) == (
        "Løn til jobformidlere",
        "Jobcenter",
        EXPLAINED,
    )
    assert (broker.deviates, broker.overspent) == (True, True)
    assert (audit.deviation, audit.share, audit.deviates, audit.overspent) == (
        "-2.499,50",
        f"-9,9{NBSP}%",
        False,
        False,
    )
    assert broker.days == "1. december 2021 - 31. december 2023"
    assert broker.value.first_day == date(2021, 12, 1)


def test_sums_period_award_and_due_day_are_told(place):
    seen = view(way.written(place, "0101", AccountKind.PARTIAL, at=MARCH_2023))
    assert (seen.sums.budget, seen.sums.spent, seen.sums.deviation, seen.sums.share, seen.sums.accepted) == (
        "925.000,00",
        "925.000,00",
        "0,00",
        f"0,0{NBSP}%",
        "",
    )
    assert (seen.award, seen.period, seen.cut_off) == (
        f"925.000,00{NBSP}kr.",
        "1. december 2021 - 31. december 2023",
        "31. december 2022",
    )
    assert (seen.due, seen.due_on, seen.in_time_until) == (
        "31. marts 2023",
        date(2023, 3, 31),
        "31. marts 2023",
    )
    assert (seen.pool, seen.municipality, seen.invented) == ("Flere skal med 3", "København", True)
    assert seen.versions[0].version == 1


def test_attestations_are_told_with_name_organisation_and_time(place):
    auditor = way.engaged(place, "0101")
    account = way.attested(place, "0101", way.written(place, "0101"))
    way.reported(account, by=auditor, conclusion=Conclusion.QUALIFIED, text="Bilag mangler.")
    management, report = view(account).attestations
    assert (management.role, management.user_id, management.user, management.organisation) == (
        AttestedBy.MANAGEMENT,
        place.signatories["0101"].person,
        "S0101 Opdigtet",
        "København Kommune",
    )
    assert (report.role, report.conclusion, report.text, report.organisation) == (
        AttestedBy.AUDITOR,
        Conclusion.QUALIFIED,
        "Bilag mangler.",
        "Opdigtet Revision",
    )
    assert (report.at, report.stands, report.voided_at) == ("1. marts 2024 kl. 09.00", True, "")
    assert management.content_sha256 == view(account).sha256
    assert not view(account).held


def test_what_was_accepted_stands_beside_what_was_spent(place):
    account = way.sent_partial(place, "0101", spent={1: Money.of(100)})
    cut = {1: (Money.of(60), "Uden bilag.")}
    place.waived(hearings.hear_cut(account, cut, by=place.caseworker, at=IN_TIME), at=IN_TIME)
    accounts.accept(account, cut, by=place.caseworker, at=IN_TIME)
    seen = view(account)
    assert [(line.accepted, line.reason, line.cut) for line in seen.lines] == [
        ("60,00", "Uden bilag.", True),
        ("25.000,00", "", False),
    ]
    assert (seen.sums.accepted, seen.accepted_by, seen.accepted_at) == (
        "25.060,00",
        "C Opdigtet",
        "1. marts 2024 kl. 09.00",
    )
    assert seen.missing == ()


def test_a_draft_follows_a_changed_budget_which_voids_what_was_attested(place):
    account = way.attested(place, "0101", way.written(place, "0101"))
    before = view(account)
    budget_change.ask(
        place.cases["0101"],
        moved(2_000),
        reason="Dyrere revision",
        by=place.signatories["0101"],
        at=ACCEPTED,
    )
    after = view(account)
    assert (before.budget_number, after.budget_number) == (1, 2)
    assert before.sha256 != after.sha256
    assert [each.stands for each in after.attestations] == [False]
    assert "attested_other_content" in {problem.code for problem in after.missing}
    assert [each.stands for each in view(way.attested(place, "0101", account)).attestations] == [False, True]


def test_an_account_that_was_sent_keeps_the_budget_it_was_sent_on(place):
    account = way.sent_partial(place, "0101")
    before = view(account)
    budget_change.ask(
        place.cases["0101"], moved(2_000), reason="Dyrere revision", by=place.signatories["0101"], at=IN_TIME
    )
    assert view(account) == before


def test_partial_before_final_and_newest_first(place):
    first = way.sent_partial(place, "0101")
    second = accounts.correct(first, by=place.signatories["0101"], at=IN_TIME)
    final = way.written(place, "0101")
    assert [each.id for each in accounts_of(place.cases["0101"])] == [second, first, final]
    assert [(row.id, row.spent, row.late) for row in listed(place.signatories["0101"])] == [
        (second, "925.000,00", False),
        (first, "925.000,00", False),
        (final, "925.000,00", False),
    ]


def test_a_line_without_a_budget_has_no_share(place):
    dropped = [replace(line, cells=()) for line in budget()[1:]]
    budgets.approve(place.cases["0101"], [*budget()[:1], *dropped], reasons={}, at=ACCEPTED)
    account = way.written(place, "0101")
    assert [(line.budget, line.share) for line in view(account).lines] == [
        ("900.000,00", f"0,0{NBSP}%"),
        ("0,00", ""),
    ]


def test_a_list_takes_the_same_number_of_queries_however_long(place, django_assert_num_queries):
    way.sent_partial(place, "0101")
    with django_assert_num_queries(7):
        listed(place.caseworker)
    place.accepted("0155")
    way.sent_partial(place, "0155")
    with django_assert_num_queries(7):
        assert len(listed(place.caseworker)) == 2
