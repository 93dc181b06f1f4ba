"""The worlds of the decision room: one in which caseworkers write, and one in which an approver decides.

København stands first. Dragør and Esbjerg have equal points, and Dragør goes first, for it was not in the earlier pool.
Tårnby and Fanø share the last place. Læsø is not ready. The envelope holds three awards.
"""

from __future__ import annotations

from applications.models import Application
from fsm3.access import services
from fsm3.access.models import Membership
from fsm3.access.roles import OrganisationKind, Role
from fsm3.core.actors import Actor
from fsm3.core.money import Money
from fsm3.journeys import room
from fsm3.journeys.recommend import Recommended
from tests.support.databases import Filling
from tests.support.town import DECEMBER, FSM3, Town, refused

LED, WRITTEN, REDUCED, UNREADY = "0101", "0155", "0561", "0825"
EQUALS = ("0185", "0563")
TIGHT = FSM3.replace('"52000000.00"', '"2800000.00"')


def assessed() -> Town:
    """Everybody assessed, nothing written."""
    town = Town().build(text=TIGHT)
    for code, given in ((LED, 4), (WRITTEN, 3), (REDUCED, 3), *((code, 2) for code in EQUALS)):
        town.assessed(code, given)
    town.sent(UNREADY)
    office = services.add_organisation(OrganisationKind.AUDIT_OFFICE, name="Rigsrevisionen", cvr="77806113")
    town.joined("national@x.example", office, Role.NATIONAL_AUDITOR)
    town.impartial()
    return town


ASSESSED = Filling("assessed", assessed)


def found() -> Town:
    """The town of the database we are connected to, as far as these worlds need it."""
    town = Town(cases=dict(Application.objects.values_list("lead_id", "id")))
    held = Membership.objects.order_by("id").values_list(
        "user_id", "role", "organisation_id", "organisation__code"
    )
    people = [(Actor(user, Role(role), organisation), code) for user, role, organisation, code in held]

    def of(role: Role) -> list[Actor]:
        return [who for who, _code in people if who.role == role]

    town.administrators, town.approvers = of(Role.ADMINISTRATOR), of(Role.APPROVER)
    town.caseworkers, town.agency = of(Role.CASEWORKER)[:4], town.approvers[0].organisation_id or 0
    town.signatories = {code: who for who, code in people if code and who.role == Role.SIGNATORY}
    return town


def written(town: Town) -> Town:
    """Filled down, one reduced, one refused above the line without a reason yet."""
    by = town.caseworkers[2]
    room.fill_down("fsm3", overwrite=False, seen=room.room("fsm3").seen, by=by, at=DECEMBER)
    room.write(reduced(town.cases[REDUCED]), edition=1, by=by, at=DECEMBER)
    room.write(refused(town.cases[WRITTEN], ""), edition=1, by=by, at=DECEMBER)
    return town


def proposed(town: Town) -> tuple[int, ...]:
    """Everything written proposed, the refusal above the line with its reason."""
    by, why = town.caseworkers[2], "Resten af rammen rækker ikke."
    written(town)
    room.write(refused(town.cases[WRITTEN], why), edition=2, by=by, at=DECEMBER)
    return room.propose("fsm3", seen=room.room("fsm3").seen, by=by, at=DECEMBER)


def reduced(case: int) -> Recommended:
    """An award of less than was asked for, with its reasons."""
    lines = {1: (Money.of(700_000), "Færre timer er nødvendige."), 2: (Money.of(25_000), "")}
    return Recommended(case, "Planen er konkret.", lines, "Timetallet er sat ned.")


def fill_room() -> None:
    """The world in which caseworkers write."""
    written(assessed())


def fill_deciding() -> None:
    """The world in which an approver decides: one is awarded already, one handed back."""
    town = assessed()
    made = proposed(town)
    town.decided(made[0])
    town.handed_back(made[-1], at=DECEMBER)
