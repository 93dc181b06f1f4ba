"""Three ways to read an outcome file, to be compared: with every check, and by polars and pandas without one.

Run as a program it prints the most memory, in MB, that one of them needed: `python -m tests.benchmarks.readings checks FILE`.
"""

from __future__ import annotations

import random
import re
import sys
from pathlib import Path

import pandas as pd
import polars as pl

from fsm3.core.periods import Month
from fsm3.jobs import intake
from payouts.rules.outcome_file import Columns
from payouts.rules.outcome_months import Parsed
from tests.rules.support import pool

ROWS, MONTHS = 375_000, 25
CODES = ("0101", "0561", "0563")
COLUMNS = Columns.of(pool().outcomes)


def write(path: Path, rows: int = ROWS) -> None:
    """Write a file of so many rows over 25 months, citizen by citizen, as a register gives it."""
    chance, month, months = random.Random(1), Month(2021, 12), []
    for _ in range(MONTHS):
        months.append(str(month))
        month = month.next
    with path.open("w") as out:
        out.write(",".join(COLUMNS.names) + "\n")
        for citizen in range(rows // MONTHS):
            code = CODES[citizen % len(CODES)]
            for each in months:
                answers = ",".join("1" if chance.random() < 0.06 else "0" for _ in COLUMNS.answers)
                hours = chance.choice(("0", "0", "0", "0", "12", "37.5", "80.25"))
                out.write(f"{code},B{citizen:07},{each},{answers},{hours}\n")


def polars_scan(path: Path) -> None:
    """Read and group, without a check."""
    text = {"municipality_code": pl.String, "citizen_id": pl.String, "month": pl.String}
    groups = pl.scan_csv(path, schema_overrides=text).group_by("municipality_code", "month")
    groups.agg(pl.len(), pl.col("employed").sum()).collect()


def naive_pandas(path: Path) -> None:
    """Read and group, without a check."""
    frame = pd.read_csv(path, dtype={"municipality_code": str})
    frame.groupby(["municipality_code", "month"]).agg({"citizen_id": "size", "employed": "sum"})


def checks(path: Path) -> Parsed:
    """Every check of the file, nothing stored."""
    known = frozenset({*CODES, "0155", "0185", "0825"})
    return intake.check(
        path.read_bytes(), file_name="f.csv", columns=COLUMNS, known=known, awarded=frozenset(CODES)
    )


READINGS = {each.__name__: each for each in (polars_scan, naive_pandas, checks)}

if __name__ == "__main__":
    READINGS[sys.argv[1]](Path(sys.argv[2]))
    status = Path("/proc/self/status").read_text()
    print(int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) / 1024)
