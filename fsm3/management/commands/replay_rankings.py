"""`replay_rankings`: whether every frozen ranking comes out the same when it is ranked once more."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from applications.selectors import rankings


class Command(BaseCommand):
    """Rank each frozen ranking anew, from what was frozen with it and the rules."""

    help = "Replay every frozen ranking from its frozen content; a difference ends with 1."

    def handle(self, *_: Any, **__: Any) -> None:
        """Tell each ranking; a difference ends with 1."""
        found = rankings.all_frozen()
        for each in found:
            told = (
                "same order"
                if each.same
                else f"differs: {', '.join(one.case for one in each.differs) or 'content'}"
            )
            self.stdout.write(f"ranking {each.id}, {each.pool_key}, {len(each.positions)} cases: {told}")
        if not all(each.same for each in found):
            raise CommandError("A ranking does not come out as it was frozen.")
