"""The table of pages: each address that shows one, for whom, in which states, and how many queries it takes.

A new address joins by a row here, or by standing among `NO_PAGES` with the reason; a test fails until it does. Cases are
found in the season's database by what they show, never by number. `queries` counts what a visit takes, beside the three
for whoever is signed in: session, user, roles.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse

from applications.models import Application
from applications.rules.workflow import Status
from applications.selectors import clarifications
from budgets.selectors.account_views import accounts_of
from budgets.selectors.changes import changes_of
from fsm3.access import passwords
from fsm3.access.models import Membership
from fsm3.access.roles import Role
from fsm3.core import proposals
from fsm3.core.proposals import Proposal
from fsm3.web.shared.labels import AGENCY, ENGAGES, READS_ALL, TAKES_PART
from payouts.models import OutcomeUpload
from payouts.selectors.hearings import hearings_of
from payouts.selectors.payments import statements
from tests.harness.after import ATTESTED, BEGUN, HEARD, PAID, WAITING, WRITING
from tests.harness.asked import ANSWERED as REPLIED
from tests.harness.asked import ASKED, LATE_ANSWER, UNASKED
from tests.harness.worlds import OPEN_POOL, leading, municipality_without_a_case
from tests.support import life
from tests.web.clients import table

NOBODY = ""
SIGNED_IN = 3
SOAK = os.environ.get("SOAK") == "1"
"""Whether every state is looked at in the eyes of every role, as `make soak` asks."""
EVERYBODY = (NOBODY, *Role)


@dataclass(frozen=True)
class Spot:
    """The parts of an address, and the municipality whose people are there."""

    args: tuple[int | str, ...] = ()
    code: str = ""


@dataclass(frozen=True)
class State:
    """A state of a page: where it is found, in whose eyes, what is sent to reach it, and what it costs."""

    name: str
    queries: int
    spot: Callable[[], Spot] = Spot
    query: str = ""
    sends: Mapping[str, str] | None = None
    world: str = "season"
    roles: tuple[str, ...] | None = None
    status: int = 200


@dataclass(frozen=True)
class Page:
    """A page by the name of its address, and the roles that see it."""

    name: str
    roles: tuple[str, ...]
    states: tuple[State, ...]


@dataclass(frozen=True)
class Visit:
    """One page in one state in the eyes of one role."""

    page: Page
    state: State
    role: str

    def __str__(self) -> str:
        return f"{self.page.name}-{self.state.name}-{self.role or 'nobody'}"

    @property
    def queries(self) -> int:
        """How many queries the visit takes."""
        return self.state.queries + (0 if self.role == NOBODY else SIGNED_IN)

    def address(self, spot: Spot) -> str:
        """The address, once the place in the database is known."""
        name = self.page.name
        return self.state.query if name == "error" else reverse(name, args=spot.args) + self.state.query


def led(status: Status, pool: str = "fsm3") -> Callable[[], Spot]:
    """The first case of a pool in a status, and who leads it."""

    def find() -> Spot:
        case = leading(status, pool)
        return Spot((case.id,), case.lead_id)

    return find


def joint() -> Spot:
    """A case that covers a second municipality, seen by the covered one."""
    case = Application.objects.filter(participations__leads=False, participations__active=True)[0]
    return Spot((case.id,), case.participations.get(leads=False, active=True).municipality_id)


def proposed(status: Status, pool: str = "fsm3") -> Callable[[], Spot]:
    """The newest proposal of such a case."""

    def find() -> Spot:
        case = leading(status, pool)
        return Spot((case.id, proposals.of_case(case.id)[-1].id))

    return find


def of(code: str) -> Callable[[], Spot]:
    """The case that a municipality of the small town leads."""
    return lambda: Spot((Application.objects.get(lead_id=code).id,), code)


def change_of(code: str, at: int = -1) -> Callable[[], Spot]:
    """Its newest budget change, or another by its place."""

    def find() -> Spot:
        case = Application.objects.get(lead_id=code).id
        return Spot((case, changes_of(case)[at].id), code)

    return find


def account_of(code: str) -> Callable[[], Spot]:
    """Its newest account."""

    def find() -> Spot:
        case = Application.objects.get(lead_id=code).id
        return Spot((case, accounts_of(case)[0].id), code)

    return find


def clarification_of(code: str) -> Callable[[], Spot]:
    """What was asked last about the application of a municipality."""

    def find() -> Spot:
        case = Application.objects.get(lead_id=code).id
        return Spot((case, clarifications.of_case(case)[0].id), code)

    return find


def expectation_of(code: str) -> Callable[[], Spot]:
    """The first of what is expected of a municipality that is not in the earlier pool."""
    return lambda: Spot((Application.objects.get(lead_id=code).id, "registration", "2022-01-01"), code)


def audited(code: str) -> Callable[[], Spot]:
    """The newest account of a municipality, at its auditor's door."""
    return lambda: Spot(account_of(code)().args[1:])


