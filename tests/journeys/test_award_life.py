"""After the award: acceptance, renunciation, due dates that are stored and moved."""

from datetime import date

import pytest
from django.db import Error, transaction

from applications.models import Acceptance, DueDate
from applications.rules.caps_file import CapRow
from applications.rules.due_dates import DueKind
from applications.rules.workflow import Status
from applications.selectors import awards, due_dates
from fsm3.access.rights import NotAllowed
from fsm3.core import journal
from fsm3.core.money import Money
from fsm3.core.problems import NotReady
from fsm3.journeys import award_life, pools
from tests.support.town import ACCEPTED, CAP, DECEMBER


def acts(case):
    return [entry.act for entry in journal.of_case(case)]


def test_a_signatory_accepts_the_award_once(town):
    case, by = town.awarded("0101"), town.signatories["0101"]
    assert awards.in_force(case).accepted_at is None
    award_life.accept(case, by=by, at=ACCEPTED)
    award = awards.in_force(case)
    assert (award.status, award.accepted_at) == (Status.ACCEPTED, ACCEPTED)
    with pytest.raises(NotReady, match="not_now"):
        award_life.accept(case, by=by, at=ACCEPTED)
    assert acts(case).count("award.accepted") == 1


def test_only_a_signatory_of_the_lead_accepts(town):
    case = town.awarded("0101")
    for by in (town.caseworker, town.signatories["0155"]):
        with pytest.raises(NotAllowed):
            award_life.accept(case, by=by, at=ACCEPTED)


def test_a_refused_application_has_no_award_to_accept(town):
    case = town.assessed("0101")
    with pytest.raises(NotReady, match="not_now"):
        award_life.accept(case, by=town.signatories["0101"], at=ACCEPTED)
    with pytest.raises(NotReady, match="no_award"):
        awards.in_force(case)


def test_what_is_renounced_stays_bound_until_a_decision(town):
    case, by = town.accepted("0101"), town.signatories["0101"]
    with pytest.raises(NotReady, match="reason_missing"):
        award_life.renounce(case, reason=" ", by=by, at=ACCEPTED)
    award_life.renounce(case, reason="Vi kan ikke ansætte jobformidlere.", by=by, at=ACCEPTED)
    award = awards.in_force(case)
    assert award.status is Status.RENOUNCED
    assert award.amount.oere > 0
    assert [each.case_number for each in awards.in_force_in(award.pool_id)] == [award.case_number]
    assert "award.renounced" in acts(case)


def test_the_award_freezes_its_own_terms(town):
    case = town.accepted("0561")
    award = awards.in_force(case)
    assert (award.cohort.key, award.period.first) == ("fsm2", date(2022, 7, 1))
    assert (award.cap, award.lead.code, award.covered) == (CAP, "0561", ())
    assert awards.in_force_of(award.pool_id, "0561") == award
    assert awards.in_force_of(award.pool_id, "0101") is None


def test_53_a_lower_cap_and_another_cohort_afterwards_change_no_award(town):
    case = town.accepted("0101")
    before = awards.in_force(case)
    lower = CapRow(
        "0101", Money.of(100_000), "fsm2", date(2022, 6, 30), clarification_pool=True, target_group=10
    )
    table = pools.prepare_caps(
        "fsm3", [lower], source="Opdigtet", dated=date(2022, 2, 1), by=town.caseworker, at=ACCEPTED
    )
    assert table is not None
    town.decided(table, at=ACCEPTED)
    assert awards.in_force(case) == before
    assert (before.cohort.key, before.cap) == ("new", CAP)


def test_what_is_due_is_stored_with_the_award(town):
    case = town.awarded("0101")
    found = due_dates.all_due(case)
    assert found[DueKind.ACCEPTANCE].day == date(2022, 1, 12)
    assert found[DueKind.FINAL_ACCOUNT].day == date(2024, 3, 31)
    assert {each.set_by for each in found.values()} == {None}


def test_a_caseworker_moves_a_due_date_of_many_cases_with_a_reason(town):
    cases = [town.assessed("0101"), town.assessed("0155")]
    from tests.support.town import awarded

    town.decided(*town.recommended(*(awarded(case) for case in cases)))
    later, kind = date(2024, 4, 30), DueKind.FINAL_ACCOUNT
    with pytest.raises(NotReady, match="reason_missing"):
        award_life.move_due_date(cases, kind, later, reason="", by=town.caseworker, at=ACCEPTED)
    award_life.move_due_date(
        cases, kind, later, reason="Nye skemaer kom sent.", by=town.caseworker, at=ACCEPTED
    )
    assert [due_dates.due(case, kind) for case in cases] == [later, later]
    assert due_dates.all_due(cases[0])[kind].set_by == town.caseworker.person
    assert all(acts(case)[-1] == "due_date.moved" for case in cases)


def test_nothing_is_moved_in_any_case_where_one_owes_nothing(town):
    owing, other = town.awarded("0101"), town.sent("0155")
    with pytest.raises(NotReady, match="not_owed"):
        award_life.move_due_date(
            [owing, other],
            DueKind.FINAL_ACCOUNT,
            DECEMBER.date(),
            reason="Nej",
            by=town.caseworker,
            at=ACCEPTED,
        )
    assert due_dates.due(owing, DueKind.FINAL_ACCOUNT) == date(2024, 3, 31)


def test_the_municipality_moves_no_due_date(town):
    case = town.awarded("0101")
    with pytest.raises(NotAllowed):
        award_life.move_due_date(
            [case],
            DueKind.FINAL_ACCOUNT,
            DECEMBER.date(),
            reason="Nej",
            by=town.signatories["0101"],
            at=ACCEPTED,
        )


def test_the_database_keeps_acceptance_and_due_dates_as_they_are(town):
    case = town.accepted("0101")
    for rows in (
        Acceptance.objects.filter(award__application=case),
        DueDate.objects.filter(application=case),
    ):
        with pytest.raises(Error, match=r"append-only|permission denied"), transaction.atomic():
            rows.delete()


def test_who_moves_a_due_date_says_why_in_the_database_too(town):
    case = town.awarded("0101")
    with pytest.raises(Error, match="who_moves_a_due_date_says_why"), transaction.atomic():
        DueDate.objects.create(
            application_id=case,
            kind=DueKind.FINAL_ACCOUNT,
            day=date(2025, 1, 1),
            set_by_id=town.caseworker.person,
            set_at=ACCEPTED,
        )
