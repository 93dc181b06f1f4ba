"""The pages on which caseworkers assess and agree, in their states."""

from __future__ import annotations

from fsm3.access.roles import Role
from tests.harness.assessing import ANSWERED, HALF, TO_AGREE, TO_CONFIRM, UNTOUCHED, WHOLE
from tests.harness.spots import of
from tests.harness.visit import Page, State

CASEWORKER = (Role.CASEWORKER,)
PAGES = (
    Page("assess", CASEWORKER, (
        State("half", 8, of(HALF), world="assessing"),
        State("empty", 8, of(UNTOUCHED), world="assessing"),
        State("answered", 10, of(ANSWERED), world="assessing"),
        State("error", 7, of(HALF), sends={"edition": "1", "read": "1", "then": "give", "points_caseload": "9"},
            world="assessing"),
    )),
    Page("assess_give", CASEWORKER, (
        State("whole", 7, of(WHOLE), world="assessing"),
        State("missing", 7, of(HALF), world="assessing"),
        State("answered", 9, of(ANSWERED), world="assessing"),
    )),
    Page("agree", CASEWORKER, (
        State("differences", 8, of(TO_AGREE), world="assessing"),
        State("confirms", 9, of(TO_CONFIRM), world="assessing"),
        State("anew", 9, of(TO_CONFIRM), query="?ret=1", world="assessing"),
        State("waits", 4, of(HALF), world="assessing"),
        State("error", 8, of(TO_AGREE), sends={"seen": "", "points_budget": "3"}, world="assessing"),
        State("refused", 26, of(TO_CONFIRM), sends={"seen": "x", "confirm": "1"}, world="assessing", status=409),
    )),
)  # fmt: skip
