"""Heads: once a day the journal's head is mailed to the administrators.

A hash chain does not notice that its newest entries are gone. Whoever kept a mail can: `verify_journal --head` compares.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from fsm3.access import selectors as access
from fsm3.access.roles import Role
from fsm3.core import jobs, journal
from fsm3.core.periods import COPENHAGEN
from fsm3.journeys.telling import mail_to
from fsm3.letters import mails

TELL = "tell_journal_head"
FROM_HOUR = 6


@transaction.atomic
def due(*, at: datetime) -> None:
    """Write the day's job, from six in the morning, once however often the clock ticks."""
    local = at.astimezone(COPENHAGEN)
    if local.hour >= FROM_HOUR:
        jobs.enqueue(TELL, key=f"{TELL}:{local.date()}", payload={})


@transaction.atomic
def tell(*, at: datetime) -> None:
    """Mail the journal's head to every administrator."""
    administrators = access.holders(access.agency_id(), Role.ADMINISTRATOR)
    mail_to(administrators, mails.journal_head(str(journal.head())), at=at)
