"""The life of an application: every status × event × actor, against the rule written a second way."""

from functools import partial
from itertools import product

import pytest

from applications.rules.workflow import STEPS, ActorKind, Event, Status, drawing, next_status
from tests.rules.support import refused, told

ROLES = (
    *ActorKind,
    "accountant",
    "administrator",
    "auditor",
    "national_auditor",
    "municipality_administrator",
    "",
)

RULE = """
nothing      started                 draft         applicant signatory
draft        sent                    sent          signatory
draft        sent_late               late          signatory
sent         correction_sent         sent          signatory
sent         withdrawn               withdrawn     signatory
late         withdrawn               withdrawn     signatory
admissible   withdrawn               withdrawn     signatory
assessed     withdrawn               withdrawn     signatory
recommended  withdrawn               withdrawn     signatory
sent         found_admissible        admissible    caseworker
admissible   agreed                  assessed      caseworker
assessed     recommended             recommended   caseworker
recommended  recommendation_returned assessed      caseworker approver
recommended  awarded                 awarded       approver
recommended  refused                 refused       approver
sent         found_inadmissible      inadmissible  approver
late         found_inadmissible      inadmissible  approver
awarded      accepted                accepted      signatory
awarded      renounced               renounced     signatory
accepted     renounced               renounced     signatory
awarded      lapsed                  lapsed        approver
accepted     lapsed                  lapsed        approver
renounced    lapsed                  lapsed        approver
accepted     settled                 closed        approver
closed       settled                 closed        approver
"""
ALLOWED = {
    (status, event, role): entering
    for status, event, entering, *roles in map(str.split, RULE.strip().splitlines())
    for role in roles
}


@pytest.mark.parametrize(("status", "event"), [*product((None, *Status), Event)])
def test_only_what_the_rule_allows_happens(status, event):
    for role in ROLES:
        allowed = ALLOWED.get((status or "nothing", event, role))
        if allowed:
            assert next_status(status, event, role) == allowed
        else:
            problems = refused(partial(next_status, status, event, role))
            assert {problem.code for problem in problems} <= {"not_now", "not_yours"}


def test_a_refusal_says_all_of_why():
    assert told(refused(lambda: next_status(Status.DRAFT, Event.AWARDED, "applicant"))) == [
        ("not_yours", ""),
        ("not_now", ""),
    ]
    (problem,) = refused(lambda: next_status(None, Event.SENT, ActorKind.SIGNATORY))
    assert problem.detail == {"event": "sent", "status": ""}


def test_every_event_has_one_step_and_every_status_can_be_reached():
    assert [step.event for step in STEPS] == list(Event)
    assert {step.entering for step in STEPS} == set(Status)


def test_the_drawing_shows_every_step_and_every_end():
    lines = drawing().splitlines()
    assert lines[0] == "stateDiagram-v2"
    assert "    [*] --> draft: started (applicant, signatory)" in lines
    assert "    recommended --> awarded: awarded (approver)" in lines
    ends = {line.split()[0] for line in lines if line.endswith("--> [*]")}
    assert ends == {"refused", "inadmissible", "withdrawn", "lapsed"}
    assert len(lines) == 1 + sum(len(step.leaving) for step in STEPS) + len(ends)
