"""Attachments: what may be attached to an application, under which name, and how much of it.

Domain page, "Application" (a pool can demand its own template as an attachment); quality page, "Security": type by
content and never by name, sizes and counts bounded before anything is parsed. `bad-inputs.md` 23, 39, 41 and 42. What
stands inside a file is judged in a child process (`fsm3/jobs/files_*.py`); here is what its first bytes tell.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Sequence
from enum import StrEnum

from applications.rules import free_text
from applications.rules.pool_terms import PoolTerms
from fsm3.core.problems import Problem

MOST_BYTES = 10_000_000
"""A file: three hundred pages of text, or a dozen scanned ones. What is larger is mostly pictures nobody shrank."""
MOST_FILES = 20
"""A draft: two caseworkers read all of it, for each of up to 98 applications."""
MOST_TOGETHER = 40_000_000
"""A draft's files together: 98 applications stay under 4 GB in the database and its daily copy."""
LONGEST_NAME = 200
NAME = "name"
"""The field that a fault in a name belongs to."""


class MediaType(StrEnum):
    """The kinds of file that are taken."""

    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    PNG = "image/png"
    JPEG = "image/jpeg"


EXTENSIONS: dict[MediaType, tuple[str, ...]] = {
    MediaType.PDF: (".pdf",),
    MediaType.DOCX: (".docx",),
    MediaType.XLSX: (".xlsx",),
    MediaType.PNG: (".png",),
    MediaType.JPEG: (".jpg", ".jpeg"),
}
"""How the name of a file of each kind ends."""


class Format(StrEnum):
    """What the first bytes of a file say, which tells who is to read the rest."""

    PDF = "pdf"
    OFFICE = "office"
    IMAGE = "image"


_BEGINS = {
    b"%PDF-": Format.PDF,
    b"PK\x03\x04": Format.OFFICE,
    b"\x89PNG\r\n\x1a\n": Format.IMAGE,
    b"\xff\xd8\xff": Format.IMAGE,
}
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def format_of(content: bytes) -> Format | None:
    """The format that the first bytes name; None for one that is not taken."""
    return next((format_ for begin, format_ in _BEGINS.items() if content.startswith(begin)), None)


def at_first_sight(content: bytes) -> Iterator[Problem]:
    """What is wrong with a file before any of it is parsed."""
    if not content:
        yield Problem("attachment_empty")
    elif len(content) > MOST_BYTES:
        yield Problem("attachment_too_large")
    elif content.startswith(_OLD_OFFICE):
        yield Problem("file_encrypted" if _ENCRYPTED in content else "file_old_office")
    elif format_of(content) is None:
        yield Problem("file_type_unknown")


def tidy_name(name: str) -> str:
    """A name as it is kept: one way to write each letter, one kind of space, and only one of it."""
    composed = unicodedata.normalize("NFC", name)
    spaced = "".join(" " if unicodedata.category(each) == "Zs" else each for each in composed)
    return " ".join(word for word in spaced.split(" ") if word)


def name_faults(name: str) -> Iterator[Problem]:
    """What is wrong with a name; never quotes it."""
    found = tuple(free_text.faults(name, where=NAME, longest=LONGEST_NAME))
    yield from found
    if not name.isprintable() and "control_character" not in {problem.code for problem in found}:
        yield Problem("control_character", NAME)
    if not name.strip(". "):
        yield Problem("file_name_missing", NAME)
    elif "/" in name or "\\" in name:
        yield Problem("file_name_is_a_path", NAME)


def with_extension(name: str, media_type: MediaType) -> str:
    """The name with the ending of what the file is, so that it opens as that and as nothing else."""
    endings = EXTENSIONS[media_type]
    return name if name.casefold().endswith(endings) else name + endings[0]


def free_name(name: str, taken: Collection[str]) -> str:
    """The name, numbered when the draft has a file of that name: `plan (2).pdf`."""
    used = {each.casefold() for each in taken}
    stem, dot, ending = name.rpartition(".")
    numbered = (f"{stem} ({number}){dot}{ending}" for number in range(2, len(used) + 3))
    return next(each for each in (name, *numbered) if each.casefold() not in used)


def room_faults(held: Sequence[int], size: int) -> Iterator[Problem]:
    """Why a draft with files of these sizes has no room for one more."""
    if len(held) >= MOST_FILES:
        yield Problem("too_many_files", detail={"most": str(MOST_FILES)})
    if sum(held) + size > MOST_TOGETHER:
        yield Problem("files_too_large_together")


def place_faults(key: str, terms: PoolTerms, taken: Collection[str]) -> Iterator[Problem]:
    """Why a file cannot stand in a place: one that the pool demands holds one file, the free place (no key) any."""
    if not key:
        return
    if key not in {demanded.key for demanded in terms.attachments}:
        yield Problem("place_unknown")
    elif key in taken:
        yield Problem("place_taken")
