"""An application that is begun, and two of its municipality, a day before the deadline.

What needs Django is imported inside: pytest reads this file before the servers are started that its settings name.
"""

from datetime import timedelta

import pytest


@pytest.fixture(autouse=True)
def november(monkeypatch):
    """The pool is open: it is a day before the deadline."""
    from fsm3.core import clock
    from tests.support.town import DEADLINE

    monkeypatch.setattr(clock, "now", lambda: DEADLINE - timedelta(days=1, hours=2))


@pytest.fixture
def client(town):
    from tests.web.clients import client_of

    return client_of(town.signatories["0101"])


@pytest.fixture
def colleague(town):
    from fsm3.access.roles import Role

    return town.joined("kollega@kommune.example", town.organisations["0101"], Role.APPLICANT)


@pytest.fixture
def case(town):
    from fsm3.journeys import apply
    from tests.support.town import OPENED

    return apply.start("fsm3", by=town.signatories["0101"], at=OPENED)
