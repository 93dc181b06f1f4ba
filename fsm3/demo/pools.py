"""What stands before the site is served: the register, the demo's people, and both pools with their caps, in force.

Flere skal med 3 is loaded as it was called in November 2021. The other pool is invented and open: its file is a template
whose dates are moved by whole months, so that its deadline is a Friday at noon some weeks ahead of today.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from applications.data import AGENCY, AUDIT_OFFICE
from applications.rules.caps_file import CapRow
from applications.rules.pool_file import dump_pool, read_pool
from applications.rules.pool_terms import PoolTerms
from applications.selectors.pools import keys_in_force
from fsm3.core import clock
from fsm3.core.actors import Actor
from fsm3.core.periods import COPENHAGEN, Deadline, day_of, is_working_day, months_after
from fsm3.demo.caps import SOURCE, flat_caps, fsm3_caps
from fsm3.demo.cast import rows
from fsm3.demo.mode import require_demo
from fsm3.demo.people import Registrar, administrator, applicant, approvers, caseworkers, signatory
from fsm3.journeys import deciding, members, pools

FILES = Path(__file__).parents[2] / "applications" / "pool_files"
FSM3, OPEN_POOL = "fsm3", "naermere_job"
CALLED = datetime(2021, 11, 1, 9, tzinfo=COPENHAGEN)
WEEKS_AHEAD = 5
FRIDAY = 4


@dataclass(frozen=True)
class Loading:
    """A pool to be loaded: its file's text, its caps, and when that is."""

    text: str
    caps: tuple[CapRow, ...]
    at: datetime


def load() -> bool:
    """Load everything that is needed before the site serves; False when it is there already."""
    require_demo()
    with transaction.atomic():
        if keys_in_force():
            return False
        _register(CALLED)
        caseworker, approver = caseworkers()[0].actor(), approvers()[0].actor()
        for loading in _loadings(clock.now()):
            _put_in_force(loading, caseworker, approver)
    return True


def _register(at: datetime) -> None:
    registrar = Registrar(at)
    agency = members.keep_agency(name=AGENCY[0], cvr=AGENCY[1], at=at)
    audit_office = members.keep_audit_office(name=AUDIT_OFFICE[0], cvr=AUDIT_OFFICE[1], at=at)
    registrar.appoint_agency(agency, audit_office)
    for row in rows().values():
        organisation = members.keep_municipality(
            code=row.code,
            name=row.name,
            official_name=row.official_name,
            cvr=row.cvr,
            region=row.region,
            at=at,
        )
        registrar.add(applicant(row.code), organisation)
        registrar.add(signatory(row.code), organisation)
        registrar.add(administrator(row.code), organisation)


def _loadings(now: datetime) -> tuple[Loading, Loading]:
    template = read_pool((FILES / f"{OPEN_POOL}.toml").read_text(encoding="utf-8"))
    opened = shifted(template, day_of(now))
    return (
        Loading((FILES / f"{FSM3}.toml").read_text(encoding="utf-8"), fsm3_caps(), CALLED),
        Loading(dump_pool(opened), flat_caps(opened.cohorts[0].key), now - timedelta(days=12)),
    )


def _put_in_force(loading: Loading, caseworker: Actor, approver: Actor) -> None:
    """Proposed by one, decided by another an hour later: first the terms, then the caps."""
    key, later = read_pool(loading.text).key, loading.at + timedelta(hours=1)
    version = pools.prepare_pool_version(loading.text, by=caseworker, at=loading.at)
    if version is not None:
        deciding.decide_proposal(version, approve=True, by=approver, at=later)
    dated = day_of(loading.at)
    table = pools.prepare_caps(key, loading.caps, source=SOURCE, dated=dated, by=caseworker, at=later)
    if table is not None:
        deciding.decide_proposal(table, approve=True, by=approver, at=later + timedelta(hours=1))


def shifted(terms: PoolTerms, today: date) -> PoolTerms:
    """The terms with every date moved by the same number of months, and the deadline on an open Friday some weeks ahead."""
    closes = today + timedelta(weeks=WEEKS_AHEAD)
    closes += timedelta(days=(FRIDAY - closes.weekday()) % 7)
    while not is_working_day(closes):
        closes += timedelta(weeks=1)
    before = day_of(terms.deadline.at)
    months = (closes.year - before.year) * 12 + closes.month - before.month
    moved: PoolTerms = _moved(terms, max(months, 0))
    return replace(moved, deadline=Deadline(datetime.combine(closes, time(12), COPENHAGEN)))


def _moved(value: Any, months: int) -> Any:
    """A value with all its dates moved; what ends a month ends one afterwards."""
    if isinstance(value, tuple):
        return tuple(_moved(each, months) for each in value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return months_after(value, months)
    if is_dataclass(value) and not isinstance(value, type | Deadline):
        changed = {each.name: _moved(getattr(value, each.name), months) for each in fields(value)}
        return replace(value, **changed)
    return value
