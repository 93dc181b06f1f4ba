"""`make run`: everything together, ended together, however it ends."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from fsm3.local import processes
from fsm3.local.run import Supervisor
from fsm3.local.services import CLONE

PATIENCE = 60.0
SERVERS = ("gunicorn", "celery", "valkey-server", "redis-server", "postgres")

# Answers its first visitor after three seconds.
SLOW = """
import http.server, sys, time

class Slow(http.server.BaseHTTPRequestHandler):
    waited = False

    def do_GET(self):
        time.sleep(0 if Slow.waited else 3)
        Slow.waited = True
        self.send_response(200)
        self.end_headers()

http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Slow).serve_forever()
"""


@contextmanager
def system(folder: Path) -> Iterator[tuple["subprocess.Popen[bytes]", str]]:
    """Run the whole system on a folder of its own, until it answers that it is ready."""
    port = processes.free_port()
    kept = {name: value for name, value in os.environ.items() if not name.endswith("_URL")}
    environment = {**kept, "FSM3_VAR": str(folder), "PORT": str(port)}
    command = [sys.executable, "-m", "fsm3.local.run"]
    with subprocess.Popen(command, cwd=CLONE, env=environment, stdout=subprocess.PIPE) as supervisor:
        try:
            wait_until_ready(f"http://127.0.0.1:{port}/sundhed/klar", supervisor)
            yield supervisor, f"http://127.0.0.1:{port}"
        finally:
            supervisor.kill()


def wait_until_ready(url: str, supervisor: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if supervisor.poll() is not None:
            pytest.fail(f"The system did not start:\n{supervisor.communicate()[0].decode()}")
        with suppress(OSError), urllib.request.urlopen(url, timeout=2):
            return
        time.sleep(0.1)
    pytest.fail(f"The system was not ready after {PATIENCE} s.")


def children_of(folder: Path) -> set[str]:
    """Name the programs that run in the system of this folder, by the environment they were started with."""
    found = set()
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            words = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            if f"FSM3_VAR={folder}" in (process / "environ").read_bytes().decode(errors="replace"):
                found |= {name for name in SERVERS if name in words}
    return found


def wait_for_all(folder: Path) -> None:
    """Wait for the worker as well, which starts when the web server is ready."""
    end = time.monotonic() + PATIENCE
    while not children_of(folder) >= {"gunicorn", "celery", "postgres"}:
        assert time.monotonic() < end, children_of(folder)
        time.sleep(0.1)


def wait_until_nothing_runs(folder: Path) -> None:
    end = time.monotonic() + 30
    while left := children_of(folder):
        assert time.monotonic() < end, left
        time.sleep(0.1)


def test_everything_starts_together_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    with system(tmp_path) as (supervisor, _):
        wait_for_all(tmp_path)
        supervisor.send_signal(signal.SIGINT)
        assert supervisor.wait(30) == 0
        assert children_of(tmp_path) == set()
    assert not (tmp_path / "services.json").exists()


def test_nothing_is_left_when_the_supervisor_is_killed(tmp_path: Path) -> None:
    with system(tmp_path) as (supervisor, _):
        wait_for_all(tmp_path)
        supervisor.kill()
        supervisor.wait()
        wait_until_nothing_runs(tmp_path)


def test_a_web_server_that_takes_its_time_to_answer_is_waited_for() -> None:
    """On a busy machine the first answer may take longer than a look waits."""
    port = processes.free_port()
    supervisor = Supervisor({})
    with subprocess.Popen(
        [sys.executable, "-c", SLOW, str(port)], stderr=subprocess.DEVNULL
    ) as supervisor.children["web"]:
        try:
            supervisor.wait_until_served(f"http://127.0.0.1:{port}/")
        finally:
            supervisor.children["web"].kill()
