"""A municipality begins an application, and finds how far each of its tasks is."""

from __future__ import annotations

from datetime import timedelta

import pytest

from applications.models import Application
from fsm3.core import clock
from fsm3.core.money import Money
from fsm3.journeys import apply
from tests.support.town import DEADLINE, OPENED, Town
from tests.web.clients import client_of, place, words


class TestBeginning:
    def test_an_open_pool_is_offered_with_what_it_means_for_the_municipality(self, client):
        page = words(client.get("/ansoegninger/"))
        assert "fredag 26. november 2021 kl. 12.00 dansk tid" in page
        assert "Der er 26 timer og 0 minutter tilbage til at sende." in page
        assert "3.000.000,00 kr." in page
        assert "uden for Flere skal med 2" in page

    def test_one_press_begins_and_leads_to_the_tasks(self, client):
        answer = client.post("/ansoegninger/start/fsm3/", follow=True)
        assert "FSM3-2021-0001" in words(answer)
        assert "0 af 9 opgaver er færdige." in words(answer)
        assert "Puljer, I kan søge" not in words(client.get("/ansoegninger/"))

    def test_9_a_second_application_is_refused_with_a_link_to_the_first(self, client, case):
        answer = client.post("/ansoegninger/start/fsm3/")
        assert answer.status_code == 409
        assert "København er allerede med i ansøgning FSM3-2021-0001." in words(answer)
        assert f'<a href="{place(case)}">Fortsæt i FSM3-2021-0001</a>' in words(answer)
        assert Application.objects.count() == 1

    def test_9_a_covered_municipality_is_led_to_the_joint_application(self, town):
        joint = apply.start("fsm3", by=town.signatories["0561"], at=OPENED)
        apply.invite(joint, "0563", by=town.signatories["0561"], at=OPENED)
        answer = client_of(town.signatories["0563"]).post("/ansoegninger/start/fsm3/")
        assert f'<a href="{place(joint)}">Fortsæt i FSM3-2021-0001</a>' in words(answer)

    @pytest.mark.django_db
    def test_10_a_municipality_without_a_cap_is_told_whom_to_ask(self):
        town = Town().build(caps={"0101": Money.of(1)})
        town._municipality("0766", "Hedensted", "29189587")
        client = client_of(town.signatories["0766"])
        page = words(client.get("/ansoegninger/"))
        assert "Begynd en ansøgning" not in page
        assert "Skriv til " in page
        answer = client.post("/ansoegninger/start/fsm3/")
        assert answer.status_code == 409
        assert "Der blev ikke begyndt en ansøgning" in words(answer)
        assert Application.objects.count() == 0

    def test_a_closed_pool_is_not_offered(self, client, monkeypatch):
        monkeypatch.setattr(clock, "now", lambda: DEADLINE + timedelta(milliseconds=1))
        assert "Puljer, I kan søge" not in words(client.get("/ansoegninger/"))

    def test_a_pool_that_there_is_not_is_not_found(self, client):
        assert client.post("/ansoegninger/start/findes-ikke/").status_code == 404

    def test_the_call_leads_those_who_can_apply_to_where_they_begin(self, client, town):
        assert 'href="/ansoegninger/">Begynd en ansøgning</a>' in words(client.get("/puljer/fsm3/"))
        assert "Begynd en ansøgning" not in words(client_of(town.caseworker).get("/puljer/fsm3/"))


class TestTheTaskList:
    def test_it_tells_how_far_each_task_is_and_who_wrote_last(self, client, case, colleague):
        at = OPENED + timedelta(days=1)
        apply.answer(case, {"contact_name": "Kirsten Opdigtet"}, by=colleague, at=at)
        apply.answer(case, {"caseload": "25"}, by=colleague, at=at)
        page = words(client.get(place(case)))
        assert "1 af 9 opgaver er færdige." in page
        assert "Kontaktpersonens mailadresse mangler." in page
        assert "Sidst gemt 2. november 2021 kl. 09.00 af Kollega Opdigtet." in page
        assert "Kan ikke begyndes endnu" in page
        assert f'href="{place(case, "kontakt/")}"' in page
        assert f'href="{place(case, "tjek/")}">Tjek og send' not in page

    def test_it_tells_deadline_and_what_is_known_already(self, client, case):
        page = words(client.get(place(case)))
        assert "Frist: fredag 26. november 2021 kl. 12.00 dansk tid" in page
        assert "CVR 64942212" in page
        assert "3.000.000,00 kr." in page
        assert "1. december 2021 – 31. december 2023" in page
        assert "når en måned når 15 %" in page
        assert "1.200.000,00" in page
        assert "Opslaget, »Udbetaling og resultatkrav«" in page

    def test_the_other_cohort_has_its_own_period_and_thresholds(self, town):
        by = town.signatories["0185"]
        case = apply.start("fsm3", by=by, at=OPENED)
        page = words(client_of(by).get(place(case)))
        assert "1. juli 2022 – 31. december 2023" in page
        assert "når en måned når 17 %" in page

    def test_when_all_is_done_it_leads_to_sending(self, town, client):
        case = town.drafted("0101")
        page = words(client.get(place(case)))
        assert "8 af 9 opgaver er færdige." in page
        assert f'href="{place(case, "tjek/")}">Tjek og send' in page

    def test_a_covered_municipality_reads_along_and_writes_nothing(self, town):
        joint = town.drafted("0561")
        apply.invite(joint, "0563", by=town.signatories["0561"], at=OPENED)
        covered = client_of(town.signatories["0563"])
        page = words(covered.get(place(joint)))
        assert "I kan læse med." in page
        assert "kontakt/" not in page
        assert covered.get(place(joint, "kontakt/")).status_code == 403
        assert (
            covered.post(place(joint, "kontakt/"), {"contact_name": "X", "edition": "0"}).status_code == 403
        )
        read = words(covered.get(place(joint, "tjek/")))
        assert "Vi følger hver borger tæt." in read
        assert "Ret</a>" not in read
        assert "send/" not in read

    def test_29_nobody_else_finds_it(self, town, case):
        other = client_of(town.signatories["0155"])
        for task in ("", "kontakt/", "spoergsmaal/caseload/", "forpligtelser/", "tjek/", "kvittering/"):
            assert other.get(place(case, task)).status_code == 404
        for task in ("kontakt/", "forpligtelser/", "send/", "ret/", "traek-tilbage/", "bed-om-afsendelse/"):
            assert other.post(place(case, task), {"edition": "0"}).status_code == 404
