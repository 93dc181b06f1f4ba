"""One page of everything that departs from the ordinary way: what stands on it, for whom, and as a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from applications.models import Application, DueDate
from applications.rules.due_dates import DueKind
from applications.rules.exceptional import SORTS, Exceptional, Sort, What
from budgets.models import Account
from budgets.rules.accounts import AccountStatus
from budgets.services import accounts
from fsm3.access import selectors as access
from fsm3.core import clock, documents, journal
from fsm3.core.actors import Actor
from fsm3.core.documents import Document
from fsm3.core.money import ZERO, Money
from fsm3.journeys import correct_letter, letters
from fsm3.journeys.deciding import decide_proposal
from fsm3.letters.contexts import Kind
from fsm3.web.shared.exception_texts import _WHATS, sort_label
from tests.support.databases import database_like
from tests.support.life import LIFE
from tests.web.clients import section, words
from tests.web.conftest import client_of
from tests.web.december import membership_of


@pytest.fixture(scope="module")
def life(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Turn to a copy of what follows the awards; what a test does to it is rolled back."""
    with django_db_blocker.unblock(), database_like(LIFE):
        yield


@pytest.fixture
def as_one(life: None, db: None) -> Callable[[str], Client]:
    """Clients signed in as one of the town's people."""
    return client_of


def case_of(code: str) -> int:
    return Application.objects.values_list("id", flat=True).get(lead_id=code)


def page(client: Client, query: str = "") -> str:
    answer = client.get(f"/undtagelser/fsm3/{query}")
    assert answer.status_code == 200
    return words(answer)


def moved(code: str, day: date, reason: str) -> None:
    DueDate.objects.create(
        application_id=case_of(code),
        kind=DueKind.FINAL_ACCOUNT,
        day=day,
        reason=reason,
        set_by=membership_of("caseworker").user,
        set_at=clock.now(),
    )


def file_of(client: Client, query: str = "") -> str:
    answer: Any = client.get(f"/undtagelser/fsm3/csv/{query}")
    return b"".join(answer.streaming_content).decode()


def test_a_held_payout_stands_with_the_auditors_words_and_the_way_to_the_account(as_one):
    held = section(page(as_one("caseworker")), "held")
    account = Account.objects.get(application_id=case_of("0561"), kind="final")
    assert f'href="/sager/{case_of("0561")}/regnskaber/{account.id}/"' in held
    assert "Udbetalingen holdes tilbage af revisors påtegning: afkræftende" in held
    assert "Bilagene kunne ikke vises." in held


def test_what_is_overdue_stands_as_late_since_the_day_after(as_one):
    late = section(page(as_one("approver")), "late")
    assert "Tilsagnet er ikke accepteret; fristen var " in late
    assert "Læsø" in late
    assert "Slutregnskab mangler; fristen var 31. marts 2024" in late
    assert "3. april 2024" in late


def test_a_moved_due_date_deviates_with_its_reason(as_one):
    moved("0185", date(2030, 1, 2), "Kommunen har skiftet økonomisystem.")
    text = section(page(as_one("national")), "deviating")
    assert "Slutregnskab: fristen er flyttet til 2. januar 2030" in text
    assert "Kommunen har skiftet økonomisystem." in text
    assert "E Opdigtet" in text
    late = section(page(as_one("national")), "late")
    assert late.count("Tårnby") == 0


def test_a_cut_account_deviates_with_what_was_cut_and_why(as_one):
    account = Account.objects.get(application_id=case_of("0185"), kind="partial")
    first, *others = account.lines.order_by("number")
    cut = {first.number: ((first.spent or ZERO) - Money.of(1_000), "Uden for formålet.")}
    whole = {line.number: (line.spent or ZERO, "") for line in others}
    by = membership_of("caseworker").user_id
    accounts.accept(account.id, AccountStatus.ACCEPTED, {**cut, **whole}, by=by, at=clock.now())
    text = section(page(as_one("caseworker")), "deviating")
    assert "Delregnskab er beskåret med 1.000,00 kr." in text
    assert "Uden for formålet." in text
    assert f'href="/sager/{case_of("0185")}/regnskaber/{account.id}/"' in text


