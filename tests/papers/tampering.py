"""Ways to tamper with a signed account. Each gives another file that looks like one of ours."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from fsm3.core.journal import Head
from fsm3.jobs import certificates, seal
from fsm3.jobs.certificates import Authority
from fsm3.jobs.render import render
from fsm3.letters.storage import to_json
from tests.letters.samples_account import ACCOUNT

HEAD = Head(1234, "9f86d081884c7d65" * 4)
NOW = datetime(2024, 3, 26, 15, 5, 1, tzinfo=UTC)


def own() -> Authority:
    return seal.authority()


@cache
def foreign() -> Authority:
    """An authority that somebody else made, under the name of ours."""
    name = own().certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value
    with TemporaryDirectory() as folder:
        path = Path(folder, "authority.p12")
        path.write_bytes(certificates.make(str(name), "a password", since=datetime(2021, 1, 1, tzinfo=UTC)))
        return certificates.read(path, "a password")


@cache
def unsigned(spent: str = ACCOUNT.spent) -> bytes:
    return render("account", to_json(replace(ACCOUNT, spent=spent)), head=HEAD)


@cache
def signed(spent: str = ACCOUNT.spent) -> bytes:
    return seal.sign(unsigned(spent), seal.signatures(ACCOUNT, now=NOW), by=own(), now=NOW)


def ends(pdf: bytes) -> list[int]:
    """Where each revision of a file ends."""
    return [match.end() for match in re.finditer(rb"%%EOF\n?", pdf)]


def without_seal(pdf: bytes) -> bytes:
    return pdf[: ends(pdf)[-2]]


def flipped(pdf: bytes, at: int) -> bytes:
    return pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]


def content_byte(pdf: bytes) -> bytes:
    return flipped(pdf, len(unsigned()) // 2)


def signature_byte(pdf: bytes) -> bytes:
    """A hexadecimal digit in the middle of the first signature's container."""
    at = pdf.index(b"/Contents <") + 1500
    return pdf[:at] + (b"0" if pdf[at : at + 1] != b"0" else b"1") + pdf[at + 1 :]


def padding_byte(pdf: bytes) -> bytes:
    """The last digit of the zeros that fill the first signature's room: no signature covers it."""
    at = pdf.index(b">", pdf.index(b"/Contents <")) - 1
    return pdf[:at] + b"1" + pdf[at + 1 :]


def truncated(pdf: bytes) -> bytes:
    return pdf[:-300]


def incremented(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def page_added(pdf: bytes) -> bytes:
    """A stamp over the first page, appended as another revision."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        stream = generic.StreamObject(stream_data=b"BT /F1 30 Tf 80 400 Td (1.000.000) Tj ET")
        writer.add_stream_to_page(0, writer.add_object(stream))

    return incremented(pdf, change)


def cut_back(pdf: bytes) -> bytes:
    return without_seal(pdf)


def cut_back_to_management(pdf: bytes) -> bytes:
    """The file as it was before the auditor signed: his reservations would be gone."""
    return pdf[: ends(pdf)[-3]]


def attachment_swapped(pdf: bytes) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        names = writer.root["/Names"]["/EmbeddedFiles"]["/Names"]
        held = names[3].get_object()["/EF"]["/F"]
        held.get_object()._data = b'{"lines":[],"spent":"1.00"}'
        held.get_object()._encoded_data = None
        writer.mark_update(names[3].get_object()["/EF"].raw_get("/F"))

    return incremented(pdf, change)


def seal_replaced(pdf: bytes) -> bytes:
    """Sealed anew by somebody else, on what both attestations had signed."""
    last = seal.signatures(ACCOUNT, now=NOW)[-1]
    return seal.sign_fields(without_seal(pdf), [last], by=foreign(), now=NOW)


def field_removed(pdf: bytes) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        fields = writer.root["/AcroForm"]["/Fields"]
        del fields[1]
        writer.update_container(fields)

    return incremented(pdf, change)


def metadata_changed(pdf: bytes) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        writer.set_info(
            generic.DictionaryObject({generic.pdf_name("/Title"): generic.pdf_string("Slutregnskab 2")})
        )

    return incremented(pdf, change)


def spliced(pdf: bytes) -> bytes:
    """Another account's pages under this one's signatures."""
    other = unsigned("2.156.250,50")
    return other + pdf[len(unsigned()) :]


def made_anew(_: bytes) -> bytes:
    """Another account altogether, signed in the same names by somebody else's authority."""
    return seal.sign(unsigned("9.999.999,99"), seal.signatures(ACCOUNT, now=NOW), by=foreign(), now=NOW)


@dataclass(frozen=True)
class Tampering:
    """One way, as it is told in the table."""

    told: str
    do: Callable[[bytes], bytes]


WAYS = (
    Tampering("one byte of a page flipped", content_byte),
    Tampering("one digit of a signature changed", signature_byte),
    Tampering("one digit of a signature's padding changed", padding_byte),
    Tampering("the end cut off", truncated),
    Tampering("a stamp appended as a new revision", page_added),
    Tampering("cut back to before the seal", cut_back),
    Tampering("cut back to before the auditor", cut_back_to_management),
    Tampering("the embedded data swapped", attachment_swapped),
    Tampering("sealed anew by another authority", seal_replaced),
    Tampering("a signature field removed", field_removed),
    Tampering("the title changed", metadata_changed),
    Tampering("two files spliced", spliced),
    Tampering("the whole file made anew by another authority", made_anew),
)
