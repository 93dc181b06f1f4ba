"""The short pages of an application, one for each task: what is typed is kept, or told beside its field."""

from __future__ import annotations

import pytest

from applications.models import Application
from applications.selectors import cases
from fsm3.journeys import apply, send
from tests.support.town import ANSWERS, OBLIGATIONS, OPENED
from tests.web.clients import place, words


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
