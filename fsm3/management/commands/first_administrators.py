"""`first_administrators MAIL:NAME MAIL:NAME`: who may give roles in a database that has nobody yet."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from fsm3.access import passwords
from fsm3.core import clock
from fsm3.journeys import members
from fsm3.management.base import JourneyCommand


class Command(JourneyCommand):
    """Make the first administrators, two at least, and print for each the link that chooses a password, once."""

    help = "Make the first administrators, given as MAIL:NAME, two at least."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The people."""
        parser.add_argument("people", nargs="+", type=_person, metavar="MAIL:NAME")

    def handle(self, *_: Any, people: list[tuple[str, str]], **__: Any) -> None:
        """Appoint them, then print a link for each."""
        appointed = members.appoint_first_administrators(people, at=clock.now())
        for (mail, _name), user_id in zip(people, appointed, strict=True):
            self.stdout.write(f"{mail}: {passwords.link(user_id)}")


def _person(text: str) -> tuple[str, str]:
    mail, colon, name = text.partition(":")
    if not (colon and "@" in mail and name.strip()):
        raise ArgumentTypeError("a person is written MAIL:NAME")
    return mail, name.strip()
