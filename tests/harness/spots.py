"""Where the pages are found: cases by what they show, never by number, and what is sent to reach a state."""

from __future__ import annotations

from collections.abc import Callable

from applications.models import Application, Participation
from applications.rules.workflow import Status
from applications.selectors import attachments, clarifications
from budgets.selectors.account_views import accounts_of
from budgets.selectors.changes import changes_of
from fsm3.access import passwords
from fsm3.access.models import Membership
from fsm3.access.roles import Role
from fsm3.core import documents, proposals
from fsm3.core.proposals import Proposal
from payouts.models import OutcomeUpload
from payouts.selectors.hearings import hearings_of
from payouts.selectors.payments import statements
from tests.harness.visit import Spot
from tests.harness.worlds import OPEN_POOL, leading, municipality_without_a_case
from tests.web.clients import table


def led(status: Status, pool: str = "fsm3") -> Callable[[], Spot]:
    """The first case of a pool in a status, and who leads it."""

    def find() -> Spot:
        case = leading(status, pool)
        return Spot((case.id,), case.lead_id)

    return find


def unstated() -> Spot:
    """A case of the open pool in which nobody has said to be impartial."""
    waiting = Application.objects.filter(status=Status.SENT, pool__key=OPEN_POOL, impartiality=None)
    return Spot((waiting.order_by("id")[0].id,))


def ticked() -> Spot:
    """The cases of the open pool that nobody handles, ticked in its list."""
    free = Application.objects.filter(status=Status.SENT, pool__key=OPEN_POOL, caseworker=None).order_by("id")
    return Spot(query="?" + "&".join(f"sag={case}" for case in free.values_list("id", flat=True)))


def joint() -> Spot:
    """A case that was sent and covers a second municipality, seen by the covered one."""
    sent = Application.objects.exclude(status=Status.DRAFT)
    case = sent.filter(participations__leads=False, participations__active=True)[0]
    return Spot((case.id,), case.participations.get(leads=False, active=True).municipality_id)


def invited(seen_by_lead: bool) -> Callable[[], Spot]:
    """A draft that waits for a covered municipality, in the eyes of the lead or of the covered one."""

    def find() -> Spot:
        waiting = Participation.objects.select_related("application").get(leads=False, consented_at=None)
        lead = waiting.application.lead_id
        return Spot((waiting.application_id,), lead if seen_by_lead else waiting.municipality_id)

    return find


def colleague(role: Role) -> Callable[[], Spot]:
    """The page of who holds a role in a municipality whose case is settled."""

    def find() -> Spot:
        code = SETTLED().code
        return Spot((membership_in(code, role).user_id,), code)

    return find


def role_held(role: Role) -> Callable[[], Spot]:
    """The page that ends that role."""

    def find() -> Spot:
        code = SETTLED().code
        return Spot((membership_in(code, role).id,), code)

    return find


def user_with(role: Role) -> Callable[[], Spot]:
    """The page of the first who holds a role, whoever it is for."""
    return lambda: Spot((Membership.objects.filter(role=role).order_by("id")[0].user_id,))


def any_role(role: Role) -> Callable[[], Spot]:
    """The page that ends the newest role of that kind."""
    return lambda: Spot((Membership.objects.filter(role=role, ended=None).order_by("-id")[0].id,))


def candidate() -> Spot:
    """Somebody who is proposed as approver."""
    return Spot((int(_approver_role().subject.removeprefix("user:")),))


def approver_proposal() -> Spot:
    """The proposal that somebody becomes approver, which waits."""
    return Spot((_approver_role().id,))


def approver_decided() -> Spot:
    """The newest proposal that somebody becomes approver that was decided."""
    return Spot((Proposal.objects.filter(kind="approver_role").exclude(verdict="").latest("id").id,))


def _approver_role() -> Proposal:
    return Proposal.objects.get(kind="approver_role", verdict="")


def switched_off() -> Spot:
    """Somebody whose access is switched off."""
    return Spot((Membership.objects.filter(user__is_active=False)[0].user_id,))


def newcomer() -> Spot:
    """Somebody who has yet to choose a password."""
    return Spot((Membership.objects.filter(user__invited_at__isnull=False).order_by("-id")[0].user_id,))


def membership_in(code: str, role: Role) -> Membership:
    """The first who holds a role in a municipality."""
    return Membership.objects.filter(organisation__code=code, role=role).order_by("id")[0]


def proposed(status: Status, pool: str = "fsm3") -> Callable[[], Spot]:
    """The newest proposal of such a case."""

    def find() -> Spot:
        case = leading(status, pool)
        return Spot((case.id, proposals.of_case(case.id)[-1].id))

    return find


def letter_of(code: str) -> Callable[[], Spot]:
    """Its newest letter."""

    def find() -> Spot:
        case = Application.objects.get(lead_id=code).id
        return Spot((case, documents.of_case(case)[-1].id), code)

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


def file_of(code: str) -> Callable[[], Spot]:
    """The newest file of its draft."""

    def find() -> Spot:
        case = Application.objects.get(lead_id=code).id
        return Spot((case, attachments.of_draft(case)[-1].id), code)

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


def in_task(code: str, *task: str) -> Callable[[], Spot]:
    """A task of the application that a municipality leads."""
    return lambda: Spot((Application.objects.get(lead_id=code).id, *task), code)


def read_by(code: str, reader: str) -> Callable[[], Spot]:
    """The application that a municipality leads, in another's eyes."""
    return lambda: Spot((Application.objects.get(lead_id=code).id,), reader)


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


def written(rate: str, audit: str, button: str = "work_out") -> dict[str, str]:
    """The budget of a draft as a browser sends it, on the edition before any."""
    texts = {"department": "Jobcenter", "note": "To jobformidlere."}
    wage = {
        "category": "job_brokers",
        **texts,
        "posts_2022": "2",
        "hourly_rate_2022": rate,
        "hours_2022": "3.000",
    }
    wages = table([{"number": "1", **wage}], prefix="wages")
    others = table([{"number": "2", "category": "audit", **texts, "amount_2023": audit}], prefix="others")
    return {**wages, **others, "edition": "0", button: "1"}


NO_LINES = {**table([], prefix="wages"), **table([], prefix="others"), "edition": "0", "work_out": "1"}


def spent(amount: str, edition: str) -> dict[str, str]:
    """An account as a browser sends it."""
    days = {"first_day": "01.12.2021", "last_day": "31.12.2022", "explanation": ""}
    rows = [{"number": str(number), "spent": amount, **days} for number in (1, 2)]
    return {**table(rows), "edition": edition}


SIGNS = (Role.SIGNATORY,)
KEEPS = (Role.MUNICIPALITY_ADMINISTRATOR,)
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
