"""`make bench`: what sealing an account costs beside the bare library signing as often, in one run.

Aim: quality page of the project ("Speed"): at most 1.3 times the bare library call. Nothing here is judged.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from statistics import median

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter

from fsm3.jobs import seal
from fsm3.jobs.seal import OneKey
from tests.letters.samples_account import ACCOUNT
from tests.papers.tampering import NOW, own, unsigned

ROUNDS = 15


def took(act: Callable[[], object]) -> float:
    """Seconds of one call."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def bare(pdf: bytes, signer: signers.Signer, times: int) -> bytes:
    """pyHanko's own call, once for each signature, with a key that lies ready."""
    for number in range(times):
        meta = signers.PdfSignatureMetadata(
            field_name=f"field_{number}", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
        )
        out = signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), meta, signer)
        pdf = out.getvalue()
    return pdf


def test_sealing() -> None:
    """Print the cost of three signatures with their keys and certificates, and its ratio to the bare calls."""
    pdf, wanted = unsigned(), seal.signatures(ACCOUNT, now=NOW)
    certificate, key = own().certify(wanted[0].subject, since=NOW, now=NOW)
    signer = OneKey(certificate, key, own().certificate)
    ours, theirs = [], []
    for _ in range(ROUNDS):
        theirs.append(took(lambda: bare(pdf, signer, len(wanted))))
        ours.append(took(lambda: seal.sign(pdf, wanted, by=own(), now=NOW)))
    print(
        f"\nsealing: {len(wanted)} signatures {median(ours) * 1000:.0f} ms, bare library {median(theirs) * 1000:.0f} ms,"
        f" ratio {median(ours) / median(theirs):.2f} (aim 1.3)"
    )
