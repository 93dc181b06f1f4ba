"""The suite's own PostgreSQL and Redis, and the fixtures that stand on them.

The servers are started once for a run, before Django reads its settings, by the process that the person started; its
xdist workers inherit the addresses. They end with it, also when it is killed. What cannot start is an error.
"""

import gc

import pytest
from hypothesis import HealthCheck, settings

from tests.support import servers

# How long an example takes says how busy the machine is, and nothing of the rule.
settings.register_profile(
    "untimed", parent=settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("untimed")

pytest_plugins = [
    "tests.support.databases",
    "tests.support.distribution",
    "tests.support.workers",
    "tests.support.sites",
    "tests.support.browsers",
    "tests.support.figures",
    "tests.support.mail_servers",
]


def pytest_configure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput"):
        servers.take_own_redis_database()
    else:
        servers.start()
    servers.load_django()


def pytest_collection_finish() -> None:
    """Spare the collector what stays to the end: to walk through all modules and cases takes half a second each time."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        servers.stop()


@pytest.fixture
def town(in_town: None, db: None) -> object:
    """Give the small town of `tests/support/town.py`, in a database that is rolled back."""
    from tests.support import town

    return town.found_in(servers.folder())
