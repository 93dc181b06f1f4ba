"""`demo_people`: who can sign in to the demo with one click; `make run` prints it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from applications.selectors.showcase import municipalities_to_try
from fsm3.access import selectors


class Command(BaseCommand):
    """List the demo's invented people by organisation, with role, name and mail address."""

    help = "List the invented people of the demo by organisation."

    def handle(self, *_: Any, **__: Any) -> None:
        """Print a line for each; outside demo mode there is nobody to list."""
        if not settings.DEMO:
            raise CommandError("There are invented people in demo mode only.")
        for group in selectors.people_to_try(municipalities_to_try()):
            self.stdout.write(group.organisation)
            for who in group.people:
                self.stdout.write(f"  {who.role:<28}{who.user_name} <{who.email}>")
