"""The authority of a demo: made once under `var/`, and called what it is in every certificate it makes.

Production brings a file of its own (decision record 9).
"""

from datetime import UTC, datetime
from pathlib import Path

from fsm3.jobs.certificates import make
from fsm3.local.secrets import write_private

NAME = "Opdigtet myndighed til demonstration"
# The demo's season lies in the past, and its attestations with it.
BEGAN = datetime(2021, 1, 1, tzinfo=UTC)


def make_in(path: Path, password: str) -> None:
    """Make the authority's file."""
    write_private(path, make(NAME, password, since=BEGAN))
