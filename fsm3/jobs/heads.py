"""The daily mail that carries the journal's head out of the house."""

from __future__ import annotations

from fsm3.core import clock
from fsm3.core.jobs import Claim, Effect, handles
from fsm3.journeys import heads


@handles(heads.TELL)
def tell_journal_head(_claim: Claim) -> Effect:
    """Write the mails of the day; there is nothing slow about it."""
    return lambda: heads.tell(at=clock.now())
