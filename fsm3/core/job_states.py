"""Where jobs are, by the keys that name them: for pages that tell how far a piece of work is. Read from the rows alone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from fsm3.core.jobs import Job, State


@dataclass(frozen=True)
class Doing:
    """A job: where it is, and what stopped its last try (a type of error first, then its words)."""

    id: int
    state: State
    error: str


def by_key(keys: Collection[str]) -> dict[str, Doing]:
    """The jobs of the keys, in one query; a key without a job is left out."""
    rows = Job.objects.filter(key__in=keys).values_list("key", "id", "state", "last_error")
    return {key: Doing(job, State(state), error) for key, job, state, error in rows}
