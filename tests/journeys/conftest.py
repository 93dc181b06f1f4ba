"""The two awards on either side of the amount that takes an auditor.

What needs Django is imported inside: pytest reads this file before the servers are started that its settings name.
"""

import pytest


@pytest.fixture
def small(town):
    """An award of 499,999.99, accepted."""
    from tests.support.accounts import lines_of

    town.accepted("0101", lines=lines_of("450000", "49999.99"))
    return town


@pytest.fixture
def large(town):
    """An award of 500,000.00, accepted."""
    from tests.support.accounts import lines_of

    town.accepted("0101", lines=lines_of("450000", "50000"))
    return town
