"""Sending mail. A mail that was sent but not marked is sent again: mail is the one thing that may come twice.

What a server refuses for now (4xx), or that it cannot be reached, is tried again. An address or a mail that it refuses
for good (5xx) is not: the job is stuck at once, and whoever gave the address is told so beside it. Errors of ours name
the server's code alone, for its words repeat the address.
"""

from __future__ import annotations

import smtplib

from django.core.mail import EmailMultiAlternatives

from fsm3.access import passwords
from fsm3.core import clock, mail
from fsm3.core.jobs import Claim, Effect, Hopeless, handles
from fsm3.core.mail import Kept
from fsm3.letters.mail_looks import looks

FOR_GOOD = 500


class NotNow(Exception):
    """The server takes the mail perhaps later."""


@handles(mail.SEND_MAIL)
def send_mail(claim: Claim) -> Effect:
    """Send a mail that was written; the effect marks it sent. Nothing to do when it is sent already."""
    mail_id = claim.payload["mail"]
    kept = mail.unsent(mail_id)
    if kept is not None:
        _send(kept)
    return lambda: mail.mark_sent(mail_id, at=clock.now())


def _send(kept: Kept) -> None:
    """Hand a mail to the server, in both its looks. Raises Hopeless or NotNow with the code of a refusal."""
    shown = looks(kept.text, link=passwords.link(kept.user_id) if kept.text.invites else kept.text.link)
    message = EmailMultiAlternatives(kept.text.subject, shown.text, None, [kept.to])
    message.attach_alternative(shown.html, "text/html")
    try:
        message.send()
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as refused:
        code = _code(refused)
        raise (Hopeless if code >= FOR_GOOD else NotNow)(f"the server answered {code}") from None


def _code(refused: smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError) -> int:
    if isinstance(refused, smtplib.SMTPDataError):
        return refused.smtp_code
    return min(code for code, _words in refused.recipients.values())
