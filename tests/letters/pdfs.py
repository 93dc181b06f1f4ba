"""Letters as PDFs, and the text of these."""

from __future__ import annotations

import subprocess

from fsm3.core.journal import Head
from fsm3.jobs.render import render
from fsm3.letters import templates
from fsm3.letters.storage import to_json
from tests.letters.samples import SAMPLES

HEAD = Head(1234, "9f86d081884c7d65" * 4)
KINDS = list(SAMPLES)


def pdf_of(letter) -> bytes:
    return render(templates.kind_of(letter), to_json(letter), head=HEAD)


def text_of(pdf: bytes, *options: str) -> str:
    done = subprocess.run(["pdftotext", *options, "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def flat(text: str) -> str:
    return " ".join(text.split())
