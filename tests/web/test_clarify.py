"""A caseworker asks about what was sent, the municipality answers on its own pages, and both see before and after."""

from __future__ import annotations

from datetime import timedelta

import pytest

from applications.rules.clarification import Question
from applications.selectors import cases, clarifications
from fsm3.access.roles import Role
from fsm3.core import clock
from fsm3.core.mail import Mail
from fsm3.core.periods import day_of
from fsm3.journeys import apply, assess, clarify, send
from tests.support.town import budget, standing
from tests.web.clients import client_of, words

TODAY = day_of(clock.now())
PLAN, MONEY = "answers.plan_results", "budget"


@pytest.fixture
def case(town):
    sent = town.sent("0101")
    town.impartial()
    return sent


@pytest.fixture
def by(town):
    return town.signatories["0101"]


@pytest.fixture
def caseworker(town):
    return client_of(town.caseworker)


@pytest.fixture
def signatory(by):
    return client_of(by)


@pytest.fixture
def asked(town, case) -> int:
    due = TODAY + timedelta(days=9)
    questions = [Question(PLAN, "Hvor mange samtaler?"), Question(MONEY, "Hvorfor 3.000 timer?")]
    return clarify.ask(case, questions, due=due, by=town.caseworker, at=clock.now())


def place(case, more=""):
    return f"/sager/{case}/afklaring/{more}"


def own(case, more=""):
    return f"/ansoegninger/{case}/afklaring/{more}"


def typed(*questions, due=None, **more):
    rows = {f"questions-{at}-{name}": text for at, row in enumerate(questions) for name, text in row.items()}
    day = due or TODAY + timedelta(days=9)
    count = str(len(questions))
    return {
        "questions-TOTAL_FORMS": count,
        "questions-INITIAL_FORMS": "0",
        "due_day": str(day.day),
        "due_month": str(day.month),
        "due_year": str(day.year),
        **rows,
        **more,
    }


def replies(asked, case, edition, *texts):
    (found,) = (each for each in clarifications.of_case(case) if each.id == asked)
    fields = {f"reply_{each.id}": text for each, text in zip(found.questions, texts, strict=True)}
    return {"edition": str(edition), **fields}


class TestTheAgency:
    def test_the_case_leads_to_asking(self, caseworker, case):
        page = words(caseworker.get(f"/sager/{case}/"))
        assert f'href="{place(case)}"' in page
        assert "Spørg kommunen" in page

    def test_questions_are_asked_without_script(self, caseworker, case):
        first = {"task": PLAN, "text": "Hvor mange samtaler?"}
        grown = words(caseworker.post(place(case), typed(first, **{"questions-add": "1"})))
        assert "questions-1-task" in grown
        assert "Hvor mange samtaler?" in grown
        page = words(
            caseworker.post(place(case), typed(first, {"task": MONEY, "text": "Hvorfor?"}), follow=True)
        )
        assert "Spørgsmålene er sendt." in page
        assert "Venter på svar" in page
        (found,) = clarifications.of_case(case)
        assert found.tasks == (PLAN, MONEY)

    def test_12_what_is_wrong_is_told_and_what_was_typed_is_kept(self, caseworker, case):
        row = {"task": "answers.extended_model", "text": "Mener I ja?"}
        answer = caseworker.post(place(case), typed(row, due=TODAY))
        assert answer.status_code == 409
        page = words(answer)
        assert "Spørg også til forpligtelserne" in page
        assert "Svaret kan tidligst skulle komme" in page
        assert "Mener I ja?" in page
        assert "Vælg" in words(caseworker.post(place(case), typed({"task": "status", "text": ""})))
        assert clarifications.of_case(case) == ()

    def test_37_a_question_is_text(self, caseworker, case):
        row = {"task": PLAN, "text": "<script>alert(1)</script> {{ 7*7 }}"}
        page = words(caseworker.post(place(case), typed(row), follow=True))
        assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }}" in page

    @pytest.mark.usefixtures("asked")
    def test_the_case_says_what_it_waits_for(self, caseworker, case):
        page = words(caseworker.get(f"/sager/{case}/"))
        assert "Kommunen svarer på styrelsens spørgsmål senest" in page
        assert "Se spørgsmålene" in page

    def test_longer_is_given_and_it_is_closed_with_a_reason(self, caseworker, case, asked):
        later = TODAY + timedelta(days=20)
        sent = {"day_day": later.day, "day_month": later.month, "day_year": later.year, "reason": "Ferie."}
        page = words(caseworker.post(place(case, f"{asked}/frist/"), sent, follow=True))
        assert "Dagen er flyttet." in page
        assert "Ferie." in page
        assert caseworker.post(place(case, f"{asked}/frist/"), sent).status_code == 409
        page = words(caseworker.post(place(case, f"{asked}/luk/"), {"reason": "Vi går videre."}, follow=True))
        assert "Lukket uden svar" in page
        assert "Vi går videre." in page

    def test_an_answer_that_is_late_is_shown_and_lapses_nothing(self, town, caseworker, case):
        early = clock.now() - timedelta(days=30)
        due = day_of(early) + timedelta(days=2)
        clarify.ask(case, [Question(PLAN, "Hvad?")], due=due, by=town.caseworker, at=early)
        for address in (f"/sager/{case}/", place(case)):
            assert "Svaret skulle være kommet" in words(caseworker.get(address))
        assert "Svaret skulle være kommet" in words(client_of(town.signatories["0101"]).get(own(case)))

    def test_31_it_is_hidden_from_one_who_is_not_impartial(self, town, case, asked):
        assess.declare_conflict(case, reason="Nabo.", by=town.caseworkers[3], at=clock.now())
        partial = client_of(town.caseworkers[3])
        for address in (place(case), place(case, f"{asked}/frist/"), place(case, f"{asked}/luk/")):
            assert partial.get(address).status_code == 404

    def test_replies_are_the_municipalitys_own_until_they_are_sent(self, caseworker, signatory, case, asked):
        signatory.post(own(case), replies(asked, case, 0, "To samtaler.", ""))
        assert "To samtaler." not in words(caseworker.get(place(case)))

    def test_29_a_clarification_of_another_case_is_not_there(self, town, caseworker, asked):
        other = town.sent("0155")
        town.impartial("0155")
        assert caseworker.get(place(other, f"{asked}/frist/")).status_code == 404


