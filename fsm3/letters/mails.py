"""The mails that say that something lies at the door or waits there. They hold nothing of the case itself.

Written in Danish, as letters are. A mail leads to the page it speaks of, which asks for signing in first.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.urls import reverse

from fsm3.access import passwords
from fsm3.access.roles import Role
from fsm3.core.danish import day, moment
from fsm3.core.mail import Text

_ROLES = {
    Role.CASEWORKER: "sagsbehandler",
    Role.APPROVER: "godkender",
    Role.ADMINISTRATOR: "administrator",
    Role.AUDITOR: "revisor",
    Role.NATIONAL_AUDITOR: "læser",
    Role.APPLICANT: "ansøger",
    Role.ACCOUNTANT: "regnskabsmedarbejder",
    Role.SIGNATORY: "tilskudsansvarlig",
    Role.MUNICIPALITY_ADMINISTRATOR: "kommunens administrator",
}


def at_the_door(title: str, case: int | None) -> Text:
    """A document of this title can be read after signing in."""
    return Text(
        subject=f"Nyt i tilskudsportalen: {title}",
        body=(
            f"Der ligger et nyt dokument til jer: {title}.\n\n"
            "Log ind i tilskudsportalen for at læse det. Denne mail indeholder ikke selve dokumentet."
        ),
        link=_case(case) if case else "/",
    )


def waits_to_be_sent(number: str, deadline: datetime, case: int) -> Text:
    """A draft is finished, and only a signatory can send it."""
    return Text(
        subject="Jeres ansøgning venter på at blive sendt",
        body=(
            f"Ansøgningen {number} er skrevet færdig. Den er ikke sendt endnu, og du er en af dem, der kan sende den.\n\n"
            f"Fristen er {moment(deadline)} dansk tid. Læs ansøgningen igennem, og send den."
        ),
        link=reverse("own_check", args=(case,)),
        link_text="Læs ansøgningen igennem",
    )


def account_handled(case: int) -> Text:
    """The agency has handled an account: it was accepted, or sent back."""
    return Text(
        subject="Nyt i tilskudsportalen: jeres regnskab er behandlet",
        body=(
            "Vi har behandlet et regnskab fra jer.\n\n"
            "Log ind i tilskudsportalen for at se resultatet, og om der er noget, I skal rette."
        ),
        link=_case(case),
        link_text="Se sagen",
    )


def clarification_asked(due: date, case: int) -> Text:
    """The agency has asked about an application, for an answer by a day."""
    return Text(
        subject="Nyt i tilskudsportalen: vi har spørgsmål til jeres ansøgning",
        body=(
            f"Vi har afklarende spørgsmål til jeres ansøgning. Svar senest {day(due)}.\n\n"
            "Log ind i tilskudsportalen for at læse spørgsmålene. I kan rette i de dele af ansøgningen, vi spørger til. "
            "Den tilskudsansvarlige sender svaret."
        ),
        link=reverse("own_clarification", args=(case,)),
        link_text="Se spørgsmålene",
    )


def answer_waits_to_be_sent(number: str, due: date, case: int) -> Text:
    """An answer to the agency's questions is finished, and only a signatory can send it."""
    return Text(
        subject="Jeres svar venter på at blive sendt",
        body=(
            f"Svaret på vores spørgsmål til ansøgningen {number} er skrevet færdigt. Det er ikke sendt endnu, og du er en "
            "af dem, der kan sende det.\n\n"
            f"Vi har bedt om svar senest {day(due)}. Læs svaret igennem, og send det."
        ),
        link=reverse("own_clarification_send", args=(case,)),
        link_text="Læs svaret igennem",
    )


def clarification_extended(due: date, case: int) -> Text:
    """The municipality has until a later day."""
    return Text(
        subject="Nyt i tilskudsportalen: I har fået længere tid til at svare",
        body=(
            f"I har nu til og med {day(due)} til at svare på vores spørgsmål til jeres ansøgning.\n\n"
            "Log ind i tilskudsportalen for at læse hvorfor."
        ),
        link=_case(case),
    )


