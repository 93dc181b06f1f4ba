"""What stands in a document or workbook that somebody attached: read in a bounded child (`fsm3/core/bounded.py`).

`bad-inputs.md` 41: macros under whatever name, passwords, links to other files, and archives that unpack to more than
anybody wrote. An office file is a ZIP of parts; `[Content_Types].xml` says what each part is and the `.rels` parts what
it leads to. What the archive says of its own sizes is bounded before a byte is unpacked, and `zipfile` unpacks no more
than was said.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812  an exception in all but its name

from fsm3.core.problems import Problem

MOST_PARTS = 2_000
MOST_UNPACKED = 100_000_000
DEEPEST = 1
"""A chart pasted into a document brings the workbook it was drawn from; a workbook in a workbook in it is no such chart."""
_MAIN = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ),
}
_MACRO_TYPE = re.compile(r"macro|vba|activex", re.IGNORECASE)
_MACRO_PART = re.compile(r"vba[^/]*\.bin$|(?:^|/)(?:macrosheets|activex|dialogsheets)/", re.IGNORECASE)
_EMBEDDED = re.compile(r"(?:^|/)embeddings/", re.IGNORECASE)
_FETCHED = re.compile(r"\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK)\b", re.IGNORECASE)
_LEADS_OUT = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_IN_DOCUMENT = re.compile(r"word/[^/]+\.xml$", re.IGNORECASE)


class _Refused(Exception):
    """The file is refused at once, for this reason."""


def answer(content: bytes, _arguments: Sequence[str]) -> bytes:
    """The kind of file and the codes of what is wrong with it."""
    kind, problems = judged(content)
    return json.dumps({"media_type": kind, "problems": sorted({each.code for each in problems})}).encode()


def judged(content: bytes, depth: int = 0) -> tuple[str, tuple[Problem, ...]]:
    """The kind of an office file, empty for another archive, and what is wrong with it."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            _bound(archive.infolist(), len(content))
            if archive.testzip():
                return "", (Problem("file_damaged"),)
            kind = _kind(archive)
            return kind, tuple(_faults(archive, depth)) if kind else (Problem("file_type_unknown"),)
    except _Refused as refused:
        return "", (Problem(str(refused)),)
    except (
        BadZipFile,
        ZlibError,
        expat.ExpatError,
        EOFError,
        KeyError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ):
        return "", (Problem("file_damaged"),)


def _bound(parts: Sequence[ZipInfo], size: int) -> None:
    """Refuse an archive that says of itself that it is too much, or that its parts lie over each other."""
    if any(part.flag_bits & 1 for part in parts):
        raise _Refused("file_encrypted")
    unpacked, packed = (sum(getattr(part, name) for part in parts) for name in ("file_size", "compress_size"))
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or packed > size:
        raise _Refused("file_unpacks_too_large")
    if any(part.compress_type not in {ZIP_STORED, ZIP_DEFLATED} for part in parts):
        raise _Refused("file_damaged")
    if len({part.filename.casefold() for part in parts}) != len(parts):
        raise _Refused("file_damaged")


def _kind(archive: ZipFile) -> str:
    """What the main part is; empty where the archive is no document and no workbook."""
    if "[Content_Types].xml" not in archive.namelist():
        return ""
    types = _types(archive)
    if any(_MACRO_TYPE.search(each) for each in types):
        raise _Refused("file_has_macros")
    return next((_MAIN[each] for each in types if each in _MAIN), "")


def _types(archive: ZipFile) -> list[str]:
    elements = _elements(archive.read("[Content_Types].xml"))
    return [attributes["ContentType"] for _, attributes in elements if "ContentType" in attributes]


def _faults(archive: ZipFile, depth: int) -> Iterator[Problem]:
    for name in archive.namelist():
        if _MACRO_PART.search(name):
            yield Problem("file_has_macros")
        elif _EMBEDDED.search(name) and not name.endswith((".rels", "/")):
            yield from _of_embedded(archive.read(name), depth)
        elif name.endswith(".rels"):
            yield from _of_links(archive.read(name))
        elif _IN_DOCUMENT.fullmatch(name):
            yield from _of_fields(archive.read(name))


def _of_embedded(content: bytes, depth: int) -> Iterator[Problem]:
    """What is wrong with a file inside the file: anything but a plain workbook or document, or what is wrong with that."""
    kind, problems = judged(content, depth + 1) if depth < DEEPEST else ("", ())
    if kind:
        yield from problems
    else:
        yield Problem("file_holds_files")


def _of_links(part: bytes) -> Iterator[Problem]:
    """Links that the program follows by itself, and those to anything but pages and mail addresses."""
    for _, link in _elements(part):
        if link.get("TargetMode", "").lower() != "external":
            continue
        hyperlink = link.get("Type", "").endswith("/hyperlink")
        if not (hyperlink and _LEADS_OUT.match(link.get("Target", ""))):
            yield Problem("file_links_out")


def _of_fields(part: bytes) -> Iterator[Problem]:
    """Fields of a document that fetch from elsewhere. A field's code may be spread over several elements."""
    codes = "".join(_texts(part, "instrText")) + " ".join(
        attributes["w:instr"] for _, attributes in _elements(part) if "w:instr" in attributes
    )
    if _FETCHED.search(codes):
        yield Problem("file_links_out")


def _elements(part: bytes) -> list[tuple[str, dict[str, str]]]:
    """The elements of a part with their attributes."""
    found: list[tuple[str, dict[str, str]]] = []
    parser = _parser()
    parser.StartElementHandler = lambda name, attributes: found.append((name, attributes))
    parser.Parse(part, True)  # noqa: FBT003  expat knows no keyword for "this is all"
    return found


def _texts(part: bytes, element: str) -> list[str]:
    """The texts in the elements of a name."""
    found: list[str] = []
    inside = False

    def begin(name: str, _attributes: dict[str, str]) -> None:
        nonlocal inside
        inside = name.rpartition(":")[2] == element

    def read(text: str) -> None:
        if inside:
            found.append(text)

    parser = _parser()
    parser.StartElementHandler, parser.CharacterDataHandler = begin, read
    parser.Parse(part, True)  # noqa: FBT003
    return found


def _parser() -> expat.XMLParserType:
    """A parser that takes no document type: office programs write none, and entities multiply."""

    def refuse(*_of: object) -> None:
        raise _Refused("file_damaged")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    return parser
