"""`put_in_force PROPOSAL_ID --by MAIL`: approve what somebody else prepared."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from fsm3.access.roles import Role
from fsm3.core import clock
from fsm3.core.models import Proposal
from fsm3.journeys import deciding
from fsm3.management.base import JourneyCommand, acting, add_by


class Command(JourneyCommand):
    """Decide a proposal, of whatever kind, as the one who may."""

    help = "Approve a proposal: a version of a pool, a table of caps, the approver role."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The proposal and who acts."""
        parser.add_argument("proposal", type=int)
        add_by(parser)

    def handle(self, *_: Any, proposal: int, by: str, **__: Any) -> None:
        """Approve it; the journey refuses whoever may not."""
        actor = acting(by, Role.APPROVER, Role.ADMINISTRATOR)
        try:
            deciding.decide_proposal(proposal, approve=True, by=actor, at=clock.now())
        except Proposal.DoesNotExist as missing:
            raise CommandError(f"There is no proposal {proposal}.") from missing
        self.stdout.write(f"Proposal {proposal} is in force.")
