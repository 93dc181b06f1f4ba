"""The season as it stands in the database, read by SQL and not by the program's own selectors.

The issue: about 60 applications, 21 awards within 52 million, 17 of them with the extended model, every letter written.
"""

from __future__ import annotations

import json
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from fsm3.core import documents, jobs, journal

pytestmark = pytest.mark.usefixtures("season")
FSM3 = "a.pool_id = (SELECT id FROM applications_pool WHERE key = 'fsm3')"


def rows(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def value(sql: str) -> Any:
    ((found,),) = rows(sql)
    return found


def test_61_begin_57_send_55_are_ranked_and_21_awarded():
    statuses = dict(rows(f"SELECT status, count(*) FROM applications_application a WHERE {FSM3} GROUP BY 1"))
    assert statuses == {
        "closed": 19,
        "accepted": 2,
        "refused": 34,
        "inadmissible": 1,
        "withdrawn": 1,
        "draft": 4,
    }
    sent = f"SELECT count(DISTINCT s.application_id) FROM applications_submission s JOIN applications_application a ON a.id = s.application_id WHERE {FSM3}"
    assert value(sent) == 57


def test_the_awards_are_the_same_sum_wherever_it_is_kept_and_within_52_million():
    """The award, its approved budget's cells, the proposal that was decided, and the letter's own words."""
    awards = value(
        "SELECT sum(w.amount) FROM applications_award w JOIN applications_decision d ON d.id = w.decision_id WHERE d.kind = 'award'"
    )
    cells = value(
        "SELECT sum(c.amount) FROM budgets_budgetcell c JOIN budgets_budgetline l ON l.id = c.line_id"
        " JOIN budgets_budget b ON b.id = l.budget_id WHERE b.number = 1"
    )
    proposed = value(
        "SELECT sum((content::jsonb->>'award')::numeric * 100) FROM core_proposal WHERE kind = 'award' AND verdict = 'approved'"
    )
    letters = rows("SELECT context::jsonb->>'amount' FROM core_document WHERE kind = 'award_letter'")
    told = sum(
        Decimal(amount.removesuffix("\xa0kr.").replace(".", "").replace(",", ".")) for (amount,) in letters
    )
    assert awards == cells == proposed == told * 100
    assert 51_000_000_00 < awards <= 52_000_000_00


def test_the_instalments_in_each_award_letter_add_up_to_the_award():
    for (context,) in rows("SELECT context FROM core_document WHERE kind = 'award_letter'"):
        letter = json.loads(context)
        parts = [each["amount"] for each in letter["instalments"]]
        oere = [int(amount.removesuffix("\xa0kr.").replace(".", "").replace(",", "")) for amount in parts]
        assert sum(oere) == int(letter["amount"].removesuffix("\xa0kr.").replace(".", "").replace(",", ""))


def test_17_of_the_21_chose_the_extended_model():
    chosen = rows(
        "SELECT s.content::jsonb->'answers'->>'extended_model', count(*) FROM applications_award w"
        " JOIN applications_decision d ON d.id = w.decision_id"
        " JOIN applications_submission s ON s.id = d.submission_id WHERE d.kind = 'award' GROUP BY 1"
    )
    assert dict(chosen) == {"yes": 17, "no": 4}


def test_no_award_is_above_what_was_asked_for_or_the_cap_and_two_are_reduced():
    assert value("SELECT count(*) FROM applications_award WHERE amount > requested OR requested > cap") == 0
    first = "SELECT count(*) FROM applications_award w JOIN applications_decision d ON d.id = w.decision_id WHERE d.kind = 'award'"
    assert value(f"{first} AND w.amount < w.requested") == 2
    assert value("SELECT count(*) FROM applications_award WHERE requested = cap") == 1


def test_every_decided_case_has_its_letter_at_its_own_municipality():
    wrong = rows(
        "SELECT d.id FROM applications_decision d JOIN applications_application a ON a.id = d.application_id"
        " JOIN applications_municipality m ON m.code = a.lead_id JOIN core_document t ON t.id = d.document_id"
        ' WHERE t."case" <> a.id OR t.addressee_id <> m.organisation_id'
        " OR (t.context::jsonb->'head'->>'case_number') <> a.number OR NOT (t.context::jsonb->'head'->>'invented')::bool"
    )
    assert wrong == []
    assert dict(rows("SELECT kind, count(*) FROM applications_decision GROUP BY 1")) == {
        "award": 21,
        "refusal": 34,
        "inadmissibility": 1,
        "amendment": 1,
    }


def test_every_document_waits_for_its_file():
    accounts = value("SELECT count(*) FROM core_document WHERE kind = 'account'")
    assert jobs.count("seal_account").total == accounts > 0
    assert jobs.count("render_document").total == value("SELECT count(*) FROM core_document") - accounts


def test_no_two_refusals_read_alike_and_each_considers_every_criterion():
    letters = [
        json.loads(text)
        for (text,) in rows("SELECT context FROM core_document WHERE kind = 'refusal_letter'")
    ]
    said = [tuple(each["considerations"] for each in letter["criteria"]) for letter in letters]
    assert len(set(said)) == len(said) == 34
    assert all(len(set(each)) == 6 and all(each) for each in said)
    assert len({tuple(letter["reasons"]) for letter in letters}) == 34


def test_the_ranking_is_followed_but_for_one_case_whose_deviation_is_explained():
    ((content,),) = rows("SELECT content FROM applications_ranking")
    place_of = {each["case"]: each["place"] for each in json.loads(content)["cases"]}
    awarded = {
        number
        for (number,) in rows(
            "SELECT a.number FROM applications_application a WHERE status IN ('accepted', 'closed')"
        )
    }
    last = max(place_of[number] for number in awarded)
    passed = [number for number, place in place_of.items() if place < last and number not in awarded]
    deviations = rows(
        "SELECT a.number, p.content::jsonb->>'deviation' FROM core_proposal p JOIN applications_application a ON a.id = p.\"case\""
        " WHERE p.kind = 'refusal' AND p.content::jsonb->>'deviation' <> ''"
    )
    assert [number for number, _ in deviations] == passed
    assert len(passed) == 1


def test_a_tie_at_the_end_is_broken_by_the_rule_on_the_earlier_pool():
    ((content,),) = rows("SELECT content FROM applications_ranking")
    cases = json.loads(content)["cases"]
    awarded = {
        number
        for (number,) in rows(
            "SELECT a.number FROM applications_application a WHERE status IN ('accepted', 'closed')"
        )
    }
    last = max((each for each in cases if each["case"] in awarded), key=lambda each: each["place"])
    equals = [(each["cohort"], each["case"] in awarded) for each in cases if each["sum"] == last["sum"]]
    assert sorted(equals) == [("fsm2", False), ("new", True), ("new", True)]


def test_one_came_too_late_and_one_correction_came_too_late_and_changes_nothing():
    late = rows(
        "SELECT a.status, s.number, to_char(s.received_at AT TIME ZONE 'Europe/Copenhagen', 'HH24:MI:SS.MS')"
        " FROM applications_submission s JOIN applications_application a ON a.id = s.application_id"
        " WHERE NOT s.in_time ORDER BY 3"
    )
    assert late == [("closed", 2, "12:00:03.000"), ("inadmissible", 1, "12:00:41.318")]
    rested_on = value(
        "SELECT s.number FROM applications_decision d JOIN applications_submission s ON s.id = d.submission_id"
        " WHERE d.application_id = (SELECT application_id FROM applications_submission WHERE NOT in_time AND number = 2)"
    )
    assert rested_on == 1
    last = "SELECT count(*) FROM applications_submission WHERE received_at = '2021-11-26 12:00:00 Europe/Copenhagen' AND in_time"
    assert value(last) == 1


def test_esbjerg_applies_with_fanoe_and_taarnby_and_dragoer_apart():
    joint = rows(
        "SELECT m.name, p.leads, p.consented_at IS NOT NULL FROM applications_participation p"
        " JOIN applications_municipality m ON m.code = p.municipality_id"
        f" JOIN applications_application a ON a.id = p.application_id WHERE {FSM3} AND a.status <> 'draft'"
        " AND a.id IN (SELECT application_id FROM applications_participation WHERE NOT leads) ORDER BY p.leads DESC"
    )
    assert joint == [("Esbjerg", True, False), ("Fanø", False, True)]
    apart = rows(
        f"SELECT a.lead_id, count(*) FROM applications_application a WHERE {FSM3} AND a.lead_id IN ('0155', '0185') GROUP BY 1"
    )
    assert sorted(apart) == [("0155", 1), ("0185", 1)]


def test_two_assess_each_case_neither_decides_it_and_who_is_not_impartial_has_no_hand_in_it():
    pairs = rows("SELECT count(DISTINCT assessor_id) FROM applications_assessment GROUP BY application_id")
    assert pairs == [(2,)] * 55
    assert value("SELECT count(*) FROM core_proposal WHERE decided_by_id = ANY(preparers)") == 0
    assert value("SELECT count(*) FROM applications_conflictofinterest") == 1
    hands = value(
        "SELECT count(*) FROM applications_conflictofinterest c JOIN applications_assessment s"
        " ON s.application_id = c.application_id AND s.assessor_id = c.user_id"
    )
    assert hands == 0


def test_assessors_differ_now_and_then_and_by_two_at_times():
    differences = dict(
        rows(
            "SELECT abs(one.points - two.points), count(*) FROM applications_score one"
            " JOIN applications_assessment first ON first.id = one.assessment_id AND first.place = 1"
            " JOIN applications_assessment second ON second.application_id = first.application_id AND second.place = 2"
            " JOIN applications_score two ON two.assessment_id = second.id AND two.criterion = one.criterion GROUP BY 1"
        )
    )
    assert sum(differences.values()) == 55 * 6
    assert differences[0] > differences[1] > differences[2] > 0


def test_everything_invented_carries_the_mark():
    assert value("SELECT count(*) FROM applications_application WHERE NOT invented") == 0
    assert value("SELECT count(*) FROM access_user WHERE NOT invented") == 0
    assert dict(rows("SELECT key, invented FROM applications_pool")) == {"fsm3": False, "naermere_job": True}
    assert dict(rows("SELECT source, count(*) FROM applications_captable GROUP BY 1")) == {
        "Opdigtet til fremvisning": 2
    }


def test_the_real_participants_of_the_earlier_pool_are_its_cohort():
    assert value("SELECT count(*) FROM applications_municipality") == 98
    cohort = (
        "SELECT count(*) FROM applications_cap WHERE cohort = 'fsm2' AND earlier_pool_ends = '2022-06-30'"
    )
    assert value(cohort) == 31
    assert value("SELECT sum(amount) FROM applications_cap WHERE table_id = 1") > 3 * 52_000_000_00


def test_the_journal_tells_the_season_in_the_order_of_time_and_holds():
    backwards = "SELECT count(*) FROM (SELECT at < lag(at) OVER (ORDER BY seq) AS back FROM core_journalentry WHERE at < '2022-01-01') x WHERE back"
    assert value(backwards) == 0
    first, last = rows(
        "SELECT min(at)::date::text, max(at)::date::text FROM core_journalentry WHERE act LIKE 'application.%' AND at < '2022-01-01'"
    )[0]
    assert (first, last) == ("2021-11-03", "2021-12-17")
    assert list(journal.verify(documents.witnesses())) == []
    assert list(documents.broken()) == []


def test_the_other_pool_is_open_some_weeks_from_now_with_drafts_and_sent_applications():
    ahead = value(
        "SELECT (terms::jsonb->>'deadline')::text IS NOT NULL AND"
        " (terms::jsonb->'deadline'->>'value')::timestamp BETWEEN now() + interval '4 weeks' AND now() + interval '7 weeks'"
        " FROM applications_poolversion v JOIN applications_pool p ON p.id = v.pool_id WHERE p.key = 'naermere_job'"
    )
    assert ahead
    states = rows(
        "SELECT status, count(*) FROM applications_application a JOIN applications_pool p ON p.id = a.pool_id WHERE p.key = 'naermere_job' GROUP BY 1"
    )
    assert dict(states) == {"draft": 4, "sent": 3}


def test_in_the_open_pool_one_has_answered_the_agency_with_two_files_attached_and_one_is_asked_still():
    asked = rows(
        "SELECT c.state, a.status, count(q.id), count(s.id) > 0, bool_and(a.caseworker_id = c.asked_by_id)"
        " FROM applications_clarification c JOIN applications_application a ON a.id = c.application_id"
        " JOIN applications_pool p ON p.id = a.pool_id JOIN applications_clarificationquestion q ON q.clarification_id = c.id"
        " LEFT JOIN applications_submission s ON s.clarification_id = c.id WHERE p.key = 'naermere_job'"
        " GROUP BY c.id, a.id ORDER BY 1"
    )
    assert asked == [("answered", "sent", 2, True, True), ("open", "sent", 2, False, True)]
    files = rows(
        "SELECT s.number, s.content::jsonb->'attachments' FROM applications_submission s"
        " WHERE s.content::jsonb->'attachments' <> '[]' ORDER BY 1"
    )
    named = [(number, [each["name"] for each in json.loads(listed)]) for number, listed in files]
    both = ["Opdigtet samarbejdsaftale.pdf", "Opdigtet tidsplan.docx"]
    assert named == [(1, both), (2, both)]
    answered = value(
        "SELECT q.task FROM applications_clarificationreply r JOIN applications_clarificationquestion q ON q.id = r.question_id"
    )
    assert answered == "budget"


def test_the_jobs_row_says_how_far_it_is_and_what_there_is_to_see():
    ((done, total, payload),) = rows(
        "SELECT progress_done, progress_total, payload FROM core_job WHERE kind = 'load_season'"
    )
    assert done == total > 600
    sights = json.loads(payload)["sights"] if isinstance(payload, str) else payload["sights"]
    shown = {sight["what"] for sight in sights}
    assert {
        "late",
        "corrected_too_late",
        "joint",
        "joint_refused",
        "tie_lost",
        "passed_over",
        "conflict",
        "reduced",
    } <= shown
    numbers = {number for (number,) in rows("SELECT number FROM applications_application")}
    assert {sight["number"] for sight in sights} <= numbers


def test_a_second_demo_changes_nothing_and_says_so():
    head, out = journal.head(), StringIO()
    call_command("demo", stdout=out)
    assert out.getvalue() == "The season stands already: nothing was changed.\n"
    assert journal.head() == head
