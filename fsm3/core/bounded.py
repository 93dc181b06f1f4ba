"""Reading what a stranger made, in a child process that can take neither the service's time nor its memory.

Quality page, "Security": uploads are parsed in a child process with limits of memory and time. The child gets the
content and a few words, and nothing else of ours: no Django, no database, no secret of the environment. It dies of
its own limits even when we are gone first. A module that runs in it has a function of the kind

    def answer(content: bytes, arguments: Sequence[str]) -> bytes

and answers for whatever may be wrong with the content; what it did not foresee comes back as one of two faults, of
which neither tells a word of the content.
"""

from __future__ import annotations

import importlib
import os
import resource
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Sequence
from contextlib import suppress
from math import ceil
from pathlib import Path
from typing import BinaryIO

LARGEST_ANSWER = 16 * 1024 * 1024
MOST_OPEN_FILES = 64
OUT_OF_MEMORY = 3
_HOUSE = Path(__file__).resolve().parents[2]
_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "UTC", "OPENBLAS_NUM_THREADS": "1"}
_LIMITS = {
    OUT_OF_MEMORY: "memory",
    -signal.SIGXCPU: "time",
    -signal.SIGALRM: "time",
    -signal.SIGXFSZ: "answer",
}


class Stopped(Exception):
    """The child gave no answer."""


class TooMuch(Stopped):
    """It went over a limit: `time`, `memory` or `answer`."""


class Failed(Stopped):
    """It broke. The text names the kind of error and the line of ours or a library's, for the log."""


def run(
    module: str,
    content: bytes,
    *,
    seconds: float,
    megabytes: int,
    arguments: Sequence[str] = (),
    largest_answer: int = LARGEST_ANSWER,
) -> bytes:
    """Have one of our modules answer for some content in a child of its own. Raises TooMuch or Failed."""
    limits = [str(seconds), str(megabytes), str(largest_answer)]
    command = [sys.executable, "-s", "-E", "-m", __name__, module, *limits, *arguments]
    with (
        tempfile.TemporaryFile() as given,
        tempfile.TemporaryFile() as told,
        tempfile.TemporaryFile() as said,
    ):
        given.write(content)
        given.seek(0)
        child = subprocess.Popen(
            command,
            stdin=given,
            stdout=told,
            stderr=said,
            cwd=_HOUSE,
            env=_ENVIRONMENT,
            start_new_session=True,
        )
        _await(child, seconds)
        return _answer_of(child.returncode, told, said)


def _await(child: subprocess.Popen[bytes], seconds: float) -> None:
    """Wait for the child as long as it may take, and end it and whatever it started."""
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        raise TooMuch("time") from None
    finally:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _answer_of(code: int, told: BinaryIO, said: BinaryIO) -> bytes:
    if code in _LIMITS:
        raise TooMuch(_LIMITS[code])
    if code:
        said.seek(0)
        raise Failed(said.read(500).decode(errors="replace").strip() or f"ended with {code}")
    told.seek(0)
    return told.read()


def _limit(seconds: float, megabytes: int, largest_answer: int) -> None:
    """Bound this process, from here to its end. It may write no file larger than its answer, nor leave a core."""
    memory = megabytes * 1024 * 1024
    for limit, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, ceil(seconds)),
        (resource.RLIMIT_FSIZE, largest_answer),
        (resource.RLIMIT_NOFILE, MOST_OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)  # Python would go on without the file
    signal.alarm(ceil(seconds) + 1)


def _child(module: str, seconds: str, megabytes: str, largest_answer: str, *arguments: str) -> int:
    """What the child does: answer on what was its standard output; whatever a library prints goes elsewhere."""
    _limit(float(seconds), int(megabytes), int(largest_answer))
    with os.fdopen(os.dup(1), "wb") as told:
        os.dup2(2, 1)
        try:
            told.write(importlib.import_module(module).answer(sys.stdin.buffer.read(), arguments))
        except MemoryError:
            return OUT_OF_MEMORY
        except Exception as error:  # noqa: BLE001  the content made it, so any kind may come
            where = traceback.extract_tb(error.__traceback__)[-1]
            os.write(
                2, f"{type(error).__name__} in {Path(where.filename).name}, line {where.lineno}".encode()
            )
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(_child(*sys.argv[1:]))
