"""A case that two are to assess, and the two of them signed in.

What needs Django is imported inside: pytest reads this file before the servers are started that its settings name.
"""

import pytest


@pytest.fixture
def case(town) -> int:
    from tests.web.assess.pages import admissible

    return admissible(town, "0101")


@pytest.fixture
def first(town):
    from tests.web.clients import client_of

    return client_of(town.caseworkers[0])


@pytest.fixture
def second(town):
    from tests.web.clients import client_of

    return client_of(town.caseworkers[1])
