"""The pages of the decision room: where caseworkers write, where an approver decides, and a frozen ranking."""

from __future__ import annotations

from applications.models import Application, Ranking
from fsm3.access.roles import Role
from fsm3.web.shared.labels import READS_ALL
from tests.harness.deciding import LED, REDUCED
from tests.harness.spots import FSM3
from tests.harness.visit import Page, Spot, State


def of_room(code: str) -> Spot:
    """The page in the room of the case that a municipality leads."""
    return Spot(("fsm3", Application.objects.get(lead_id=code, pool__key="fsm3").id))


def frozen() -> Spot:
    """The ranking that was frozen first."""
    return Spot((Ranking.objects.order_by("id")[0].id,))


WRITES = (Role.CASEWORKER,)
ROWS = {
    "lines-TOTAL_FORMS": "2", "lines-INITIAL_FORMS": "2", "lines-0-number": "1", "lines-1-number": "2",
    "lines-0-amount": "12.34", "lines-1-amount": "25.000",
}  # fmt: skip
WRONG = {**ROWS, "edition": "1", "verdict": "award", "act": "keep", "deviation": "Sat ned."}
MEANWHILE = {**WRONG, "edition": "0", "lines-0-amount": "900.000"}
PAGES = (
    Page("rooms", READS_ALL, (
        State("filled", 8, world="room"),
        State("empty", 1, world="bare", roles=WRITES),
    )),
    Page("room", READS_ALL, (
        State("writing", 8, FSM3, world="room"),
        State("deciding", 9, FSM3, world="deciding"),
        State("decided", 7, FSM3, roles=WRITES),
        State("empty", 6, FSM3, world="beginning", roles=WRITES),
    )),
    Page("room_map", READS_ALL, (
        State("every", 8, FSM3, world="room"),
    )),
    Page("room_fill", WRITES, (
        State("filled", 13, FSM3, world="room"),
        State("refused", 29, FSM3, sends={"seen": "x"}, world="room", status=409),
    )),
    Page("room_groups", WRITES, (
        State("filled", 8, FSM3, world="room"),
        State("error", 8, FSM3, sends={"act": "same_degree"}, world="room"),
        State("empty", 6, FSM3, world="beginning"),
    )),
    Page("room_propose", WRITES, (
        State("faults", 14, FSM3, world="room"),
        State("ready", 14, FSM3, world="deciding"),
        State("refused", 30, FSM3, sends={"seen": "x"}, world="room", status=409),
    )),
    Page("room_case", WRITES, (
        State("award", 12, lambda: of_room(LED), world="room"),
        State("reduced", 12, lambda: of_room(REDUCED), world="room"),
        State("error", 12, lambda: of_room(LED), sends=WRONG, world="room"),
        State("meanwhile", 19, lambda: of_room(LED), sends=MEANWHILE, world="room", status=409),
    )),
    Page("decide_many", (Role.APPROVER,), (
        State("filled", 9, FSM3, world="deciding"),
        State("error", 9, FSM3, sends={"act": "chosen"}, world="deciding"),
        State("refused", 12, FSM3, sends={"act": "chosen", "read": "on"}, world="deciding", status=409),
        State("empty", 8, FSM3, world="room"),
    )),
    Page("ranking", READS_ALL, (
        State("same", 3, frozen, world="deciding"),
        State("season", 3, frozen, roles=WRITES),
    )),
)  # fmt: skip
