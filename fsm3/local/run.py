"""The whole system in one terminal: servers, schema, web, worker, timetable and the demo, ended together.

Everything started here is a child that the kernel ends when this process is gone, whatever ended it.
"""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

from fsm3.local import processes
from fsm3.local.services import CLONE, VAR, Services, demo_environment, running

PYTHON = Path(sys.executable)
LOGS = VAR / "log"
PATIENCE = 60.0


class Ended(BaseException):
    """Somebody asked the system to end."""


class Supervisor:
    """Starts the children in order, watches them, and ends them in the opposite order."""

    def __init__(self, environment: dict[str, str]) -> None:
        """Hold the environment that every child gets."""
        self.environment = environment
        self.children: dict[str, subprocess.Popen[bytes]] = {}

    def start_preparing(self) -> None:
        """Collect the static files and bring the database up to date, side by side."""
        self._start("static", PYTHON, "-m", "fsm3.local.static")
        self._start("prepare", PYTHON, "-m", "fsm3.local.prepare")

    def wait_for(self, name: str) -> None:
        """Wait until a child has ended, well."""
        if self.children[name].wait():
            raise processes.LocalFailure(f"{name} failed:\n{processes.tail(LOGS / f'{name}.log')}")
        del self.children[name]

    def start_web(self) -> None:
        """Start the web server; it says that it is ready when the database is."""
        gunicorn = PYTHON.with_name("gunicorn")
        self._start("web", gunicorn, "--config", "python:fsm3.deploy.web_server", "fsm3.wsgi")

    def start_jobs(self) -> None:
        """Start the worker and the timetable."""
        celery = (PYTHON.with_name("celery"), "-A", "fsm3.celery")
        self._start("worker", *celery, "worker", "--concurrency=2", "--without-gossip", "--without-mingle")
        self._start("timetable", *celery, "beat", f"--schedule={VAR / 'timetable'}", "--pidfile=")

    def start_demo(self) -> None:
        """Fill the database behind the running system."""
        self._start("demo", PYTHON, "manage.py", "demo")

    def wait_until_served(self, url: str) -> None:
        """Wait until the web server answers that it is ready."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.children["web"].poll() is None:
            with suppress(OSError), urllib.request.urlopen(url, timeout=2):
                return
            time.sleep(0.1)
        raise processes.LocalFailure(f"The web server did not start:\n{processes.tail(LOGS / 'web.log')}")

    def watch(self) -> None:
        """Return only by an exception: somebody ended the system, or a part of it ended by itself."""
        while True:
            for name, child in list(self.children.items()):
                if child.poll() is not None:
                    self._gone(name, child.returncode)
            time.sleep(0.2)

    def stop(self) -> None:
        """End all children, together."""
        for child in self.children.values():
            child.send_signal(signal.SIGTERM)
        for child in self.children.values():
            processes.stop(child)
        self.children.clear()

    def _start(self, name: str, *command: str | Path) -> None:
        log = LOGS / f"{name}.log"
        log.unlink(missing_ok=True)
        self.children[name] = processes.start(command, log=log, env=self.environment)

    def _gone(self, name: str, code: int) -> None:
        del self.children[name]
        log = LOGS / f"{name}.log"
        if name != "demo":
            raise processes.LocalFailure(f"{name} ended by itself ({code}):\n{processes.tail(log)}")
        print(
            processes.tail(log, 1) if code == 0 else f"The demo was not loaded:\n{processes.tail(log)}",
            flush=True,
        )


def main() -> None:
    """Run until Ctrl-C, SIGTERM, or until a part fails."""
    os.chdir(CLONE)
    for sign in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(sign, _end)
    if running() is not None:
        sys.exit("The system runs already: see var/services.json, or end the other one.")
    services = Services()
    try:
        _serve(services)
    except Ended:
        print("\nEnding ...", flush=True)
    except processes.LocalFailure as failure:
        sys.exit(str(failure))


def _serve(services: Services) -> None:
    try:
        supervisor = Supervisor(demo_environment(VAR, services.start()))
        try:
            _bring_up(supervisor)
            supervisor.watch()
        finally:
            supervisor.stop()
    finally:
        services.stop()


def _bring_up(supervisor: Supervisor) -> None:
    """Serve as soon as schema and pools stand; the demo fills the database behind that."""
    print("Preparing the database ...", flush=True)
    supervisor.start_preparing()
    supervisor.wait_for("static")
    supervisor.start_web()
    supervisor.wait_for("prepare")
    supervisor.start_jobs()
    url = f"http://127.0.0.1:{supervisor.environment.get('PORT', '8000')}"
    supervisor.wait_until_served(f"{url}/sundhed/klar")
    print(f"\n  {url}\n\n{(LOGS / 'prepare.log').read_text()}", flush=True)
    print(f"Logs are in {os.path.relpath(LOGS)}/. Ctrl-C ends everything and keeps the data.", flush=True)
    supervisor.start_demo()


def _end(*_: object) -> None:
    """Turn a signal into an exception, once: what comes after must not disturb the ending."""
    for sign in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(sign, signal.SIG_IGN)
    raise Ended


if __name__ == "__main__":
    main()
