"""The pages on which a municipality applies and answers, in their states."""

from __future__ import annotations

from fsm3.access.roles import Role
from fsm3.web.shared.labels import TAKES_PART
from tests.harness import writing
from tests.harness.after import BEGUN, HEARD, PAID, WAITING, WRITING
from tests.harness.asked import ANSWERED as REPLIED
from tests.harness.asked import ASKED, LATE_ANSWER, UNASKED
from tests.harness.attached import FILED, UNFILED
from tests.harness.spots import (
    DRAFT,
    FRESH,
    LATE,
    NO_LINES,
    SETTLED,
    SIGNS,
    file_of,
    in_task,
    invited,
    joint,
    of,
    people_of,
    read_by,
    without_a_case,
    written,
)
from tests.harness.visit import Page, Spot, State

PAGES = (
    Page("own_applications", TAKES_PART, (
        State("filled", 6, people_of(SETTLED)),
        State("covered", 6, people_of(joint), roles=(Role.SIGNATORY,)),
        State("invited", 6, people_of(invited(seen_by_lead=False)), roles=SIGNS),
        State("empty", 5, without_a_case),
        State("open", 5, lambda: Spot(code=writing.FIRST), world="writing"),
    )),
    Page("own_contact", TAKES_PART, (
        State("filled", 4, in_task(writing.HALF), world="writing"),
        State("empty", 4, in_task(writing.CORRECTING), world="writing", roles=SIGNS),
        State("error", 4, in_task(writing.HALF), sends={"contact_mail": "x", "edition": "1"}, world="writing", roles=SIGNS),
        State("both", 16, in_task(writing.HALF), sends={"contact_name": "Mig", "edition": "0"}, world="writing", status=409, roles=SIGNS),
    )),
    Page("own_question", TAKES_PART, (
        State("text", 4, in_task(writing.HALF, "plan_results"), world="writing"),
        State("empty", 4, in_task(writing.HALF, "plan_management"), world="writing", roles=SIGNS),
        State("yes_no", 4, in_task(writing.HALF, "extended_model"), world="writing", roles=SIGNS),
        State("number", 4, in_task(writing.HALF, "caseload"), world="writing", roles=SIGNS),
        State("error", 4, in_task(writing.HALF, "caseload"), sends={"answer": "12.34", "edition": "1"}, world="writing", roles=SIGNS),
        State("both", 16, in_task(writing.HALF, "plan_results"), sends={"answer": "Min tekst", "edition": "0"}, world="writing", status=409, roles=SIGNS),
    )),
    Page("own_obligations", TAKES_PART, (
        State("filled", 4, in_task(writing.HALF), world="writing"),
        State("both", 16, in_task(writing.HALF), sends={"model": "on", "edition": "0"}, world="writing", status=409, roles=SIGNS),
    )),
    Page("own_check", TAKES_PART, (
        State("ready", 10, in_task(writing.FINISHED), world="writing"),
        State("missing", 9, in_task(writing.HALF), world="writing"),
        State("correcting", 10, in_task(writing.CORRECTING), world="writing", roles=SIGNS),
        State("covered", 10, read_by(writing.CORRECTING, writing.COVERED), world="writing", roles=SIGNS),
        State("late", 10, DRAFT, roles=SIGNS),
    )),
    Page("own_receipt", TAKES_PART, (
        State("in_time", 5, in_task(writing.CORRECTING), world="writing"),
        State("late", 4, LATE, roles=SIGNS),
    )),
    Page("own_correction_discard", (Role.APPLICANT, *SIGNS), (
        State("filled", 8, in_task(writing.CORRECTING), world="writing"),
        State("refused", 10, in_task(writing.HALF), sends={}, world="writing", status=409),
    )),
    Page("own_withdraw", SIGNS, (
        State("filled", 2, in_task(writing.CORRECTING), world="writing"),
        State("refused", 8, in_task(writing.HALF), sends={}, world="writing", status=409),
        State("late", 2, FRESH),
    )),
    Page("own_application", TAKES_PART, (
        State("settled", 24, SETTLED),
        State("late", 6, LATE),
        State("half", 12, in_task(writing.HALF), world="writing"),
        State("finished", 13, in_task(writing.FINISHED), world="writing"),
        State("correcting", 16, in_task(writing.CORRECTING), world="writing", roles=SIGNS),
        State("read_along", 17, read_by(writing.CORRECTING, writing.COVERED), world="writing", roles=SIGNS),
        State("draft", 13, DRAFT),
        State("fresh", 6, FRESH),
        State("asked", 6, of(ASKED), world="asked", roles=SIGNS),
        State("noted", 6, of(UNASKED), world="asked", roles=SIGNS),
        State("covered", 24, joint, roles=(Role.SIGNATORY,)),
        State("to_accept", 19, of(WAITING), world="after", roles=SIGNS),
        State("begun", 19, of(BEGUN), world="after", roles=SIGNS),
        State("heard", 24, of(HEARD), world="after", roles=SIGNS),
        State("written", 24, of(WRITING), world="after", roles=SIGNS),
        State("paid", 24, of(PAID), world="after", roles=SIGNS),
    )),
    Page("own_clarification", TAKES_PART, (
        State("asked", 11, of(ASKED), world="asked"),
        State("late", 11, of(LATE_ANSWER), world="asked", roles=SIGNS),
        State("answered", 6, of(REPLIED), world="asked", roles=SIGNS),
        State("edited", 23, of(ASKED), sends={"edition": "9"}, world="asked", status=409, roles=SIGNS),
    )),
    Page("own_clarification_send", TAKES_PART, (
        State("filled", 12, of(ASKED), world="asked", roles=(Role.APPLICANT, Role.ACCOUNTANT)),
        State("signs", 11, of(ASKED), world="asked", roles=SIGNS),
        State("refused", 31, of(ASKED), sends={"seen": ""}, world="asked", status=409, roles=SIGNS),
    )),
    Page("own_attachments", TAKES_PART, (
        State("filled", 4, of(FILED), world="attached"),
        State("demanded", 4, of(UNFILED), world="attached", roles=SIGNS),
        State("error", 4, of(FILED), world="attached", sends={"key": ""}, roles=SIGNS),
        State("empty", 4, DRAFT, roles=SIGNS),
    )),
    Page("own_attachment_rename", TAKES_PART, (
        State("filled", 4, file_of(FILED), world="attached"),
        State("error", 4, file_of(FILED), world="attached", sends={"name": "", "edition": "1"}, roles=SIGNS),
        State("edited", 13, file_of(FILED), world="attached", sends={"name": "Ny", "edition": "1"}, roles=SIGNS, status=409),
    )),
    Page("own_attachment_remove", TAKES_PART, (
        State("filled", 4, file_of(FILED), world="attached"),
        State("edited", 13, file_of(FILED), world="attached", sends={"edition": "1"}, roles=SIGNS, status=409),
    )),
    Page("own_budget", TAKES_PART, (
        State("draft", 8, DRAFT),
        State("empty", 8, DRAFT, sends=NO_LINES, roles=SIGNS),
        State("error", 8, DRAFT, sends=written("1,234.56", "12.34"), roles=SIGNS),
        State("over", 8, DRAFT, sends=written("300", "99.000.000"), roles=SIGNS),
        State("edited", 21, DRAFT, sends=written("300", "25.000", "save"), status=409, roles=SIGNS),
    )),
    Page("own_budget_upload", TAKES_PART, (
        State("empty", 3, DRAFT),
        State("error", 3, DRAFT, sends={"file": ""}, roles=SIGNS),
    )),
    Page("own_joint", TAKES_PART, (
        State("filled", 7, invited(seen_by_lead=True)),
        State("alone", 7, DRAFT, roles=SIGNS),
        State("error", 7, DRAFT, roles=SIGNS, sends={"act": "invite", "municipality": ""}),
        State("refused", 21, DRAFT, roles=SIGNS, sends={"act": "why", "municipality": "0561"}, status=409),
    )),
    Page("own_consent", TAKES_PART, (
        State("waits", 4, invited(seen_by_lead=False)),
        State("given", 4, read_by(writing.CORRECTING, writing.COVERED), world="writing", roles=SIGNS),
    )),
)  # fmt: skip
