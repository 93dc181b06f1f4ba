"""Check, send, receipt, correction and withdrawal in the municipality's door; the moment is when the request came."""

from __future__ import annotations

from datetime import timedelta

import pytest

from applications.models import Application
from applications.selectors import cases
from fsm3.access.roles import Role
from fsm3.core import clock, documents, journal
from fsm3.core.mail import Mail
from fsm3.journeys import apply, assess
from tests.support.town import DEADLINE, DECEMBER, OPENED, budget
from tests.web.clients import client_of, words

MILLISECOND = timedelta(milliseconds=1)
NOON = DEADLINE
TOO_LATE = DEADLINE + timedelta(seconds=3)


@pytest.fixture
def at(monkeypatch):
    """Set the server's clock."""

    def turn(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)

    turn(DEADLINE - timedelta(hours=2))
    return turn


@pytest.fixture
def client(town, at):
    return client_of(town.signatories["0101"])


@pytest.fixture
def writer(town, at):
    return client_of(town.joined("skriver@kommune.example", town.organisations["0101"], Role.APPLICANT))


@pytest.fixture
def case(town):
    return town.drafted("0101")


def place(case, task=""):
    return f"/ansoegninger/{case}/{task}"


def sent(client, case):
    answer = client.post(place(case, "send/"))
    assert answer.headers["Location"] == place(case, "kvittering/")
    return words(client.get(place(case, "kvittering/")))


def status(case):
    return Application.objects.values_list("status", flat=True).get(id=case)


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


class TestCorrecting:
    def test_a_correction_in_time_gets_a_receipt_of_its_own(self, client, case):
        sent(client, case)
        client.post(place(case, "ret/"))
        client.post(place(case, "spoergsmaal/caseload/"), {"answer": "19", "edition": "1"})
        assert "Send rettelsen</button>" in words(client.get(place(case, "tjek/")))
        page = sent(client, case)
        assert "Rettelsen er modtaget til tiden" in page
        assert "FSM3-2021-0001/2" in page

    def test_47_a_correction_at_three_seconds_past_noon_is_stamped_kept_and_told_and_changes_nothing(
        self, client, case, at
    ):
        sent(client, case)
        client.post(place(case, "ret/"))
        client.post(place(case, "spoergsmaal/caseload/"), {"answer": "19", "edition": "1"})
        at(TOO_LATE)
        assert "men den ændrer ikke noget" in words(client.get(place(case, "tjek/")))
        page = sent(client, case)
        assert "Rettelsen kom efter fristen" in page
        assert "FSM3-2021-0001/1, som blev sendt i tide, står ved magt" in page
        standing = cases.standing(case)
        assert standing is not None
        assert standing.content["answers"]["caseload"] == "25"
        assert status(case) == "sent"
        assert len(cases.submissions(case)) == 2

    def test_it_is_offered_while_it_has_an_effect(self, client, case, at):
        sent(client, case)
        assert "Ret det, der er sendt" in words(client.get(place(case)))
        at(TOO_LATE)
        assert "Ret det, der er sendt" not in words(client.get(place(case)))

    def test_what_is_being_handled_is_not_corrected(self, town, client, case):
        sent(client, case)
        assess.find_admissible(case, by=town.caseworker, at=DECEMBER)
        page = words(client.post(place(case, "ret/"), follow=True))
        assert "som sagen står" in page
        assert not cases.draft(case).open


