"""A case in the decision room in the browser: what is written of it, what that would mean as one types, what cannot be kept."""

from __future__ import annotations

import pytest

from applications.models import Application, RoomEdition
from applications.selectors import room as selectors
from fsm3.core.money import Money
from fsm3.journeys import room
from tests.harness.deciding import LED, UNREADY
from tests.support.town import DECEMBER, awarded, refused
from tests.web.clients import client_of, section, words
from tests.web.room.rooms import form, page_of, shown

pytestmark = pytest.mark.django_db


def test_an_award_is_reduced_line_by_line_and_its_effect_is_seen_before_it_is_kept(town):
    client = client_of(town.caseworker)
    less = form("see", first="700.000", why="Færre timer.", deviation="Sat ned.")
    page = words(client.post(page_of(town, LED), less))
    effect = section(page, "effect")
    for text in ("725.000,00 kr.", "362.500,00", "2.075.000,00 kr."):
        assert text in effect, text
    assert "Færre timer." in page
    assert not RoomEdition.objects.exists()
    client.post(page_of(town, LED), {**less, "act": "keep"})
    kept = selectors.editions([town.cases[LED]])[town.cases[LED]]
    assert kept.award == Money.of(725_000)
    assert kept.approved[1] == (Money.of(700_000), "Færre timer.")


def test_the_effect_follows_as_one_types_and_nothing_is_saved(town):
    client = client_of(town.caseworker)
    part = words(client.post(f"{page_of(town, LED)}virkning/", form(first="700.000")))
    assert "<html" not in part
    said = part.split('id="room-said" data-live>', 1)[1].split("</p>", 1)[0]
    assert said == "Tilsagn: 725.000,00 kr. – Tilbage af rammen: 2.075.000,00 kr."
    for text in ("362.500,00", "Under den sidste sag"):
        assert text in section(part, "effect"), text
    refusal = words(client.post(f"{page_of(town, LED)}virkning/", form(verdict="refusal")))
    assert "2.800.000,00 kr." in section(refusal, "effect")
    assert not RoomEdition.objects.exists()


@pytest.mark.parametrize(
    ("kroner", "told"),
    [("2.000.000", "mere end"), ("4.000.000", "3.000.000,00 kr."), ("0", "Et tilsagn er større end nul.")],
)
def test_11_an_award_that_can_never_be_is_told_as_one_types(town, kroner, told):
    lines = form(first=kroner) | ({"lines-1-amount": "0"} if kroner == "0" else {})
    part = words(client_of(town.caseworker).post(f"{page_of(town, LED)}virkning/", lines))
    assert "alert-error" in section(part, "effect")
    assert told in section(part, "effect")
    fits = words(client_of(town.caseworker).post(f"{page_of(town, LED)}virkning/", form(first="700.000")))
    assert "alert-error" not in section(fits, "effect")


@pytest.mark.parametrize("typed", ["12.34", "-1", "", "\0", "9" * 30, "<script>"])
def test_12_an_amount_that_cannot_be_read_is_named_and_left_out_of_the_effect(town, typed):
    part = words(client_of(town.caseworker).post(f"{page_of(town, LED)}virkning/", form(first=typed)))
    assert "Disse tal kan ikke læses og er ikke med i summerne" in section(part, "effect")
    assert "Linje 1: " in section(part, "effect")
    assert "Tilsagn: 25.000,00 kr." in part
    assert "<script>" not in part


@pytest.mark.parametrize("sent", [{}, {"verdict": "award"}, {"verdict": "x", "lines-TOTAL_FORMS": "x"}])
def test_33_an_effect_that_is_asked_for_with_nothing_in_it_is_that_of_nothing(town, sent):
    answer = client_of(town.caseworker).post(f"{page_of(town, LED)}virkning/", sent)
    assert answer.status_code == 200


def test_the_effect_of_a_case_that_is_not_in_the_room_is_asked_for_in_vain(town):
    client = client_of(town.caseworker)
    assert client.post(f"{page_of(town, UNREADY)}virkning/", form()).status_code == 404
    assert client.post(f"/afgoerelser/ukendt/{town.cases[LED]}/virkning/", form()).status_code == 404


