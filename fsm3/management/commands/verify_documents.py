"""`verify_documents`: whether every document, every file made of one and every file that was sent is what it was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from applications.selectors import attachments
from fsm3.core import documents
from fsm3.jobs.verify import verify_account_pdf
from fsm3.letters.contexts import Kind


class Command(BaseCommand):
    """Compare each document and each file with its digest, files that were sent too, and check the accounts' signatures."""

    help = "Check every document and its file against their digests, and the signatures of signed accounts."

    def handle(self, *_: Any, **__: Any) -> None:
        """Check; a difference ends with 1."""
        broken = [
            *(f"  - document {document}: {fault}" for document, fault in documents.broken()),
            *(f"  - document {document}: {fault}" for document, fault in _accounts()),
            *(f"  - receipt {receipt}: file {place} changed" for receipt, place in attachments.broken()),
        ]
        if broken:
            raise CommandError(
                "\n".join([f"{len(broken)} faults in documents that are not what they were:", *broken])
            )
        self.stdout.write("Every document is what it was.")


def _accounts() -> Iterator[tuple[int, str]]:
    for document, content in documents.files_of(Kind.ACCOUNT):
        yield from ((document, str(problem)) for problem in verify_account_pdf(content))
