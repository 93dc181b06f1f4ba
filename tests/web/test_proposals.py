"""Everything that waits for a second person, on one page; and deciding a budget change or a due date after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from applications.models import Application
from applications.rules.due_dates import DueKind
from applications.selectors import due_dates
from budgets.models import BudgetChange
from fsm3.core import proposals
from fsm3.core.proposals import Proposal
from fsm3.journeys.kinds import Kind
from fsm3.web.caseworker.tell import WAYS
from fsm3.web.shared.labels import decision_label
from tests.support.databases import database_like
from tests.support.life import LIFE, WHY
from tests.web.clients import section
from tests.web.conftest import client_of


@pytest.fixture(scope="module")
def life(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Turn to a copy of what follows the awards; what a test does to it is rolled back."""
    with django_db_blocker.unblock(), database_like(LIFE):
        yield


@pytest.fixture
def as_one(life: None, db: None) -> Callable[[str], Client]:
    """Clients signed in as one of December's people."""
    return client_of


def case_of(code: str) -> int:
    return Application.objects.values_list("id", flat=True).get(lead_id=code)


def change_of(code: str) -> int:
    return BudgetChange.objects.values_list("id", flat=True).get(application__lead_id=code)


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_every_kind_of_proposal_has_its_words():
    assert set(WAYS) == set(Kind)
    assert all(decision_label(kind) for kind in Kind)


def test_an_approver_finds_what_waits_for_him_with_the_way_there(as_one):
    mine = section(shown(as_one("approver"), "/forslag/"), "mine")
    proposal = Proposal.objects.get(kind=Kind.BUDGET_CHANGE)
    assert f'href="/sager/{case_of("0155")}/forslag/{proposal.id}/"' in mine
    assert "Dragør" in mine
    assert "godkend ændringen" in mine
    assert "E Opdigtet" in mine


def test_who_prepared_finds_it_among_what_is_his_own_and_nothing_to_decide(as_one):
    page = shown(as_one("caseworker"), "/forslag/")
    assert 'id="mine"' not in page
    assert "Dragør" in section(page, "own")
    assert "/forslag/" not in section(page, "own")
    assert "Dragør" in section(shown(as_one("partial"), "/forslag/"), "others")


def test_31_a_proposal_in_a_case_that_is_hidden_is_hidden(as_one):
    as_one("first").post(
        f"/sager/{case_of('0101')}/budgetaendring/{change_of('0101')}/",
        {"answer": "approve", "reason": "Fint."},
    )
    assert "København" in shown(as_one("approver"), "/forslag/")
    assert "København" not in shown(as_one("partial_approver"), "/forslag/")
    for address in ("frister/", f"budgetaendring/{change_of('0101')}/"):
        assert as_one("partial").get(f"/sager/{case_of('0101')}/{address}").status_code == 404


def test_a_budget_change_is_told_line_by_line_and_answered_by_two(as_one):
    address = f"/sager/{case_of('0101')}/budgetaendring/{change_of('0101')}/"
    page = shown(as_one("caseworker"), address)
    for text in (WHY, "800.000,00", "125.000,00", "+100.000,00", "Venter på svar"):
        assert text in page, text
    answer = as_one("caseworker").post(address, {"answer": "approve", "reason": "Det er velbegrundet."})
    assert answer.headers["Location"] == f"/sager/{case_of('0101')}/"
    proposal = proposals.of_case(case_of("0101"))[-1]
    decide = f"/sager/{case_of('0101')}/forslag/{proposal.id}/"
    told = shown(as_one("approver"), decide)
    for text in ("Budgetændring: København", "godkend ændringen", WHY, "+100.000,00", "E Opdigtet"):
        assert text in told, text
    as_one("approver").post(decide, {"verdict": "approve"})
    assert BudgetChange.objects.get(id=change_of("0101")).state == "in_force"
    assert "Gælder" in shown(as_one("national"), address)


def test_an_answer_asks_for_a_choice_and_a_reason_and_keeps_what_was_typed(as_one):
    address = f"/sager/{case_of('0101')}/budgetaendring/{change_of('0101')}/"
    page = as_one("caseworker").post(address, {"reason": "Kun begrundelsen."}).content.decode()
    assert "form-error-message" in page
    assert "Kun begrundelsen." in page
    assert not Proposal.objects.filter(subject=f"budget_change:{change_of('0101')}").exists()


