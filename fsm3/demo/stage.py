"""The stage: acts, each with its moment, played in the order of time, and what is to be shown of them afterwards.

An act is a call of a journey. That all acts are played in the order of their moments makes the journal tell the season as
it would have happened, from the first draft to the last decision.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from operator import itemgetter

from budgets.rules.accounts import AccountKind
from fsm3.core.actors import Actor
from fsm3.demo.fates import Fate
from fsm3.demo.people import Person, approvers
from fsm3.journeys import deciding

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
    """What has been put on and what has come of it.

    Cases and their numbers by municipality, those of the open pool apart; proposals, budget changes, accounts, hearings
    and what was asked by case.
    """

    acts: list[tuple[datetime, Act]] = field(default_factory=list)
    cases: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    open_cases: dict[str, int] = field(default_factory=dict)
    asked: dict[int, int] = field(default_factory=dict)
    proposals: dict[int, int] = field(default_factory=dict)
    changes: dict[int, int] = field(default_factory=dict)
    accounts: dict[tuple[int, AccountKind], int] = field(default_factory=dict)
    hearings: dict[int, int] = field(default_factory=dict)
    lock: int = 0
    actors: dict[Person, Actor] = field(default_factory=dict)

    def put_on(self, at: datetime, act: Callable[[datetime], object]) -> None:
        """Have an act played at its moment, which it is handed."""
        self.acts.append((at, lambda: act(at)))

    def play(self) -> Iterator[int]:
        """Play all acts by the clock; after each, how many are done. Acts of one moment keep their order."""
        for done, (_, act) in enumerate(sorted(self.acts, key=itemgetter(0)), 1):
            act()
            yield done

    def case_of(self, fate: Fate) -> int:
        """The case of an award."""
        return self.cases[fate.applicant.code]

    def decide(self, proposal: int, at: datetime) -> None:
        """Have a proposal approved by one of the two approvers, in turn."""
        by = self.actor(approvers()[proposal % 2])
        deciding.decide_proposal(proposal, approve=True, by=by, at=at)

    def actor(self, person: Person) -> Actor:
        """A person of the demo as an actor, looked up once."""
        if person not in self.actors:
            self.actors[person] = person.actor()
        return self.actors[person]
