"""The databases that the pages are shown on: the demo's season, one before it, one at its beginning,
a small town while it writes, attaches, is asked and assessed, its December, what follows an award in one, and a broken one.

Each is filled once for a run and copied (`tests/support/databases.py`). The season gets what the demo has no person or
moment for: accountants and an auditor, letters that are made, a proposal and an invitation that wait.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import connections
from django.utils import timezone

from applications.models import Application, Municipality, Participation
from applications.rules.workflow import Status
from applications.selectors import joining
from applications.selectors.own import own_case
from fsm3.access import selectors as access_selectors
from fsm3.access import services as access
from fsm3.access.models import Membership
from fsm3.access.roles import OrganisationKind, Role
from fsm3.core import clock, documents, jobs, journal
from fsm3.core.actors import Actor
from fsm3.core.jobs import Job, State
from fsm3.demo import people, pools, season
from fsm3.demo.people import caseworkers
from fsm3.journeys import apply, decide, handle, letters, members, users
from tests.harness.after import fill_after
from tests.harness.asked import fill_asked
from tests.harness.assessing import fill_assessing
from tests.harness.attached import fill_attached
from tests.harness.december import fill_december
from tests.harness.deciding import fill_deciding, fill_room
from tests.harness.lettered import fill_lettered
from tests.harness.writing import fill_writing, lines, open_pool
from tests.support.databases import Filling
from tests.support.life import LIFE
from tests.support.season import SEASON
from tests.support.town import Town, budget

PDF = b"%PDF-1.7 made up"
OPEN_POOL = pools.OPEN_POOL


def fill_season() -> None:
    """Everything there is to see: the season, and what it has no person or moment for."""
    _newcomers()
    _write_budget()
    _make_letters()
    _propose()
    _invite()
    _let_in()
    Job.objects.exclude(state=State.DONE).update(state=State.DONE, finished_at=timezone.now())
    _fail()


def fill_town() -> None:
    """A small town before the deadline: København and Esbjerg write, and have somebody who gives roles."""
    town = Town().build(text=open_pool())
    for code in ("0101", "0561"):
        town.drafted(code, lines=lines())
        own, name = town.organisations[code], f"admin{code}@kommune.example"
        town.joined(name, own, Role.MUNICIPALITY_ADMINISTRATOR)


def fill_bare() -> None:
    """People, but no pool, no case and no mail."""
    pools._register(pools.CALLED)


def fill_beginning() -> None:
    """The pools, while the season is being played."""
    pools.load()
    job = jobs.enqueue(season.KIND, key=season.KEY, payload={})
    Job.objects.filter(id=job).update(progress_done=30, progress_total=98)


def fill_broken() -> None:
    """No table of pools: the front page fails."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("DROP TABLE applications_poolversion CASCADE")


_BEGUN = {
    "after": fill_after,
    "asked": fill_asked,
    "assessing": fill_assessing,
    "town": fill_town,
    "attached": fill_attached,
    "lettered": fill_lettered,
    "writing": fill_writing,
    "room": fill_room,
    "deciding": fill_deciding,
    "december_by_hand": fill_december,
    "bare": fill_bare,
    "beginning": fill_beginning,
    "broken": fill_broken,
}
FILLED = {
    "season": Filling("season", fill_season, onto=SEASON),
    "life": LIFE,
    **{name: Filling(name, fill) for name, fill in _BEGUN.items()},
}


def leading(status: str, pool: str = pools.FSM3) -> Application:
    """The first case of a pool in a status. Raises DoesNotExist when there is none."""
    found = (
        Application.objects.select_related("lead")
        .filter(status=status, pool__key=pool)
        .order_by("id")
        .first()
    )
    if found is None:
        raise Application.DoesNotExist(status)
    return found


def municipality_without_a_case() -> str:
    """The code of a municipality that takes part in nothing."""
    taking_part = Participation.objects.values("municipality_id")
    return str(Municipality.objects.exclude(code__in=taking_part).order_by("code")[0].code)