def test_a_change_with_a_proposal_shows_it_and_takes_no_other(as_one):
    address = f"/sager/{case_of('0155')}/budgetaendring/{change_of('0155')}/"
    page = shown(as_one("first"), address)
    assert "Venter på afgørelse: Budgetændring" in page
    assert "<textarea" not in page
    answer = as_one("first").post(address, {"answer": "refuse", "reason": "Nej."})
    assert answer.status_code == 409
    assert "Der venter allerede et forslag på at blive afgjort." in answer.content.decode()


@pytest.mark.parametrize("who", ["approver", "national"])
def test_others_read_a_change_and_do_not_answer_it(as_one, who):
    address = f"/sager/{case_of('0101')}/budgetaendring/{change_of('0101')}/"
    assert "<textarea" not in shown(as_one(who), address)
    assert as_one(who).post(address, {"answer": "approve", "reason": "Fint."}).status_code == 403


def test_a_change_is_found_in_its_own_case_only(as_one):
    for change in (change_of("0155"), 999_999):
        answer = as_one("caseworker").get(f"/sager/{case_of('0101')}/budgetaendring/{change}/")
        assert answer.status_code == 404


def moved_to(code: str, kind: DueKind) -> str:
    day = due_dates.due(case_of(code), kind)
    return day.isoformat() if day else ""


FIELDS = {
    "kind": "final_account",
    "day_day": "30",
    "day_month": "4",
    "day_year": "2024",
    "reason": "Puljen er forlænget.",
}


def test_a_due_date_is_moved_in_one_case_with_a_reason_that_shows(as_one):
    address = f"/sager/{case_of('0101')}/frister/"
    client = as_one("caseworker")
    sent = client.post(address, {**FIELDS, "scope": "one"})
    assert sent.headers["Location"] == address
    assert moved_to("0101", DueKind.FINAL_ACCOUNT) == "2024-04-30"
    assert moved_to("0155", DueKind.FINAL_ACCOUNT) == "2024-03-31"
    page = shown(client, address)
    for text in (
        "30. april 2024",
        "Puljen er forlænget.",
        "E Opdigtet",
        "Flyttet til 30. april 2024 i 1 sag.",
    ):
        assert text in page, text


def test_a_due_date_is_moved_in_all_cases_of_the_pool(as_one):
    client = as_one("caseworker")
    client.post(f"/sager/{case_of('0101')}/frister/", {**FIELDS, "scope": "all"})
    assert {moved_to(code, DueKind.FINAL_ACCOUNT) for code in ("0101", "0155", "0825")} == {"2024-04-30"}


def test_a_case_that_is_hidden_is_not_moved_along(as_one):
    as_one("partial").post(f"/sager/{case_of('0155')}/frister/", {**FIELDS, "scope": "all"})
    assert moved_to("0155", DueKind.FINAL_ACCOUNT) == "2024-04-30"
    assert moved_to("0101", DueKind.FINAL_ACCOUNT) == "2024-03-31"


@pytest.mark.parametrize(
    "wrong",
    [{"day_day": "31", "day_month": "2"}, {"reason": ""}, {"kind": "x"}, {"scope": ""}, {"reason": "\0"}],
)
def test_what_is_not_understood_moves_nothing(as_one, wrong):
    answer = as_one("caseworker").post(
        f"/sager/{case_of('0101')}/frister/", {**FIELDS, "scope": "one", **wrong}
    )
    assert answer.status_code == 200
    assert "form-error-message" in answer.content.decode()
    assert moved_to("0101", DueKind.FINAL_ACCOUNT) == "2024-03-31"


def test_33_fields_nobody_asked_for_are_ignored(as_one):
    sent = {**FIELDS, "scope": "one", "application_ids": case_of("0155"), "status": "closed", "set_by": "1"}
    as_one("caseworker").post(f"/sager/{case_of('0101')}/frister/", sent)
    assert moved_to("0155", DueKind.FINAL_ACCOUNT) == "2024-03-31"
    assert Application.objects.get(lead_id="0101").status == "accepted"


def test_a_proposal_of_a_case_is_not_decided_without_it(as_one):
    """The address without a case is for what is in none: a conflict of interest is asked of the case."""
    proposal = Proposal.objects.get(kind=Kind.BUDGET_CHANGE)
    assert as_one("approver").get(f"/forslag/{proposal.id}/").status_code == 404
    assert as_one("approver").get("/forslag/999999/").status_code == 404
