"""Databases for tests: one is migrated, all others are copies of it, made in a tenth of a second.

A test marked `django_db` runs in its xdist worker's copy, as the application role, and is rolled back. A test that has
to commit asks for `committed_db` and gets a copy of its own; emptying tables afterwards, as Django would, is what an
append-only table refuses.
"""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
import pytest
from django.core.management import call_command
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from pytest_django import DjangoDbBlocker

from fsm3.local.postgres import DATABASE
from tests.support import servers

ALIASES = ("default", "owner")


@dataclass(frozen=True)
class Filling:
    """What a database holds that is filled once for the whole run, by committing; for stories too long to tell twice.

    `onto` is the filling that it goes on from; without one it begins with empty tables.
    """

    name: str
    fill: Callable[[], object]
    onto: Filling | None = None


@dataclass(frozen=True)
class Copy:
    """A database of its own that this process is connected to."""

    name: str

    def environment(self) -> dict[str, str]:
        """Return the variables for a process that works on the same database."""
        names = ("DATABASE_URL", "DATABASE_OWNER_URL")
        return {
            **os.environ,
            **{name: os.environ[name].rsplit("/", 1)[0] + f"/{self.name}" for name in names},
        }


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Migrate once for the run, and give this xdist worker its own copy."""
    with django_db_blocker.unblock():
        _template("migrated", lambda: call_command("migrate", database="owner", verbosity=0))
        with _copied(DATABASE, f"tests_{_worker_name()}"):
            yield


@pytest.fixture
def committed_db(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Copy]:
    """Give one test a database in which what it commits stays, until the test is over."""
    with django_db_blocker.unblock(), _copied(DATABASE, _name_for(request)) as copy:
        yield copy


@pytest.fixture(scope="module")
def committed_db_of_module(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Copy]:
    """Give the tests of one module a database that they share, committed rows and all."""
    with django_db_blocker.unblock(), _copied(DATABASE, _name_for(request)) as copy:
        yield copy


@pytest.fixture(scope="session")
def town_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Copy]:
    """This xdist worker's copy of a database in which the small town stands; it is built once for the run."""
    from tests.support import town

    with django_db_blocker.unblock():
        template = _filled(Filling("small_town", lambda: town.build_in(servers.folder())))
        name = f"{template}_{_worker_name()}"
        _create(template, name)
    yield Copy(name)
    with django_db_blocker.unblock():
        _drop(name)


@pytest.fixture(scope="session")
def town_connections(town_database: Copy) -> Iterator[dict[str, BaseDatabaseWrapper]]:
    """This xdist worker's connections to the town, kept from one test to the next, for a new one knows no table yet."""
    kept: dict[str, BaseDatabaseWrapper] = {}
    yield kept
    for connection in kept.values():
        connection.close()


@pytest.fixture
def in_town(
    town_database: Copy,
    town_connections: dict[str, BaseDatabaseWrapper],
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """Turn to the town's database for one test, which rolls back what it does."""
    with django_db_blocker.unblock(), _named(town_database.name):
        before = {alias: connections[alias] for alias in ALIASES}
        for alias in ALIASES:
            connections[alias] = town_connections.setdefault(alias, connections.create_connection(alias))
        try:
            yield
        finally:
            for alias in ALIASES:
                connections[alias] = before[alias]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Turn to the town before anything else, for `db` may be asked for first and begins a test's transaction."""
    for item in items:
        names: list[str] = getattr(item, "fixturenames", [])
        if "in_town" in names:
            names.insert(0, names.pop(names.index("in_town")))


@contextmanager
def database_like(filling: Filling) -> Iterator[Copy]:
    """Turn to a copy of a filled database."""
    template = _filled(filling)
    with _copied(template, f"{template}_{_worker_name()}_{os.urandom(3).hex()}") as copy:
        yield copy


def _filled(filling: Filling) -> str:
    template = f"filled_{filling.name}"

    def fill_template() -> None:
        _create(_filled(filling.onto) if filling.onto else DATABASE, template)
        with _connected_to(template):
            filling.fill()

    _template(template, fill_template)
    return template


def _template(mark: str, make: Callable[[], object]) -> None:
    """Make something once for all xdist workers; the others wait for it. Nobody may be connected to a template."""
    done = servers.folder() / f"{mark}.done"
    with (servers.folder() / f"{mark}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            make()
            _disconnect()
            done.touch()


@contextmanager
def _copied(template: str, name: str) -> Iterator[Copy]:
    _create(template, name)
    try:
        with _connected_to(name):
            yield Copy(name)
    finally:
        _drop(name)


@contextmanager
def _connected_to(name: str) -> Iterator[None]:
    """Turn this process's connections to another database."""
    _disconnect()
    with _named(name):
        try:
            yield
        finally:
            _disconnect()


@contextmanager
def _named(name: str) -> Iterator[None]:
    """Have connections that are opened meanwhile, those of later threads as well, lead to another database.

    A process remembers the terms of a pool's versions by their ids, which begin anew in every copy.
    """
    from applications.selectors.pools import terms_of

    before = {alias: connections.settings[alias]["NAME"] for alias in ALIASES}
    for alias in ALIASES:
        connections.settings[alias]["NAME"] = name
    terms_of.cache_clear()
    try:
        yield
    finally:
        terms_of.cache_clear()
        for alias in ALIASES:
            connections.settings[alias]["NAME"] = before[alias]


def turn_to(copy: Copy) -> None:
    """Turn this process's connections to a database that it holds already, where they are at another."""
    from applications.selectors.pools import terms_of

    if connections.settings["default"]["NAME"] != copy.name:
        _disconnect()
        for alias in ALIASES:
            connections.settings[alias]["NAME"] = copy.name
        terms_of.cache_clear()


def _disconnect() -> None:
    for alias in ALIASES:
        connections[alias].close()


def _create(template: str, name: str) -> None:
    _administer(f'CREATE DATABASE "{name}" TEMPLATE "{template}" OWNER fsm3_owner')


def _drop(name: str) -> None:
    _administer(f'DROP DATABASE "{name}" WITH (FORCE)')


def _administer(statement: str) -> None:
    with psycopg.connect(os.environ[servers.ADMIN_URL], autocommit=True) as connection:
        connection.execute(statement.encode())


def _name_for(request: pytest.FixtureRequest) -> str:
    place = re.sub(r"[^a-z0-9]+", "_", request.node.name.lower())[-30:]
    return f"{place}_{_worker_name()}_{os.urandom(3).hex()}"


def _worker_name() -> str:
    return os.environ.get("PYTEST_XDIST_WORKER", "alone")
