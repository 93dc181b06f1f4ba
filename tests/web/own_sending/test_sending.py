"""Check, send and receipt in the municipality's door; the moment is when the request came."""

from __future__ import annotations

from datetime import timedelta

import pytest

from applications.selectors import cases
from fsm3.access.roles import Role
from fsm3.core import documents, journal
from fsm3.core.mail import Mail
from fsm3.journeys import apply
from tests.support.town import DEADLINE, OPENED, budget
from tests.web.clients import client_of, place, words
from tests.web.own_sending.sent import TOO_LATE, sent, status

MILLISECOND = timedelta(milliseconds=1)
NOON = DEADLINE


class TestChecking:
    def test_everything_stands_on_one_page_each_with_the_way_to_change_it(self, client, case):
        page = words(client.get(place(case, "tjek/")))
        for text in (
            "Vi følger hver borger tæt.",
            "kirsten@kommune.example",
            "900.000,00",
            "Revision af slutregnskabet.",
        ):
            assert text in page
        assert f'href="{place(case, "spoergsmaal/caseload/")}">Ret' in page
        assert page.count("Accepteret") == 9
        assert "Send ansøgningen</button>" in page

    def test_what_is_missing_stands_on_top_with_the_way_to_its_task(self, town, client):
        by = town.signatories["0101"]
        case = apply.start("fsm3", by=by, at=OPENED)
        page = words(client.get(place(case, "tjek/")))
        assert "Mangler, før det kan sendes" in page
        assert f'<a href="{place(case, "kontakt/")}">Kontaktpersonens navn mangler.</a>' in page
        assert "Budgettet mangler." in page
        assert "Send ansøgningen</button>" not in page

    def test_only_a_signatory_sees_send_and_others_see_who_can(self, writer, case):
        page = words(writer.get(place(case, "tjek/")))
        assert "Send ansøgningen</button>" not in page
        assert "S0101 Opdigtet" in page
        assert "Fortæl dem, at den venter på at blive sendt" in page
        assert writer.post(place(case, "send/")).status_code == 403
        assert status(case) == "draft"

    def test_one_button_tells_the_signatories_once_an_hour(self, writer, case, at):
        page = words(writer.post(place(case, "bed-om-afsendelse/"), follow=True))
        assert "De tilskudsansvarlige har fået en mail." in page
        mail = Mail.objects.get(case=case)
        assert mail.to.email == "s0101@kommune.example"
        assert "FSM3-2021-0001" in mail.body
        assert "http" not in mail.body
        assert journal.of_case(case)[-1].act == "application.signatories_asked"
        again = writer.post(place(case, "bed-om-afsendelse/"))
        assert again.status_code == 409
        assert "De får højst én i timen." in words(again)
        at(DEADLINE - timedelta(hours=1))
        writer.post(place(case, "bed-om-afsendelse/"))
        assert Mail.objects.filter(case=case).count() == 2

    def test_what_is_unfinished_is_not_announced(self, town, writer):
        case = apply.start("fsm3", by=town.signatories["0101"], at=OPENED)
        answer = writer.post(place(case, "bed-om-afsendelse/"))
        assert answer.status_code == 409
        assert "Budgettet mangler." in words(answer)
        assert not Mail.objects.filter(case=case).exists()

    def test_a_municipality_without_a_signatory_is_told_who_helps(self, writer, case, monkeypatch):
        monkeypatch.setattr("fsm3.web.municipality.checking.signatories", lambda _: ())
        assert "Kommunens administrator giver nogen rollen." in words(writer.get(place(case, "tjek/")))

    @pytest.mark.usefixtures("at")
    def test_a_joint_application_waits_for_consent(self, town):
        joint = town.drafted("0561")
        apply.invite(joint, "0563", by=town.signatories["0561"], at=OPENED)
        client = client_of(town.signatories["0561"])
        assert "Har ikke givet samtykke endnu" in words(client.get(place(joint, "tjek/")))
        assert client.post(place(joint, "send/")).status_code == 409
        apply.consent(joint, by=town.signatories["0563"], at=OPENED)
        assert "Har givet samtykke 1. november 2021 kl. 09.00" in words(client.get(place(joint, "tjek/")))
        covered = client_of(town.signatories["0563"])
        assert covered.post(place(joint, "send/")).status_code == 403
        assert "modtaget til tiden" in sent(client, joint)
        page = words(covered.get(place(joint, "kvittering/")))
        assert "FSM3-2021-0001/1" in page
        assert "<dt>Sammen med</dt> <dd>Fanø</dd>" in " ".join(page.split())


