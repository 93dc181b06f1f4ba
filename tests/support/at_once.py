"""Two at once: acts in threads with connections of their own, let loose together."""

import threading
from collections.abc import Callable
from contextlib import suppress

from django.db import connections


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each act returned or raised, in the order given."""
    start = threading.Barrier(len(acts))
    came: list[object] = [None] * len(acts)

    def play(number: int, act: Callable[[], object]) -> None:
        start.wait()
        try:
            came[number] = act()
        except Exception as error:  # noqa: BLE001 - handed to the test, whatever it is
            came[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=play, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


class Meeting:
    """A place in the code where two wait for each other, so that both have read before either has written.

    Where a lock keeps the second from coming, the first goes on by itself after a moment.
    """

    def __init__(self, patience: float = 0.5) -> None:
        self.barrier = threading.Barrier(2)
        self.patience = patience

    def after(self, read: Callable[..., object]) -> Callable[..., object]:
        """The same reading, and then the meeting."""

        def read_and_meet(*args: object, **kwargs: object) -> object:
            found = read(*args, **kwargs)
            with suppress(threading.BrokenBarrierError):
                self.barrier.wait(self.patience)
            return found

        return read_and_meet
