"""Thirteen ways to tamper with a signed account, and what each check says. The table in the docs is asserted here."""

from __future__ import annotations

import io
import re
import subprocess
from functools import partial
from pathlib import Path

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from fsm3.core.canonical import sha256
from fsm3.jobs import verify
from fsm3.jobs.loops import in_own_thread
from fsm3.jobs.seal import der
from tests.papers import tampering
from tests.papers.tampering import WAYS

DOCS = Path(__file__).parents[2] / "fsm3" / "docs" / "tampering.md"
COLUMNS = (
    "our digest",
    "our reading of the signatures",
    "pyHanko `bottom_line`",
    "pyHanko `intact`",
    "`pdfsig`",
)


def statuses(pdf: bytes):
    reader = PdfFileReader(io.BytesIO(pdf))
    for signature in reader.embedded_signatures:
        context = ValidationContext(
            trust_roots=[der(tampering.own().certificate)],
            moment=signature.self_reported_timestamp,
            allow_fetching=False,
        )
        yield in_own_thread(partial(validate_pdf_signature, signature, context))


def by_pyhanko(pdf: bytes) -> tuple[bool, bool]:
    """Whether a reader that asks every signature for its bottom line, or for `intact` alone, notices anything."""
    try:
        found = list(statuses(pdf))
    except Exception:  # noqa: BLE001  a reader that gives up has noticed
        return True, True
    return not all(each.bottom_line for each in found), not all(each.intact for each in found)


def by_pdfsig(pdf: bytes, path: Path) -> bool:
    path.write_bytes(pdf)
    said = subprocess.run(
        ["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=False
    ).stdout
    verdicts = re.findall(r"Signature Validation: (.*)", said)
    return not verdicts or any(verdict != "Signature is Valid." for verdict in verdicts)


def noticed(pdf: bytes, folder: Path) -> tuple[bool, ...]:
    return (
        sha256(pdf) != sha256(tampering.signed()),
        bool(verify.signature_faults(pdf, by=tampering.own())),
        *by_pyhanko(pdf),
        by_pdfsig(pdf, folder / "tampered.pdf"),
    )


def row(cells) -> str:
    return f"| {' | '.join(cells)} |"


def test_an_untouched_file_is_found_in_order_by_all(tmp_path):
    assert noticed(tampering.signed(), tmp_path) == (False,) * 5


def test_the_table_of_what_each_check_misses_is_true(tmp_path):
    found = [
        row(
            [
                way.told,
                *(
                    "sees it" if seen else "**misses it**"
                    for seen in noticed(way.do(tampering.signed()), tmp_path)
                ),
            ]
        )
        for way in WAYS
    ]
    table = "\n".join([row(["tampering", *COLUMNS]), row(["---"] * 6), *found])
    assert table in DOCS.read_text(), f"\n{table}"


@pytest.mark.parametrize("at", range(0, 60_000, 6_133))
def test_44_one_byte_anywhere_is_told(at):
    """By the signatures alone, wherever one covers the byte."""
    pdf = tampering.signed()
    faults = verify.signature_faults(tampering.flipped(pdf, at), by=tampering.own())
    rooms = [(match.start(), match.end()) for match in re.finditer(rb"/Contents <[0-9A-F]+>", pdf)]
    assert faults or any(start <= at < end for start, end in rooms)
