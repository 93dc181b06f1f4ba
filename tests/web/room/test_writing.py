"""The decision room in the browser: the ranking with the envelope's line, what is written in it and proposed from it."""

from __future__ import annotations

import pytest

from applications.models import Application, Ranking, RoomEdition, RoomGroup
from fsm3.core.proposals import Proposal
from fsm3.journeys import assess, room
from tests.harness.deciding import EQUALS, LED, REDUCED, WRITTEN, reduced
from tests.support.town import DECEMBER, awarded, refused
from tests.web.clients import client_of, section, words
from tests.web.room.rooms import ROOM, form, page_of, seen, shown

pytestmark = pytest.mark.django_db


def test_the_room_shows_the_ranking_its_reasons_and_who_is_not_ready(town):
    page = shown(town, ROOM)
    ranking = section(page, "ranking")
    order = [ranking.index(name) for name in ("København", "Dragør", "Esbjerg")]
    assert order == sorted(order)
    assert ranking.count("uden for Flere skal med 2 går forud ved lige point") == 2
    assert ranking.count("Deler sin plads") == 2
    assert "Læsø" not in ranking
    assert "Læsø" in section(page, "unready")
    assert "en vurdering af, om den kan behandles" in section(page, "unready")


def test_the_line_is_drawn_where_the_envelope_ends_and_moves_with_what_is_written(town):
    ranking = section(shown(town, ROOM), "ranking")
    assert ranking.index("Her slutter pengene") > ranking.index("Esbjerg")
    assert ranking.index("Her slutter pengene") > ranking.index("København")
    assert "2.800.000,00 kr." in ranking
    client_of(town.caseworker).post(page_of(town, LED), form())
    ranking = section(shown(town, ROOM), "ranking")
    assert "925.000,00" in ranking
    assert "1.875.000,00 kr." in ranking


def test_filling_down_is_asked_for_and_told(town):
    client = client_of(town.caseworker)
    assert "Fyld ned" in shown(town, ROOM)
    assert "2.800.000,00 kr." in shown(town, f"{ROOM}fyld/")
    answer = client.post(f"{ROOM}fyld/", {"seen": seen()})
    assert answer.headers["Location"] == ROOM
    assert RoomEdition.objects.count() == 5
    page = shown(town, ROOM)
    assert "Der er skrevet om alle sager" in page
    assert "Foreslåede tilsagn" in page


def test_a_room_that_was_written_in_meanwhile_is_not_filled_over(town):
    before = seen()
    room.write(refused(town.cases[LED]), edition=0, by=town.caseworkers[1], at=DECEMBER)
    answer = client_of(town.caseworker).post(f"{ROOM}fyld/", {"seen": before, "overwrite": "on"})
    assert answer.status_code == 409
    assert "skrevet i afgørelsesrummet, siden" in words(answer)
    assert RoomEdition.objects.count() == 1


def test_equal_cases_are_ordered_by_a_choice_with_a_reason_and_taken_back(town):
    address, client = f"{ROOM}lige/", client_of(town.caseworker)
    numbers = [Application.objects.get(id=town.cases[code]).number for code in EQUALS]
    page = shown(town, address)
    assert "Hvem deler plads 4" in page
    same = {f"choice_4-{numbers[0]}": "1", f"choice_4-{numbers[1]}": "1", "choice_4-reason": "Fordi."}
    assert "sit eget nummer" in words(client.post(address, {"act": "choice_4", **same}))
    sent = {**same, f"choice_4-{numbers[0]}": "2"}
    assert client.post(address, {"act": "choice_4", **sent}).status_code == 302
    ranking = section(shown(town, ROOM), "ranking")
    assert ranking.index("Fanø") < ranking.index("Tårnby")
    group = RoomGroup.objects.get()
    assert "Fordi." in shown(town, address)
    client.post(address, {"take_back": str(group.id)})
    assert not RoomGroup.objects.exists()
    assert client.post(address, {"take_back": str(group.id)}).status_code == 409


