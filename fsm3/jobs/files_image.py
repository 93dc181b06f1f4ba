"""Whether a file that begins as a picture is one, whole: read in a bounded child (`fsm3/core/bounded.py`).

`bad-inputs.md` 41. A PNG carries a checksum for each of its pieces; a JPEG has none, so it is unpacked, at an eighth of
its size, which costs little and misses nothing that is cut off.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator, Sequence
from io import BytesIO

from PIL import Image

from fsm3.core.problems import Problem

MOST_PIXELS = 100_000_000
"""A page of A3 at 600 dots an inch; a telephone's picture has half of that at most."""


def answer(content: bytes, _arguments: Sequence[str]) -> bytes:
    """The kind of file and the codes of what is wrong with it."""
    kind = "image/png" if content.startswith(b"\x89PNG") else "image/jpeg"
    codes = sorted({problem.code for problem in faults(content, kind)})
    return json.dumps({"media_type": kind, "problems": codes}).encode()


def faults(content: bytes, kind: str) -> Iterator[Problem]:
    """What is wrong with a picture."""
    Image.MAX_IMAGE_PIXELS = None  # our own bound, with our own words
    try:
        with warnings.catch_warnings(), Image.open(BytesIO(content), formats=("PNG", "JPEG")) as picture:
            warnings.simplefilter("error")
            width, height = picture.size
            if width * height > MOST_PIXELS:
                yield Problem("picture_too_large")
                return
            _read(picture, kind)
    except (OSError, SyntaxError, ValueError, Warning, EOFError):
        yield Problem("file_damaged")


def _read(picture: Image.Image, kind: str) -> None:
    if kind == "image/png":
        picture.verify()
    else:
        picture.draft("RGB", (picture.width // 8, picture.height // 8))
        picture.load()
