"""Early 2024: the outcome file of the whole period is imported, its months are locked by two persons, one is corrected later.

The file is read and counted in this process, by the same code that a worker runs. The later file lifts one municipality over
its upper threshold after its settlement: it shows as a difference, and nothing moves by itself (`bad-inputs.md` 58).
"""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

from fsm3.demo import outcome_file
from fsm3.demo.moments import on
from fsm3.demo.people import caseworkers
from fsm3.demo.stage import Stage
from fsm3.jobs import outcome_files
from fsm3.journeys import outcomes
from fsm3.journeys.pools import terms_in_force

POOL = "fsm3"
IMPORTED, PROPOSED, LOCKED = date(2024, 1, 22), date(2024, 2, 5), date(2024, 2, 7)
CORRECTED = date(2024, 5, 29)


def put_on(stage: Stage) -> None:
    """Put on both files and the locks."""
    stage.put_on(on(IMPORTED, "09:20"), partial(_import, stage, later=False))
    stage.put_on(on(PROPOSED, "10:45"), partial(_propose, stage))
    stage.put_on(on(LOCKED, "13:30"), partial(_lock, stage))
    stage.put_on(on(CORRECTED, "11:15"), partial(_import, stage, later=True))


def _import(stage: Stage, at: datetime, *, later: bool) -> None:
    terms, by = terms_in_force(POOL).terms, stage.actor(caseworkers()[0])
    content = outcome_file.later_file(terms) if later else outcome_file.first_file(terms)
    name = "udtraek-2024-05.csv" if later else "udtraek-2024-01.csv"
    outcome_files.take_here(POOL, content, file_name=name, confirmations=(), by=by, at=at)


def _propose(stage: Stage, at: datetime) -> None:
    months = list(terms_in_force(POOL).terms.period.months())
    stage.lock = outcomes.prepare_lock(POOL, months, by=stage.actor(caseworkers()[0]), at=at)


def _lock(stage: Stage, at: datetime) -> None:
    stage.decide(stage.lock, at=at)
