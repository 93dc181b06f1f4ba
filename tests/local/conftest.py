"""Fixtures of the ground's own tests."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest


@pytest.fixture
def log_lines() -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """Read what is logged during a test, as it would be written, at every level from INFO."""
    handler = logging.getLogger().handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    written = io.StringIO()
    before, level = handler.setStream(written), logging.getLogger().level
    logging.getLogger().setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    logging.getLogger().setLevel(level)
    handler.setStream(before)
