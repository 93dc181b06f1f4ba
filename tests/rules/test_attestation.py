"""Attestation: who has to vouch for an account, for the same content, in order, and never one person twice."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.rules.accounts import AccountKind
from budgets.rules.attestation import (
    LONGEST_TEXT,
    AttestedBy,
    Conclusion,
    Given,
    attestation_faults,
    faults,
    holds_payout,
    report_faults,
    required,
)
from fsm3.core.money import Money
from tests.rules.support import pool, told

TERMS = pool().accounts
MANAGEMENT, AUDITOR = AttestedBy.MANAGEMENT, AttestedBy.AUDITOR
BOTH = (MANAGEMENT, AUDITOR)
NOW, OLD = "n" * 64, "o" * 64
KIRSTEN, REVISOR = 1, 2
BY_MANAGEMENT = Given(MANAGEMENT, KIRSTEN, NOW)
BY_AUDITOR = Given(AUDITOR, REVISOR, NOW, Conclusion.CLEAN)


@pytest.mark.parametrize(
    ("award", "kind", "needed"),
    [
        ("499999.99", AccountKind.FINAL, (MANAGEMENT,)),
        ("500000.00", AccountKind.FINAL, BOTH),
        ("500000.00", AccountKind.PARTIAL, (MANAGEMENT,)),
        ("52000000.00", AccountKind.PARTIAL, (MANAGEMENT,)),
    ],
)
def test_24_an_auditor_reports_on_the_final_account_of_half_a_million(award, kind, needed):
    assert required(award=Money.of(award), kind=kind, terms=TERMS) == needed


SENDING = {
    "both": (BOTH, [BY_MANAGEMENT, BY_AUDITOR], KIRSTEN, []),
    "management_alone_where_it_is_enough": ((MANAGEMENT,), [BY_MANAGEMENT], KIRSTEN, []),
    "nothing": (BOTH, [], KIRSTEN, ["attestation_missing", "auditor_report_missing"]),
    "24_no_report": (BOTH, [BY_MANAGEMENT], KIRSTEN, ["auditor_report_missing"]),
    "management_of_another_content": (
        BOTH,
        [Given(MANAGEMENT, KIRSTEN, OLD), BY_AUDITOR],
        KIRSTEN,
        ["attested_other_content"],
    ),
    "a_report_nobody_asked_for_is_of_the_same_content_too": (
        (MANAGEMENT,),
        [BY_MANAGEMENT, Given(AUDITOR, REVISOR, OLD, Conclusion.CLEAN)],
        KIRSTEN,
        ["attested_other_content"],
    ),
    "auditor_first": (BOTH, [BY_AUDITOR, BY_MANAGEMENT], KIRSTEN, ["report_before_management"]),
    "one_person": (
        BOTH,
        [BY_MANAGEMENT, Given(AUDITOR, KIRSTEN, NOW, Conclusion.CLEAN)],
        9,
        ["same_person"],
    ),
    "the_auditor_sends": (BOTH, [BY_MANAGEMENT, BY_AUDITOR], REVISOR, ["same_person"]),
    "nobody_sends_yet": (BOTH, [BY_MANAGEMENT, BY_AUDITOR], None, []),
}


@pytest.mark.parametrize(("needed", "attested", "sender", "codes"), SENDING.values(), ids=SENDING)
def test_an_account_is_sent_with_what_it_needs(needed, attested, sender, codes):
    found = faults(needed, attested, content_sha256=NOW, sender=sender)
    assert [problem.code for problem in found] == codes


GIVING = {
    "management_first": ([], BY_MANAGEMENT, []),
    "auditor_next": ([BY_MANAGEMENT], BY_AUDITOR, []),
    "auditor_first": ([], BY_AUDITOR, ["report_before_management"]),
    "auditor_after_management_of_another_content": (
        [Given(MANAGEMENT, KIRSTEN, OLD)],
        BY_AUDITOR,
        ["report_before_management"],
    ),
    "management_again": ([BY_MANAGEMENT], Given(MANAGEMENT, 3, NOW), ["attested_already"]),
    "management_anew_of_what_moved": ([Given(MANAGEMENT, KIRSTEN, OLD)], BY_MANAGEMENT, []),
    "what_is_no_longer_there": ([], Given(MANAGEMENT, KIRSTEN, OLD), ["attested_other_content"]),
    "same_person": (
        [BY_MANAGEMENT],
        Given(AUDITOR, KIRSTEN, NOW, Conclusion.CLEAN),
        ["same_person"],
    ),
}


@pytest.mark.parametrize(("attested", "new", "codes"), GIVING.values(), ids=GIVING)
def test_an_attestation_is_given_of_what_is_there_in_order_by_another(attested, new, codes):
    assert [problem.code for problem in attestation_faults(attested, new, content_sha256=NOW)] == codes


people = st.integers(min_value=1, max_value=3)
attestations = st.builds(Given, st.sampled_from(AttestedBy), people, st.sampled_from([NOW, OLD]))


@given(wanted=st.lists(attestations, max_size=6), sender=people)
def test_whatever_is_given_without_fault_and_sent_without_fault_is_of_one_content_by_two_persons(
    wanted, sender
):
    attested: list[Given] = []
    for new in wanted:
        if not told(attestation_faults(attested, new, content_sha256=NOW)):
            attested.append(new)
    if not told(faults(BOTH, attested, content_sha256=NOW, sender=sender)):
        assert [each.role for each in attested] == [MANAGEMENT, AUDITOR]
        assert {each.content_sha256 for each in attested} == {NOW}
        assert attested[1].user_id not in {attested[0].user_id, sender}


REPORTS = {
    "clean": (AccountKind.FINAL, Conclusion.CLEAN, "", "", []),
    "clean_with_emphasis": (AccountKind.FINAL, Conclusion.CLEAN, "Se note 2.", "", []),
    "on_a_partial_account": (
        AccountKind.PARTIAL,
        Conclusion.CLEAN,
        "",
        "",
        [("no_report_on_partial", "conclusion")],
    ),
    "longest": (AccountKind.FINAL, Conclusion.CLEAN, "x" * LONGEST_TEXT, "x" * LONGEST_TEXT, []),
    "too_long": (
        AccountKind.FINAL,
        Conclusion.CLEAN,
        "x" * (LONGEST_TEXT + 1),
        "",
        [("text_too_long", "emphasis")],
    ),
    "23_cpr": (AccountKind.FINAL, Conclusion.CLEAN, "", "010190-1234", [("looks_like_cpr", "text")]),
    **{
        f"{conclusion}_unexplained": (
            AccountKind.FINAL,
            conclusion,
            "",
            " ",
            [("conclusion_without_text", "text")],
        )
        for conclusion in (Conclusion.QUALIFIED, Conclusion.ADVERSE, Conclusion.NONE)
    },
}


@pytest.mark.parametrize(
    ("kind", "conclusion", "emphasis", "text", "expected"), REPORTS.values(), ids=REPORTS
)
def test_a_report_is_on_a_final_account_and_explains_what_is_not_clean(
    kind, conclusion, emphasis, text, expected
):
    assert told(report_faults(kind, conclusion, emphasis=emphasis, text=text)) == expected


@pytest.mark.parametrize(
    ("conclusion", "held"), [*zip((None, *Conclusion), (False, False, False, True, True), strict=True)]
)
def test_50_an_adverse_conclusion_and_none_at_all_hold_the_payout(conclusion, held):
    assert holds_payout(conclusion) is held


def test_every_pair_of_role_and_content_is_told_apart():
    for role, content in product(AttestedBy, (NOW, OLD)):
        found = told(faults((role,), [Given(role, KIRSTEN, content)], content_sha256=NOW))
        assert (("attested_other_content", role) in found) == (content == OLD)