def _newcomers() -> None:
    """The roles that the demo has nobody for, in the municipalities whose cases are shown."""
    firm = access.add_organisation(OrganisationKind.AUDIT_FIRM, name="Opdigtet Revision", cvr="12345674")
    _add("revisor", firm, Role.AUDITOR)
    shown = [leading(Status.CLOSED), leading(Status.INADMISSIBLE), leading(Status.DRAFT)]
    codes = {municipality_without_a_case(), *(each.lead_id for each in shown)}
    codes.add(leading(Status.SENT, OPEN_POOL).lead_id)
    for place in Municipality.objects.filter(code__in=codes):
        _add(f"regnskab{place.code}", place.organisation_id, Role.ACCOUNTANT)


def _add(name: str, organisation: int, role: Role) -> None:
    members.add_member(
        email=f"{name}@opdigtet.example",
        name=f"{name.capitalize()} Opdigtet",
        organisation_id=organisation,
        role=role,
        by=people.administrators()[0].actor(),
        at=clock.now(),
        password_hash="!",
        invented=True,
    )


def _write_budget() -> None:
    """Whoever signs for the draft has written its budget."""
    case = leading(Status.DRAFT)
    by = Membership.objects.get(organisation=case.lead.organisation_id, role=Role.SIGNATORY)
    actor = Actor(by.user_id, Role.SIGNATORY, by.organisation_id)
    apply.write_budget(case.id, budget(), by=actor, at=clock.now())


def _make_letters() -> None:
    """Give all letters a file but those of the newest case."""
    newest = Application.objects.filter(pool__key=OPEN_POOL, status=Status.SENT).order_by("-id")[0]
    for case in Application.objects.exclude(id=newest.id):
        for each in documents.of_case(case.id):
            head, at = journal.head(), clock.now()
            letters.give(each.id, content=PDF, template_version="1", head=head, at=at)


def _propose() -> None:
    """A caseworker proposes for a case of the open pool what an approver has to decide."""
    case, by = leading(Status.SENT, OPEN_POOL), caseworkers()[0].actor()
    at = clock.now() - timedelta(minutes=5)
    for who in (by, people.approvers()[0].actor()):
        handle.state_impartiality(case.id, by=who, at=at)
    decide.prepare_inadmissibility(
        case.id, reason="Opdigtet: planen er uden for puljens formål.", by=by, at=at
    )


def _let_in() -> None:
    """An administrator proposes an approver who waits for the other, invites somebody, and switches somebody off."""
    by, agency, at = people.administrators()[0].actor(), access_selectors.agency_id(), clock.now()
    members.add_approver(email="kandidat@star.example", name="Kandidat Opdigtet", by=by, at=at)
    for name in ("inviteret", "lukket"):
        user = members.add_member(
            email=f"{name}@star.example",
            name=f"{name.capitalize()} Opdigtet",
            organisation_id=agency,
            role=Role.CASEWORKER,
            by=by,
            at=at,
        )
    users.switch_off(user, by=by, at=at)


def _fail() -> None:
    """A letter that could not be made, and mails that could not be sent or that nobody took."""
    stuck = {"state": State.STUCK, "attempts": 12, "tried_at": clock.now(), "finished_at": None}
    letter = Job.objects.filter(kind="render_document").order_by("-id")[0]
    Job.objects.filter(id=letter.id).update(**stuck, last_error="NoSuchName: amount")
    first, second, third = Job.objects.filter(kind="send_mail").order_by("-id")[:3]
    Job.objects.filter(id=first.id).update(**stuck, last_error="Hopeless: the server answered 550")
    Job.objects.filter(id=second.id).update(
        state=State.WAITING,
        attempts=3,
        tried_at=clock.now(),
        finished_at=None,
        last_error="TimeoutError: timed out",
    )
    Job.objects.filter(id=third.id).update(
        state=State.WAITING, finished_at=None, not_before=clock.now() - timedelta(minutes=20)
    )


def _invite() -> None:
    """A municipality that never sent invites one that could have applied with it, and has not answered."""
    case = Application.objects.filter(pool__key=pools.FSM3, status=Status.DRAFT).order_by("-id")[0]
    by = people.applicant(case.lead_id).actor()
    own = own_case(case.id, by)
    assert own is not None
    invited, _ = joining.joint_page(own).may_join[-1]
    apply.invite(case.id, invited, by=by, at=clock.now())
    for place in Municipality.objects.filter(code__in=(case.lead_id, invited)):
        _add(f"tal{place.code}", place.organisation_id, Role.ACCOUNTANT)
