"""The season: everything put on, played in one transaction, and told how far it is while it goes on.

That it is one transaction is why half a season never stands in the database: what is cut off has not happened, and the next
`demo` begins anew. Letters are rung for at its commit and drain after that.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection

from fsm3.core import clock, jobs
from fsm3.demo import (
    casework,
    december,
    november,
    open_pool,
    outcomes,
    partial_accounts,
    spring_2022,
    spring_2024,
)
from fsm3.demo.cast import DRAGOER, Applicant, Part, Trait, cast
from fsm3.demo.mode import require_demo
from fsm3.demo.stage import Sight, Stage

KIND, KEY = "load_season", "season"
TELL_SECONDS = 0.4
_SHOWN = (
    Trait.LAST_MOMENT, Trait.CORRECTED_TOO_LATE, Trait.CORRECTED, Trait.SENT_TWICE, Trait.JOINT, Trait.JOINT_REFUSED,
    Trait.CONFLICT, Trait.WHOLE_CAP, Trait.REDUCED, Trait.TIE_WON,
)  # fmt: skip
_SHOWN_PARTS = (Part.LATE, Part.WITHDRAWN, Part.PASSED_OVER, Part.TIE_LOST)

Tell = Callable[[int, int], None]


@dataclass(frozen=True)
class Loaded:
    """What a season came to: what is worth seeing in it, how many acts it had, and the seconds they took."""

    sights: tuple[Sight, ...]
    acts: int
    seconds: float


def load(tell: Tell) -> Loaded | None:
    """Play the season; `tell` hears how many acts are done, of how many. None when it stands or another is at it."""
    require_demo()
    begun = time.monotonic()
    with jobs.in_this_process(KIND, key=KEY) as claim:
        if claim is None:
            return None
        stage = _stage()
        with _told(claim, len(stage.acts)) as progress:
            for progress.done in stage.play():
                tell(progress.done, progress.total)
        sights = tuple(_sights(stage))
        loaded = Loaded(sights, len(stage.acts), time.monotonic() - begun)
        claim.leave({"sights": [sight.as_payload() for sight in sights], "seconds": round(loaded.seconds, 1)})
    return loaded


def _stage() -> Stage:
    stage = Stage()
    november.put_on(stage, cast())
    casework.put_on(stage, cast())
    december.put_on(stage)
    spring_2022.put_on(stage)
    partial_accounts.put_on(stage)
    outcomes.put_on(stage)
    spring_2024.put_on(stage)
    open_pool.put_on(stage, clock.now())
    return stage


def _sights(stage: Stage) -> Iterator[Sight]:
    """What is worth seeing, with the case that shows it."""
    for what in (*_SHOWN_PARTS, *_SHOWN):
        for applicant in cast():
            if what is applicant.part or what in applicant.traits:
                yield _sight(stage, what, applicant)
    yield _sight(stage, "joint_refused", next(each for each in cast() if each.code == DRAGOER))


def _sight(stage: Stage, what: str, applicant: Applicant) -> Sight:
    code = applicant.code
    return Sight(what, stage.numbers[code], applicant.place.name, stage.cases[code])


@dataclass
class _Progress:
    """How many acts are done, of how many; written here and read by the thread that tells it."""

    done: int
    total: int


@contextmanager
def _told(claim: jobs.Claim, total: int) -> Iterator[_Progress]:
    """Keep the job's row up to date from a thread of its own: this one's transaction nobody sees before its end."""
    progress, over = _Progress(0, total), threading.Event()

    def tell() -> None:
        while not over.wait(TELL_SECONDS):
            claim.progress(progress.done, total)
        claim.progress(progress.done, total)
        connection.close()

    thread = threading.Thread(target=tell, name="season", daemon=True)
    thread.start()
    try:
        yield progress
    finally:
        over.set()
        thread.join()
