"""The PDFs of all samples, rendered once for the run.

What needs Django is imported inside: pytest reads this file before the servers are started that its settings name.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pypdf import PdfReader

    from fsm3.letters.contexts import Kind


@pytest.fixture(scope="session")
def pdfs() -> dict[Kind, bytes]:
    from tests.letters.pdfs import pdf_of
    from tests.letters.samples import SAMPLES

    return {kind: pdf_of(letter) for kind, letter in SAMPLES.items()}


@pytest.fixture(scope="session")
def readers(pdfs) -> dict[Kind, PdfReader]:
    from pypdf import PdfReader

    return {kind: PdfReader(io.BytesIO(pdf)) for kind, pdf in pdfs.items()}
