"""The pages of caseworkers, approvers and the national audit office, in their states."""

from __future__ import annotations

from applications.rules.workflow import Status
from fsm3.access.roles import Role
from fsm3.web.shared.labels import AGENCY, MENDS, READS_ALL
from tests.harness import lettered
from tests.harness.after import WAITING
from tests.harness.asked import ANSWERED as REPLIED
from tests.harness.asked import ASKED, LATE_ANSWER, UNASKED
from tests.harness.asked import LATE as SENT_LATE
from tests.harness.spots import (
    FRESH,
    FSM3,
    LATE,
    SETTLED,
    account_of,
    approver_proposal,
    change_of,
    clarification_of,
    final_of,
    joint,
    led,
    letter_of,
    of,
    pool_proposal,
    proposed,
    proposed_of,
    statement_of,
    ticked,
    unstated,
    upload,
)
from tests.harness.visit import Page, State
from tests.harness.worlds import OPEN_POOL
from tests.support import life

PAGES = (
    Page("work", AGENCY, (
        State("filled", 6, roles=(Role.CASEWORKER,)),
        State("to_decide", 2, roles=(Role.APPROVER,)),
        State("after_the_awards", 7, world="life", roles=(Role.CASEWORKER,)),
        State("asked", 6, world="asked", roles=(Role.CASEWORKER,)),
        State("assessing", 6, world="assessing", roles=(Role.CASEWORKER,)),
        State("empty", 2, world="bare", roles=(Role.CASEWORKER,)),
        State("nothing_to_decide", 1, world="bare", roles=(Role.APPROVER,)),
    )),
    Page("assign_many", (Role.CASEWORKER,), (
        State("filled", 4, ticked),
        State("error", 4, ticked, sends={"caseworker": ""}),
    )),
    Page("cases", READS_ALL, (
        State("filled", 5),
        State("searched", 5, query="?soeg=an&hos=0", roles=(Role.CASEWORKER,)),
        State("sorted", 5, query="?orden=point&faldende=ja&kohorte=fsm2", roles=(Role.CASEWORKER,)),
        State("empty", 5, query="?status=withdrawn&kohorte=fsm2&valg=yes&orden=point"),
        State("other_pool", 5, query="?pulje=naermere_job", roles=(Role.CASEWORKER,)),
        State("no_pool", 1, world="bare"),
    )),
    Page("case", READS_ALL, (
        State("settling", 12, of(life.SETTLES), world="life"),
        State("waits", 12, of(life.WAITS), world="life", roles=(Role.CASEWORKER,)),
        State("settled", 12, SETTLED),
        State("refused", 9, led(Status.REFUSED), roles=(Role.CASEWORKER,)),
        State("joint", 12, joint, roles=(Role.CASEWORKER,)),
        State("late", 9, LATE, roles=(Role.CASEWORKER,)),
        State("withdrawn", 9, led(Status.WITHDRAWN), roles=(Role.CASEWORKER,)),
        State("proposed", 9, FRESH),
        State("asked", 9, of(ASKED), world="asked", roles=(Role.CASEWORKER,)),
        State("answered", 9, of(REPLIED), world="asked", roles=(Role.CASEWORKER,)),
        State("answer_late", 9, of(LATE_ANSWER), world="asked", roles=(Role.CASEWORKER,)),
        State("noted", 9, of(UNASKED), world="asked"),
        State("too_late", 9, of(SENT_LATE), world="asked", roles=(Role.CASEWORKER,)),
    )),
    Page("impartiality", AGENCY, (
        State("asked", 2, unstated),
        State("error", 2, unstated, sends={"answer": "no", "reason": ""}, roles=(Role.CASEWORKER,)),
        State("later", 2, SETTLED, roles=(Role.CASEWORKER,)),
    )),
    Page("admissibility", READS_ALL, (
        State("filled", 13, of(UNASKED), world="asked"),
        State("late", 13, of(SENT_LATE), world="asked", roles=(Role.CASEWORKER,)),
        State("proposed", 14, FRESH, roles=(Role.CASEWORKER,)),
        State("found", 14, SETTLED, roles=(Role.CASEWORKER,)),
        State("error", 13, of(UNASKED), sends={"way": "reject", "reason": ""}, world="asked", roles=(Role.CASEWORKER,)),
    )),
    Page("case_assign", (Role.CASEWORKER,), (
        State("filled", 5, of(UNASKED), world="asked"),
        State("first", 5, of(ASKED), world="asked"),
        State("error", 5, of(UNASKED), sends={"caseworker": ""}, world="asked"),
    )),
    Page("write_note", AGENCY, (
        State("filled", 2, of(UNASKED), world="asked"),
        State("empty", 2, of(ASKED), world="asked", roles=(Role.CASEWORKER,)),
        State("error", 2, of(UNASKED), sends={"text": "Kære kommune", "audience": "municipality"}, world="asked", roles=(Role.CASEWORKER,)),
    )),
    Page("case_versions", READS_ALL, (
        State("filled", 2, of(REPLIED), query="?fra=1&til=2", world="asked"),
        State("same", 2, of(REPLIED), query="?fra=1&til=1", world="asked", roles=(Role.CASEWORKER,)),
        State("empty", 2, of(UNASKED), world="asked", roles=(Role.CASEWORKER,)),
    )),
    Page("clarify", READS_ALL, (
        State("answered", 5, of(REPLIED), world="asked"),
        State("asked", 5, of(ASKED), world="asked", roles=(Role.CASEWORKER,)),
        State("late", 5, of(LATE_ANSWER), world="asked", roles=(Role.CASEWORKER,)),
        State("empty", 3, of(UNASKED), world="asked", roles=(Role.CASEWORKER,)),
        State("error", 3, of(UNASKED), sends={"questions-TOTAL_FORMS": "1", "questions-INITIAL_FORMS": "0"},
            world="asked", roles=(Role.CASEWORKER,)),
    )),
    Page("clarify_extend", (Role.CASEWORKER,), (
        State("filled", 4, clarification_of(ASKED), world="asked"),
        State("error", 4, clarification_of(ASKED), sends={"reason": ""}, world="asked"),
    )),
    Page("clarify_close", (Role.CASEWORKER,), (
        State("filled", 4, clarification_of(ASKED), world="asked"),
        State("error", 4, clarification_of(ASKED), sends={"reason": ""}, world="asked"),
    )),
    Page("case_expectations", READS_ALL, (
        State("filled", 5, of(life.ASKS), world="life"),
        State("to_accept", 5, of(life.WAITS), world="life", roles=(Role.CASEWORKER,)),
    )),
    Page("decide", (Role.APPROVER,), (
        State("instalment", 8, proposed_of(life.PROPOSED), world="life"),
        State("budget_change", 11, proposed_of(life.ANSWERED), world="life"),
        State("correction", 6, proposed_of(lettered.GIVEN), world="lettered"),
        State("filled", 5, proposed(Status.SENT, OPEN_POOL)),
        State("error", 5, proposed(Status.SENT, OPEN_POOL), sends={"verdict": "", "reason": "Se igen."}),
        State("refused", 43, proposed(Status.CLOSED), sends={"verdict": "approve"}, status=409),
        State("decided", 8, proposed(Status.CLOSED)),
    )),
    Page("letter_preview", AGENCY, (
        State("award", 9, proposed_of(lettered.WAITS), world="lettered"),
        State("correction", 5, proposed_of(lettered.GIVEN), world="lettered", roles=(Role.APPROVER,)),
        State("settlement", 24, proposed_of(life.PROPOSED), world="life", roles=(Role.APPROVER,)),
    )),
    Page("correct_letter", (Role.CASEWORKER,), (
        State("filled", 5, letter_of(lettered.GIVEN), world="lettered"),
        State("error", 5, letter_of(lettered.GIVEN), sends={"reason": ""}, world="lettered"),
    )),
    Page("all_letters", READS_ALL, (
        State("filled", 7),
        State("empty", 1, world="bare", roles=(Role.CASEWORKER,)),
    )),
    Page("letters", READS_ALL, (
        State("stuck", 7, FSM3, query="?dag=alle", world="lettered"),
        State("filled", 7, FSM3, query="?dag=alle", roles=(Role.CASEWORKER,)),
        State("refused", 10, FSM3, sends={"again": "0"}, world="lettered", roles=(Role.CASEWORKER,), status=409),
        State("empty", 3, FSM3, world="beginning", roles=(Role.CASEWORKER,)),
    )),
    Page("outcomes", READS_ALL, (
        State("filled", 32, world="life"),
        State("empty", 1, world="bare", roles=(Role.CASEWORKER,)),
    )),
    Page("outcomes_of", READS_ALL, (
        State("filled", 32, FSM3, world="life"),
        State("empty", 18, FSM3, world="beginning", roles=(Role.CASEWORKER,)),
    )),
    Page("upload_outcomes", (Role.CASEWORKER,), (
        State("filled", 1, FSM3, world="life"),
        State("error", 1, FSM3, sends={"confirmed": ""}, world="life"),
    )),
    Page("lock_months", (Role.CASEWORKER,), (
        State("filled", 17, FSM3, world="life"),
        State("error", 17, FSM3, sends={"months": "2020-01"}, world="life"),
    )),
    Page("unlock_months", (Role.CASEWORKER,), (
        State("filled", 17, FSM3, world="life"),
        State("error", 17, FSM3, sends={"reason": "Fordi."}, world="life"),
    )),
    Page("outcome_file", READS_ALL, (
        State("refused", 3, upload(0), world="life"),
        State("waits", 4, upload(1), world="life", roles=(Role.CASEWORKER,)),
    )),
    Page("payments", READS_ALL, (
        State("filled", 5, world="life"),
        State("empty", 1, world="bare", roles=(Role.CASEWORKER,)),
    )),
    Page("payments_of", READS_ALL, (
        State("filled", 5, FSM3, world="life"),
        State("empty", 5, FSM3, world="beginning", roles=(Role.CASEWORKER,)),
    )),
    Page("amend", (Role.CASEWORKER,), (
        State("filled", 8, of(life.ASKS), world="life"),
        State("error", 8, of(life.ASKS), sends={"amount_1": "12.34"}, world="life"),
    )),
    Page("lapse", (Role.CASEWORKER,), (
        State("filled", 5, of(life.ASKS), world="life"),
        State("refused", 15, of(life.ASKS), sends={"reason": "Fordi."}, world="life", status=409),
    )),
    Page("case_outcomes", READS_ALL, (
        State("filled", 7, of(life.SETTLES), world="life"),
        State("empty", 6, of(WAITING), world="after", roles=(Role.CASEWORKER,)),
    )),
    Page("account", READS_ALL, (
        State("sent", 15, account_of(life.SENT), world="life"),
        State("held", 15, final_of(life.SETTLES), world="life"),
        State("error", 15, account_of(life.SENT), sends={"accepted_1": "1,234.56"}, world="life", roles=(Role.CASEWORKER,)),
    )),
    Page("account_send_back", (Role.CASEWORKER,), (
        State("filled", 11, account_of(life.SENT), world="life"),
        State("error", 11, account_of(life.SENT), sends={"reason": ""}, world="life"),
    )),
    Page("release_held", (Role.CASEWORKER,), (
        State("filled", 11, final_of(life.SETTLES), world="life"),
        State("error", 11, final_of(life.SETTLES), sends={"reason": ""}, world="life"),
    )),
    Page("payout", READS_ALL, (
        State("held", 30, of(life.SETTLES), world="life"),
        State("proposed", 25, of(life.PROPOSED), world="life"),
        State("empty", 19, of(life.WAITS), world="life", roles=(Role.CASEWORKER,)),
    )),
    Page("prepare_payout", (Role.CASEWORKER,), (
        State("filled", 26, of(life.SETTLES), world="life"),
        State("refused", 59, of(life.SETTLES), sends={"reason": ""}, world="life", status=409),
    )),
    Page("hear_settlement", (Role.CASEWORKER,), (
        State("filled", 26, of(life.SETTLES), world="life"),
        State("refused", 59, of(life.SETTLES), sends={}, world="life", status=409),
    )),
    Page("register_repayment", (Role.CASEWORKER,), (
        State("filled", 26, of(life.SETTLES), world="life"),
        State("error", 26, of(life.SETTLES), sends={"amount": "0"}, world="life"),
    )),
    Page("statement", READS_ALL, (
        State("every", 3, statement_of(life.SETTLES), world="life"),
    )),
    Page("proposals", (*AGENCY, Role.ADMINISTRATOR), (
        State("filled", 3, world="life", roles=AGENCY),
        State("administrators", 2, roles=(Role.ADMINISTRATOR,)),
        State("empty", 1, world="bare", roles=(Role.APPROVER,)),
    )),
    Page("exceptions_newest", READS_ALL, (
        State("filled", 17),
        State("empty", 1, world="bare", roles=(Role.CASEWORKER,)),
    )),
    Page("exceptions", READS_ALL, (
        State("filled", 28, FSM3),
        State("held", 28, FSM3, world="life"),
        State("sorted", 28, FSM3, query="?slags=afviger", roles=(Role.CASEWORKER,)),
        State("empty", 7, FSM3, world="beginning", roles=(Role.CASEWORKER,)),
    )),
    Page("jobs", MENDS, (
        State("filled", 8, roles=(Role.CASEWORKER,)),
        State("administrators", 6, roles=(Role.ADMINISTRATOR,)),
        State("empty", 2, world="bare"),
        State("refused", 13, sends={"job": "0"}, status=409, roles=(Role.CASEWORKER,)),
    )),
    Page("decide_other", (Role.APPROVER, Role.ADMINISTRATOR), (
        State("approver", 4, approver_proposal, roles=(Role.ADMINISTRATOR,)),
        State("lock", 11, pool_proposal("month_lock"), world="life", roles=(Role.APPROVER,)),
        State("caps", 11, pool_proposal("cap_table"), world="life", roles=(Role.APPROVER,)),
        State("version", 5, pool_proposal("pool_version"), world="life", roles=(Role.APPROVER,)),
    )),
    Page("due_dates", (Role.CASEWORKER,), (
        State("filled", 2, of(life.ASKS), world="life"),
        State("error", 2, of(life.ASKS), sends={"day_day": "31", "day_month": "2", "day_year": "2024"}, world="life"),
    )),
    Page("budget_change", READS_ALL, (
        State("asked", 9, change_of(life.ASKS), world="life"),
        State("proposed", 10, change_of(life.ANSWERED), world="life", roles=(Role.CASEWORKER, Role.APPROVER)),
        State("error", 9, change_of(life.ASKS), sends={"answer": ""}, world="life", roles=(Role.CASEWORKER,)),
    )),
)  # fmt: skip