def clarification_closed(case: int) -> Text:
    """The agency goes on without an answer."""
    return Text(
        subject="Nyt i tilskudsportalen: vores spørgsmål er lukket",
        body=(
            "Vi har lukket vores spørgsmål til jeres ansøgning. Vi behandler den, som I har sendt den.\n\n"
            "Log ind i tilskudsportalen for at læse hvorfor."
        ),
        link=_case(case),
    )


def clarification_answered(number: str, case: int) -> Text:
    """A municipality has answered; for the caseworker."""
    return Text(
        subject=f"Svar på afklarende spørgsmål i sag {number}",
        body=f"Kommunen har svaret i sag {number}.\n\nLog ind for at se, hvad der stod før, og hvad der står nu.",
        link=reverse("clarify", args=(case,)),
        link_text="Se svaret",
    )


def cases_assigned(given: Sequence[tuple[str, int]]) -> Text:
    """Somebody gave cases, each with its number, to a caseworker."""
    if len(given) == 1:
        number, case = given[0]
        return Text(
            subject=f"Du har fået sag {number}",
            body=f"Sag {number} er givet til dig.\n\nLog ind for at se, hvad den venter på.",
            link=reverse("case", args=(case,)),
            link_text="Åbn sagen",
        )
    numbers = "\n".join(number for number, _case in given)
    return Text(
        subject=f"Du har fået {len(given)} sager",
        body=f"Disse sager er givet til dig:\n\n{numbers}\n\nLog ind for at se, hvad de venter på.",
        link=reverse("work"),
        link_text="Se dit arbejde",
    )


def note_written(case: int) -> Text:
    """The agency has written a note to a municipality."""
    return Text(
        subject="Nyt i tilskudsportalen: vi har skrevet til jer",
        body=(
            "Vi har skrevet til jer om jeres ansøgning.\n\n"
            "Log ind i tilskudsportalen for at læse det. Denne mail indeholder ikke selve teksten."
        ),
        link=_case(case),
        link_text="Læs, hvad vi har skrevet",
    )


def journal_head(head: str) -> Text:
    """Where the journal stands today, and what to do with it."""
    return Text(
        subject="Journalens hoved i dag",
        body=(
            f"Journalen står i dag ved {head}.\n\n"
            "Gem mailen uden for systemet. Med tallet kan I senere vise, at intet er fjernet fra journalen:\n"
            f"manage.py verify_journal --head {head}"
        ),
    )


def invited(*, name: str, organisation: str, roles: Sequence[Role], by_agency: bool = False) -> Text:
    """Somebody new is to choose a password; the link works once, and for some days."""
    ask = _whom_to_ask(by_agency=by_agency)
    keeps = Role.MUNICIPALITY_ADMINISTRATOR in roles
    return Text(
        subject=f"Du er inviteret til tilskudsportalen af {'styrelsen' if by_agency else organisation}",
        body=(
            f"Kære {name}\n\n"
            f"{_access_given(organisation, roles, by_agency=by_agency)}\n\n"
            + (
                "Som kommunens administrator inviterer du selv dine kolleger og giver dem roller.\n\n"
                if keeps
                else ""
            )
            + "Vælg en adgangskode for at komme i gang. Linket virker én gang og i "
            f"{passwords.lasts().days} dage. Er det udløbet, kan {ask} sende et nyt.\n\n"
            f"Har du ikke ventet denne mail, så lad være med at bruge linket, og spørg {ask}."
        ),
        link_text="Vælg din adgangskode",
        invites=True,
    )


