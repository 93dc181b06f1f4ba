"""The budget of a draft as a workbook: fetched, laid in, its difference seen before anything is stored."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from budgets import selectors as budgets
from budgets import spreadsheets
from fsm3.core.money import Money
from fsm3.journeys import apply
from tests.support.town import budget
from tests.support.workbooks import filled, saying
from tests.web.clients import client_of, words
from tests.web.test_own_budget import place, stored


@pytest.fixture
def case(town):
    return town.drafted("0101")


@pytest.fixture
def client(town):
    return client_of(town.signatories["0101"])


@pytest.fixture
def fetched(client, case):
    answer = client.get(place(case, "regneark"))
    assert answer.headers["Content-Type"] == spreadsheets.MEDIA_TYPE
    assert answer.headers["Content-Disposition"] == 'attachment; filename="budget-FSM3-2021-0001.xlsx"'
    return answer.content


def uploaded(client, case, content, name="budget.xlsx"):
    return client.post(place(case, "regneark", "laeg-op"), {"file": SimpleUploadedFile(name, content)})


def carried(answer):
    form = answer.context["form"]
    return {"lines": form["lines"].value(), "edition": form["edition"].value()}


def test_an_unchanged_workbook_changes_nothing_and_offers_nothing_to_save(client, case, fetched):
    page = words(uploaded(client, case, fetched))
    assert "Regnearket siger det samme som kladden" in page
    assert "Gem regnearkets budget" not in page


def test_what_a_workbook_changes_is_shown_line_by_line_before_it_is_stored(client, case, fetched):
    new = {"Løn!B7": "Projektledelse", "Løn!C7": "Stab", "Løn!D7": "Leder.", "Løn!J7": 400, "Løn!K7": 100}
    gone = {f"Øvrige udgifter!{column}6": None for column in "BCDG"}
    answer = uploaded(client, case, filled(fetched, {"Løn!K6": 2000, **new, **gone}))
    page = words(answer)
    for told in (
        "Ændret",
        "3.000",
        "2.000",
        "900.000,00",
        "600.000,00",
        "Ny",
        "Projektledelse",
        "Fjernet",
        "25.000,00",
    ):
        assert told in page
    assert "640.000,00 kr." in page
    assert len(stored(case)) == 2
    after = client.post(place(case, "regneark", "laeg-op"), carried(answer), follow=True)
    assert "Regnearkets budget er gemt." in words(after)
    assert stored(case) == [
        (1, "job_brokers", Money.of(600_000)),
        (3, "project_management", Money.of(40_000)),
    ]


def test_8_a_draft_that_changed_meanwhile_is_compared_anew_before_it_is_stored(town, client, case, fetched):
    answer = uploaded(client, case, filled(fetched, {"Løn!K6": 2000}))
    apply.write_budget(case, budget(wages=1_200_000), by=town.signatories["0101"], at=town.at)
    again = client.post(place(case, "regneark", "laeg-op"), carried(answer))
    assert again.status_code == 409
    assert "1.200.000,00" in words(again)
    assert stored(case)[0][2] == Money.of(1_200_000)
    assert client.post(place(case, "regneark", "laeg-op"), carried(again)).status_code == 302
    assert stored(case)[0][2] == Money.of(600_000)


def test_43_every_bad_cell_is_told_with_its_sheet_and_address_and_nothing_is_stored(client, case, fetched):
    page = words(uploaded(client, case, filled(fetched, {"Løn!K6": "mange", "Øvrige udgifter!G6": -1})))
    assert "Regnearket kan ikke bruges endnu" in page
    assert "Løn, celle K6: Der står tekst, hvor der skal være et tal." in page
    assert "Øvrige udgifter, celle G6:" in page
    assert "Gem regnearkets budget" not in page


def test_23_a_number_like_that_of_a_person_is_refused_and_never_repeated(client, case, fetched):
    page = words(uploaded(client, case, filled(fetched, {"Løn!D6": "borger 010190-1234"})))
    assert "Løn, celle D6:" in page
    assert "CPR" in page
    assert "010190" not in page


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Filen er tom."),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(99), "adgangskode"),
        (b"PK\x03\x04", "kan ikke læses"),
        (b"%PDF", "ikke et regneark"),
        (bytes(spreadsheets.LARGEST_FILE + 1), "større end 2 MB"),
    ],
    ids=["empty", "locked", "cut off", "pdf", "too large"],
)
def test_41_a_file_that_is_no_workbook_is_refused_with_the_reason(client, case, content, said):
    answer = uploaded(client, case, content)
    assert answer.status_code == 200
    assert said in words(answer)


def test_15_a_total_that_its_lines_do_not_come_to_is_shown_beside_the_right_one(client, case, fetched):
    lied = saying(fetched, "B8", "1", sheet=4)
    page = words(uploaded(client, case, lied))
    assert "I alt: regnearket siger 1,00 kr., men posterne giver 925.000,00 kr." in page


def test_what_a_page_carries_is_good_for_its_case_and_person_alone(town, client, case, fetched):
    sent = carried(uploaded(client, case, filled(fetched, {"Løn!K6": 2000})))
    spoilt = client.post(
        place(case, "regneark", "laeg-op"), {**sent, "lines": sent["lines"] + "x"}, follow=True
    )
    assert "Læg det op igen." in words(spoilt)
    other = town.drafted("0825")
    theirs = client_of(town.signatories["0825"]).post(place(other, "regneark", "laeg-op"), sent, follow=True)
    assert "Læg det op igen." in words(theirs)
    assert stored(case)[0][2] == stored(other)[0][2] == Money.of(900_000)


def test_an_edition_that_is_none_is_refused(client, case, fetched):
    sent = carried(uploaded(client, case, filled(fetched, {"Løn!K6": 2000})))
    assert client.post(place(case, "regneark", "laeg-op"), {**sent, "edition": "x"}).status_code == 409


def test_a_workbook_that_cannot_be_made_is_told_and_is_no_failure(client, case, monkeypatch):
    monkeypatch.setattr(spreadsheets, "_SECONDS", 0.01)
    page = words(client.get(place(case, "regneark"), follow=True))
    assert "Regnearket kunne ikke laves lige nu." in page


def test_what_is_over_the_cap_is_told_and_may_be_stored_in_the_draft(client, case, fetched):
    answer = uploaded(client, case, filled(fetched, {"Øvrige udgifter!G6": 4_000_000}))
    assert "Det kan ikke sendes sådan" in words(answer)
    client.post(place(case, "regneark", "laeg-op"), carried(answer))
    assert budgets.draft(case)[1].amount == Money.of(4_000_000)
