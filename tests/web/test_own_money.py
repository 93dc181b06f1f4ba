"""A municipality is heard, answers or waives, and reads the statement that was decided."""

from __future__ import annotations

import pytest

from fsm3.access.roles import Role
from fsm3.core import clock, documents, journal
from fsm3.journeys import amend, correct_letter, hearings, letters
from payouts.selectors.hearings import hearing as hearing_of
from payouts.selectors.payments import statements
from tests.support import payouts as way
from tests.support.town import lowered
from tests.web.clients import client_of, words


@pytest.fixture
def claim(town):
    """A case heard about a claim: far less was spent than was paid."""
    case = way.ready_to_settle(town, "0101", 100_000, 5_000)
    return case, hearings.hear_settlement(case, by=town.caseworker, at=clock.now())


@pytest.fixture
def client(town):
    return client_of(town.signatories["0101"])


def test_a_hearing_tells_what_is_intended_and_why_and_takes_one_answer(town, client, claim):
    case, hearing = claim
    place = f"/ansoegninger/{case}/partshoering/{hearing}/"
    shown = words(client.get(place))
    assert "tilbage" in shown
    assert "Hvorfor" in shown
    assert "Dette felt er påkrævet." in words(client.post(place, {"text": ""}))
    done = words(client.post(place, {"text": "Vi har brugt flere penge."}, follow=True))
    assert "Svaret er sendt." in done
    assert "Vi har brugt flere penge." in done
    assert client.post(place, {"text": "Og mere."}).status_code == 409


def test_a_signatory_waives_and_an_applicant_does_not(town, client, claim):
    case, hearing = claim
    place = f"/ansoegninger/{case}/partshoering/{hearing}/"
    applicant = client_of(town.joined("a@kommune.example", town.organisations["0101"], Role.APPLICANT))
    assert "Giv afkald" not in words(applicant.get(place))
    assert applicant.post(place, {"waive": "1"}).status_code == 403
    client.post(place, {"waive": "1"})
    assert hearing_of(hearing).waived


def test_29_a_hearing_of_another_municipality_is_not_found(town, claim):
    case, hearing = claim
    theirs = town.accepted("0155")
    other = client_of(town.signatories["0155"])
    for whose in (case, theirs):
        assert other.get(f"/ansoegninger/{whose}/partshoering/{hearing}/").status_code == 404
        assert other.post(f"/ansoegninger/{whose}/partshoering/{hearing}/", {"text": "x"}).status_code == 404


def given(case):
    """Every letter of a case lies at its door."""
    for each in documents.of_case(case):
        if not each.rendered_at:
            head = journal.head()
            letters.give(each.id, content=b"%PDF-1.7", template_version="1", head=head, at=way.APRIL_2023)


def test_a_statement_is_read_line_by_line_once_its_letter_lies_at_the_door(town, client):
    case = way.with_partial(town, "0101")
    way.paid(town, case, at=way.APRIL_2023)
    statement = statements(case)[0]
    place = f"/ansoegninger/{case}/opgoerelser/{statement.id}/"
    assert client.get(place).status_code == 404
    given(case)
    page = words(client.get(place))
    assert "462.500,00 kr." in page
    assert statement.sha256 in page
    assert "Opgørelse 1" in words(client.get(f"/ansoegninger/{case}/"))
    assert client_of(town.signatories["0155"]).get(place).status_code == 404


def test_a_corrected_hearing_says_what_the_newest_letter_says_and_why(town, client):
    case = town.accepted("0101")
    at = clock.now()
    hearing = amend.hear_amendment(
        case, lowered(case, 800_000), reason="Det gamle.", by=town.caseworker, at=at
    )
    place = f"/ansoegninger/{case}/partshoering/{hearing}/"
    given(case)
    texts = {"facts.1": "Det nye."}
    by, letter = town.caseworkers[2], documents.of_case(case)[-1].id
    town.decided(correct_letter.prepare_correction(letter, texts, reason="Uklart.", by=by, at=at), at=at)
    assert "Det gamle." in words(client.get(place))
    given(case)
    shown = words(client.get(place))
    assert "Det nye." in shown
    assert "Det gamle." not in shown
    assert "Et rettet brev er trådt i stedet for brevet af" in shown
    assert "Uklart." in shown
