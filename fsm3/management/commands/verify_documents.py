"""`verify_documents`: whether every document and every file made of one is what it was."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from fsm3.core import documents


class Command(BaseCommand):
    """Compare each document and each file with its digest."""

    help = "Check every document and its file against their digests."

    def handle(self, *_: Any, **__: Any) -> None:
        """Check; a difference ends with 1."""
        broken = [f"  - document {document}: {fault}" for document, fault in documents.broken()]
        if broken:
            raise CommandError("\n".join([f"{len(broken)} documents are not what they were:", *broken]))
        self.stdout.write("Every document is what it was.")