def roles_given(*, name: str, organisation: str, roles: Sequence[Role], by_agency: bool = False) -> Text:
    """Somebody who signs in already got more to do."""
    unexpected = (
        f"\n\nHar du ikke ventet denne mail, så spørg {_whom_to_ask(by_agency=True)}." if by_agency else ""
    )
    return Text(
        subject=f"Du har fået en ny rolle for {organisation}",
        body=(
            f"Kære {name}\n\n"
            f"Du er nu {_in_words(roles)} for {organisation} i tilskudsportalen.\n\n"
            f"Log ind, som du plejer. Har du flere roller, skifter du mellem dem øverst på siden.{unexpected}"
        ),
    )


def role_ended(*, name: str, organisation: str, role: Role, by_agency: bool = False) -> Text:
    """Somebody's role is over."""
    return Text(
        subject=f"Din rolle for {organisation} er ophørt",
        body=(
            f"Kære {name}\n\n"
            f"Du er ikke længere {_in_words([role])} for {organisation} i tilskudsportalen.\n\n"
            f"Er det en fejl, så kontakt {_whom_to_ask(by_agency=by_agency)}."
        ),
    )


def switched_off(*, name: str) -> Text:
    """Somebody cannot sign in any more."""
    return Text(
        subject="Din adgang til tilskudsportalen er lukket",
        body=(
            f"Kære {name}\n\n"
            "Du kan ikke længere logge ind i tilskudsportalen. Det, du har skrevet og sendt, bliver stående.\n\n"
            f"Er det en fejl, så kontakt {_whom_to_ask(by_agency=True)}."
        ),
    )


def switched_on(*, name: str) -> Text:
    """Somebody can sign in again."""
    return Text(
        subject="Din adgang til tilskudsportalen er åbnet igen",
        body=(
            f"Kære {name}\n\n"
            "Du kan igen logge ind i tilskudsportalen, som du plejer. Du har de samme roller som før."
        ),
    )


def invited_jointly(*, lead: str, pool: str, case: int) -> Text:
    """A municipality is invited to apply jointly; one of its signatories consents."""
    return Text(
        subject=f"{lead} inviterer jer til en fælles ansøgning",
        body=(
            f"{lead} vil gerne søge {pool} sammen med jer.\n\n"
            "I kan læse ansøgningen, som den står nu. En tilskudsansvarlig hos jer giver samtykke eller siger nej tak. "
            "Ansøgningen kan først sendes, når I har svaret."
        ),
        link=reverse("own_consent", args=(case,)),
        link_text="Se invitationen",
    )


def answered_jointly(*, municipality: str, consents: bool, case: int) -> Text:
    """An invited municipality consented, or will not take part."""
    done = "har givet samtykke til" if consents else "deltager ikke i"
    return Text(
        subject=f"{municipality} {done} fælles ansøgning",
        body=f"{municipality} {done} jeres fælles ansøgning.",
        link=reverse("own_joint", args=(case,)),
        link_text="Se den fælles ansøgning",
    )


def uninvited(*, lead: str, pool: str) -> Text:
    """The lead took its invitation back: the municipality is free to apply by itself."""
    return Text(
        subject=f"{lead} har trukket invitationen tilbage",
        body=(
            f"I er ikke længere med i {lead}s ansøgning til {pool}.\n\n"
            "I kan selv søge, eller søge sammen med andre, indtil fristen."
        ),
    )


def _case(case: int) -> str:
    return reverse("own_application", args=(case,))


def _access_given(organisation: str, roles: Sequence[Role], *, by_agency: bool) -> str:
    if by_agency:
        return f"Du har fået adgang til tilskudsportalen som {_in_words(roles)} for {organisation}."
    return f"{organisation} har givet dig adgang til tilskudsportalen som {_in_words(roles)}."


def _whom_to_ask(*, by_agency: bool) -> str:
    """Whoever gave the access can be asked about it."""
    return "styrelsens administrator" if by_agency else "kommunens administrator"


def _in_words(roles: Sequence[Role]) -> str:
    *first, last = (_ROLES[role] for role in roles)
    return f"{', '.join(first)} og {last}" if first else last
