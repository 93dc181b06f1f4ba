"""An assessor on their pages: beside the text, as a draft, given once, and unseen by the other."""

from __future__ import annotations

import pytest

from applications.models import AssessmentDraft
from applications.rules.assessment import Jotted
from applications.selectors import assessing, cases
from fsm3.journeys import apply, assess
from tests.support.town import CRITERIA, DECEMBER, FSM3, Town, points
from tests.web.assess.pages import AUTOSAVE, SECRET, admissible, beside, both, chosen, place, typed
from tests.web.clients import client_of, words


class TestBesideTheText:
    def test_each_criterion_has_the_answers_it_is_about_and_no_others(self, first, case):
        page = words(first.get(place(case)))
        assert "Modellen bliver vores drift." in beside(page, "embedding")
        assert "Vi følger hver borger tæt." not in beside(page, "embedding")
        assert "Vi følger hver borger tæt." in beside(page, "results")
        assert '<p class="text-block">Ja</p>' in beside(page, "psychiatry")
        assert "0 – ikke opfyldt" in beside(page, "results")
        assert "4 – opfyldt fuldt ud" in beside(page, "results")
        assert "Vægt 1/6" in beside(page, "results")

    def test_the_caseload_stands_among_those_of_all_applicants(self, town, first, case):
        admissible(town, "0155", caseload="19")
        admissible(town, "0185", caseload="40,5")
        part = beside(words(first.get(place(case))), "caseload")
        assert "1 af de 2 andre ansøgere har et lavere tal." in part
        assert all(f"<dd>{number}</dd>" in part for number in ("25", "19", "40,50"))
        assert part.count("spread-own") == 1

    def test_31_a_hidden_case_is_not_in_the_spread(self, town, case):
        hidden = admissible(town, "0155", caseload="19")
        assess.declare_conflict(hidden, reason="Svoger.", by=town.caseworkers[3], at=DECEMBER)
        page = words(client_of(town.caseworkers[3]).get(place(case)))
        assert "Der er endnu ingen anden ansøgning at sammenligne med." in page

    def test_the_budget_has_its_cap_its_cost_for_each_citizen_and_its_categories(self, first, case):
        part = beside(words(first.get(place(case))), "budget")
        assert "3.000.000,00 kr." in part
        assert "3.083,33 kr." in part
        assert "925.000,00 kr. ansøgt ÷ 300 borgere i tabellen over maksimale tilskudsbeløb" in part
        assert "Budget efter kategori" in part
        assert "To jobformidlere på fuld tid." in part

    @pytest.mark.django_db
    def test_a_pool_that_does_not_say_shows_the_whole_application(self):
        silent = "\n".join(line for line in FSM3.splitlines() if not line.startswith("about = "))
        town = Town().build(text=silent)
        page = words(client_of(town.caseworker).get(place(admissible(town, "0101"))))
        whole = page.split('id="application"')[1].split("</section>")[0]
        for text in (
            "Vi følger hver borger tæt.",
            "Modellen bliver vores drift.",
            "To jobformidlere på fuld tid.",
        ):
            assert text in whole
        assert 'href="#application"' in beside(page, "results")

    def test_37_what_the_municipality_wrote_is_text(self, town, first):
        case = admissible(town, "0101", plan_results="<script>x</script> {{ 7*7 }} {% load x %}")
        part = beside(words(first.get(place(case))), "results")
        assert "&lt;script&gt;x&lt;/script&gt; {{ 7*7 }} {% load x %}" in part


