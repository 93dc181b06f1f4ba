"""`demo [--wait]`: the season of December 2021, played through the journeys; with `--wait` until the letters are there."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import CommandError

from fsm3.core import jobs
from fsm3.demo import pools, season
from fsm3.demo.season import Loaded
from fsm3.management.base import DemoCommand

LETTERS = ("render_document", "seal_account", "send_mail")
PATIENCE = 90.0
TELL_SECONDS = 3
WORDS = {
    "late": "sent after 12:00, inadmissible",
    "withdrawn": "withdrawn before the decision",
    "passed_over": "passed over, the deviation explained",
    "tie_lost": "tie: in Flere skal med 2, gives way",
    "tie_won": "tie: outside Flere skal med 2, goes first",
    "last_moment": "sent at 12:00:00.000, in time",
    "corrected_too_late": "corrected at 12:00:03, the timely one stands",
    "corrected": "corrected in time",
    "sent_twice": "sent twice, one receipt",
    "joint": "joint application",
    "joint_refused": "refused as joint, applied apart",
    "conflict": "a caseworker declared a conflict of interest",
    "whole_cap": "asks for its whole cap",
    "reduced": "awarded less than asked for",
}


class Command(DemoCommand):
    """Replay the season unless it stands; say what happens, and afterwards what happened."""

    help = "Replay the pool from November 2021 to June 2024 with invented applications. Demo mode only."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether to wait for the letters."""
        parser.add_argument("--wait", action="store_true", help="wait until every letter and mail is done")

    def handle(self, *_: Any, wait: bool, **__: Any) -> None:
        """Load, or say that it is loaded; the pools first."""
        pools.load()
        earlier = jobs.count(season.KIND)
        if earlier.total > earlier.done:
            self._say(
                "An earlier load has not ended. If it was cut off, nothing of it stands and it begins anew."
            )
        self._tell(self._load())
        if wait:
            self._wait_for_letters()

    def _load(self) -> Loaded | None:
        """Play it; while another process does, wait for it to finish or to fall silent."""
        while (loaded := season.load(self._progress())) is None:
            state = jobs.count(season.KIND)
            if state.done:
                return None
            if state.stuck:
                raise CommandError("The season failed too often: look at its job's error, then start afresh.")
            time.sleep(1)
        return loaded

    def _progress(self) -> season.Tell:
        """A line for each tenth of the way."""
        begun = time.monotonic()

        def tell(done: int, total: int) -> None:
            tenths = done * 10 // total
            if tenths > (done - 1) * 10 // total:
                self._say(f"{tenths * 10:>4} %  {done} of {total} acts  {time.monotonic() - begun:.1f} s")

        return tell

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def _tell(self, loaded: Loaded | None) -> None:
        if loaded is None:
            self.stdout.write("The season stands already: nothing was changed.")
            return
        for sight in loaded.sights:
            self.stdout.write(f"  {sight.number:<15} {sight.municipality:<14} {WORDS[sight.what]}")
        self.stdout.write(
            f"The season stands: {loaded.acts} acts in {loaded.seconds:.1f} s. Its letters follow."
        )

    def _wait_for_letters(self) -> None:
        begun = time.monotonic()
        for left in self._left():
            self._say(f"{left} letters and mails to go")
        self.stdout.write(f"Every letter and mail is done, {time.monotonic() - begun:.1f} s later.")

    def _left(self) -> Iterator[int]:
        """How many are left, now and then. Raises CommandError when nothing moves or one is stuck."""
        done, moved = -1, time.monotonic()
        while True:
            counts = [jobs.count(kind) for kind in LETTERS]
            if any(count.stuck for count in counts):
                raise CommandError("A letter or mail failed too often: look at its job's error.")
            if all(count.done == count.total for count in counts):
                return
            if (now := sum(count.done for count in counts)) != done:
                done, moved = now, time.monotonic()
                yield sum(count.total - count.done for count in counts)
            elif time.monotonic() - moved > PATIENCE:
                raise CommandError(f"Nothing has moved for {PATIENCE:.0f} s: does a worker run?")
            time.sleep(TELL_SECONDS)
