"""Admissibility: every check by itself, what it says it found, and when a remark is owed."""

from dataclasses import replace
from datetime import datetime

import pytest

from applications.rules.admissibility import (
    LONGEST_REMARK,
    Check,
    Checked,
    Sent,
    checks,
    remark_faults,
    unmet,
)
from fsm3.core.money import Money
from fsm3.core.periods import COPENHAGEN
from fsm3.core.problems import Problem
from tests.rules.support import pool, told
from tests.rules.test_sending import READY

TERMS = pool()
DEMANDING = pool("made_up")
SENT = Sent(
    received_at=datetime(2021, 11, 26, 12, tzinfo=COPENHAGEN),
    in_time=True,
    sender="Ansvarlig",
    by_signatory=True,
    requested=Money.of("1000000"),
    content=READY,
    budget_lines=2,
    budget_faults=(),
)


def with_content(**changes):
    return replace(SENT, content=replace(READY, **changes))


def found(sent: Sent = SENT, terms=TERMS) -> dict[Check, Checked]:
    return {each.check: each for each in checks(sent, terms)}


def test_a_finished_application_in_time_meets_everything():
    assert unmet(checks(SENT, TERMS)) == ()
    assert [each.check for each in checks(SENT, TERMS)] == list(Check)


@pytest.mark.parametrize(
    ("sent", "check", "codes"),
    [
        (replace(SENT, in_time=False), Check.IN_TIME, []),
        (replace(SENT, by_signatory=False), Check.SIGNATORY, []),
        (replace(SENT, requested=Money.of("1000000.01")), Check.CAP, []),
        (with_content(cap=None), Check.CAP, ["cap_missing"]),
        (with_content(contact_mail=""), Check.CONTACT, ["contact_mail_missing"]),
        (
            with_content(answers={**READY.answers, "plan_results": " "}),
            Check.ANSWERS,
            ["answer_missing"],
        ),
        (with_content(has_budget=False), Check.BUDGET, ["budget_missing"]),
        (replace(SENT, budget_faults=(Problem("note_missing", "x"),)), Check.BUDGET, ["note_missing"]),
        (
            with_content(accepted=READY.accepted - {"evaluation"}),
            Check.OBLIGATIONS,
            ["obligation_not_accepted"],
        ),
        (with_content(consents={"Fanø": False}), Check.CONSENTS, ["consent_missing"]),
    ],
)
def test_what_is_missing_fails_its_own_check_and_no_other(sent, check, codes):
    assert unmet(checks(sent, TERMS)) == (check,)
    assert [problem.code for problem in found(sent)[check].problems] == codes


def test_an_attachment_that_the_pool_demands_is_looked_for():
    terms = replace(TERMS, attachments=DEMANDING.attachments)
    assert terms.attachments
    check = found(SENT, terms)[Check.ATTACHMENTS]
    assert not check.met
    assert {problem.code for problem in check.problems} == {"attachment_missing"}
    assert check.figures == {"all": str(len(terms.attachments))}


def test_each_check_tells_the_figures_it_rests_on():
    told_by = {check: each.figures for check, each in found().items()}
    assert told_by[Check.IN_TIME]["received"] == "26. november 2021 kl. 12.00.00"
    assert told_by[Check.IN_TIME]["deadline"] == "26. november 2021 kl. 12.00"
    assert told_by[Check.SIGNATORY] == {"sender": "Ansvarlig"}
    assert told_by[Check.BUDGET] == {"lines": "2"}
    assert told_by[Check.CONSENTS] == {"all": "1"}


def test_an_obligation_that_does_not_bind_is_not_counted():
    alone = with_content(answers={**READY.answers, "extended_model": "no"})
    assert int(found()[Check.OBLIGATIONS].figures["all"]) > int(
        found(alone)[Check.OBLIGATIONS].figures["all"]
    )


def test_what_is_kept_of_a_check_names_what_was_missing_and_repeats_nothing():
    check = found(with_content(contact_name=""))[Check.CONTACT]
    assert check.frozen == {"check": "contact", "met": False, "problems": ["contact_name_missing"]}


def test_a_remark_is_owed_where_a_check_is_not_met():
    lacking = checks(replace(SENT, by_signatory=False), TERMS)
    assert told(remark_faults(" ", lacking)) == [("remark_missing", "remark")]
    assert told(remark_faults("Fuldmagten ligger på sagen.", lacking)) == []
    assert told(remark_faults("", checks(SENT, TERMS))) == []


def test_23_a_remark_holds_no_cpr_number():
    numbered = "Fuldmagt fra " + "010180" + "-" + "1234"
    assert told(remark_faults(numbered, checks(SENT, TERMS))) == [("looks_like_cpr", "remark")]
    assert told(remark_faults("a" * (LONGEST_REMARK + 1), ())) == [("text_too_long", "remark")]