def hearing_of(code: str) -> Callable[[], Spot]:
    """Its newest hearing."""

    def find() -> Spot:
        case = Application.objects.get(lead_id=code).id
        return Spot((case, hearings_of(case)[-1].id), code)

    return find


def statement_of(code: str) -> Callable[[], Spot]:
    """Its newest statement."""

    def find() -> Spot:
        case = Application.objects.get(lead_id=code).id
        return Spot((case, statements(case)[0].id), code)

    return find


def settled_statement() -> Spot:
    """The statement of a settlement."""
    case = leading(Status.CLOSED)
    return Spot((case.id, statements(case.id)[-1].id), case.lead_id)


def without_a_case() -> Spot:
    """A municipality that takes part in nothing."""
    return Spot(code=municipality_without_a_case())


def people_of(find: Callable[[], Spot]) -> Callable[[], Spot]:
    """The same people, on a page whose address names no case."""
    return lambda: Spot(code=find().code)


def one_time_link() -> Spot:
    """A link that still works, of somebody whom no visitor is: signing in would use it up."""
    held = Membership.objects.filter(role=Role.ADMINISTRATOR).order_by("-id")[0]
    return Spot(passwords.one_time_code(held.user_id))


def changed(broker: str, audit: str) -> dict[str, str]:
    """A budget change as a browser sends it, to see its effect."""
    rows = (
        {"number": "1", "category": "job_brokers", "department": "Jobcenter", "note": "To.", "y2022": broker},
        {"number": "2", "category": "audit", "department": "Økonomi", "note": "Revision.", "y2023": audit},
    )
    return {**table(rows), "reason": "Revisionen bliver dyrere.", "check": "1"}


def spent(amount: str, edition: str) -> dict[str, str]:
    """An account as a browser sends it."""
    days = {"first_day": "01.12.2021", "last_day": "31.12.2022", "explanation": ""}
    rows = [{"number": str(number), "spent": amount, **days} for number in (1, 2)]
    return {**table(rows), "edition": edition}


SIGNS = (Role.SIGNATORY,)
AUDITS = (Role.AUDITOR,)


def final_of(code: str) -> Callable[[], Spot]:
    """Its newest account, partial or final."""

    def find() -> Spot:
        case = Application.objects.get(lead_id=code).id
        return Spot((case, accounts_of(case)[-1].id), code)

    return find


def proposed_of(code: str) -> Callable[[], Spot]:
    """The newest proposal in the case that a municipality leads."""

    def find() -> Spot:
        case = Application.objects.get(lead_id=code)
        return Spot((case.id, proposals.of_case(case.id)[-1].id))

    return find


def upload(place: int) -> Callable[[], Spot]:
    """An uploaded file, by its place among them."""
    return lambda: Spot(("fsm3", OutcomeUpload.objects.order_by("id")[place].id))


def FSM3() -> Spot:  # noqa: N802  a place, named as the others are
    """The pool."""
    return Spot(("fsm3",))


def pool_proposal(kind: str) -> Callable[[], Spot]:
    """The first proposal of a kind."""
    return lambda: Spot((Proposal.objects.filter(kind=kind).order_by("id")[0].id,))


SETTLED, DRAFT, LATE = led(Status.CLOSED), led(Status.DRAFT), led(Status.INADMISSIBLE)
FRESH = led(Status.SENT, OPEN_POOL)

