"""The season after its decisions, read by SQL: accounts, outcomes, payouts and settlements until the summer of 2024.

The issue: settlements of every kind, each amount explained by a frozen statement; nothing is paid twice or above the award.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest

from fsm3.core import documents, journal
from payouts.selectors import outcomes
from tests.demo.test_season import FSM3, rows, value

pytestmark = pytest.mark.usefixtures("season")
STATEMENTS = """
SELECT m.code, s.kind, s.content::jsonb->'statement' FROM payouts_statement s
JOIN applications_application a ON a.id = s.application_id JOIN applications_municipality m ON m.code = a.lead_id
ORDER BY s.id
"""


def statements(kind: str) -> dict[str, dict[str, Any]]:
    """The frozen statements of a kind by municipality."""
    found = rows(STATEMENTS)
    return {
        code: json.loads(content) if isinstance(content, str) else content
        for code, which, content in found
        if which == kind
    }


def test_all_awards_are_accepted_one_of_them_late():
    late = "SELECT count(*) FROM applications_acceptance WHERE accepted_at > '2022-01-13'"
    assert (value("SELECT count(*) FROM applications_acceptance"), value(late)) == (21, 1)


def test_one_budget_change_is_free_another_takes_two_persons_and_one_award_is_amended_below_500000():
    assert rows("SELECT needs_approval, state FROM budgets_budgetchange ORDER BY id") == [
        (False, "in_force"),
        (True, "in_force"),
    ]
    amended = value(
        "SELECT w.amount FROM applications_award w JOIN applications_decision d ON d.id = w.decision_id WHERE d.kind = 'amendment'"
    )
    assert amended == 480_000_00


def test_twenty_partial_accounts_two_of_them_corrected_and_one_below_half_the_award():
    versions = Counter(
        rows("SELECT status, version FROM budgets_account WHERE kind = 'partial' ORDER BY 1, 2")
    )
    assert versions == {("accepted", 1): 18, ("accepted", 2): 2, ("replaced", 1): 2}
    instalments = statements("instalment")
    assert len(instalments) == 20
    below = [each for each in instalments.values() if each["entitled"] != each["parts"][0]]
    assert [each["entitled"] for each in below] == [below[0]["accepted_partial"]]


def test_a_cost_is_cut_after_a_hearing():
    cut = rows(
        "SELECT l.spent - l.accepted FROM budgets_accountline l WHERE l.accepted < l.spent AND l.reason <> ''"
    )
    assert cut == [(38_000_00,)]


def test_15000_citizens_over_25_months_and_one_month_corrected_later():
    vintages = rows(
        "SELECT number, rows, jsonb_array_length(months::jsonb) FROM payouts_vintage ORDER BY number"
    )
    stored = [stored for _, stored, _ in vintages]
    elsewhere = value(
        "SELECT sum(v.value::int) FROM payouts_vintage, jsonb_each_text(counted_not_stored::jsonb) v WHERE number = 1"
    )
    assert stored[0] + elsewhere == 375_000
    assert [months for _, _, months in vintages] == [25, 1]
    assert value("SELECT count(*) FROM payouts_monthlock WHERE unlocked_at IS NULL") == 25


def test_the_later_file_lifts_one_over_its_threshold_and_moves_nothing():
    pool = value("SELECT id FROM applications_pool WHERE key = 'fsm3'")
    (difference,) = outcomes.differences(pool)
    upper = max(part.reached_at for part in difference.award.cohort.parts if part.reached_at)
    before, after = difference.locked.count.share, difference.newest.count.share
    assert before is not None
    assert after is not None
    assert before < upper <= after
    settled = statements("settlement")[difference.award.lead.code]
    assert [each["reached"] for each in settled["thresholds"]] == [True, False]


def test_a_jump_in_marks_is_flagged_before_the_lock():
    ((flags,),) = rows("SELECT content::jsonb->'months' FROM core_proposal WHERE kind = 'month_lock'")
    told = json.dumps(flags) if not isinstance(flags, str) else flags
    assert "jump_in_marks" in told


def test_21_final_accounts_one_late_one_without_auditor_and_one_with_an_adverse_report():
    assert value("SELECT count(*) FROM budgets_account WHERE kind = 'final' AND late") == 1
    audited = value(
        "SELECT count(*) FROM budgets_attestation t JOIN budgets_account a ON a.id = t.account_id WHERE t.role = 'auditor'"
    )
    assert audited == 20
    assert value("SELECT count(*) FROM budgets_attestation WHERE conclusion = 'adverse'") == 1
    released = "SELECT count(*) FROM core_proposal WHERE kind = 'adverse_release' AND verdict = 'approved'"
    assert value(released) == 1


def test_settlements_of_every_kind():
    """Nothing more, 40 %, 40 + 10 %, spent less than awarded, a share exactly at the threshold, a claim after its hearing."""
    settled = statements("settlement")
    reached = Counter(tuple(each["reached"] for each in one["thresholds"]) for one in settled.values())
    assert set(reached) == {(False, False), (True, False), (True, True)}
    assert [one["to_pay"] for one in settled.values()].count("0.00") == 2
    exact = [one for one in settled.values() if one["best"]["count"] * 20 == one["best"]["group"] * 3]
    assert len(exact) == 1
    assert exact[0]["thresholds"][0]["reached"]
    less = [
        one for one in settled.values() if one["thresholds"][1]["reached"] and one["entitled"] < one["award"]
    ]
    assert [one["entitled"] for one in less] == [less[0]["accepted_final"]]
    (claim,) = statements("repayment").values()
    assert claim["to_pay"].startswith("-")
    assert value("SELECT sum(amount) FROM payouts_repayment") == int(claim["to_pay"][1:].replace(".", ""))


def test_a_lowered_partial_account_is_held_and_set_off():
    lowered = [
        one
        for one in statements("settlement").values()
        if float(one["accepted_partial"] or 0) < float(one["released"])
    ]
    assert len(lowered) == 1
    assert float(lowered[0]["to_pay"]) == float(lowered[0]["entitled"]) - float(lowered[0]["released"])


def test_nobody_is_paid_more_than_awarded_and_nobody_released_what_they_prepared():
    over = value(
        "SELECT count(*) FROM (SELECT p.application_id, sum(p.amount) AS paid FROM payouts_payment p GROUP BY 1) x"
        " JOIN applications_award w ON w.application_id = x.application_id AND w.in_force WHERE x.paid > w.amount"
    )
    assert over == 0
    own = "SELECT count(*) FROM core_proposal WHERE decided_by_id = ANY(preparers) AND verdict <> 'withdrawn'"
    assert value(own) == 0


def test_something_is_left_to_do():
    waiting = rows(
        'SELECT p.kind FROM core_proposal p JOIN applications_application a ON a.id = p."case"'
        f" WHERE p.verdict = '' AND {FSM3}"
    )
    assert waiting == [("settlement",)]
    assert value("SELECT count(*) FROM budgets_account WHERE status = 'sent'") == 1


def test_the_journal_holds_to_the_end():
    assert list(journal.verify(documents.witnesses())) == []
    assert (
        value("SELECT max(at)::date::text FROM core_journalentry WHERE act = 'repayment.registered'")
        == "2024-06-20"
    )
