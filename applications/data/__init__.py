"""The public data files in this folder, read as rows. Their notices stand in the README beside them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
AGENCY = ("Styrelsen for Arbejdsmarked og Rekruttering", "55568510")
AUDIT_OFFICE = ("Rigsrevisionen", "77806113")
"""Names and CVR numbers of the two offices there is one of."""


@dataclass(frozen=True)
class Row:
    """A municipality of the register."""

    code: str
    name: str
    official_name: str
    cvr: str
    region: str


def municipalities() -> list[Row]:
    """All 98, in the file's order."""
    with (FOLDER / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        return [
            Row(row["code"], row["name"], row["official_name"], row["cvr"], row["region_name"])
            for row in csv.DictReader(file)
        ]


def earlier_pool() -> dict[str, str]:
    """The participants of Flere skal med 2: code, and the joint application they were in, if any."""
    with (FOLDER / "fsm2_participants.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["joint_application"] for row in csv.DictReader(file)}
