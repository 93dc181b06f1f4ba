"""`make_authority`: the authority that signs accounts, made once for an installation."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from fsm3.core import clock
from fsm3.jobs import certificates


class Command(BaseCommand):
    """Write a new key with its certificate to a file that is not there yet."""

    help = "Make the authority that signs accounts, under the password in AUTHORITY_PASSWORD."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the authority's name and the file."""
        parser.add_argument("name", help="what the authority is called in every certificate")
        parser.add_argument("file", type=Path)

    def handle(self, *_: Any, name: str, file: Path, **__: Any) -> None:
        """Make it; a file that is there is left alone."""
        password = os.environ.get("AUTHORITY_PASSWORD", "")
        if not password:
            raise CommandError("AUTHORITY_PASSWORD is missing.")
        if file.exists():
            raise CommandError(f"{file} is there already: what it signed could not be verified any more.")
        file.touch(mode=0o600)
        file.write_bytes(certificates.make(name, password, since=clock.now()))
        self.stdout.write(f"{file} holds the authority {name}.")
