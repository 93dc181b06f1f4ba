"""Telling people by mail, after the commit: the same words to each of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from fsm3.access.selectors import Held
from fsm3.core import mail


def mail_to(people: Iterable[Held], text: mail.Text, *, at: datetime, case: int | None = None) -> None:
    """Write a mail to each of the people, once to one who holds several of the roles."""
    for user_id in dict.fromkeys(each.user_id for each in people):
        mail.write(to=user_id, text=text, case=case, at=at)