def test_a_corrected_letter_is_found(as_one):
    old = Document.objects.filter(case=case_of("0561")).order_by("id")[0]
    new = Document.objects.create(
        kind=old.kind, title="Rettet tilsagn", case=old.case, addressee_id=old.addressee_id, context=old.context,
        context_sha256=old.context_sha256, created_at=clock.now(), corrects=old,
    )  # fmt: skip
    corrected = section(page(as_one("caseworker")), "corrected")
    assert "Et rettet brev er skrevet: Rettet tilsagn" in corrected
    assert f'href="/sager/{old.case}/breve/{new.id}/"' in corrected


def test_a_corrected_letter_names_who_prepared_and_who_decided_it_and_why(as_one):
    case = case_of("0101")
    letter = next(each for each in documents.of_case(case) if each.kind == Kind.AWARD)
    letters.give(letter.id, content=b"%PDF-1.7", template_version="1", head=journal.head(), at=clock.now())
    proposal = correct_letter.prepare_correction(
        letter.id,
        {"reasons.1": "Planen er konkret."},
        reason="Sagsstammen var forkert.",
        by=_actor("caseworker"),
        at=clock.now(),
    )
    decide_proposal(proposal, approve=True, by=_actor("approver"), at=clock.now())
    who, decider = (
        access.names({each})[each] for each in (_actor("caseworker").person, _actor("approver").person)
    )
    corrected = section(page(as_one("national")), "corrected")
    for text in ("Sagsstammen var forkert.", who, f"Afgjort af {decider}"):
        assert text in corrected
    assert f"{who};{decider};Sagsstammen var forkert." in file_of(as_one("caseworker"), "?slags=rettet")


def _actor(who: str) -> Actor:
    held = membership_of(who)
    return Actor(user_id=held.user_id, role=held.role, organisation_id=held.organisation_id)


def test_the_address_chooses_one_sort_and_shows_no_other(as_one):
    text = page(as_one("caseworker"), "?slags=holdt")
    assert 'id="held"' in text
    assert 'id="late"' not in text
    assert 'id="late"' in page(as_one("caseworker"), "?slags=noget")


def test_31_a_case_that_is_hidden_is_hidden_in_the_page_and_in_the_file(as_one):
    moved("0101", date(2030, 1, 2), "Kun for de upartiske.")
    for who, seen in (("caseworker", True), ("partial", False), ("partial_approver", False)):
        for text in (page(as_one(who)), file_of(as_one(who))):
            assert ("København" in text, "Kun for de upartiske." in text) == (seen, seen), who


def test_38_the_file_holds_no_formula_and_is_filtered_as_the_page(as_one):
    moved("0185", date(2030, 1, 2), '=HYPERLINK("http://ond.example")')
    text = file_of(as_one("caseworker"))
    assert "'=HYPERLINK" in text
    assert text.startswith("\ufeffSlags;Sag;Kommune;Hvad;Siden;Hvem;Afgjort af;")
    assert "Holdt tilbage;" in text
    assert "Holdt tilbage;" not in file_of(as_one("caseworker"), "?slags=afviger")


def test_37_a_reason_is_text(as_one):
    moved("0185", date(2030, 1, 2), "<script>alert(1)</script>")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page(as_one("caseworker"))


def test_29_no_pool_that_is_not_there(as_one):
    assert as_one("caseworker").get("/undtagelser/findes-ikke/").status_code == 404
    assert as_one("caseworker").get("/undtagelser/findes-ikke/csv/").status_code == 404
    assert as_one("caseworker").get("/undtagelser/").headers["Location"] == "/undtagelser/fsm3/"


def test_more_exceptions_take_no_more_queries(as_one):
    client = as_one("caseworker")
    page(client)
    with CaptureQueriesContext(connection) as few:
        page(client)
    for code in ("0155", "0185", "0561", "0563", "0825"):
        moved(code, date(2022, 1, 2), "Flyttet.")
    with CaptureQueriesContext(connection) as many:
        page(client)
    assert len(few) == len(many)


def test_every_exception_has_words_and_one_sort():
    assert set(_WHATS) == set(What)
    assert sorted(what for whats in SORTS.values() for what in whats) == sorted(What)
    assert {Exceptional(what, clock.now()).sort for what in What} == set(Sort)
    assert all(sort_label(sort) for sort in Sort)
