"""What stands in a PDF that somebody attached: read in a bounded child (`fsm3/core/bounded.py`), never in our process.

`bad-inputs.md` 42: no script, no action that starts something, no file inside, no password. Every object of every
revision is looked at, those in object streams too, whether or not a page leads to it. pyHanko reads: it is here for the
seals already, bounds what a stream may unpack to, and does not guess at a file that is broken, which is then refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    Reference,
    StreamObject,
    read_object,
)
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from fsm3.core.problems import Problem

_SCRIPT, _ACTION, _FILE = "file_has_script", "file_has_action", "file_holds_files"
_KEYS = {
    "/JS": _SCRIPT,
    "/JavaScript": _SCRIPT,
    "/XFA": _SCRIPT,
    "/EF": _FILE,
    "/EmbeddedFiles": _FILE,
}
_NAMES = {
    "/JavaScript": _SCRIPT,
    "/Launch": _ACTION,
    "/ImportData": _ACTION,
    "/SubmitForm": _ACTION,
    "/Rendition": _ACTION,
    "/RichMedia": _ACTION,
    "/GoToE": _FILE,
    "/EmbeddedFile": _FILE,
    "/FileAttachment": _FILE,
}
_SUSPECT = re.compile(
    rb"/(?:%s)|/[^\s/()<>\[\]{}%%]*#" % "|".join(each[1:] for each in _KEYS | _NAMES).encode()
)
"""The names looked for, and every name that is written with an escape, which may be one of them."""
_HIDDEN = re.compile(rb"/S\s*/(?:JavaScript|Launch)\b|/Type\s*/EmbeddedFile\b")
"""What a reader that mends broken files could find in objects which the file's own table does not list."""


def answer(content: bytes, _arguments: Sequence[str]) -> bytes:
    """The kind of file and the codes of what is wrong with it."""
    codes = sorted({problem.code for problem in faults(content)})
    return json.dumps({"media_type": "application/pdf", "problems": codes}).encode()


def faults(content: bytes) -> Iterator[Problem]:
    """What is wrong with a PDF."""
    try:
        reader = PdfFileReader(BytesIO(content), strict=False)
        if "/Encrypt" in reader.trailer:
            yield Problem("file_encrypted")
            return
        reader.root["/Pages"]
        found = {code for each in _objects(reader) for code in _codes(each)}
    except (
        PdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        AssertionError,
        RecursionError,
        IndexError,
        NotImplementedError,
    ):
        yield Problem("file_damaged")
        return
    if _HIDDEN.search(content) and not found:
        found = {_ACTION}
    yield from (Problem(code) for code in found)


def _objects(reader: PdfFileReader) -> Iterator[Any]:
    """Every object of every revision that the file's tables list, what is packed in object streams, and the trailer."""
    yield reader.trailer_view
    for revision in range(reader.total_revisions):
        for reference in reader.xrefs.explicit_refs_in_revision(revision):
            if isinstance(reader.xrefs.get_historical_ref(reference, revision), int):
                found = reader.get_object(reference, revision=revision)
                yield found
                if isinstance(found, StreamObject) and "/First" in found:
                    yield from _packed(found, reader)


def _packed(stream: StreamObject, reader: PdfFileReader) -> Iterator[Any]:
    """The objects in an object stream, each read once; none where no name in it could be one of those looked for.

    A tagged document has tens of thousands of them, and the library unpacks the stream anew for each.
    """
    text = stream.read_data(DecodePurpose.OBJECT_STREAM)
    if not _SUSPECT.search(text):
        return
    first = int(stream["/First"])
    for offset in map(int, text[:first].split()[1::2]):
        packed = BytesIO(text)
        packed.seek(first + offset)
        yield read_object(packed, Reference(0, 0, reader))


def _codes(found: Any) -> Iterator[str]:
    """What is wrong with one object, and with all that stands in it."""
    waiting = [found]
    while waiting:
        each = waiting.pop()
        if isinstance(each, DictionaryObject):
            yield from (_KEYS[key] for key in each if key in _KEYS)
            waiting += [dict.__getitem__(each, key) for key in each]
        elif isinstance(each, ArrayObject):
            waiting += list.__iter__(each)
        elif isinstance(each, NameObject) and each in _NAMES:
            yield _NAMES[each]