PAGES = (
    Page("home", EVERYBODY, (
        State("filled", 4),
        State("empty", 4, world="bare", roles=(NOBODY,)),
        State("loading", 4, world="beginning", roles=(NOBODY,)),
    )),
    Page("sign_in", EVERYBODY, (
        State("filled", 3),
        State("empty", 2, world="bare", roles=(NOBODY,)),
        State("error", 4, sends={"username": "ukendt@opdigtet.example", "password": "forkert"}, roles=(NOBODY,)),
        State("missing", 3, sends={"username": "", "password": ""}, roles=(NOBODY,)),
    )),
    Page("pool", EVERYBODY, (
        State("closed", 1, lambda: Spot(("fsm3",))),
        State("open", 1, lambda: Spot((OPEN_POOL,)), roles=(NOBODY,)),
    )),
    Page("choose_password", EVERYBODY, (
        State("used", 1, lambda: Spot(("MQ", "used-up"))),
        State("filled", 2, one_time_link, roles=(NOBODY,)),
        State("error", 2, one_time_link, sends={"new_password1": "1", "new_password2": "2"}, roles=(NOBODY,)),
    )),
    Page("cases", READS_ALL, (
        State("filled", 5),
        State("sorted", 5, query="?orden=point&faldende=ja&kohorte=fsm2", roles=(Role.CASEWORKER,)),
        State("empty", 5, query="?status=withdrawn&kohorte=fsm2&valg=yes&orden=point"),
        State("other_pool", 5, query="?pulje=naermere_job", roles=(Role.CASEWORKER,)),
        State("no_pool", 1, world="bare"),
    )),
    Page("case", READS_ALL, (
        State("settling", 17, of(life.SETTLES), world="life"),
        State("waits", 17, of(life.WAITS), world="life", roles=(Role.CASEWORKER,)),
        State("settled", 17, SETTLED),
        State("refused", 11, led(Status.REFUSED), roles=(Role.CASEWORKER,)),
        State("joint", 17, joint, roles=(Role.CASEWORKER,)),
        State("late", 11, LATE, roles=(Role.CASEWORKER,)),
        State("withdrawn", 11, led(Status.WITHDRAWN), roles=(Role.CASEWORKER,)),
        State("proposed", 11, FRESH),
        State("asked", 11, of(ASKED), world="asked", roles=(Role.CASEWORKER,)),
        State("answered", 11, of(REPLIED), world="asked", roles=(Role.CASEWORKER,)),
        State("answer_late", 11, of(LATE_ANSWER), world="asked", roles=(Role.CASEWORKER,)),
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
        State("instalment", 9, proposed_of(life.PROPOSED), world="life"),
        State("budget_change", 12, proposed_of(life.ANSWERED), world="life"),
        State("filled", 6, proposed(Status.SENT, OPEN_POOL)),
        State("error", 6, proposed(Status.SENT, OPEN_POOL), sends={"verdict": "", "reason": "Se igen."}),
        State("refused", 44, proposed(Status.CLOSED), sends={"verdict": "approve"}, status=409),
        State("decided", 9, proposed(Status.CLOSED)),
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
    Page("proposals", AGENCY, (
        State("filled", 3, world="life"),
        State("empty", 1, world="bare", roles=(Role.APPROVER,)),
    )),
    Page("decide_other", (Role.APPROVER,), (
        State("lock", 11, pool_proposal("month_lock"), world="life"),
        State("caps", 6, pool_proposal("cap_table"), world="life"),
        State("version", 5, pool_proposal("pool_version"), world="life"),
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
    Page("own_applications", TAKES_PART, (
        State("filled", 2, people_of(SETTLED)),
        State("covered", 2, people_of(joint), roles=(Role.SIGNATORY,)),
        State("empty", 1, without_a_case),
    )),
    Page("own_application", TAKES_PART, (
        State("settled", 25, SETTLED),
        State("late", 7, LATE),
        State("draft", 8, DRAFT),
        State("fresh", 7, FRESH),
        State("asked", 7, of(ASKED), world="asked", roles=SIGNS),
        State("covered", 25, joint, roles=(Role.SIGNATORY,)),
        State("to_accept", 20, of(WAITING), world="after", roles=SIGNS),
        State("begun", 20, of(BEGUN), world="after", roles=SIGNS),
        State("heard", 25, of(HEARD), world="after", roles=SIGNS),
        State("written", 25, of(WRITING), world="after", roles=SIGNS),
        State("paid", 25, of(PAID), world="after", roles=SIGNS),
    )),
    Page("own_clarification", TAKES_PART, (
        State("asked", 10, of(ASKED), world="asked"),
        State("late", 10, of(LATE_ANSWER), world="asked", roles=SIGNS),
        State("answered", 6, of(REPLIED), world="asked", roles=SIGNS),
        State("edited", 22, of(ASKED), sends={"edition": "9"}, world="asked", status=409, roles=SIGNS),
    )),
    Page("own_clarification_send", TAKES_PART, (
        State("filled", 11, of(ASKED), world="asked", roles=(Role.APPLICANT, Role.ACCOUNTANT)),
        State("signs", 10, of(ASKED), world="asked", roles=SIGNS),
        State("refused", 29, of(ASKED), sends={"seen": ""}, world="asked", status=409, roles=SIGNS),
    )),
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
        State("open", 3, hearing_of(HEARD), world="after"),
        State("error", 3, hearing_of(HEARD), world="after", sends={"text": ""}, roles=SIGNS),
    )),
    Page("own_statement", TAKES_PART, (
        State("paid", 4, statement_of(PAID), world="after"),
        State("settled", 4, settled_statement, roles=SIGNS),
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
    Page("mailbox", EVERYBODY, (
        State("filled", 1),
        State("empty", 1, world="bare", roles=(NOBODY,)),
    )),
    Page("demo_map", EVERYBODY, (
        State("filled", 2, lambda: Spot(("fsm3",))),
        State("open", 2, lambda: Spot((OPEN_POOL,)), roles=(NOBODY,)),
    )),
    Page("style_forms", EVERYBODY, (
        State("every", 0),
    )),
    Page("style", EVERYBODY, (
        State("every", 0),
    )),
    Page("error", (NOBODY,), (
        State("400", 0, query="/log-ind/?" + "&".join(["a"] * 1001), status=400),
        State("404", 0, query="/findes-ikke/", status=404),
        State("405", 0, query="/sprog/", status=405),
        State("403_csrf", 0, query="/log-ind/", sends={"csrfmiddlewaretoken": "x"}, status=403),
        State("403", 0, query="/sager/", roles=(Role.ADMINISTRATOR,), status=403),
        State("500", 0, query="/", world="broken", status=500),
    )),
)  # fmt: skip
"""Every page. `error` is no address: its states are the error pages' templates, each with an address that brings it."""

NO_PAGES = {
    "sign_out": "takes a form and leads on",
    "go_on": "takes a form and leads on",
    "stay": "for the script that warns",
    "choose_role": "takes a form and leads on",
    "choose_language": "takes a form and leads on",
    "demo_sign_in": "takes a form and leads on",
    "cases_file": "a file",
    "payments_file": "a file",
    "case_letter": "a file",
    "own_letter": "a file",
    "own_account_pdf": "a file",
    "audit_pdf": "a file",
    "own_account_start": "takes a form and leads on",
    "own_account_correct": "takes a form and leads on, or shows the page of the account with what stopped it",
    "live": "for machines",
    "ready": "for machines",
}
"""The addresses that show no page, and what they do instead."""


def visits() -> Iterator[Visit]:
    """Every page in every state in the eyes of every role it has."""
    for page in PAGES:
        for state in page.states:
            yield from (Visit(page, state, role) for role in state.roles or page.roles)


def first_visits() -> Iterator[Visit]:
    """Every page in every state once."""
    for page in PAGES:
        for state in page.states:
            yield Visit(page, state, (state.roles or page.roles)[0])


def each_page() -> Iterator[Visit]:
    """Every page once: in its first state, in the eyes of its first role."""
    for page in PAGES:
        yield Visit(page, page.states[0], (page.states[0].roles or page.roles)[0])


def every_state_and_role() -> Iterator[Visit]:
    """Every page in every state once, and in its first state in the eyes of every role."""
    for page in PAGES:
        for state in page.states:
            roles = state.roles or page.roles
            yield from (
                Visit(page, state, role) for role in (roles if state is page.states[0] else roles[:1])
            )


def in_worlds(found: Iterator[Visit]) -> list[Visit]:
    """The visits world by world, so that each world is served once."""
    return sorted(found, key=lambda visit: visit.state.world)
