"""A municipality begins an application and writes it, task by task; nothing typed is lost or overwritten in silence."""

from __future__ import annotations

from datetime import timedelta

import pytest

from applications.models import Application
from applications.selectors import cases
from fsm3.access.roles import Role
from fsm3.core import clock
from fsm3.core.money import Money
from fsm3.journeys import apply, send
from tests.support.town import ANSWERS, DEADLINE, OBLIGATIONS, OPENED, Town
from tests.web.clients import client_of, words

AUTOSAVE = {"X-Requested-With": "autosave"}


@pytest.fixture(autouse=True)
def november(monkeypatch):
    """The pool is open: it is a day before the deadline."""
    monkeypatch.setattr(clock, "now", lambda: DEADLINE - timedelta(days=1, hours=2))


@pytest.fixture
def client(town):
    return client_of(town.signatories["0101"])


@pytest.fixture
def colleague(town):
    return town.joined("kollega@kommune.example", town.organisations["0101"], Role.APPLICANT)


@pytest.fixture
def case(town):
    return apply.start("fsm3", by=town.signatories["0101"], at=OPENED)


def place(case, task=""):
    return f"/ansoegninger/{case}/{task}"


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


class TestTheShortPages:
    def test_a_page_says_what_the_call_asks_for_and_where(self, client, case):
        page = words(client.get(place(case, "spoergsmaal/caseload/")))
        assert "Hvor mange borgere får en jobformidler på fuld tid ansvar for?" in page
        assert "Der er intet loft." in page
        assert "Opslaget, »Kriterier for tildeling af tilskud«." in page
        assert "26. november 2021 kl. 12.00 dansk tid" in page

    def test_saving_goes_on_to_the_next_task_or_back(self, client, case):
        typed = {"contact_name": "Kirsten Opdigtet", "contact_mail": "k@kommune.example", "edition": "0"}
        on = client.post(place(case, "kontakt/"), typed | {"then": "next"})
        assert on.headers["Location"] == place(case, "spoergsmaal/extended_model/")
        back = client.post(place(case, "spoergsmaal/extended_model/"), {"answer": "yes", "edition": "0"})
        assert back.headers["Location"] == place(case)
        last = client.post(place(case, "forpligtelser/"), {"model": "on", "edition": "0", "then": "next"})
        assert last.headers["Location"] == place(case, "budget/")
        draft = cases.draft(case)
        assert draft.answers == {
            "contact_name": "Kirsten Opdigtet",
            "contact_mail": "k@kommune.example",
            "extended_model": "yes",
        }
        assert draft.obligations == ("model",)

    def test_what_is_unfinished_is_kept(self, client, case):
        assert (
            client.post(place(case, "kontakt/"), {"contact_name": "Kirsten", "edition": "0"}).status_code
            == 302
        )
        assert cases.draft(case).answers == {"contact_name": "Kirsten", "contact_mail": ""}

    @pytest.mark.parametrize("mail", ["kirsten", "kirsten@", "a b@c.dk"])
    def test_a_mail_address_that_is_none_is_told_beside_its_field(self, client, case, mail):
        typed = {"contact_name": "K", "contact_mail": mail, "edition": "0"}
        page = words(client.post(place(case, "kontakt/"), typed))
        assert 'href="#id_contact_mail"' in page
        assert f'value="{mail}"' in page
        assert cases.draft(case).answers == {}

    def test_a_yes_or_no_has_no_default(self, client, case):
        page = words(client.get(place(case, "spoergsmaal/extended_model/")))
        assert 'value="yes"' in page
        assert "checked" not in page

    @pytest.mark.parametrize("number", ["12.34", "1234.5", "1,234.56", "0", "-3", "mange"])
    def test_12_13_a_number_that_can_be_misread_is_refused_and_stays_typed(self, client, case, number):
        page = words(client.post(place(case, "spoergsmaal/caseload/"), {"answer": number, "edition": "0"}))
        assert f'value="{number}"' in page
        assert 'href="#id_answer"' in page
        assert cases.draft(case).answers == {}

    @pytest.mark.parametrize("number", ["35", "1.234", "1234,5"])
    def test_13_a_number_as_danes_type_it_is_kept(self, client, case, number):
        client.post(place(case, "spoergsmaal/caseload/"), {"answer": number, "edition": "0"})
        assert cases.draft(case).answers == {"caseload": number}

    def test_23_a_cpr_number_is_refused_and_stays_in_the_page(self, client, case):
        typed = {"answer": "Borger 010170-1234 er med.", "edition": "0"}
        answer = client.post(place(case, "spoergsmaal/plan_results/"), typed)
        assert answer.status_code == 409
        assert "CPR-nummer" in words(answer)
        assert "Borger 010170-1234 er med.</textarea>" in words(answer)
        assert 'href="#id_answer"' in words(answer)
        assert cases.draft(case).answers == {}

    def test_39_a_nul_byte_is_a_fault_of_its_field(self, client, case):
        page = words(
            client.post(place(case, "spoergsmaal/plan_results/"), {"answer": "a\0b", "edition": "0"})
        )
        assert 'href="#id_answer"' in page
        assert cases.draft(case).answers == {}

    def test_a_text_that_is_too_long_is_told_and_stays(self, client, case):
        typed = {"answer": "ord " * 1200, "edition": "0"}
        page = words(client.post(place(case, "spoergsmaal/plan_results/"), typed))
        assert 'href="#id_answer"' in page
        assert "ord ord ord" in page

    def test_38_a_formula_is_a_text(self, client, case):
        client.post(place(case, "spoergsmaal/plan_results/"), {"answer": '=HYPERLINK("x")', "edition": "0"})
        assert "=HYPERLINK(&quot;x&quot;)" in words(client.get(place(case, "tjek/")))

    def test_33_fields_that_the_form_does_not_have_are_ignored(self, client, case):
        typed = {"answer": "25", "edition": "0", "status": "awarded", "plan_results": "X", "caseload": "9"}
        client.post(place(case, "spoergsmaal/caseload/"), typed)
        assert cases.draft(case).answers == {"caseload": "25"}
        assert Application.objects.get(id=case).status == "draft"

    def test_a_question_that_the_pool_does_not_ask_is_not_found(self, client, case):
        assert client.get(place(case, "spoergsmaal/status/")).status_code == 404

    def test_the_obligations_that_bind_are_accepted_one_by_one(self, client, case, town):
        page = words(client.get(place(case, "forpligtelser/")))
        assert page.count('type="checkbox"') == 7
        assert "Opslaget, »Registreringskrav«" in page
        apply.answer(case, {"extended_model": "yes"}, by=town.signatories["0101"], at=OPENED)
        assert words(client.get(place(case, "forpligtelser/"))).count('type="checkbox"') == 9
        client.post(place(case, "forpligtelser/"), dict.fromkeys(OBLIGATIONS, "on") | {"edition": "0"})
        assert set(cases.draft(case).obligations) == set(OBLIGATIONS)

    def test_what_stands_already_counts_as_no_edit(self, client, case):
        typed = {"answer": "25", "edition": "0"}
        for _ in range(2):
            assert client.post(place(case, "spoergsmaal/caseload/"), typed).status_code == 302
        assert cases.task_edits(case)["answers.caseload"].edition == 1

    def test_a_closed_draft_is_not_written_in_and_nothing_typed_is_lost(self, client, town):
        case = town.sent("0101", at=OPENED)
        assert client.get(place(case, "kontakt/")).status_code == 404
        answer = client.post(place(case, "spoergsmaal/plan_results/"), {"answer": "Ny tekst", "edition": "1"})
        assert answer.status_code == 409
        assert "Kladden er lukket." in words(answer)
        assert "Ny tekst</textarea>" in words(answer)


