"""The stage: acts, each with its moment, played in the order of time, and what is to be shown of them afterwards.

An act is a call of a journey. That all acts are played in the order of their moments makes the journal tell the season as
it would have happened, from the first draft to the last decision.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from operator import itemgetter

from fsm3.core.actors import Actor
from fsm3.demo.people import Person

Act = Callable[[], object]


@dataclass(frozen=True)
class Sight:
    """Something that is worth seeing: what it is, and in which case."""

    what: str
    number: str
    municipality: str
    case: int

    def as_payload(self) -> dict[str, object]:
        """The sight as JSON holds it."""
        return asdict(self)


@dataclass
class Stage:
    """What has been put on and what has come of it: cases and their numbers by municipality, open proposals by case."""

    acts: list[tuple[datetime, Act]] = field(default_factory=list)
    cases: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    proposals: dict[int, int] = field(default_factory=dict)
    actors: dict[Person, Actor] = field(default_factory=dict)

    def put_on(self, at: datetime, act: Callable[[datetime], object]) -> None:
        """Have an act played at its moment, which it is handed."""
        self.acts.append((at, lambda: act(at)))

    def play(self) -> Iterator[int]:
        """Play all acts by the clock; after each, how many are done. Acts of one moment keep their order."""
        for done, (_, act) in enumerate(sorted(self.acts, key=itemgetter(0)), 1):
            act()
            yield done

    def actor(self, person: Person) -> Actor:
        """A person of the demo as an actor, looked up once."""
        if person not in self.actors:
            self.actors[person] = person.actor()
        return self.actors[person]
