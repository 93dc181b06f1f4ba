"""The mails that say that something lies at the door or waits there. They hold nothing of the case itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fsm3.core.danish import moment


@dataclass(frozen=True)
class Text:
    """A mail's subject and body."""

    subject: str
    body: str


def at_the_door(title: str) -> Text:
    """A document of this title can be read after signing in."""
    return Text(
        subject=f"Nyt i tilskudsportalen: {title}",
        body=(
            f"Der ligger et nyt dokument til jer: {title}.\n\n"
            "Log ind i tilskudsportalen for at læse det. Denne mail indeholder ikke selve dokumentet.\n"
        ),
    )


def waits_to_be_sent(case_number: str, deadline: datetime) -> Text:
    """A draft is finished, and only a signatory can send it."""
    return Text(
        subject="Jeres ansøgning venter på at blive sendt",
        body=(
            f"Ansøgningen {case_number} er skrevet færdig. Den er ikke sendt endnu, og du er en af dem, der kan "
            "sende den.\n\n"
            f"Fristen er {moment(deadline)} dansk tid. Log ind i tilskudsportalen, læs ansøgningen igennem, og "
            "send den.\n"
        ),
    )


def account_handled() -> Text:
    """The agency has handled an account: it was accepted, or sent back."""
    return Text(
        subject="Nyt i tilskudsportalen: jeres regnskab er behandlet",
        body=(
            "Vi har behandlet et regnskab fra jer.\n\n"
            "Log ind i tilskudsportalen for at se resultatet, og om der er noget, I skal rette.\n"
        ),
    )


def journal_head(head: str) -> Text:
    """Where the journal stands today, and what to do with it."""
    return Text(
        subject="Journalens hoved i dag",
        body=(
            f"Journalen står i dag ved {head}.\n\n"
            "Gem mailen uden for systemet. Med tallet kan I senere vise, at intet er fjernet fra journalen:\n"
            f"manage.py verify_journal --head {head}\n"
        ),
    )
