"""The pages of a municipality's colleagues and auditors, and those of the auditors themselves, in their states."""

from __future__ import annotations

from fsm3.access.roles import Role
from fsm3.web.shared.labels import COLLEAGUES, ENGAGES
from tests.harness.after import ATTESTED, BEGUN, WRITING
from tests.harness.spots import (
    AUDITS,
    KEEPS,
    SETTLED,
    SIGNS,
    any_role,
    approver_decided,
    approver_proposal,
    audited,
    candidate,
    colleague,
    newcomer,
    people_of,
    role_held,
    switched_off,
    user_with,
    without_a_case,
)
from tests.harness.visit import Page, Spot, State

GIVES = (Role.ADMINISTRATOR,)
PAGES = (
    Page("users", GIVES, (
        State("filled", 3),
        State("found", 3, query="?ord=star&rolle=caseworker&adgang=aktiv"),
        State("empty", 2, query="?ord=findes-ikke"),
        State("later", 3, query="?side=2"),
    )),
    Page("user_add", GIVES, (
        State("filled", 1),
        State("error", 2, sends={"name": "", "email": "x", "role": "approver"}),
        State("refused", 7, sends={"name": "Ny", "email": "alma@star.example", "role": "caseworker", "organisation": "1"}),
    )),
    Page("audit_firms", GIVES, (
        State("filled", 1),
        State("error", 1, sends={"name": "", "cvr": "123"}),
        State("empty", 1, world="bare"),
    )),
    Page("user", GIVES, (
        State("filled", 8, user_with(Role.CASEWORKER)),
        State("proposed", 8, candidate),
        State("own", 6, user_with(Role.ADMINISTRATOR)),
        State("of_municipality", 7, user_with(Role.SIGNATORY)),
        State("error", 7, user_with(Role.SIGNATORY), sends={"act": "give", "role": ""}),
        State("refused", 15, user_with(Role.CASEWORKER), sends={"act": "again"}, status=409),
        State("off", 6, switched_off),
        State("invited", 6, newcomer),
    )),
    Page("approver_take_back", GIVES, (
        State("waits", 2, approver_proposal),
        State("decided", 2, approver_decided),
    )),
    Page("user_role_end", GIVES, (
        State("filled", 2, any_role(Role.CASEWORKER)),
        State("refused", 12, any_role(Role.ADMINISTRATOR), sends={}, status=409),
    )),
    Page("own_members", COLLEAGUES, (
        State("filled", 4, people_of(SETTLED)),
        State("older", 4, people_of(SETTLED), query="?foer=3000", roles=KEEPS),
        State("empty", 3, without_a_case),
    )),
    Page("own_member_invite", KEEPS, (
        State("filled", 0, people_of(SETTLED)),
        State("error", 0, people_of(SETTLED), sends={"name": "", "email": "x"}),
    )),
    Page("own_member", KEEPS, (
        State("filled", 2, colleague(Role.APPLICANT)),
        State("own", 2, colleague(Role.MUNICIPALITY_ADMINISTRATOR)),
        State("error", 2, colleague(Role.APPLICANT), sends={"act": "give", "role": ""}),
        State("refused", 8, colleague(Role.APPLICANT), sends={"act": "again"}, status=409),
    )),
    Page("own_role_end", KEEPS, (
        State("filled", 1, role_held(Role.APPLICANT)),
        State("refused", 8, role_held(Role.MUNICIPALITY_ADMINISTRATOR), sends={}, status=409),
    )),
    Page("own_auditors", ENGAGES, (
        State("filled", 2, lambda: Spot(code=WRITING), world="after", roles=SIGNS),
        State("empty", 2, lambda: Spot(code=BEGUN), world="after", roles=SIGNS),
        State("error", 2, lambda: Spot(code=BEGUN), world="after", roles=SIGNS, sends={"firm": ""}),
        State("none", 2, people_of(SETTLED), roles=(Role.MUNICIPALITY_ADMINISTRATOR,)),
    )),
    Page("audits", AUDITS, (
        State("filled", 8, world="after"),
        State("empty", 1, world="bare"),
    )),
    Page("audit", AUDITS, (
        State("waits", 15, audited(ATTESTED), world="after"),
        State("draft", 13, audited(WRITING), world="after"),
        State("error", 15, audited(ATTESTED), world="after", sends={"conclusion": ""}),
    )),
)  # fmt: skip
