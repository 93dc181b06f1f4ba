"""What saves itself, and two who write in one task: nothing typed is lost or overwritten in silence."""

from __future__ import annotations

import pytest

from applications.selectors import cases
from fsm3.journeys import apply
from tests.support.town import OPENED
from tests.web.clients import place, words

AUTOSAVE = {"X-Requested-With": "autosave"}


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