class TestSavingByItself:
    def test_it_answers_when_and_on_which_edition_to_go_on(self, client, case):
        for edition in (0, 1):
            answer = client.post(
                place(case, "spoergsmaal/plan_results/"),
                {"answer": f"Tekst {edition}", "edition": str(edition)},
                headers=AUTOSAVE,
            )
            assert answer.json() == {"edition": edition + 1, "said": "Gemt kl. 10.00.00"}
        assert cases.draft(case).answers == {"plan_results": "Tekst 1"}

    @pytest.mark.parametrize(
        ("task", "answer", "why"),
        [("caseload", "12.34", "Tallet kan læses"), ("plan_results", "010170-1234", "CPR-nummer")],
    )
    def test_what_is_wrong_is_told_and_not_kept(self, client, case, task, answer, why):
        sent = client.post(
            place(case, f"spoergsmaal/{task}/"), {"answer": answer, "edition": "0"}, headers=AUTOSAVE
        )
        assert sent.status_code == 422
        assert sent.json()["said"].startswith("Ikke gemt. ")
        assert why in sent.json()["said"]
        assert cases.draft(case).answers == {}

    def test_8_a_colleagues_save_stops_it_and_is_not_overwritten(self, client, case, colleague):
        apply.answer(case, {"plan_results": "Kollegaens"}, by=colleague, at=OPENED)
        typed = {"answer": "Min", "edition": "0"}
        answer = client.post(place(case, "spoergsmaal/plan_results/"), typed, headers=AUTOSAVE)
        assert answer.status_code == 409
        assert "Kollega Opdigtet har skrevet her imens" in answer.json()["said"]
        assert cases.draft(case).answers == {"plan_results": "Kollegaens"}

    def test_a_draft_that_was_sent_meanwhile_stops_it(self, client, town):
        case = town.sent("0101", at=OPENED)
        typed = {"answer": "Min", "edition": "1"}
        answer = client.post(place(case, "spoergsmaal/plan_results/"), typed, headers=AUTOSAVE)
        assert answer.status_code == 409
        assert "Kladden er lukket." in answer.json()["said"]

    def test_7_an_ended_session_is_told_and_the_buttons_bring_the_text_back(self, client, case):
        address, typed = place(case, "spoergsmaal/plan_results/"), {"answer": "Min tekst", "edition": "0"}
        client.get(address)
        client.session.flush()
        assert client.post(address, typed, headers=AUTOSAVE).status_code == 403
        assert "Du er logget ud" in words(client.post(address, typed))