class TestTheDraft:
    def test_it_is_saved_by_a_button_and_seen_by_its_writer_alone(self, first, second, case):
        page = words(first.post(place(case), typed(reason_budget=""), follow=True))
        assert "Kladden er gemt. Kun du ser den." in page
        assert SECRET in beside(page, "results")
        assert chosen(page, "results") == ["3"]
        csv = b"".join(second.get("/sager/csv/").streaming_content).decode()
        others = (place(case), place(case, "aflever/"), place(case, "enighed/"), f"/sager/{case}/", "/sager/")
        assert SECRET not in csv + "".join(words(second.get(each)) for each in others)

    def test_everything_that_is_missing_is_told_at_once_and_the_draft_is_kept(self, town, first, case):
        sent = typed(reason="", points_budget="", reason_results="En grund.", then="give")
        page = words(first.post(place(case), sent))
        assert page.count("har ingen begrundelse.") == 2 * 5
        assert page.count("har ingen point.") == 2
        assert 'name="edition" value="1"' in page
        assert "En grund." in beside(page, "results")
        assert assessing.own_draft(case, town.caseworker.person).scores["results"] == Jotted(3, "En grund.")

    def test_23_what_looks_like_a_cpr_number_is_refused_beside_its_field_and_stays_typed(self, first, case):
        answer = first.post(place(case), typed(reason_results="010190-1234 skriver godt."))
        part = beside(words(answer), "results")
        assert answer.status_code == 200
        assert "form-error-message" in part
        assert "010190-1234 skriver godt." in part
        assert not AssessmentDraft.objects.exists()

    def test_33_fields_that_are_not_asked_for_change_nothing(self, town, first, case):
        more = {
            "assessor": str(town.caseworkers[1].person),
            "status": "assessed",
            "place": "2",
            "points_charm": "4",
        }
        first.post(place(case), typed(**more))
        (draft,) = AssessmentDraft.objects.all()
        assert (draft.assessor_id, set(draft.scores)) == (town.caseworker.person, set(CRITERIA))
        assert cases.assessors(case) == ()

    def test_37_what_the_assessor_writes_is_text(self, first, case):
        page = words(first.post(place(case), typed(reason="<b>{{ 7*7 }}</b>"), follow=True))
        assert "&lt;b&gt;{{ 7*7 }}&lt;/b&gt;" in page
        assert "<b>{{ 7*7 }}</b>" not in page + words(first.get(place(case, "aflever/")))

    def test_whoever_gives_it_is_led_to_the_next_case_that_waits_for_them(self, town, first, case):
        other = admissible(town, "0155")
        first.post(place(case), typed())
        page = words(first.post(place(case, "aflever/"), {"edition": "1"}, follow=True))
        assert "Den næste sag, der venter på din vurdering" in page
        assert f'href="/sager/{other}/vurdering/"' in page
        assess.score(other, points(3), by=town.caseworkers[0], at=DECEMBER)
        assert "Den næste sag" not in words(first.get(place(case, "enighed/")))
        assert "Ingen anden sag venter på din vurdering" in words(first.get(place(case, "enighed/?givet=1")))

    def test_the_second_to_give_it_is_led_to_agree_on_this_one_and_to_the_next(self, town, first, case):
        other = admissible(town, "0155")
        assess.score(case, points(3), by=town.caseworkers[1], at=DECEMBER)
        first.post(place(case), typed())
        page = words(first.post(place(case, "aflever/"), {"edition": "1"}, follow=True))
        assert "Indtast de fælles point" in page
        assert f'href="/sager/{other}/vurdering/"' in page

    def test_it_saves_itself_and_tells_when(self, first, case):
        answer = first.post(place(case), typed(), headers=AUTOSAVE)
        assert (answer.status_code, answer.json()["edition"]) == (200, 1)
        assert answer.json()["said"].startswith("Gemt kl. ")
        again = first.post(place(case), typed(edition=1), headers=AUTOSAVE)
        assert again.json()["edition"] == 1
        wrong = first.post(place(case), typed(edition=1, reason_budget="x" * 2001), headers=AUTOSAVE)
        assert wrong.status_code == 422

    def test_8_another_window_of_the_same_person_shows_both(self, first, case):
        first.post(place(case), typed())
        stale = first.post(place(case), typed(reason="I det andet vindue."), headers=AUTOSAVE)
        assert stale.status_code == 409
        pressed = first.post(place(case), typed(reason="I det andet vindue."))
        page = words(pressed)
        assert pressed.status_code == 409
        assert "I det andet vindue." in beside(page, "results")
        assert SECRET in page.split("Det, du gemte i det andet vindue")[1]
        assert 'name="edition" value="1"' in page

    def test_what_comes_when_nothing_is_assessed_any_more_is_told_with_what_was_typed(
        self, town, first, case
    ):
        apply.withdraw(case, by=town.signatories["0101"], at=DECEMBER)
        answer = first.post(place(case), typed())
        assert answer.status_code == 409
        assert SECRET in beside(words(answer), "results")
        assert first.get(place(case)).status_code == 404


class TestGiving:
    def test_it_is_an_act_of_its_own_that_says_what_it_does(self, town, first, case):
        page = words(first.post(place(case), typed(then="give"), follow=True))
        assert "Den kan ikke ændres bagefter." in page
        assert "ser den ikke, før deres egen også er afleveret" in page
        assert cases.assessors(case) == ()
        page = words(first.post(place(case, "aflever/"), {"edition": "1"}, follow=True))
        assert "Din vurdering er afleveret" in page
        assert cases.assessors(case) == (town.caseworker.person,)

    def test_pressed_twice_it_is_given_once(self, town, first, case):
        first.post(place(case), typed(then="give"))
        for _ in range(2):
            answer = first.post(place(case, "aflever/"), {"edition": "1"}, follow=True)
        assert answer.status_code == 200
        assert cases.assessors(case) == (town.caseworker.person,)

    @pytest.mark.parametrize("seen", ["0", "2", "", "x", "9" * 20])
    def test_what_was_not_looked_at_is_not_given(self, first, case, seen):
        first.post(place(case), typed())
        assert first.post(place(case, "aflever/"), {"edition": seen}).status_code == 409
        assert cases.assessors(case) == ()

    def test_an_unfinished_draft_has_no_button_and_tells_what_is_missing(self, first, case):
        first.post(place(case), typed(reason_budget=""))
        page = words(first.get(place(case, "aflever/")))
        assert f'href="{place(case)}#criterion-budget"' in page
        assert 'name="edition"' not in page

    def test_who_has_given_is_led_on(self, town, first, case):
        assess.score(case, points(3), by=town.caseworker, at=DECEMBER)
        for more in ("", "aflever/"):
            assert first.get(place(case, more)).headers["Location"] == place(case, "enighed/")


class TestUnseen:
    def test_nothing_of_the_first_shows_before_the_second_is_in(self, town, first, second, case):
        assess.score(case, points(4, SECRET), by=town.caseworkers[0], at=DECEMBER)
        addresses = (place(case), place(case, "enighed/"), f"/sager/{case}/", "/sager/")
        csv = b"".join(second.get("/sager/csv/").streaming_content).decode()
        page = csv + "".join(words(second.get(each)) for each in addresses)
        assert SECRET not in page
        assert "4,00" not in page
        assert "Vurderede ansøgningen" in page
        assert SECRET not in words(first.get(place(case, "enighed/")))

    def test_31_who_is_not_impartial_sees_none_of_the_pages(self, town, case):
        both(town, case)
        assess.declare_conflict(case, reason="Svoger.", by=town.caseworkers[3], at=DECEMBER)
        partial = client_of(town.caseworkers[3])
        for more in ("", "aflever/", "enighed/"):
            assert partial.get(place(case, more)).status_code == 404
            assert partial.post(place(case, more), typed()).status_code == 404