def test_cases_are_declared_to_be_in_the_same_degree_or_told_why_not(town):
    address, client = f"{ROOM}lige/", client_of(town.caseworker)
    number = {code: Application.objects.get(id=case).number for code, case in town.cases.items()}
    partly = {
        "act": "same_degree",
        "same_degree-cases": [number[LED], number[REDUCED]],
        "same_degree-reason": "Små forskelle.",
    }
    answer = client.post(address, partly)
    assert answer.status_code == 409
    assert number[WRITTEN] in words(answer)
    assert "Små forskelle." in words(answer)
    partly["same_degree-cases"] = [number[LED], number[REDUCED], number[WRITTEN]]
    assert client.post(address, partly).status_code == 302
    assert "Erklæret at leve op til kriterierne i samme grad" in shown(town, ROOM)


def test_what_is_missing_is_told_with_the_way_to_where_it_is_mended(town):
    case = town.cases[WRITTEN]
    client = client_of(town.caseworker)
    client.post(f"{ROOM}fyld/", {"seen": seen()})
    room.write(refused(case, ""), edition=1, by=town.caseworker, at=DECEMBER)
    page = shown(town, f"{ROOM}indstil/")
    assert "Der mangler 1 ting" in page
    assert f'href="{page_of(town, WRITTEN)}"' in page
    assert 'name="seen"' not in page
    assert client.post(f"{ROOM}indstil/", {"seen": seen()}).status_code == 409
    assert not Ranking.objects.exists()


def test_what_is_seen_is_what_is_frozen_and_proposed(town):
    client = client_of(town.caseworker)
    client.post(f"{ROOM}fyld/", {"seen": seen()})
    before = seen()
    room.write(reduced(town.cases[REDUCED]), edition=1, by=town.caseworkers[1], at=DECEMBER)
    assert client.post(f"{ROOM}indstil/", {"seen": before}).status_code == 409
    assert client.post(f"{ROOM}indstil/", {"seen": seen()}).headers["Location"] == ROOM
    assert Proposal.objects.filter(kind__in=("award", "refusal")).count() == 5
    page = shown(town, ROOM)
    assert "5 forslag venter på en godkender" in page
    assert section(page, "past").count("Venter på en godkender") == 5
    assert client.get(page_of(town, LED)).status_code == 302


def test_the_map_tells_awarded_refused_and_silent_in_a_table_as_well(town):
    room.write(awarded(town.cases[LED]), edition=0, by=town.caseworker, at=DECEMBER)
    room.write(refused(town.cases[WRITTEN]), edition=0, by=town.caseworker, at=DECEMBER)
    page = shown(town, f"{ROOM}kort/")
    told = page.split("<tbody>", 1)[1]
    for place, text in (("København", "Tilsagn"), ("Dragør", "Afslag"), ("Læsø", "Har søgt")):
        row = told.split(f'<th scope="row">{place}</th>', 1)[1].split("</tr>", 1)[0]
        assert text in row, (place, row)
    assert "Aalborg" not in told


def test_31_a_case_that_is_hidden_is_hidden_in_the_room_and_nothing_is_done_to_the_whole(town):
    partial = town.caseworkers[3]
    assess.declare_conflict(town.cases[LED], reason="Svoger.", by=partial, at=DECEMBER)
    page = shown(town, ROOM, partial)
    assert "København" not in page
    assert "1 sag er skjult for dig" in page
    assert "fyld/" not in page
    assert "København" not in shown(town, f"{ROOM}kort/", partial).split("<tbody>", 1)[1]
    assert "København" not in shown(town, f"{ROOM}lige/", partial)
    client = client_of(partial)
    assert client.get(page_of(town, LED)).status_code == 404
    assert client.post(f"{page_of(town, LED)}virkning/", form()).status_code == 404
    for address in ("fyld/", "indstil/"):
        assert client.get(f"{ROOM}{address}").status_code == 403
        assert client.post(f"{ROOM}{address}", {"seen": seen()}).status_code == 403
    assert client.get(page_of(town, WRITTEN)).status_code == 200


def test_the_rooms_lead_to_the_oldest_pool_and_a_pool_nobody_knows_has_none(town):
    client = client_of(town.caseworker)
    assert client.get("/afgoerelser/").headers["Location"] == ROOM
    for address in ("", "kort/", "fyld/", "lige/", "indstil/"):
        assert client.get(f"/afgoerelser/ukendt/{address}").status_code == 404
    assert client.get(f"/afgoerelser/ukendt/{town.cases[LED]}/").status_code == 404