class TestSending:
    def test_the_receipt_tells_number_second_and_digest(self, client, case):
        page = sent(client, case)
        (version,) = cases.submissions(case)
        assert "Ansøgningen er modtaget til tiden" in page
        assert "FSM3-2021-0001/1" in page
        assert "26. november 2021 kl. 10.00.00 dansk tid" in page
        assert version.sha256 in page
        assert "925.000,00 kr." in page
        assert "Filen er ved at blive lavet" in page

    def test_the_receipts_file_is_there_once_it_is_made(self, client, case):
        assert "Kvitteringen bliver lavet som PDF" in sent(client, case)
        (letter,) = documents.of_case(case)
        documents.store_rendering(
            letter.id,
            content=b"%PDF-1.7 receipt",
            media_type="application/pdf",
            template_version="1",
            head=journal.head(),
            at=DEADLINE,
        )
        address = place(case, f"breve/{letter.id}/")
        page = words(client.get(place(case, "kvittering/")))
        assert f'href="{address}"' in page
        assert "Kvitteringen bliver lavet som PDF" not in page
        assert client.get(address).content == b"%PDF-1.7 receipt"

    @pytest.mark.parametrize(("past", "in_time"), [(timedelta(0), True), (MILLISECOND, False)])
    def test_1_noon_to_the_millisecond_is_in_and_what_comes_later_is_received(
        self, client, case, at, past, in_time
    ):
        at(NOON + past)
        page = sent(client, case)
        assert ("Ansøgningen er modtaget til tiden" in page) is in_time
        assert ("Ansøgningen kom efter fristen" in page) is not in_time
        assert status(case) == ("sent" if in_time else "late")

    def test_1_what_came_late_is_told_in_words_that_help(self, client, case, at):
        at(TOO_LATE)
        assert "Det, der sendes nu, bliver modtaget og stemplet" in words(client.get(place(case, "tjek/")))
        page = sent(client, case)
        assert "26. november 2021 kl. 12.00.03 dansk tid" in page
        assert "Det er ikke et afslag" in page
        assert "skriv det straks til " in page

    def test_2_the_clients_own_clock_says_nothing(self, client, case, at):
        at(TOO_LATE)
        client.post(
            place(case, "send/"),
            {"at": "2021-11-26T11:00:00"},
            headers={"Date": "Fri, 26 Nov 2021 10:00:00 GMT"},
        )
        assert status(case) == "late"

    def test_3_5_a_double_click_the_back_button_and_a_resend_end_at_one_receipt(self, client, case, at):
        first = sent(client, case)
        at(TOO_LATE)
        assert client.get(place(case, "tjek/")).headers["Location"] == place(case)
        assert sent(client, case).count("FSM3-2021-0001/1") == first.count("FSM3-2021-0001/1")
        assert len(cases.submissions(case)) == 1

    def test_4_the_colleague_who_comes_second_sees_the_same_receipt(self, town, client, case):
        second = client_of(town.joined("to@kommune.example", town.organisations["0101"], Role.SIGNATORY))
        sent(client, case)
        assert "FSM3-2021-0001/1" in sent(second, case)
        assert len(cases.submissions(case)) == 1

    def test_6_a_crafted_post_is_refused_with_every_problem(self, town, client):
        by = town.signatories["0101"]
        case = apply.start("fsm3", by=by, at=OPENED)
        apply.answer(case, {"caseload": "0"}, by=by, at=OPENED)
        answer = client.post(place(case, "send/"))
        page = words(answer)
        assert answer.status_code == 409
        assert "Kontaktpersonens navn mangler." in page
        assert "Budgettet mangler." in page
        assert "Tallet skal være over nul." in page
        assert page.count(f'<a href="{place(case, "forpligtelser/")}">') >= 7
        assert status(case) == "draft"

    def test_11_a_budget_above_the_cap_is_not_sent(self, town, client):
        case = town.drafted("0101", lines=budget(3_000_000, 1))
        answer = client.post(place(case, "send/"))
        assert answer.status_code == 409
        assert "over det maksimale tilskudsbeløb på 3.000.000,00 kr." in words(answer)

    def test_33_fields_that_nobody_asked_for_are_ignored(self, client, case):
        client.post(place(case, "send/"), {"status": "awarded", "amount": "1", "answers": "{}"})
        (version,) = cases.submissions(case)
        assert status(case) == "sent"
        assert version.content["answers"]["caseload"] == "25"

    def test_a_draft_that_was_never_sent_has_no_receipt(self, client, case):
        assert client.get(place(case, "kvittering/")).status_code == 404


def test_what_saves_itself_often_is_told_once_in_the_case(town, client, case):
    for number in range(4, 9):
        typed = {"answer": f"Tekst {number}", "edition": str(number - 3)}
        saved = client.post(
            place(case, "spoergsmaal/plan_results/"), typed, headers={"X-Requested-With": "autosave"}
        )
        assert saved.status_code == 200
    sent(client, case)
    town.impartial()
    page = words(client_of(town.caseworker).get(f"/sager/{case}/"))
    assert page.count("Skrev svar") == 2
    assert len([each for each in journal.of_case(case) if each.act == "draft.answered"]) == 6
