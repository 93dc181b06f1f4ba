"""Outcomes on the agency's pages: a file from upload to result, months proposed by one and locked by another."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoDbBlocker

from fsm3.core.proposals import Proposal
from fsm3.journeys import outcomes as journey
from payouts.models import MonthLock, OutcomeUpload, Vintage
from tests.support import life
from tests.support import outcomes as way
from tests.support.databases import database_like
from tests.web.conftest import client_of

EVERY = (life.ASKS, life.ANSWERED, life.WAITS, life.SENT, life.SETTLES, life.PROPOSED)


@pytest.fixture(scope="module")
def lived(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Turn to a copy of what follows the awards; what a test does to it is rolled back."""
    with django_db_blocker.unblock(), database_like(life.LIFE):
        yield


@pytest.fixture
def as_one(lived: None, db: None) -> Callable[[str], Client]:
    """Clients signed in as one of December's people."""
    return client_of


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    text: str = answer.content.decode()
    return text.replace("\N{NO-BREAK SPACE}", " ")


def sent(client: Client, content: bytes, name: str = "juni.csv", confirmed: str = ""):
    fields = {"file": SimpleUploadedFile(name, content, "text/csv"), "confirmed": confirmed}
    return client.post("/resultater/fsm3/hent/", fields)


def june(*left_out: str) -> bytes:
    return way.outcome_file({(code, "2023-06"): (2, 25) for code in EVERY if code not in left_out})


def upload_address() -> str:
    return f"/resultater/fsm3/filer/{OutcomeUpload.objects.latest('id').id}/"


def test_a_file_is_taken_in_read_by_a_job_and_its_page_says_how_far_it_is(as_one):
    client = as_one("caseworker")
    assert sent(client, june()).headers["Location"] == upload_address()
    waits = client.get(upload_address())
    assert waits.headers["Refresh"] == "4"
    assert "venter på at blive læst" in waits.content.decode()
    way.work(journey.IMPORT)
    done = client.get(upload_address())
    assert "Refresh" not in done.headers
    assert "Filen er gemt som dataudtræk 2" in done.content.decode()
    assert "1 måned bliver talt op." in shown(client, "/resultater/fsm3/")
    way.work(journey.COMPUTE)
    assert "2 af 25" in shown(client, "/resultater/fsm3/")


def test_22_a_refused_file_tells_every_line_and_no_citizen(as_one):
    client = as_one("caseworker")
    lines = june().splitlines()
    sent(client, b"\n".join([*lines, lines[-1]]))
    way.work(journey.IMPORT)
    page = shown(client, upload_address())
    assert "Filen er afvist. Intet af den er gemt." in page
    assert "linje 152" in page.lower()
    assert f"B{life.PROPOSED}24" not in page
    assert Vintage.objects.count() == 1


def test_51_an_absent_municipality_is_a_fault_until_it_is_confirmed(as_one):
    client = as_one("caseworker")
    sent(client, june(life.WAITS))
    way.work(journey.IMPORT)
    assert "Filen er afvist" in shown(client, upload_address())
    sent(client, june(life.WAITS), confirmed=f"2023-06:{life.WAITS}")
    way.work(journey.IMPORT)
    assert "Filen er gemt som dataudtræk 2" in shown(client, upload_address())
    assert "bekræftet uden rækker: Læsø, juni 2023" in shown(client, "/resultater/fsm3/")


@pytest.mark.parametrize("content", [b"", b"\0", b"citizen_id\n010190-1234\n", b"\xff\xfe"])
def test_23_a_file_that_is_refused_at_once_is_not_kept_and_not_repeated(as_one, content):
    before = OutcomeUpload.objects.count()
    answer = sent(as_one("caseworker"), content)
    assert answer.status_code == 409
    assert "010190-1234" not in answer.content.decode()
    assert OutcomeUpload.objects.count() == before


def test_a_form_without_a_file_asks_for_one_and_keeps_what_was_typed(as_one):
    answer = as_one("caseworker").post("/resultater/fsm3/hent/", {"confirmed": "2023-06:0101"})
    assert "form-error-message" in answer.content.decode()
    assert "2023-06:0101" in answer.content.decode()


def test_flags_come_first_where_months_are_locked(as_one):
    page = shown(as_one("caseworker"), "/resultater/fsm3/laas/")
    assert page.index("Lille gruppe") < page.index('type="checkbox"')
    assert "april 2023 (1 skiller sig ud)" in page
    assert "maj 2023" not in page


def lock_address() -> str:
    return f"/forslag/{Proposal.objects.get(kind='month_lock', verdict='').id}/"


def test_months_are_locked_by_two_and_the_approver_sees_what_stands_out_first(as_one):
    told = shown(as_one("approver"), lock_address())
    assert told.index("Se på først") < told.index("Hvad der låses")
    for text in ("april 2023", "Lille gruppe", "Tårnby", "1 af 5", "E Opdigtet", "Lås månederne"):
        assert text in told, text
    assert as_one("approver").post(lock_address(), {"verdict": "approve"}).status_code == 302
    assert MonthLock.objects.filter(unlocked_at__isnull=True).count() == 2


def test_26_a_caseworker_does_not_decide_a_lock(as_one):
    assert as_one("caseworker").post(lock_address(), {"verdict": "approve"}).status_code == 403


def test_a_second_proposal_to_lock_waits_for_the_first(as_one):
    answer = as_one("caseworker").post("/resultater/fsm3/laas/", {"months": "2023-04"})
    assert answer.status_code == 409


def test_58_unlocking_shows_what_changes_and_takes_a_reason(as_one):
    client = as_one("caseworker")
    changed = way.outcome_file({(code, "2023-05"): (3, 20) for code in EVERY})
    sent(client, changed, "maj.csv")
    way.work(journey.IMPORT)
    way.work(journey.COMPUTE)
    page = shown(client, "/resultater/fsm3/laas-op/")
    for text in ("Esbjerg", "6 af 20", "3 af 20"):
        assert text in page, text
    assert (
        "form-error-message"
        in client.post("/resultater/fsm3/laas-op/", {"months": "2023-05"}).content.decode()
    )
    client.post("/resultater/fsm3/laas-op/", {"months": "2023-05", "reason": "Et nyt udtræk er rettet."})
    proposal = Proposal.objects.get(kind="month_unlock")
    told = shown(as_one("approver"), f"/forslag/{proposal.id}/")
    for text in ("Et nyt udtræk er rettet.", "6 af 20", "3 af 20", "Lås månederne op"):
        assert text in told, text


def test_31_a_month_is_shown_without_the_municipality_that_is_hidden(as_one):
    told = shown(as_one("partial_approver"), lock_address())
    assert "København" not in told
    assert "Tårnby" in told


@pytest.mark.parametrize("who", ["approver", "national"])
def test_others_read_outcomes_and_change_nothing(as_one, who):
    assert "/resultater/fsm3/laas/" not in shown(as_one(who), "/resultater/fsm3/")
    for rest in ("hent/", "laas/", "laas-op/"):
        assert as_one(who).post(f"/resultater/fsm3/{rest}", {}).status_code == 403


def test_a_pool_or_an_upload_that_there_is_not_is_not_found(as_one):
    for address in ("/resultater/nix/", "/resultater/fsm3/filer/99999/", "/udbetalinger/nix/"):
        assert as_one("caseworker").get(address).status_code == 404
