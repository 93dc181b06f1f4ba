"""A signatory reads the award, accepts it or gives it up; what is expected and when stands on the page of the case."""

from __future__ import annotations

import pytest

from applications.models import Application
from fsm3.access.roles import Role
from fsm3.core import documents, journal
from fsm3.journeys import letters
from tests.support.town import DECEMBER
from tests.web.clients import client_of, words

PDF = b"%PDF-1.7 made up"


def given(town, code="0101"):
    """An award whose letter lies at the door; returns the case."""
    case = town.awarded(code)
    for each in documents.of_case(case):
        if not each.rendered_at:
            letters.give(each.id, content=PDF, template_version="1", head=journal.head(), at=DECEMBER)
    return case


def status_of(case):
    return Application.objects.values_list("status", flat=True).get(id=case)


@pytest.fixture
def signatory(town):
    return client_of(town.signatories["0101"])


def test_the_award_shows_its_parts_and_what_releases_each(town, signatory):
    page = words(signatory.get(f"/ansoegninger/{given(town)}/tilsagn/"))
    assert "925.000,00 kr." in page
    for part in ("462.500,00", "370.000,00", "92.500,00"):
        assert part in page
    assert "når en måned når 15 %" in page
    assert "når en måned når 20 %" in page


def test_a_signatory_accepts(town, signatory):
    case = given(town)
    answer = signatory.post(f"/ansoegninger/{case}/tilsagn/", follow=True)
    assert "Tilsagnet er accepteret." in words(answer)
    assert status_of(case) == "accepted"


def test_accepting_twice_is_told_and_changes_nothing(town, signatory):
    case = given(town)
    signatory.post(f"/ansoegninger/{case}/tilsagn/")
    again = signatory.post(f"/ansoegninger/{case}/tilsagn/")
    assert again.status_code == 409
    assert "Det kunne ikke lade sig gøre" in words(again)


def test_giving_up_takes_a_reason_on_a_page_that_says_what_it_means(town, signatory):
    case = given(town)
    place = f"/ansoegninger/{case}/tilsagn/afkald/"
    assert "kræves tilbage" in words(signatory.get(place))
    assert "Dette felt er påkrævet." in words(signatory.post(place, {"reason": ""}))
    signatory.post(place, {"reason": "Vi har ikke folk til det."})
    assert status_of(case) == "renounced"


def test_a_reason_with_what_looks_like_a_cpr_number_is_refused_and_stays_typed(town, signatory):
    case = given(town)
    answer = signatory.post(
        f"/ansoegninger/{case}/tilsagn/afkald/", {"reason": "Borger 010170-1234 flyttede."}
    )
    assert answer.status_code == 409
    assert "CPR-nummer" in words(answer)
    assert status_of(case) == "awarded"


def test_the_award_is_not_there_before_its_letter_is(town, signatory):
    case = town.awarded("0101")
    assert signatory.get(f"/ansoegninger/{case}/tilsagn/").status_code == 404
    assert "Hvad der forventes af jer" not in words(signatory.get(f"/ansoegninger/{case}/"))


def test_29_another_municipalitys_award_is_not_found(town):
    case = given(town)
    other = client_of(town.signatories["0155"])
    for place in ("tilsagn/", "tilsagn/afkald/", "budgetaendring/"):
        assert other.get(f"/ansoegninger/{case}/{place}").status_code == 404
        assert other.post(f"/ansoegninger/{case}/{place}").status_code == 404


def test_only_a_signatory_accepts(town):
    case = given(town)
    accountant = town.joined("regnskab@kommune.example", town.organisations["0101"], Role.ACCOUNTANT)
    assert client_of(accountant).post(f"/ansoegninger/{case}/tilsagn/").status_code == 403
    assert status_of(case) == "awarded"


def test_the_page_of_the_case_tells_what_is_expected_and_by_when(town, signatory):
    page = words(signatory.get(f"/ansoegninger/{given(town)}/"))
    assert "Hvad der forventes af jer" in page
    assert "Frist 31. marts 2024, rettidig til og med 2. april 2024" in page


def test_what_is_overdue_is_said_to_be_late(town, signatory):
    case = given(town)
    assert "badge-error" in words(signatory.get(f"/ansoegninger/{case}/"))  # it was due in January 2022
