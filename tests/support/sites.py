"""A real web server for a module of tests, on a database of its own."""

import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
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
    """Serve the system as in production, two processes, on the module's own database."""
    port = processes.free_port()
    log = servers.folder() / "log" / f"web-{port}.log"
    command: list[str | Path] = [Path(sys.executable).with_name("gunicorn")]
    command += ["--config", "python:fsm3.deploy.web_server", "fsm3.wsgi"]
    environment = {**committed_db_of_module.environment(), "PORT": str(port)}
    server = processes.start(command, log=log, env=environment)
    try:
        _wait(f"http://127.0.0.1:{port}/sundhed/live", log)
        yield Site(f"http://127.0.0.1:{port}", committed_db_of_module)
    finally:
        processes.stop(server)


def _wait(url: str, log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=1):
                return
        except urllib.error.URLError:
            time.sleep(0.05)
    pytest.fail(f"The web server did not start.\n{processes.tail(log, 30)}")
