"""Child processes that never outlive us, and servers that do not run as root.

Every child is started through `setpriv` (part of every Linux): it asks the kernel for a signal to the child when its
parent is gone, even when that was killed hard, and drops root for the servers that refuse it. A dropped server keeps
one capability, to read and to search folders, or it could not be run from a clone under a closed home.
"""

import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

NOBODY = 65534
_DROP = (
    f"--reuid={NOBODY}",
    f"--regid={NOBODY}",
    "--clear-groups",
    "--inh-caps=+dac_read_search",
    "--ambient-caps=+dac_read_search",
)


class LocalFailure(Exception):
    """A private server or one of its commands did not do what was asked; the message is for the person."""


def is_root() -> bool:
    """Say whether this process is root, whom PostgreSQL refuses."""
    return os.geteuid() == 0


def unprivileged(command: Sequence[str | Path]) -> list[str]:
    """Make a command run as nobody when we are root, and as ourselves otherwise."""
    drop = ["setpriv", *_DROP] if is_root() else []
    return [*drop, *map(str, command)]


def start(
    command: Sequence[str | Path],
    *,
    log: Path,
    env: Mapping[str, str] | None = None,
    on_parent_death: signal.Signals = signal.SIGTERM,
    drop_root: bool = False,
    text: str | None = None,
) -> subprocess.Popen[bytes]:
    """Start a child in a session of its own, its output appended to a log file."""
    drop = _DROP if drop_root and is_root() else ()
    wrapper = ["setpriv", f"--pdeathsig={on_parent_death.name.removeprefix('SIG')}", *drop]
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        child = subprocess.Popen(
            [*wrapper, *map(str, command)],
            stdin=subprocess.DEVNULL if text is None else subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=None if env is None else dict(env),
            start_new_session=True,
        )
    if text is not None and child.stdin is not None:
        child.stdin.write(text.encode())
        child.stdin.close()
    return child


def stop(
    child: subprocess.Popen[bytes], sign: signal.Signals = signal.SIGTERM, *, patience: float = 10
) -> None:
    """End a child and whatever it started itself: kindly first, then not."""
    if child.poll() is None:
        child.send_signal(sign)
        try:
            child.wait(patience)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)


def tail(log: Path, lines: int = 15) -> str:
    """Return the last lines of a log, to stand below a failure."""
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:]) if log.exists() else ""


def free_port() -> int:
    """Find a port of the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def own_folder(folder: Path) -> None:
    """Make a folder that only the server's user may read, and give it to that user."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    if is_root():
        os.chown(folder, NOBODY, NOBODY)


def find_program(*names: str) -> Path | None:
    """Find the first of these programs that is installed on the machine."""
    return next((Path(found) for name in names if (found := shutil.which(name))), None)
