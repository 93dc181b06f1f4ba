"""A real Celery worker for a module of tests, on a database of its own.

A worker is another process and sees committed rows only, so the tests that ask for it commit into the same copy.
"""

import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from redis import Redis

from fsm3.local import processes
from tests.support import servers
from tests.support.databases import Copy

PATIENCE = 20.0
# A worker loads all that is heavy before it takes a job, and tests run side by side.
START = 60.0


class RunningWorker:
    """One worker process: started, killed and started again as a test needs it."""

    def __init__(self, copy: Copy, *options: str) -> None:
        self.database = copy
        self.name = f"{os.urandom(4).hex()}@{socket.gethostname()}"
        self.log = servers.folder() / "log" / f"worker-{self.name}.log"
        self.start(*options)

    def start(self, *options: str) -> None:
        """Start the worker and wait until it takes jobs."""
        before = self.log.read_text().count(" ready.") if self.log.exists() else 0
        celery = Path(sys.executable).with_name("celery")
        self.process = processes.start(
            [
                celery,
                "-A",
                "fsm3.celery",
                "worker",
                f"--hostname={self.name}",
                "--concurrency=2",
                "--without-mingle",
                "--without-gossip",
                *options,
            ],
            log=self.log,
            env={**self.database.environment(), "LOG_LEVEL": "INFO"},
        )
        self.wait_for(
            lambda: self._lives().count(" ready.") > before, "the worker to be ready", timeout=START
        )

    def kill(self) -> None:
        """End the worker and its children as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """Let the worker finish what it does and end."""
        processes.stop(self.process)

    def wait_for(self, happened: Callable[[], object], what: str = "it", timeout: float = PATIENCE) -> None:
        """Wait until something is true; a failure shows the end of the worker's log."""
        end = time.monotonic() + timeout
        while not happened():
            if time.monotonic() > end:
                pytest.fail(f"Waited {timeout} s for {what}.\n{processes.tail(self.log, 30)}")
            time.sleep(0.05)

    def _lives(self) -> str:
        if self.process.poll() is not None:
            pytest.fail(f"The worker ended by itself.\n{processes.tail(self.log, 30)}")
        return self.log.read_text()


@pytest.fixture(scope="module")
def worker(committed_db_of_module: Copy) -> Iterator[RunningWorker]:
    """Give a module its worker; its Redis database is this xdist worker's, emptied first."""
    with Redis.from_url(os.environ["REDIS_URL"]) as redis:
        redis.flushdb()
    running = RunningWorker(committed_db_of_module)
    yield running
    running.stop()
