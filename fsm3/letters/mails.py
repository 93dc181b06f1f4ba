"""The mails that say that something lies at the door. They hold nothing of the case itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fsm3.core.danish import day


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


def account_handled() -> Text:
    """The agency has handled an account: it was accepted, or sent back."""
    return Text(
        subject="Nyt i tilskudsportalen: jeres regnskab er behandlet",
        body=(
            "Vi har behandlet et regnskab fra jer.\n\n"
            "Log ind i tilskudsportalen for at se resultatet, og om der er noget, I skal rette.\n"
        ),
    )


def clarification_asked(due: date) -> Text:
    """The agency has asked about an application, for an answer by a day."""
    return Text(
        subject="Nyt i tilskudsportalen: vi har spørgsmål til jeres ansøgning",
        body=(
            f"Vi har afklarende spørgsmål til jeres ansøgning. Svar senest {day(due)}.\n\n"
            "Log ind i tilskudsportalen for at læse spørgsmålene. I kan rette i de dele af ansøgningen, vi spørger til. "
            "Den tilskudsansvarlige sender svaret.\n"
        ),
    )


def clarification_extended(due: date) -> Text:
    """The municipality has until a later day."""
    return Text(
        subject="Nyt i tilskudsportalen: I har fået længere tid til at svare",
        body=(
            f"I har nu til og med {day(due)} til at svare på vores spørgsmål til jeres ansøgning.\n\n"
            "Log ind i tilskudsportalen for at læse hvorfor.\n"
        ),
    )


def clarification_closed() -> Text:
    """The agency goes on without an answer."""
    return Text(
        subject="Nyt i tilskudsportalen: vores spørgsmål er lukket",
        body=(
            "Vi har lukket vores spørgsmål til jeres ansøgning. Vi behandler den, som I har sendt den.\n\n"
            "Log ind i tilskudsportalen for at læse hvorfor.\n"
        ),
    )


def clarification_answered(case: str) -> Text:
    """A municipality has answered; for the caseworker."""
    return Text(
        subject=f"Svar på afklarende spørgsmål i sag {case}",
        body=f"Kommunen har svaret i sag {case}.\n\nLog ind for at se, hvad der stod før, og hvad der står nu.\n",
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