class TestDeletingACorrection:
    def test_it_is_warned_of_with_what_is_lost_and_what_stands(self, client, case):
        sent(client, case)
        assert "Slet rettelsen" not in words(client.get(place(case)))
        client.post(place(case, "ret/"))
        assert f'href="{place(case, "ret/slet/")}">Slet rettelsen' in words(client.get(place(case)))
        page = words(client.get(place(case, "ret/slet/")))
        assert "Intet går tabt" in page
        client.post(place(case, "spoergsmaal/caseload/"), {"answer": "19", "edition": "1"})
        page = words(client.get(place(case, "ret/slet/")))
        assert "Det kan ikke gøres om" in page
        assert "<li>Hvor mange borgere får en jobformidler på fuld tid ansvar for?</li>" in page
        assert "FSM3-2021-0001/1" in page
        assert cases.draft(case).open

    def test_afterwards_the_case_is_what_was_sent(self, client, case):
        sent(client, case)
        client.post(place(case, "ret/"))
        client.post(place(case, "spoergsmaal/caseload/"), {"answer": "19", "edition": "1"})
        page = words(client.post(place(case, "ret/slet/"), follow=True))
        assert "Rettelsen er slettet. Det sendte står ved magt." in page
        assert "Ret det, der er sendt" in page
        assert "Slet rettelsen" not in page
        assert not cases.draft(case).open
        assert "Der er ingen rettelse at slette." in words(client.get(place(case, "ret/slet/")))
        client.post(place(case, "ret/"))
        assert 'value="25"' in words(client.get(place(case, "spoergsmaal/caseload/")))

    def test_a_draft_that_was_never_sent_is_not_deleted(self, client, case):
        answer = client.post(place(case, "ret/slet/"))
        assert answer.status_code == 409
        assert "Der er ikke sendt noget endnu." in words(answer)
        assert cases.draft(case).open

    def test_a_writer_may_and_an_accountant_may_not(self, town, client, writer, case):
        sent(client, case)
        client.post(place(case, "ret/"))
        accountant = client_of(town.joined("r@kommune.example", town.organisations["0101"], Role.ACCOUNTANT))
        assert "Slet rettelsen" not in words(accountant.get(place(case)))
        assert accountant.post(place(case, "ret/slet/")).status_code == 403
        assert "Slet rettelsen" in words(writer.get(place(case)))
        assert writer.post(place(case, "ret/slet/")).headers["Location"] == place(case)


class TestWithdrawing:
    def test_it_is_warned_of_and_done_by_a_signatory(self, client, writer, case):
        sent(client, case)
        assert "Træk ansøgningen tilbage" not in words(writer.get(place(case)))
        assert writer.post(place(case, "traek-tilbage/")).status_code == 403
        page = words(client.get(place(case, "traek-tilbage/")))
        assert "Det kan ikke gøres om" in page
        assert (
            "Kommunen kan begynde en ny ansøgning indtil fredag 26. november 2021 kl. 12.00 dansk tid."
            in page
        )
        assert status(case) == "sent"
        done = words(client.post(place(case, "traek-tilbage/"), follow=True))
        assert "Ansøgningen er trukket tilbage." in done
        assert status(case) == "withdrawn"
        assert "Begynd en ansøgning" in words(client.get("/ansoegninger/"))

    def test_after_the_deadline_it_says_that_there_is_no_second_chance(self, client, case, at):
        sent(client, case)
        at(TOO_LATE)
        assert "en ny ansøgning ville komme for sent" in words(client.get(place(case, "traek-tilbage/")))

    def test_a_draft_and_a_decided_case_are_not_withdrawn(self, client, case):
        answer = client.post(place(case, "traek-tilbage/"))
        assert answer.status_code == 409
        assert "kan ikke trækkes tilbage" in words(answer)
        assert status(case) == "draft"

    @pytest.mark.usefixtures("at")
    def test_a_covered_municipality_does_not_withdraw_for_the_others(self, town):
        joint = town.drafted("0561")
        apply.invite(joint, "0563", by=town.signatories["0561"], at=OPENED)
        apply.consent(joint, by=town.signatories["0563"], at=OPENED)
        sent(client_of(town.signatories["0561"]), joint)
        covered = client_of(town.signatories["0563"])
        assert "Træk ansøgningen tilbage" not in words(covered.get(place(joint)))
        assert covered.post(place(joint, "traek-tilbage/")).status_code == 403
