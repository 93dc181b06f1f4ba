"""Sending mail. A mail that was sent but not marked is sent again: mail is the one thing that may come twice."""

from __future__ import annotations

from django.core.mail import send_mail as send

from fsm3.core import clock, mail
from fsm3.core.jobs import Claim, Effect, handles


@handles(mail.SEND_MAIL)
def send_mail(claim: Claim) -> Effect:
    """Send a mail that was written; the effect marks it sent. Nothing to do when it is sent already."""
    mail_id = claim.payload["mail"]
    letter = mail.unsent(mail_id)
    if letter is not None:
        send(letter.subject, letter.body, None, [letter.to])
    return lambda: mail.mark_sent(mail_id, at=clock.now())
