"""`verify_journal [--head SEQ:DIGEST]`: whether the journal holds together and agrees with what was written of it."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from fsm3.core import documents, journal
from fsm3.core.journal import Head


class Command(BaseCommand):
    """Name every entry that was changed, is gone or does not follow, and every witness the journal contradicts."""

    help = "Check the journal's chain, also against the heads that documents carry and one kept elsewhere."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """A head that was kept elsewhere, as it stands on receipts and letters."""
        parser.add_argument("--head", type=_head, action="append", default=[], metavar="SEQ:DIGEST")

    def handle(self, *_: Any, head: list[Head], **__: Any) -> None:
        """Check; a break ends with 1."""
        kept = [(f"head {each.seq}", each) for each in head]
        breaks = [
            f"  - entry {found.seq}: {found.fault}"
            for found in journal.verify([*kept, *documents.witnesses()])
        ]
        if breaks:
            raise CommandError("\n".join([f"The journal is broken in {len(breaks)} places:", *breaks]))
        self.stdout.write(f"The journal holds. Its head is {journal.head()}.")


def _head(text: str) -> Head:
    seq, colon, digest = text.partition(":")
    if not (colon and seq.isascii() and seq.isdigit() and digest):
        raise ArgumentTypeError("a head is written SEQ:DIGEST")
    return Head(int(seq), digest)
