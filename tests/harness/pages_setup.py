"""The pages on which pools are set up, in their states."""

from __future__ import annotations

from pathlib import Path

from fsm3.access.roles import Role
from fsm3.web.shared.labels import READS_ALL
from tests.harness.spots import FSM3
from tests.harness.visit import Page, State

POOL_FILE = (Path(__file__).resolve().parents[2] / "applications/pool_files/fsm3.toml").read_text("utf-8")
MOVED = POOL_FILE.replace("2021-11-26 12:00", "2021-12-03 12:00").replace('"52000000.00"', '"54000000.00"')
NEW = POOL_FILE.replace('key = "fsm3"', 'key = "fsm4"', 1).replace("Flere skal med 3", "Flere skal med 4")
CAPS = """kommunekode;maksimalt_tilskud;tidligere_pulje;tidligere_pulje_slut;afklaringspuljen;målgruppe
0101;1.000.000;nej;;nej;300
0155;900.000;ja;2022-06-30;ja;"""
FROM = {"source": "Opdigtet bilag 4", "dated": "01.12.2021"}
PREPARES = (Role.CASEWORKER,)
PAGES = (
    Page("setup", READS_ALL, (
        State("filled", 4),
        State("empty", 2, world="bare", roles=PREPARES),
    )),
    Page("setup_pool", READS_ALL, (
        State("every", 8, FSM3),
    )),
    Page("setup_new", PREPARES, (
        State("filled", 0),
        State("error", 0, sends={"text": ""}),
        State("faults", 0, sends={"text": "key = 7"}),
        State("seen", 4, sends={"text": NEW}),
    )),
    Page("setup_version", PREPARES, (
        State("filled", 2, FSM3),
        State("faults", 2, FSM3, sends={"text": POOL_FILE.replace("15 %", "150 %")}),
        State("seen", 7, FSM3, sends={"text": MOVED}),
        State("same", 6, FSM3, sends={"text": POOL_FILE}),
    )),
    Page("setup_caps", PREPARES, (
        State("filled", 2, FSM3),
        State("error", 2, FSM3, sends={"text": CAPS}),
        State("faults", 3, FSM3, sends=FROM | {"text": CAPS.replace("0101", "9999")}),
        State("seen", 12, FSM3, sends=FROM | {"text": CAPS}),
    )),
    Page("setup_cap", PREPARES, (
        State("filled", 3, FSM3),
        State("error", 3, FSM3, sends={"municipality": "0101"}),
        State("seen", 15, FSM3, sends=FROM | {"municipality": "0101", "amount": "1.000.000", "cohort": "new"}),
    )),
)  # fmt: skip
