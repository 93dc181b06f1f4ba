"""The small town with awards, in the place of the town that has none.

What needs Django is imported inside: pytest reads this file before the servers are started that its settings name.
"""

import pytest


@pytest.fixture
def town(town):
    from tests.support.outcomes import with_awards

    return with_awards(town)
