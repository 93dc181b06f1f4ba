"""The life of a version of an account: every status × event × actor, against the rule written a second way."""

from functools import partial
from itertools import product

import pytest

from applications.rules.workflow import ActorKind
from budgets.rules.account_workflow import STEPS, AccountEvent, drawing, next_status
from budgets.rules.accounts import AccountStatus
from tests.rules.support import refused

ROLES = (*ActorKind, "administrator", "auditor", "national_auditor", "municipality_administrator", "")
RULE = """
nothing   started              draft     applicant accountant signatory
draft     sent                 sent      signatory
sent      sent_back            returned  caseworker
sent      accepted             accepted  caseworker
sent      correction_sent      replaced  signatory
returned  correction_sent      replaced  signatory
accepted  correction_accepted  replaced  caseworker
"""
ALLOWED = {
    (status, event, role): entering
    for status, event, entering, *roles in map(str.split, RULE.strip().splitlines())
    for role in roles
}


@pytest.mark.parametrize(("status", "event"), [*product((None, *AccountStatus), AccountEvent)])
def test_only_what_the_rule_allows_happens(status, event):
    for role in ROLES:
        allowed = ALLOWED.get((status or "nothing", event, role))
        if allowed:
            assert next_status(status, event, role) == allowed
        else:
            problems = refused(partial(next_status, status, event, role))
            assert {problem.code for problem in problems} <= {"not_now", "not_yours"}


def test_every_event_has_one_step_and_every_status_can_be_reached():
    assert [step.event for step in STEPS] == list(AccountEvent)
    assert {step.entering for step in STEPS} == set(AccountStatus)


def test_the_drawing_shows_every_step_and_the_end():
    lines = drawing().splitlines()
    assert "    [*] --> draft: started (accountant, applicant, signatory)" in lines
    assert lines[-1] == "    replaced --> [*]"
    assert len(lines) == 2 + sum(len(step.leaving) for step in STEPS)
