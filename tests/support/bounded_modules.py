"""A module as `fsm3.core.bounded` runs them, which does what its first word says, good or bad."""

import json
import os
import sys
import time
from collections.abc import Callable, Sequence


def answer(content: bytes, arguments: Sequence[str]) -> bytes:
    """Do as the first word says."""
    return WAYS[arguments[0]](content)


def _spin(content: bytes) -> bytes:
    while True:
        pass


def _sleep(content: bytes) -> bytes:
    time.sleep(60)
    return content


def _crash(content: bytes) -> bytes:
    raise ValueError(content.decode())


def _surroundings(content: bytes) -> bytes:
    return json.dumps({"names": sorted(os.environ), "django": "django" in sys.modules}).encode()


def _chatter(content: bytes) -> bytes:
    os.write(1, b"a library says hello")
    print("and once more", file=sys.stdout, flush=True)
    return content


def _abort(content: bytes) -> bytes:
    os.abort()


WAYS: dict[str, Callable[[bytes], bytes]] = {
    "upper": bytes.upper,
    "spin": _spin,
    "sleep": _sleep,
    "swell": lambda _content: bytes(4 * 1024**3),
    "crash": _crash,
    "abort": _abort,
    "flood": lambda _content: bytes(1024**2),
    "surroundings": _surroundings,
    "chatter": _chatter,
}
