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
    audited,
    colleague,
    people_of,
    role_held,
    without_a_case,
)
from tests.harness.visit import Page, Spot, State

PAGES = (
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
