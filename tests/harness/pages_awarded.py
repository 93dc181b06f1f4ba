"""The pages of a municipality after the award, in their states."""

from __future__ import annotations

from fsm3.access.roles import Role
from fsm3.web.shared.labels import TAKES_PART
from tests.harness.after import ATTESTED, BEGUN, HEARD, PAID, WAITING, WRITING
from tests.harness.spots import (
    SIGNS,
    account_of,
    change_of,
    changed,
    expectation_of,
    hearing_of,
    joint,
    of,
    settled_statement,
    spent,
    statement_of,
)
from tests.harness.visit import Page, State

PAGES = (
    Page("own_expectations", TAKES_PART, (
        State("filled", 6, of(BEGUN), world="after"),
        State("to_accept", 6, of(WAITING), world="after", roles=SIGNS),
        State("covered", 6, joint, roles=(Role.SIGNATORY,)),
    )),
    Page("own_expectation", TAKES_PART, (
        State("filled", 6, expectation_of(BEGUN), world="after"),
        State("error", 16, expectation_of(BEGUN), sends={"comment": "010203-1234"}, world="after", status=409, roles=SIGNS),
    )),
    Page("own_award", SIGNS, (
        State("to_accept", 6, of(WAITING), world="after"),
        State("accepted", 6, of(BEGUN), world="after"),
        State("refused", 12, of(BEGUN), world="after", sends={}, status=409),
    )),
    Page("own_award_renounce", SIGNS, (
        State("filled", 5, of(WAITING), world="after"),
        State("error", 5, of(WAITING), world="after", sends={"reason": ""}),
    )),
    Page("own_budget_change", TAKES_PART, (
        State("filled", 9, of(BEGUN), world="after"),
        State("over", 12, of(BEGUN), world="after", sends=changed("800.000", "125.000"), roles=SIGNS),
        State("error", 9, of(BEGUN), world="after", sends=changed("1,234.50", ""), roles=SIGNS),
        State("waits", 6, of(WRITING), world="after", roles=SIGNS),
        State("too_early", 6, of(WAITING), world="after", roles=SIGNS),
    )),
    Page("own_budget_change_asked", TAKES_PART, (
        State("waits", 9, change_of(WRITING), world="after"),
        State("in_force", 9, change_of(WRITING, 0), world="after", roles=SIGNS),
    )),
    Page("own_account", TAKES_PART, (
        State("begun", 14, account_of(WRITING), world="after"),
        State("attested", 16, account_of(ATTESTED), world="after", roles=SIGNS),
        State("sent", 13, account_of(PAID), world="after", roles=SIGNS),
        State("error", 14, account_of(WRITING), world="after", sends=spent("12.34", "0"), roles=SIGNS),
        State("edited", 22, account_of(WRITING), world="after", sends=spent("1.000", "9"), status=409, roles=SIGNS),
    )),
    Page("own_account_attest", SIGNS, (
        State("filled", 16, account_of(ATTESTED), world="after"),
        State("refused", 45, account_of(WRITING), world="after", sends={"content_sha256": ""}, status=409),
        State("sent", 12, account_of(PAID), world="after"),
    )),
    Page("own_account_send", SIGNS, (
        State("filled", 16, account_of(ATTESTED), world="after"),
        State("refused", 49, account_of(ATTESTED), world="after", sends={}, status=409),
        State("sent", 12, account_of(PAID), world="after"),
    )),
    Page("own_hearing", TAKES_PART, (
        State("open", 5, hearing_of(HEARD), world="after"),
        State("error", 5, hearing_of(HEARD), world="after", sends={"text": ""}, roles=SIGNS),
    )),
    Page("own_statement", TAKES_PART, (
        State("paid", 4, statement_of(PAID), world="after"),
        State("settled", 4, settled_statement, roles=SIGNS),
    )),
)  # fmt: skip
