"""What the commands share: acting for a user, and telling problems one to a line with their places."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from fsm3.access import selectors
from fsm3.access.rights import NotAllowed
from fsm3.access.roles import Role
from fsm3.core.actors import Actor
from fsm3.core.problems import NotReady
from fsm3.demo.mode import NotADemo


class JourneyCommand(BaseCommand):
    """A command that calls a journey: what the journey refuses is printed, each problem with its place, and ends with 1."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Run the command, and tell what it was refused for."""
        try:
            return super().execute(*args, **options)
        except NotReady as found:
            count = len(found.problems)
            lines = (f"  - {problem}" for problem in found.problems)
            raise CommandError("\n".join([f"{count} problem{'s' * (count != 1)}:", *lines])) from found
        except NotAllowed as refused:
            raise CommandError(str(refused)) from refused


class DemoCommand(JourneyCommand):
    """A command of the demo, which refuses to run anywhere else."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Run the command in demo mode."""
        try:
            return super().execute(*args, **options)
        except NotADemo as refused:
            raise CommandError(str(refused)) from refused


def add_by(parser: ArgumentParser) -> None:
    """Let a command be told who acts."""
    parser.add_argument("--by", required=True, metavar="MAIL", help="mail address of the user who acts")


def acting(mail: str, *roles: Role) -> Actor:
    """The user of a mail address, in the one of these roles they hold. Raises CommandError when there is none."""
    for held in selectors.memberships_by_mail(mail):
        if held.role in roles:
            return held.actor
    raise CommandError(f"{mail} is no active user in the role {' or '.join(roles)}.")


def read_text(path: Path) -> str:
    """A text file whole. Raises CommandError when it cannot be read as UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path} cannot be read: {error}") from error
