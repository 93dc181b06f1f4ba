"""Files as people attach them, and as somebody hostile would: made here, byte by byte, by no library that is tested."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

from PIL import Image

from tests.support.town import FSM3

CONTENT_TYPES = "[Content_Types].xml"
DOCX_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
XLSX_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO_MAIN = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
PAGES = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [] /Count 0 >>"}
SCRIPT = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"

DEMANDING = FSM3.replace(
    "[budget]",
    """[[attachments]]
key = "agreement"
title = "Samarbejdsaftalen"
hint = "Aftalen med psykiatrien, underskrevet af begge parter."
section = "Ansøgningsfrist og praktiske oplysninger"

[budget]""",
    1,
)
"""The pool, as if it demanded a file."""


def pdf(objects: Mapping[int, bytes] | None = None, *, trailer: bytes = b"") -> bytes:
    """A PDF of these objects beside a catalog without pages, with a table of them."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    where: dict[int, int] = {}
    everything = PAGES | dict(objects or {})
    for number, body in everything.items():
        where[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start, size = out.tell(), max(everything) + 1
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    for number in range(1, size):
        out.write(b"%010d 00000 n \n" % where[number] if number in where else b"0000000000 00000 f \n")
    out.write(b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start))
    return out.getvalue()


def packed_pdf(*packed: bytes) -> bytes:
    """A PDF whose objects from number 3 on lie in a compressed object stream, told by a cross-reference stream."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    where: dict[int, tuple[int, int, int]] = {}
    head, offset = b"", 0
    stream, table = 3 + len(packed), 4 + len(packed)
    for place, body in enumerate(packed):
        where[3 + place] = (2, stream, place)
        head += b"%d %d " % (3 + place, offset)
        offset += len(body) + 1
    raw = zlib.compress(head + b" ".join(packed))
    kind = b"<< /Type /ObjStm /N %d /First %d /Filter /FlateDecode /Length %d >>" % (
        len(packed),
        len(head),
        len(raw),
    )
    for number, body in {**PAGES, stream: kind + b"\nstream\n" + raw + b"\nendstream"}.items():
        where[number] = (1, out.tell(), 0)
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    where[table] = (1, out.tell(), 0)
    rows = b"\0\0\0\0\0\xff\xff" + b"".join(
        bytes([kind_]) + first.to_bytes(4, "big") + second.to_bytes(2, "big")
        for kind_, first, second in (where[number] for number in range(1, table + 1))
    )
    start, raw = out.tell(), zlib.compress(rows)
    out.write(
        b"%d 0 obj\n<< /Type /XRef /Size %d /W [1 4 2] /Root 1 0 R /Filter /FlateDecode /Length %d >>\nstream\n"
        % (table, table + 1, len(raw))
    )
    out.write(raw + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def archive(parts: Mapping[str, bytes | str], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def content_types(*types: str) -> str:
    """The part that says what the other parts are."""
    each = "".join(
        f'<Override PartName="/part{place}" ContentType="{kind}"/>' for place, kind in enumerate(types)
    )
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{each}</Types>'


def docx(parts: Mapping[str, bytes | str] | None = None, *, main: str = DOCX_MAIN) -> bytes:
    """A document of one paragraph, with more parts beside it."""
    text = '<w:document xmlns:w="urn:w"><w:p><w:r><w:t>Planen</w:t></w:r></w:p></w:document>'
    return archive({CONTENT_TYPES: content_types(main), "word/document.xml": text, **(parts or {})})


def xlsx(parts: Mapping[str, bytes | str] | None = None, *, main: str = XLSX_MAIN) -> bytes:
    """A workbook of nothing, with more parts beside it."""
    return archive({CONTENT_TYPES: content_types(main), "xl/workbook.xml": "<workbook/>", **(parts or {})})


def rels(kind: str, target: str, *, external: bool = True) -> str:
    """A part that says what another leads to."""
    mode = ' TargetMode="External"' if external else ""
    uri = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    return f'<Relationships><Relationship Id="r1" Type="{uri}" Target="{target}"{mode}/></Relationships>'


def picture(kind: str, size: tuple[int, int] = (40, 30)) -> bytes:
    """A picture with something in it."""
    out = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(out, kind)
    return out.getvalue()
