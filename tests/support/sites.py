"""A real web server for tests, on a database of its own."""

import signal
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from fsm3.local import processes
from tests.support import servers
from tests.support.databases import Copy

PATIENCE = 20.0


@dataclass(frozen=True)
class Site:
    """Where the server answers, and the database it works on."""

    url: str
    database: Copy


@pytest.fixture(scope="module")
def live_site(committed_db_of_module: Copy) -> Iterator[Site]:
    """Serve the system on the module's own database."""
    with served(committed_db_of_module) as site:
        yield site


@contextmanager
def served(database: Copy, **environment: str) -> Iterator[Site]:
    """Serve the system as in production, two processes, on a database; `environment` overrides its variables."""
    port = processes.free_port()
    log = servers.folder() / "log" / f"web-{port}.log"
    command: list[str | Path] = [Path(sys.executable).with_name("gunicorn")]
    command += ["--config", "python:fsm3.deploy.web_server", "fsm3.wsgi"]
    server = processes.start(
        command, log=log, env={**database.environment(), "PORT": str(port), **environment}
    )
    try:
        _wait(f"http://127.0.0.1:{port}/sundhed/live", log)
        yield Site(f"http://127.0.0.1:{port}", database)
    finally:
        # At once: a browser keeps its connections, and a server that ends kindly waits for each.
        processes.stop(server, signal.SIGQUIT)


def _wait(url: str, log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    pytest.fail(f"The web server did not start.\n{processes.tail(log, 30)}")
