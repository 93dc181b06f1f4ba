"""Two assessors agree on a page: side by side, one enters, the other confirms; and what an answer changes meanwhile."""

from __future__ import annotations

from applications.selectors import cases
from fsm3.journeys import assess
from tests.support.town import DECEMBER, points
from tests.web.assess.pages import AUTOSAVE, SECRET, agreed, answer, ask, beside, both, chosen, place, typed
from tests.web.clients import client_of, words


class TestAgreeing:
    def test_the_two_stand_side_by_side_and_what_is_alike_is_filled_in(self, town, first, case):
        assess.score(case, points([3, 3, 3, 3, 3, 1], SECRET), by=town.caseworkers[0], at=DECEMBER)
        assess.score(case, points([3, 2, 3, 3, 3, 3], "Set."), by=town.caseworkers[1], at=DECEMBER)
        page = words(first.get(place(case, "enighed/")))
        assert "Samme point" in beside(page, "caseload")
        assert chosen(page, "caseload") == ["3"]
        assert f"{SECRET}\n\nSet.</textarea>" in beside(page, "caseload")
        assert f"{SECRET}\n\nSet.</textarea>" not in beside(page, "embedding")
        assert "1 point fra hinanden" in beside(page, "embedding")
        assert chosen(page, "embedding") == []
        assert "2 point fra hinanden" in beside(page, "budget")
        assert "Skriv i begrundelsen, hvorfor I er enige" in beside(page, "budget")
        assert "Skriv i begrundelsen, hvorfor I er enige" not in beside(page, "embedding")
        assert SECRET in beside(page, "budget")
        assert "Det venter på dig og D Opdigtet" in page

    def test_a_difference_of_two_asks_for_its_reason(self, town, first, case):
        both(town, case, second=1)
        page = words(first.post(place(case, "enighed/"), agreed(reason_budget="", points_results="")))
        assert "De to stod to point eller mere fra hinanden" in beside(page, "budget")
        assert "har ingen point." in beside(page, "results")
        assert cases.agreed(case) is None

    def test_one_enters_and_the_other_confirms_on_the_same_page(self, town, first, second, case):
        both(town, case)
        page = words(first.post(place(case, "enighed/"), agreed(), follow=True))
        assert "Det venter på D Opdigtet" in page
        assert "Bekræft de fælles point" not in page
        waiting = words(second.get(place(case, "enighed/")))
        assert "Det venter på dig" in waiting
        entered = cases.agreed(case)
        assert entered is not None
        assert f'name="seen" value="{entered.seen}"' in waiting
        page = words(
            second.post(place(case, "enighed/"), {"confirm": "1", "seen": entered.seen}, follow=True)
        )
        assert "Sagen er vurderet." in page
        assert "Indtastet af C Opdigtet, bekræftet af D Opdigtet." in words(
            second.get(place(case, "enighed/"))
        )

    def test_who_entered_cannot_confirm_and_the_other_can_enter_anew(self, town, first, second, case):
        both(town, case)
        assess.enter_agreed(case, points(3), by=town.caseworkers[0], at=DECEMBER)
        seen = cases.agreed(case)
        assert seen is not None
        refused = first.post(place(case, "enighed/"), {"confirm": "1", "seen": seen.seen})
        assert refused.status_code == 409
        page = words(second.get(f"{place(case, 'enighed/')}?ret=1"))
        assert chosen(page, "budget") == ["3"]
        second.post(place(case, "enighed/"), agreed(seen.seen, given=2))
        now = cases.agreed(case)
        assert now is not None
        assert (now.entered_by, now.scores["budget"].points) == (town.caseworkers[1].user_id, 2)

    def test_two_who_enter_at_once_see_both(self, town, first, second, case):
        both(town, case)
        first.post(place(case, "enighed/"), agreed(reason="Indtastet først."))
        answer = second.post(place(case, "enighed/"), agreed(reason="Indtastet samtidig."))
        page = words(answer)
        assert answer.status_code == 409
        assert "Indtastet først." in page.split("Det, der blev indtastet imens")[1]
        assert "Indtastet samtidig." in beside(page, "budget")
        entered = cases.agreed(case)
        assert entered is not None
        assert f'name="seen" value="{entered.seen}"' in page

    def test_what_is_half_agreed_on_saves_itself_and_both_go_on_from_it(self, town, first, second, case):
        both(town, case)
        half = {"seen": "", "edition": "0", "points_budget": "2", "reason_budget": "Halvt enige."}
        answer = first.post(place(case, "enighed/"), half, headers=AUTOSAVE)
        assert (answer.status_code, answer.json()["edition"]) == (200, 1)
        page = words(second.get(place(case, "enighed/")))
        assert "Halvt enige.</textarea>" in beside(page, "budget")
        assert chosen(page, "budget") == ["2"]
        assert "Kladden blev sidst gemt af C Opdigtet" in page
        assert 'name="edition" value="1"' in page
        assert 'data-autosave="on"' in page
        saved = second.post(
            place(case, "enighed/"), half | {"edition": "1", "reason_budget": "Helt enige.", "then": "draft"}
        )
        assert saved.status_code == 302
        assert "Helt enige.</textarea>" in beside(words(first.get(place(case, "enighed/"))), "budget")
        assert cases.agreed(case) is None
        third = client_of(town.caseworkers[2])
        assert "Helt enige." not in words(third.get(place(case, "enighed/")))
        assert third.post(place(case, "enighed/"), half, headers=AUTOSAVE).status_code == 403

    def test_8_whoever_saves_or_enters_over_the_other_sees_both(self, town, first, second, case):
        both(town, case)
        second.post(place(case, "enighed/"), agreed(reason="Den andens.", edition="0", then="draft"))
        own = agreed(reason="Mine egne.", edition="0")
        assert first.post(place(case, "enighed/"), own, headers=AUTOSAVE).status_code == 409
        for sends in (own, own | {"then": "draft"}):
            answer = first.post(place(case, "enighed/"), sends)
            page = words(answer)
            assert answer.status_code == 409
            assert "Mine egne." in beside(page, "budget")
            assert "Den andens." in page.split("Det, der blev indtastet imens")[1]
            assert 'name="edition" value="1"' in page
        done = first.post(place(case, "enighed/"), own | {"edition": "1"}, follow=True)
        assert "Det venter på D Opdigtet" in words(done)

    def test_a_draft_that_cannot_be_kept_says_why_and_keeps_what_was_typed(self, town, first, case):
        both(town, case)
        wrong = agreed(reason_budget="Ring til 010190-1234.", edition="0")
        assert first.post(place(case, "enighed/"), wrong, headers=AUTOSAVE).status_code == 422
        answer = first.post(place(case, "enighed/"), wrong | {"then": "draft"})
        assert "Ring til" in beside(words(answer), "budget")
        assert "CPR" in beside(words(answer), "budget")

    def test_a_third_reads_along_and_enters_nothing(self, town, case):
        both(town, case)
        third = client_of(town.caseworkers[2])
        page = words(third.get(place(case, "enighed/")))
        assert SECRET in page
        assert "<form" not in page.split('id="main"')[1].split("</main>")[0]
        for sent in (agreed(), {"confirm": "1", "seen": ""}):
            assert third.post(place(case, "enighed/"), sent).status_code == 403

    def test_the_case_leads_to_what_one_may_do(self, town, first, second, case):
        def ways(client) -> str:
            return words(client.get(f"/sager/{case}/"))

        assert "Vurder ansøgningen" in ways(first)
        assess.score(case, points(3), by=town.caseworkers[0], at=DECEMBER)
        assert "Vurder ansøgningen" not in ways(first)
        assess.score(case, points(3), by=town.caseworkers[1], at=DECEMBER)
        assert "Bliv enige om pointene" in ways(first)
        assess.enter_agreed(case, points(3), by=town.caseworkers[0], at=DECEMBER)
        assert "Bekræft de fælles point" in ways(second)
        assert "Se begge vurderinger side om side" in ways(client_of(town.caseworkers[2]))
        assert "side om side" not in ways(client_of(town.approver))


