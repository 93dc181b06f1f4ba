"""The list of what is expected along the way: ticked and commented by the municipality, read by the agency."""

from __future__ import annotations

from datetime import date

import pytest

from fsm3.access.roles import Role
from fsm3.core import documents, journal
from fsm3.journeys import apply, award_life, expect, letters, send
from tests.support.town import ACCEPTED, DECEMBER, awarded
from tests.web.clients import client_of, words

MARCH = ("steering_group", date(2022, 3, 31))


def give(case):
    for each in documents.of_case(case):
        letters.give(each.id, content=b"%PDF", template_version="1", head=journal.head(), at=DECEMBER)


@pytest.fixture
def case(town):
    case = town.accepted("0101")
    give(case)
    return case


@pytest.fixture
def client(town):
    return client_of(town.signatories["0101"])


def place(case, row=None):
    more = f"{row[0]}/{row[1].isoformat()}/" if row else ""
    return f"/ansoegninger/{case}/forventninger/{more}"


def test_the_case_shows_the_next_three_and_leads_to_all(client, case):
    page = words(client.get(f"/ansoegninger/{case}/"))
    nearest = page.split("Det næste undervejs")[1].split("Se alt, der forventes undervejs")[0]
    assert nearest.count("Senest") == 3
    assert "Markeringerne er på plads i fagsystemet" in nearest
    assert f'href="{place(case)}"' in page


def test_the_list_is_by_day_and_says_calmly_what_has_passed(client, case):
    page = words(client.get(place(case)))
    days = ["1. januar 2022", "31. marts 2022", "30. juni 2022", "31. december 2023"]
    assert sorted(days, key=page.index) == days
    assert "Styregruppen har holdt møde, 1. kvartal 2022" in page
    assert "Kommunen har været med til netværksmøder, 1. halvår 2022" in page
    assert "Dagen er gået" in page
    assert "0 ud af" in page


def test_a_row_is_ticked_with_a_comment_and_taken_back(client, case):
    assert "Det er gjort" in words(client.get(place(case, MARCH)))
    sent = {"comment": "Vi mødtes den 4. marts.", "done": "1"}
    page = words(client.post(place(case, MARCH), sent, follow=True))
    assert "1 ud af" in page
    assert "Vi mødtes den 4. marts." in page
    assert "Fjern fluebenet" in words(client.get(place(case, MARCH)))
    page = words(client.post(place(case, MARCH), {"comment": "", "open": "1"}, follow=True))
    assert "0 ud af" in page


def test_a_comment_alone_is_kept_without_a_tick(client, case):
    page = words(client.post(place(case, MARCH), {"comment": "Udsat til april.", "open": "1"}, follow=True))
    assert "Udsat til april." in page
    assert "0 ud af" in page


def test_23_37_a_cpr_number_is_refused_and_what_was_typed_is_text(client, case):
    answer = client.post(place(case, MARCH), {"comment": "010203-1234 <b>", "done": "1"})
    assert answer.status_code == 409
    assert "010203-1234 &lt;b&gt;" in words(answer)


def test_what_is_not_expected_is_not_there(client, case):
    for row in ("steering_group/2022-03-30", "party/2022-03-31", "steering_group/31-03-2022"):
        assert client.get(f"{place(case)}{row}/").status_code == 404


def test_29_another_municipality_sees_nothing(town, case):
    other = client_of(town.signatories["0155"])
    assert other.get(place(case)).status_code == 404
    assert other.post(place(case, MARCH), {"done": "1"}).status_code == 404


def test_a_covered_municipality_reads_and_does_not_tick(town):
    by = town.signatories["0561"]
    case = town.drafted("0561")
    apply.invite(case, "0563", by=by, at=town.at)
    apply.consent(case, by=town.signatories["0563"], at=town.at)
    send.send(case, by=by, at=town.at)
    town.decided(*town.recommended(awarded(town.agreed(case))))
    give(case)
    award_life.accept(case, by=by, at=ACCEPTED)
    covered = client_of(town.signatories["0563"])
    page = words(covered.get(place(case)))
    assert "Styregruppen har holdt møde" in page
    assert "Vælg en linje" not in page
    assert covered.get(place(case, ("steering_group", date(2022, 9, 30)))).status_code == 403


def test_before_the_award_is_accepted_the_list_is_read(town):
    case = town.awarded("0101")
    give(case)
    client = client_of(town.signatories["0101"])
    assert "Vælg en linje" not in words(client.get(place(case)))
    assert client.get(place(case, MARCH)).status_code == 403


def test_the_agency_reads_it_and_the_accountant_ticks(town, case):
    who = town.joined("regn@kommune.example", town.organisations["0101"], Role.ACCOUNTANT)
    expect.tick(case, *MARCH, done=True, comment="Alle var med.", by=who, at=ACCEPTED)
    reader = client_of(town.caseworker)
    assert f'href="/sager/{case}/forventninger/"' in words(reader.get(f"/sager/{case}/"))
    page = words(reader.get(f"/sager/{case}/forventninger/"))
    assert "Alle var med." in page
    assert "Regn Opdigtet" in page
    sent = town.sent("0155")
    town.impartial("0155")
    assert reader.get(f"/sager/{sent}/forventninger/").status_code == 404