class TestTheMunicipality:
    @pytest.mark.usefixtures("asked")
    def test_the_case_says_that_an_answer_is_awaited(self, signatory, case):
        page = words(signatory.get(f"/ansoegninger/{case}/"))
        assert "Styrelsen beder om svar senest" in page
        assert f'href="{own(case)}"' in page

    @pytest.mark.usefixtures("asked")
    def test_it_sees_the_questions_and_how_far_each_task_is(self, signatory, case, by):
        page = words(signatory.get(own(case)))
        assert "Hvorfor 3.000 timer?" in page
        assert page.count("Ændringer ønsket") == 2
        apply.write_budget(case, budget(840_000), by=by, at=clock.now())
        assert words(signatory.get(own(case))).count("Ændringer lavet") == 1

    def test_replies_are_saved_and_the_answer_is_looked_through_and_sent(
        self, caseworker, signatory, case, asked, by
    ):
        apply.write_budget(case, budget(840_000), by=by, at=clock.now())
        reply = replies(asked, case, 0, "To samtaler.", "")
        page = words(signatory.post(own(case), {**reply, "check": "1"}, follow=True))
        for said in (
            "To samtaler.",
            "Der er ikke skrevet et svar.",
            "925.000,00",
            "865.000,00",
            "Ændret",
            "Uændret",
        ):
            assert said in page
        seen = page.split('name="seen" value="')[1][:64]
        done = words(signatory.post(own(case, "send/"), {"seen": seen}, follow=True))
        assert "Svaret er sendt." in done
        for client, address in ((signatory, own(case)), (caseworker, place(case))):
            page = words(client.get(address))
            for said in ("Besvaret", "To samtaler.", "925.000,00", "865.000,00"):
                assert said in page
        assert "Svar på styrelsens spørgsmål. Denne version gælder." in words(
            caseworker.get(f"/sager/{case}/")
        )

    def test_what_changed_since_it_was_looked_through_is_not_sent(self, signatory, case, asked):
        signatory.post(own(case), replies(asked, case, 0, "To.", "Fordi."))
        answer = signatory.post(own(case, "send/"), {"seen": "x"})
        assert answer.status_code == 409
        assert "Nogen har ændret svaret" in words(answer)
        assert standing(case).number == 1

    def test_what_nothing_was_done_about_is_named(self, signatory, case, asked):
        signatory.post(own(case), replies(asked, case, 0, "To.", ""))
        page = words(signatory.get(own(case, "send/")))
        assert "Ikke besvaret endnu" in page
        seen = page.split('name="seen" value="')[1][:64]
        answer = signatory.post(own(case, "send/"), {"seen": seen})
        assert "hverken rettet eller besvaret" in words(answer)

    def test_8_two_who_reply_see_both_texts(self, town, signatory, case, asked):
        writer = client_of(town.joined("w@kommune.example", town.organisations["0101"], Role.APPLICANT))
        writer.post(own(case), replies(asked, case, 0, "Kollegaens svar.", ""))
        answer = signatory.post(own(case), replies(asked, case, 0, "Mit svar.", ""))
        assert answer.status_code == 409
        page = words(answer)
        assert "Kollegaens svar." in page
        assert "Mit svar." in page
        edition = page.split('name="edition" value="')[1].split('"')[0]
        signatory.post(own(case), replies(asked, case, edition, "Begges svar.", ""))
        assert "Begges svar." in clarifications.replies(asked).texts.values()

    def test_23_a_cpr_number_in_a_reply_is_refused_and_stays_in_the_page(self, signatory, case, asked):
        answer = signatory.post(own(case), replies(asked, case, 0, "Borger 010203-1234", ""))
        assert answer.status_code == 409
        assert "Borger 010203-1234" in words(answer)
        assert clarifications.replies(asked).edition == 0

    @pytest.mark.usefixtures("asked")
    def test_only_a_signatory_sends_and_others_see_who_can(self, town, case):
        writer = client_of(town.joined("w@kommune.example", town.organisations["0101"], Role.APPLICANT))
        page = words(writer.get(own(case, "send/")))
        assert (
            "Kun en tilskudsansvarlig kan sende. I kommunen er det: <strong>S0101 Opdigtet</strong>." in page
        )
        assert "Svaret kan sendes, når intet mangler." in page
        assert writer.post(own(case, "send/"), {"seen": "x"}).status_code == 403

    def test_one_button_tells_the_signatories_of_a_finished_answer(self, town, case, asked, by):
        writer = client_of(town.joined("w@kommune.example", town.organisations["0101"], Role.APPLICANT))
        button, way = "Fortæl dem, at svaret venter på at blive sendt", own(case, "bed-om-afsendelse/")
        assert button not in words(writer.get(own(case, "send/")))
        refused = writer.post(way)
        assert refused.status_code == 409
        assert "er hverken rettet eller besvaret" in words(refused)
        texts = {question.id: "To." for question in clarifications.of_case(case)[0].questions}
        clarify.reply(asked, texts, by=by, at=clock.now())
        assert button in words(writer.get(own(case, "send/")))
        assert "De tilskudsansvarlige har fået en mail." in words(writer.post(way, follow=True))
        mail = Mail.objects.get(case=case, subject="Jeres svar venter på at blive sendt")
        assert (mail.to_id, mail.link) == (by.user_id, own(case, "send/"))
        assert "De får højst én i timen." in words(writer.post(way))
        clarify.send_answer(asked, by=by, at=clock.now())
        assert writer.post(way).headers["Location"] == own(case)

    def test_a_covered_municipality_reads(self, town):
        by, at = town.signatories["0561"], town.at
        joint = town.drafted("0561")
        apply.invite(joint, "0563", by=by, at=at)
        apply.consent(joint, by=town.signatories["0563"], at=at)
        send.send(joint, by=by, at=at)
        questions = [Question("budget", "Hvorfor?")]
        due = TODAY + timedelta(days=9)
        clarify.ask(joint, questions, due=due, by=town.caseworker, at=clock.now())
        covered = client_of(town.signatories["0563"])
        assert "Hvorfor?" in words(covered.get(own(joint)))
        assert covered.get(own(joint, "send/")).status_code == 200
        for address in (own(joint), own(joint, "send/")):
            assert covered.post(address, {"edition": "0"}).status_code == 403
        assert covered.post(own(joint, "bed-om-afsendelse/")).status_code == 403

    def test_what_is_over_is_told_and_not_written_on(self, town, signatory, case, asked):
        clarify.close(asked, reason="Vi går videre.", by=town.caseworker, at=clock.now())
        assert "Vi går videre." in words(signatory.get(own(case)))
        assert signatory.post(own(case), {"edition": "0"}).status_code == 409
        assert signatory.get(own(case, "send/")).status_code == 302
        assert signatory.post(own(case, "send/"), {"seen": "x"}).status_code == 302

    def test_nothing_was_asked_and_there_is_no_page(self, signatory, case):
        for address in (own(case), own(case, "send/")):
            assert signatory.get(address).status_code == 404

    def test_obligations_contact_and_a_choice_are_shown_before_and_after(self, town, signatory, case, by):
        tasks = ("contact", "obligations", "answers.extended_model", "attachments")
        due = TODAY + timedelta(days=9)
        questions = [Question(task, "Hvad mener I?") for task in tasks]
        clarify.ask(case, questions, due=due, by=town.caseworker, at=clock.now())
        changes = {"contact_name": "Ny Kontakt", "contact_mail": "ny@x.example", "extended_model": "no"}
        apply.answer(case, changes, by=by, at=clock.now())
        apply.accept_obligations(case, ["model"], by=by, at=clock.now())
        page = words(signatory.get(own(case, "send/")))
        for said in ("Kirsten Opdigtet", "Ny Kontakt", "Ja", "Nej", "Ikke accepteret"):
            assert said in page
        assert cases.draft(case).obligations == ("model",)
