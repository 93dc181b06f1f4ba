"""An application that is ready to be sent, two of its municipality, and the server's clock.

What needs Django is imported inside: pytest reads this file before the servers are started that its settings name.
"""

from datetime import timedelta

import pytest


@pytest.fixture
def at(monkeypatch):
    """Set the server's clock."""
    from fsm3.core import clock
    from tests.support.town import DEADLINE

    def turn(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)

    turn(DEADLINE - timedelta(hours=2))
    return turn


@pytest.fixture
def client(town, at):
    from tests.web.clients import client_of

    return client_of(town.signatories["0101"])


@pytest.fixture
def writer(town, at):
    from fsm3.access.roles import Role
    from tests.web.clients import client_of

    return client_of(town.joined("skriver@kommune.example", town.organisations["0101"], Role.APPLICANT))


@pytest.fixture
def case(town):
    return town.drafted("0101")