class TestTwoInOneTask:
    """Bad input 8: a page with both texts, and a choice."""

    @pytest.fixture
    def met(self, client, case, colleague):
        apply.answer(case, {"plan_results": "Kollegaens plan"}, by=colleague, at=OPENED)
        return client.post(place(case, "spoergsmaal/plan_results/"), {"answer": "Min plan", "edition": "0"})

    def test_8_both_texts_are_shown_and_nothing_is_overwritten(self, met, case):
        page = words(met)
        assert met.status_code == 409
        assert "Kollega Opdigtet har skrevet her, siden du åbnede siden" in page
        assert "Kollega Opdigtet, gemt 1. november 2021 kl. 09.00" in page
        assert page.index("Min plan") < page.index("Kollegaens plan")
        assert "Kollegaens plan\n\nMin plan</textarea>" in page
        assert cases.draft(case).answers == {"plan_results": "Kollegaens plan"}

    def test_8_mine_may_take_the_place_of_theirs(self, met, client, case):
        assert 'name="answer" value="Min plan"' in words(met)
        assert 'name="edition" value="1"' in words(met)
        client.post(place(case, "spoergsmaal/plan_results/"), {"answer": "Min plan", "edition": "1"})
        assert cases.draft(case).answers == {"plan_results": "Min plan"}

    @pytest.mark.usefixtures("met")
    def test_8_who_chooses_while_somebody_saves_again_chooses_again(self, client, case, colleague):
        apply.answer(case, {"plan_results": "Endnu en"}, by=colleague, at=OPENED)
        answer = client.post(place(case, "spoergsmaal/plan_results/"), {"answer": "Min plan", "edition": "1"})
        assert answer.status_code == 409
        assert "Endnu en" in words(answer)

    @pytest.mark.usefixtures("met")
    @pytest.mark.parametrize("edition", ["", "x", "-1", "99"])
    def test_8_an_edition_that_is_made_up_overwrites_nothing(self, client, case, edition):
        address = place(case, "spoergsmaal/plan_results/")
        client.post(address, {"answer": "Min plan", "edition": edition})
        assert cases.draft(case).answers == {"plan_results": "Kollegaens plan"}

    @pytest.mark.usefixtures("met")
    def test_8_two_who_wrote_the_same_agree(self, client, case):
        typed = {"answer": "Kollegaens plan", "edition": "0"}
        assert client.post(place(case, "spoergsmaal/plan_results/"), typed).status_code == 302

    def test_8_of_two_lists_of_obligations_what_differs_is_laid_side_by_side(self, client, case, colleague):
        apply.accept_obligations(case, ["model", "evaluation"], by=colleague, at=OPENED)
        answer = client.post(place(case, "forpligtelser/"), {"model": "on", "edition": "0"})
        assert answer.status_code == 409
        page = words(answer)
        assert (page.count("<dd>Accepteret"), page.count("<dd>Ikke accepteret")) == (1, 1)
        assert "Kun det, der er forskelligt, bliver vist." in page
        assert cases.draft(case).obligations == ("evaluation", "model")

    def test_8_two_contacts_are_laid_side_by_side(self, client, case, colleague):
        written = {"contact_name": "Hans", "contact_mail": "hans@x.example"}
        apply.answer(case, written, by=colleague, at=OPENED)
        answer = client.post(place(case, "kontakt/"), {"contact_name": "Grete", "edition": "0"})
        page = words(answer)
        assert answer.status_code == 409
        assert "Grete" in page
        assert "Hans" in page
        assert "Ingenting" in page
        assert "Kun det, der er forskelligt, bliver vist." not in page


def test_a_correction_is_written_above_what_stands(town, client):
    case = town.sent("0101", at=OPENED)
    assert "Ret det, der er sendt" in words(client.get(place(case)))
    page = words(client.post(place(case, "ret/"), follow=True))
    assert "En rettelse er begyndt" in page
    assert page.index("Opgaver") < page.index("FSM3-2021-0001/1")
    client.post(place(case, "ret/"))
    client.post(place(case, "spoergsmaal/caseload/"), {"answer": "19", "edition": "1"})
    assert cases.draft(case).answers["caseload"] == "19"
    standing = cases.standing(case)
    assert standing is not None
    assert standing.content["answers"]["caseload"] == ANSWERS["caseload"]
    receipt = send.send(case, by=town.signatories["0101"], at=OPENED)
    assert receipt.number == "FSM3-2021-0001/2"
