"""What an act is refused for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fsm3.core.problems import NotReady


def codes(act: Callable[[], object]) -> set[str]:
    """The codes of the problems that keep an act from being done; a failure where nothing does."""
    with pytest.raises(NotReady) as refused:
        act()
    return set(refused.value.codes)
