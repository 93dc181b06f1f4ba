"""What the table of pages is made of: a page in its states, the place where each is found, and a visit to one."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from fsm3.access.roles import Role

NOBODY = ""
SIGNED_IN = 3
SOAK = os.environ.get("SOAK") == "1"
"""Whether every state is looked at in the eyes of every role, as `make soak` asks."""
EVERYBODY = (NOBODY, *Role)


@dataclass(frozen=True)
class Spot:
    """The parts of an address with what stands behind its question mark, and the municipality whose people are there."""

    args: tuple[int | str, ...] = ()
    code: str = ""
    query: str = ""


@dataclass(frozen=True)
class State:
    """A state of a page: where it is found, in whose eyes, what is sent to reach it, and what it costs."""

    name: str
    queries: int
    spot: Callable[[], Spot] = Spot
    query: str = ""
    sends: Mapping[str, str] | None = None
    world: str = "season"
    roles: tuple[str, ...] | None = None
    status: int = 200


@dataclass(frozen=True)
class Page:
    """A page by the name of its address, and the roles that see it."""

    name: str
    roles: tuple[str, ...]
    states: tuple[State, ...]


@dataclass(frozen=True)
class Visit:
    """One page in one state in the eyes of one role."""

    page: Page
    state: State
    role: str

    def __str__(self) -> str:
        return f"{self.page.name}-{self.state.name}-{self.role or 'nobody'}"

    @property
    def queries(self) -> int:
        """How many queries the visit takes."""
        return self.state.queries + (0 if self.role == NOBODY else SIGNED_IN)

    def address(self, spot: Spot) -> str:
        """The address, once the place in the database is known."""
        name = self.page.name
        return (
            self.state.query
            if name == "error"
            else reverse(name, args=spot.args) + spot.query + self.state.query
        )
