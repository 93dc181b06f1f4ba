"""Accounts: written on the budget in force, attested for one content, sent, corrected, sent back, accepted."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from django.db import Error, transaction

from applications.rules.due_dates import DueKind
from budgets.models import Account, AccountLine, Attestation
from budgets.rules.accounts import AccountKind, AccountStatus
from budgets.rules.attestation import AttestedBy, Conclusion
from budgets.rules.lines import Line, amount_cell
from budgets.selectors import accounts as selectors
from budgets.selectors.account_views import account as view
from budgets.selectors.account_views import accounts_of
from fsm3.access import services as access
from fsm3.access.models import Membership
from fsm3.access.rights import NotAllowed
from fsm3.access.roles import Role
from fsm3.core import journal
from fsm3.core.actors import Actor
from fsm3.core.mail import Mail
from fsm3.core.money import Money
from fsm3.core.periods import COPENHAGEN
from fsm3.core.problems import NotReady
from fsm3.journeys import accounts, assess, award_life
from tests.support import accounts as way
from tests.support.accounts import EXPLAINED, IN_TIME, MARCH_2023
from tests.support.town import ACCEPTED

BROKER, AUDIT = 1, 2


def lines_of(wages: str, audit: str) -> tuple[Line, ...]:
    """A budget of two typed amounts, so that the award is what the test says to the øre."""
    return (
        Line(1, "audit", "Jobcenter", "Løbende revision.", (amount_cell(2022, Money.of(wages)),)),
        Line(2, "audit", "Økonomi", "Revision af slutregnskabet.", (amount_cell(2023, Money.of(audit)),)),
    )


@pytest.fixture
def small(town):
    """An award of 499,999.99, accepted."""
    town.accepted("0101", lines=lines_of("450000", "49999.99"))
    return town


@pytest.fixture
def large(town):
    """An award of 500,000.00, accepted."""
    town.accepted("0101", lines=lines_of("450000", "50000"))
    return town


def codes_of(act):
    with pytest.raises(NotReady) as caught:
        act()
    return sorted(caught.value.codes)


# --- starting ---------------------------------------------------------------------------------------------------------


def test_an_account_mirrors_the_approved_budget(small):
    account = accounts.start(small.cases["0101"], AccountKind.FINAL, by=small.signatories["0101"], at=IN_TIME)
    content = selectors.content(account)
    assert [(line.number, str(line.budget), line.spent) for line in content.lines] == [
        (1, "450000.00", None),
        (2, "49999.99", None),
    ]
    assert (content.award, content.budget_number) == (Money.of("499999.99"), 1)


def test_no_account_is_taken_before_the_award_is_accepted(town):
    case = town.awarded("0101")
    assert codes_of(
        lambda: accounts.start(case, AccountKind.PARTIAL, by=town.signatories["0101"], at=ACCEPTED)
    ) == ["award_not_accepted"]


def test_a_kind_of_account_is_begun_once(small):
    way.written(small, "0101")
    assert codes_of(lambda: way.written(small, "0101")) == ["account_exists"]


def test_only_the_municipality_that_leads_writes(small):
    account = way.written(small, "0101")
    for by in (small.caseworker, small.approver, small.signatories["0155"]):
        with pytest.raises(NotAllowed):
            accounts.write(account, [], edition=1, by=by, at=IN_TIME)


# --- writing ----------------------------------------------------------------------------------------------------------


def test_33_what_is_said_of_the_budget_in_a_line_counts_for_nothing(small):
    account = accounts.start(small.cases["0101"], AccountKind.FINAL, by=small.signatories["0101"], at=IN_TIME)
    forged = [
        replace(line, budget=Money.of(1), category="other", spent=line.budget)
        for line in selectors.content(account).lines
    ]
    accounts.write(account, forged, edition=0, by=small.signatories["0101"], at=IN_TIME)
    assert [str(line.budget) for line in selectors.content(account).lines] == ["450000.00", "49999.99"]
    assert selectors.content(account).lines[0].category == "audit"


def test_a_line_that_the_budget_does_not_have_is_refused(small):
    account = way.written(small, "0101")
    lines = selectors.content(account).lines
    other = [lines[0], replace(lines[1], number=7)]
    assert codes_of(
        lambda: accounts.write(account, other, edition=1, by=small.signatories["0101"], at=IN_TIME)
    ) == ["line_missing", "line_not_in_budget"]


def test_8_who_writes_on_an_old_edition_is_told_and_nothing_is_overwritten(small):
    account, by = way.written(small, "0101"), small.signatories["0101"]
    lines = selectors.content(account).lines
    accounts.write(account, [replace(line, spent=Money(1)) for line in lines], edition=1, by=by, at=IN_TIME)
    later = [replace(line, spent=Money(2)) for line in lines]
    assert codes_of(lambda: accounts.write(account, later, edition=1, by=by, at=IN_TIME)) == [
        "edited_meanwhile"
    ]
    assert {line.spent for line in selectors.content(account).lines} == {Money(1)}


def test_a_draft_may_be_unfinished_but_not_wrong(small):
    account, by = way.written(small, "0101"), small.signatories["0101"]
    lines = selectors.content(account).lines
    accounts.write(
        account, [replace(line, spent=None, explanation="") for line in lines], edition=1, by=by, at=IN_TIME
    )
    wrong = [replace(lines[0], spent=Money(-1)), replace(lines[1], explanation="Borger 010190-1234")]
    assert codes_of(lambda: accounts.write(account, wrong, edition=2, by=by, at=IN_TIME)) == [
        "looks_like_cpr",
        "negative_amount",
    ]


def test_55_an_expense_after_the_period_is_refused_but_for_the_audit_of_the_final_account(town):
    town.accepted("0101")
    account = way.written(town, "0101")
    lines = selectors.content(account).lines
    later = date(2024, 2, 10)
    audited = [lines[0], replace(lines[AUDIT - 1], last_day=later)]
    accounts.write(account, audited, edition=1, by=town.signatories["0101"], at=IN_TIME)
    wages = [replace(lines[0], last_day=later), lines[1]]
    assert codes_of(
        lambda: accounts.write(account, wages, edition=2, by=town.signatories["0101"], at=IN_TIME)
    ) == ["expense_outside_period"]


def test_55_the_audit_of_a_partial_account_lies_within_the_cut_off(small):
    account = way.written(small, "0101", AccountKind.PARTIAL, at=MARCH_2023)
    lines = selectors.content(account).lines
    after = [lines[0], replace(lines[1], last_day=date(2023, 1, 15))]
    assert codes_of(
        lambda: accounts.write(account, after, edition=1, by=small.signatories["0101"], at=MARCH_2023)
    ) == ["expense_after_cut_off"]


# --- attesting --------------------------------------------------------------------------------------------------------


def test_an_edit_voids_every_attestation(large):
    auditor = way.engaged(large, "0101")
    account = way.reported(way.attested(large, "0101", way.written(large, "0101")), by=auditor)
    assert [each.stands for each in view(account).attestations] == [True, True]
    way.write(large, "0101", account, spent={1: Money.of(440_000)})
    assert [each.stands for each in view(account).attestations] == [False, False]
    assert codes_of(lambda: way.sent(large, "0101", account)) == [
        "attestation_missing",
        "auditor_report_missing",
    ]


def test_an_attestation_is_of_the_content_that_is_there(small):
    account = way.written(small, "0101")
    old = view(account).sha256
    way.write(small, "0101", account, spent={1: Money.of(440_000)})
    assert codes_of(
        lambda: accounts.attest(account, content_sha256=old, by=small.signatories["0101"], at=IN_TIME)
    ) == ["attested_other_content"]


def test_nobody_attests_what_is_unfinished(small):
    by = small.signatories["0101"]
    account = accounts.start(small.cases["0101"], AccountKind.FINAL, by=by, at=IN_TIME)
    digest = view(account).sha256
    assert codes_of(lambda: accounts.attest(account, content_sha256=digest, by=by, at=IN_TIME)) == [
        "spent_missing"
    ]


def test_an_auditor_reports_after_management(large):
    auditor, account = way.engaged(large, "0101"), way.written(large, "0101")
    assert codes_of(lambda: way.reported(account, by=auditor)) == ["report_before_management"]
    way.reported(way.attested(large, "0101", account), by=auditor)
    assert view(account).missing == ()


def test_an_auditor_of_a_firm_that_is_not_engaged_does_not_report(large):
    account = way.attested(large, "0101", way.written(large, "0101"))
    with pytest.raises(NotAllowed):
        way.reported(account, by=way.engaged(large, "0155"))


def test_no_report_is_taken_on_a_partial_account(large):
    auditor = way.engaged(large, "0101")
    account = way.attested(large, "0101", way.written(large, "0101", AccountKind.PARTIAL, at=MARCH_2023))
    assert codes_of(lambda: way.reported(account, by=auditor)) == ["no_report_on_partial"]


def both(town, auditor: Actor) -> Actor:
    """The auditor, who by the worst of luck is a signatory of the municipality as well."""
    organisation = town.organisations["0101"]
    Membership.objects.create(
        user_id=auditor.person, organisation_id=organisation, role=Role.SIGNATORY, since=town.at
    )
    return Actor(auditor.person, Role.SIGNATORY, organisation)


def test_auditor_and_signatory_are_never_the_same_person_whatever_roles_they_hold(large):
    auditor = way.engaged(large, "0101")
    signatory = both(large, auditor)
    account = way.written(large, "0101")
    accounts.attest(account, content_sha256=view(account).sha256, by=signatory, at=IN_TIME)
    assert codes_of(lambda: way.reported(account, by=auditor)) == ["same_person"]


def test_who_reported_does_not_send(large):
    auditor = way.engaged(large, "0101")
    account = way.reported(way.attested(large, "0101", way.written(large, "0101")), by=auditor)
    assert codes_of(lambda: accounts.send(account, by=both(large, auditor), at=IN_TIME)) == ["same_person"]


def test_nobody_holds_the_roles_of_auditor_and_signatory(large):
    auditor = way.engaged(large, "0101")
    with pytest.raises(NotReady, match="auditor_holds_no_other_role"):
        access.give_role(
            auditor.person, organisation_id=large.organisations["0101"], role=Role.SIGNATORY, at=IN_TIME
        )


ACTS = {
    "write": lambda account, by: accounts.write(account, [], edition=1, by=by, at=IN_TIME),
    "attest": lambda account, by: accounts.attest(account, content_sha256="", by=by, at=IN_TIME),
    "send": lambda account, by: accounts.send(account, by=by, at=IN_TIME),
    "correct": lambda account, by: accounts.correct(account, by=by, at=IN_TIME),
    "send_back": lambda account, by: accounts.send_back(account, reason="Nej.", by=by, at=IN_TIME),
    "accept": lambda account, by: accounts.accept(account, by=by, at=IN_TIME),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_30_an_engaged_auditor_does_nothing_but_report(large, act):
    auditor, account = way.engaged(large, "0101"), way.written(large, "0101")
    with pytest.raises(NotAllowed):
        act(account, auditor)


def test_30_an_auditor_begins_no_account(large):
    with pytest.raises(NotAllowed):
        accounts.start(large.cases["0101"], AccountKind.FINAL, by=way.engaged(large, "0101"), at=IN_TIME)


def test_a_report_is_an_auditors_alone(large):
    account = way.attested(large, "0101", way.written(large, "0101"))
    for by in (large.signatories["0101"], large.caseworker, large.approver):
        with pytest.raises(NotAllowed):
            way.reported(account, by=by)


# --- sending ----------------------------------------------------------------------------------------------------------


def test_24_a_final_account_of_half_a_million_is_refused_without_the_auditors_report(large):
    account = way.attested(large, "0101", way.written(large, "0101"))
    assert codes_of(lambda: way.sent(large, "0101", account)) == ["auditor_report_missing"]
    assert view(account).status is AccountStatus.DRAFT


def test_24_an_oere_below_goes_in_with_managements_attestation(small):
    account = way.sent(small, "0101", way.attested(small, "0101", way.written(small, "0101")))
    assert view(account).status is AccountStatus.SENT


def test_24_a_partial_account_of_a_large_award_needs_management_alone(large):
    assert view(way.sent_partial(large, "0101")).status is AccountStatus.SENT


def test_nothing_is_sent_that_management_has_not_attested(small):
    account = way.written(small, "0101")
    assert codes_of(lambda: way.sent(small, "0101", account)) == ["attestation_missing"]


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
    assert codes_of(lambda: way.write(small, "0101", account)) == ["account_sent"]


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
    assert codes_of(lambda: accounts.correct(first, by=small.signatories["0101"], at=MARCH_2023)) == [
        "corrected_already"
    ]


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
    assert codes_of(lambda: accounts.send_back(account, reason=" ", by=small.caseworker, at=IN_TIME)) == [
        "reason_missing"
    ]
    accounts.send_back(account, reason="Bilag mangler.", by=small.caseworker, at=IN_TIME)
    assert view(account).return_reason == "Bilag mangler."
    assert "jeres regnskab er behandlet" in Mail.objects.get(to=small.signatories["0101"].person).subject
    assert codes_of(lambda: accounts.accept(account, by=small.caseworker, at=IN_TIME)) == ["not_now"]


def test_18_what_was_spent_is_accepted_by_default(small):
    account = way.sent_partial(small, "0101", spent={1: Money.of("100.50"), 2: Money(0)})
    accounts.accept(account, by=small.caseworker, at=IN_TIME)
    counts = selectors.accepted(small.cases["0101"], AccountKind.PARTIAL)
    assert counts is not None
    assert [(line.number, str(line.accepted)) for line in counts.lines] == [(1, "100.50"), (2, "0.00")]


def test_overspending_past_the_limit_has_no_default(small):
    account = way.sent_partial(small, "0101", spent={1: Money.of("495000.01")})
    assert codes_of(lambda: accounts.accept(account, by=small.caseworker, at=IN_TIME)) == [
        "overspending_undecided"
    ]
    amounts = {1: (Money.of("495000.01"), "")}
    assert codes_of(lambda: accounts.accept(account, amounts, by=small.caseworker, at=IN_TIME)) == [
        "acceptance_without_reason"
    ]
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
