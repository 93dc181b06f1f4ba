"""A town of which five are assessed, nothing written; and the same with the five proposed.

What needs Django is imported inside: pytest reads this file before the servers are started that its settings name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.support.town import Town


@pytest.fixture
def town(assessed: None, db: None) -> Town:
    """Five assessed, one not ready, nothing written."""
    from tests.harness import deciding

    return deciding.found()


@pytest.fixture
def proposed(town: Town) -> Town:
    """The five proposed: two awards, one of them reduced, and three refusals."""
    from tests.harness import deciding

    deciding.proposed(town)
    return town
