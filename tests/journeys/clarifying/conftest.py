"""The case that is asked about, and asking.

What needs Django is imported inside: pytest reads this file before the servers are started that its settings name.
"""

import pytest


@pytest.fixture
def case(town):
    return town.sent("0101")


@pytest.fixture
def ask(town, case):
    """Ask about the case, by default about one plan."""
    from fsm3.journeys import clarify
    from tests.journeys.clarifying.questions import DUE, PLAN
    from tests.support.town import DECEMBER

    def asked(*questions, due=DUE, at=DECEMBER, of=case):
        return clarify.ask(of, questions or (PLAN,), due=due, by=town.caseworker, at=at)

    return asked


@pytest.fixture
def by(town):
    return town.signatories["0101"]