def test_the_effect_takes_few_queries(town, django_assert_max_num_queries):
    client, address = client_of(town.caseworker), f"{page_of(town, LED)}virkning/"
    client.post(address, form())
    with django_assert_max_num_queries(16):  # three of them for whoever is signed in
        client.post(address, form())


def test_a_refusal_begins_with_the_considerations_of_every_criterion(town):
    page = shown(town, page_of(town, LED))
    refusal = page.split('name="reason_refusal"', 1)[1].split("</textarea>", 1)[0]
    assert refusal.count("Det fremgår klart af planen.") == 6
    client_of(town.caseworker).post(page_of(town, LED), form(verdict="refusal", first="x"))
    assert selectors.editions([town.cases[LED]])[town.cases[LED]].award is None


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"first": "900.001"}, "mere end"),
        ({"first": "12.34"}, "form-error-message"),
        ({"first": "-1"}, "form-error-message"),
        ({"verdict": ""}, "Vælg tilsagn eller afslag."),
        ({"reason_award": "Ring til 010190-1234."}, "CPR"),
        ({"reason_award": "\0"}, "form-error-message"),
    ],
)
def test_what_cannot_be_kept_is_told_and_what_was_typed_stays(town, wrong, told):
    answer = client_of(town.caseworker).post(page_of(town, LED), form(deviation="Bliver stående.", **wrong))
    page = words(answer)
    assert answer.status_code in {200, 409}
    assert told in page
    assert "Bliver stående." in page
    assert not RoomEdition.objects.exists()


def test_of_two_who_write_the_second_sees_both_and_saves_on_top_only_when_he_means_it(town):
    room.write(awarded(town.cases[LED]), edition=0, by=town.caseworkers[1], at=DECEMBER)
    client = client_of(town.caseworker)
    answer = client.post(page_of(town, LED), form(verdict="refusal", reason_refusal="Min tekst."))
    page = words(answer)
    assert answer.status_code == 409
    assert "D Opdigtet har skrevet om sagen imens" in page
    assert "Min tekst." in page
    assert "Planen er konkret, og sagsstammen er lav." in page
    assert RoomEdition.objects.count() == 1
    assert 'name="edition" value="1"' in page
    client.post(page_of(town, LED), form(verdict="refusal", edition=1, reason_refusal="Min tekst."))
    assert selectors.editions([town.cases[LED]])[town.cases[LED]].reason == "Min tekst."


def test_33_fields_nobody_asked_for_are_ignored(town):
    client_of(town.caseworker).post(page_of(town, LED), form(award="1", status="awarded", application="99"))
    assert selectors.editions([town.cases[LED]])[town.cases[LED]].award == Money.of(925_000)
    assert Application.objects.get(id=town.cases[LED]).status == "assessed"


def test_what_would_stop_a_case_is_told_when_it_is_saved(town):
    client = client_of(town.caseworker)
    client.post(page_of(town, LED), form(first="700.000"))
    unexplained = "Tilsagnet er lavere end det ansøgte, og intet forklarer det."
    assert unexplained in words(client.get(page_of(town, LED)))
    client.post(page_of(town, LED), form(edition=1, first="700.000", deviation="Sat ned."))
    page = words(client.get(page_of(town, LED)))
    assert "Gemt. Summerne er fulgt med." in page
    assert unexplained not in page


def test_37_what_people_write_is_text(town):
    room.write(
        refused(town.cases[LED], "<script>alert(1)</script>"), edition=0, by=town.caseworker, at=DECEMBER
    )
    assert "<script>alert" not in shown(town, page_of(town, LED))


@pytest.mark.parametrize("code", [UNREADY])
def test_a_case_that_is_not_assessed_has_no_page_in_the_room(town, code):
    assert (
        client_of(town.caseworker).get(page_of(town, code)).headers["Location"]
        == f"/sager/{town.cases[code]}/"
    )
