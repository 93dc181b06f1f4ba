"""Whether the file of a signed account is what we made: first by our own digests, then by its signatures.

Our digest comes first because signatures cannot tell everything: a file cut back to an earlier revision is whole to any
reader. `fsm3/docs/tampering.md` says what each check alone misses.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import partial

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from fsm3.core import documents
from fsm3.core.canonical import sha256
from fsm3.core.problems import Problem
from fsm3.jobs.certificates import Authority
from fsm3.jobs.loops import in_own_thread
from fsm3.jobs.seal import SEAL, authority, der
from fsm3.letters.contexts import Kind


def verify_account_pdf(content: bytes) -> tuple[Problem, ...]:
    """Everything that is wrong with a file that is said to be a signed account; nothing when it is one of ours."""
    return (*own_digest(content), *signature_faults(content, by=authority()))


def own_digest(content: bytes) -> Iterator[Problem]:
    """`file_not_ours` unless this very file was made here."""
    if documents.document_of_file(sha256(content), kind=Kind.ACCOUNT) is None:
        yield Problem("file_not_ours")


def signature_faults(content: bytes, *, by: Authority) -> tuple[Problem, ...]:
    """What the signatures say, with an authority's certificate as the only root of trust."""
    try:
        return tuple(_faults(PdfFileReader(io.BytesIO(content)), by))
    except Exception as fault:  # noqa: BLE001  a file that somebody changed breaks a parser anywhere
        return (Problem("signatures_unreadable", detail={"fault": type(fault).__name__}),)


def _faults(reader: PdfFileReader, by: Authority) -> Iterator[Problem]:
    signatures = list(reader.embedded_signatures)
    for signature in signatures:
        yield from _broken(signature, by)
    if not signatures or signatures[-1].field_name != SEAL:
        yield Problem("seal_missing")
    elif signatures[-1].coverage is not SignatureCoverageLevel.ENTIRE_FILE:
        yield Problem("changed_after_seal")


def _broken(signature: EmbeddedPdfSignature, by: Authority) -> Iterator[Problem]:
    """Judged by pyHanko's bottom line: an edit after the signature leaves `intact` true."""
    context = ValidationContext(
        trust_roots=[der(by.certificate)], moment=signature.self_reported_timestamp, allow_fetching=False
    )
    status = in_own_thread(partial(validate_pdf_signature, signature, context))
    if not status.bottom_line:
        foreign = status.intact and status.valid and not status.trusted
        yield Problem("signature_not_ours" if foreign else "signature_broken", signature.field_name)