class TestAnAnswerMeanwhile:
    def test_the_writer_is_told_and_what_changed_is_marked(self, town, first, case):
        first.post(place(case), typed())
        answer(town, case, plan_results="Tre samtaler om måneden.")
        page = words(first.get(place(case)))
        assert "efter at du sidst gemte" in page
        assert "Tre samtaler om måneden." in beside(page, "results")
        assert "Ændret" in beside(page, "results")
        assert "Ændret" not in beside(page, "embedding")
        assert 'name="edition"' not in words(first.get(place(case, "aflever/")))
        first.post(place(case), typed(edition=1, read=2))
        assert "efter at du sidst gemte" not in words(first.get(place(case)))

    def test_a_page_that_was_open_is_told_when_it_saves_itself(self, town, first, case):
        answer(town, case, plan_results="Tre samtaler om måneden.")
        told = first.post(place(case), typed(read=1), headers=AUTOSAVE).json()["said"]
        assert "Kommunen har svaret imens" in told
        assert "efter at du sidst gemte" in words(first.get(place(case)))

    def test_while_an_answer_is_awaited_the_pages_say_so(self, town, first, case):
        both(town, case)
        ask(town, case, "budget")
        page = words(first.get(place(case, "enighed/")))
        assert "Kommunen er blevet spurgt og svarer senest" in page
        assert "Indtast de fælles point" not in page
        answer = first.post(place(case, "enighed/"), agreed())
        assert answer.status_code == 409

    def test_scores_agreed_before_an_answer_are_entered_again(self, town, first, second, case):
        both(town, case)
        assess.enter_agreed(case, points(3), by=town.caseworkers[0], at=DECEMBER)
        answer(town, case, plan_results="Tre samtaler om måneden.")
        page = words(second.get(place(case, "enighed/")))
        assert "Indtast de fælles point igen." in page
        assert "Bekræft de fælles point" not in page
        entered = cases.agreed(case)
        assert entered is not None
        second.post(place(case, "enighed/"), agreed(entered.seen))
        now = cases.agreed(case)
        assert now is not None
        assert "Det venter på dig" in words(first.get(place(case, "enighed/")))
        first.post(place(case, "enighed/"), {"confirm": "1", "seen": now.seen})
        confirmed = cases.agreed(case)
        assert confirmed is not None
        assert confirmed.confirmed_by == town.caseworker.user_id
