"""A file before it is opened as a workbook: what is no workbook, is locked, is too much, or can do things by itself.

`bad-inputs.md` 41. A workbook is a zip of XML parts; its table of contents is judged before any part is unpacked.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from fsm3.core.problems import Problem

MOST_PARTS = 500
LARGEST_UNPACKED = 30 * 1024 * 1024
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_NEEDED = ("[Content_Types].xml", "xl/workbook.xml")
_RUNS = ("vbaproject", "xl/macrosheets/", "xl/dialogsheets/", "xl/activex/", "customui/", "xl/ctrlprops/")
_REACHES = ("xl/externallinks/", "xl/connections", "xl/querytables/", "xl/webextensions/", "xl/model/")
_HOLDS = ("xl/embeddings/", "/oleobject")


def faults(content: bytes) -> Iterator[Problem]:
    """The one reason why a file is not opened, if there is one."""
    if not content:
        yield Problem("file_empty")
    elif content.startswith(_OLE):
        yield Problem("file_locked_or_old")
    elif not content.startswith(b"PK"):
        yield Problem("file_no_workbook")
    else:
        yield from _zip_faults(content)


def _zip_faults(content: bytes) -> Iterator[Problem]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            found = next(_part_faults(book), None) or next(_content_faults(book), None)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        found = Problem("file_broken")
    if found:
        yield found


def _part_faults(book: zipfile.ZipFile) -> Iterator[Problem]:
    """What the table of contents tells."""
    parts = book.infolist()
    names = [part.filename.lower() for part in parts]
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        yield Problem("file_too_much")
    if len(set(names)) != len(names):
        yield Problem("file_broken")
    if any(part.flag_bits & 1 for part in parts):
        yield Problem("file_locked_or_old")
    if not {name.lower() for name in _NEEDED} <= set(names):
        yield Problem("file_no_workbook")
    for marks, code in ((_RUNS, "file_runs"), (_REACHES, "file_reaches_out"), (_HOLDS, "file_holds_others")):
        if any(mark in name for name in names for mark in marks):
            yield Problem(code)


def _content_faults(book: zipfile.ZipFile) -> Iterator[Problem]:
    """What the parts tell, unpacked one by one: each is read to its end, so a part that is cut short shows."""
    for part in book.infolist():
        text = book.read(part)
        if part.filename.lower() == "[content_types].xml" and b"macroenabled" in text.lower():
            yield Problem("file_runs")
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            yield Problem("file_broken")
