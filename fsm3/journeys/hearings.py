"""Hearings: a municipality is heard before its amount is lowered or money is claimed back, and answers or waives.

Source: domain page, "Payout": ten working days. What it is told is frozen with its letter; a decision that follows is no
worse than what was heard, or the municipality is heard again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from applications.rules import free_text
from applications.selectors import awards
from budgets.rules import accounts as account_rules
from budgets.rules.account_workflow import AccountEvent, next_status
from budgets.selectors import accounts
from fsm3.access import selectors as access
from fsm3.access.roles import Role
from fsm3.core import danish
from fsm3.core.actors import Actor
from fsm3.core.money import ZERO, Money
from fsm3.core.periods import day_of
from fsm3.core.problems import Problem, require
from fsm3.journeys import letters
from fsm3.journeys.accountwork import take_for_agency
from fsm3.journeys.casework import WRITERS, take_in_hand, take_own
from fsm3.journeys.moneywork import figures, grounds, record, take
from fsm3.letters import build_hearing
from fsm3.letters.build_statement import statement
from fsm3.letters.contexts import AS_DRAFTED, Statement
from fsm3.letters.parts import Grounds, case_of
from payouts.rules import hearing as rules
from payouts.rules.hearing import About, Heard
from payouts.selectors import hearings as selectors
from payouts.selectors import money
from payouts.selectors.hearings import HearingView
from payouts.selectors.money import Worked
from payouts.services import money as services

LONGEST_ANSWER = 8000


@dataclass(frozen=True)
class Told:
    """What a municipality is told in a hearing.

    `heard` is the worst it is prepared for, `figures` are named amounts, `subject` a key of the letter's subjects.
    """

    subject: str
    intends: Sequence[str]
    grounds: Grounds
    figures: Sequence[tuple[str, Money]]
    heard: Heard
    draft: Statement | None = None


@transaction.atomic
def hear_settlement(application_id: int, *, by: Actor, at: datetime) -> int:
    """Hear a municipality about its settlement or a claim, with the statement as it would be; returns the hearing.

    Raises NotReady with `hearing_not_needed`, `hearing_open`, or what else keeps the case.
    """
    case = take(application_id, by=by)
    worked = money.worked(case.id, at=at)
    require(_settlement_faults(worked))
    return open_hearing(case.id, About.SETTLEMENT, _about_settlement(worked), by=by, at=at)


@transaction.atomic
def hear_cut(account_id: int, accepted: Mapping[int, tuple[Money, str]], *, by: Actor, at: datetime) -> int:
    """Hear a municipality about expenses that are to be cut, line by line with the reasons; returns the hearing.

    Raises NotReady with `hearing_not_needed` where nothing is cut, and with the faults of the amounts.
    """
    case, account = take_for_agency(account_id, by=by)
    next_status(account.status, AccountEvent.ACCEPTED, by.role)
    lines, award = accounts.content(account.id).lines, awards.in_force(case.id)
    require(account_rules.acceptance_faults(lines, accepted, award.terms.budget))
    amounts = account_rules.accept(lines, accepted)
    spent = Money.sum(line.spent or ZERO for line in lines)
    total = Money.sum(amount for amount, _ in amounts.values())
    if total == spent:
        require([Problem("hearing_not_needed")])
    told = Told(
        subject=About.ACCOUNT_CUT,
        intends=[f"Vi vil godkende {danish.kroner(total)} af udgifterne på {danish.kroner(spent)}"],
        grounds=Grounds(
            [f"Post {number}: {reason}" for number, (_, reason) in amounts.items() if reason],
            [award.terms.accounts.source.section],
        ),
        figures=[("Udgifter i regnskabet", spent), ("Udgifter, vi vil godkende", total)],
        heard=Heard(total, ZERO),
    )
    return open_hearing(case.id, About.ACCOUNT_CUT, told, topic=topic(account.id), by=by, at=at)


@transaction.atomic
def open_hearing(
    application_id: int, about: About, told: Told, *, topic: str = "", by: Actor, at: datetime
) -> int:
    """Hear a municipality: freeze what it is told, write the letter, and count its ten working days."""
    case = take_in_hand(application_id, by=by)
    award, due = awards.in_force(case.id), rules.due(day_of(at))
    letter = build_hearing.hearing(
        case_of(award),
        about=told.subject,
        intends=told.intends,
        grounds=told.grounds,
        figures=told.figures,
        working_days=rules.WORKING_DAYS,
        due=due,
        caseworker=access.names({by.person})[by.person],
        draft=told.draft,
        at=at,
    )
    document = letters.write(letter, case=case.id, addressee_id=award.lead.organisation_id, at=at)
    hearing = services.open_hearing(
        case.id,
        about,
        topic=topic,
        content=_content(told),
        document_id=document,
        due=due,
        by=by.person,
        at=at,
    )
    record("hearing.opened", case.id, by=by, at=at, about=about, due=due.isoformat())
    return hearing


@transaction.atomic
def answer(hearing_id: int, *, text: str, by: Actor, at: datetime) -> None:
    """Answer a hearing, once; until a decision an answer is read even when its days are over.

    Raises NotReady with `hearing_answer_missing`, `hearing_answered`, and the faults of the text.
    """
    hearing = _take_own(hearing_id, by=by, roles=WRITERS)
    missing = [] if text.strip() else [Problem("hearing_answer_missing", "text")]
    require([*missing, *free_text.faults(text, where="text", longest=LONGEST_ANSWER), *_answered(hearing)])
    services.answer_hearing(hearing.id, text=text, by=by.person, at=at)
    record("hearing.answered", hearing.application_id, by=by, at=at, about=hearing.about)


@transaction.atomic
def waive(hearing_id: int, *, by: Actor, at: datetime) -> None:
    """Waive the days of a hearing, as a signatory. Raises NotReady with `hearing_answered`."""
    hearing = _take_own(hearing_id, by=by, roles=(Role.SIGNATORY,))
    require(_answered(hearing))
    services.answer_hearing(hearing.id, text="", by=by.person, at=at)
    record("hearing.waived", hearing.application_id, by=by, at=at, about=hearing.about)


def unheard(
    application_id: int, about: About, amount: Money, *, topic: str = "", at: datetime
) -> Iterator[Problem]:
    """Why an amount cannot be lowered to this yet: the municipality was not heard about as little, or can still answer."""
    told = [each for each in selectors.about(application_id, about, topic) if each.heard.entitled <= amount]
    if not told:
        yield Problem("hearing_needed")
    elif not any(each.is_closed(day_of(at)) for each in told):
        yield Problem("hearing_open", detail={"due": danish.day(max(each.due for each in told))})


def topic(account_id: int) -> str:
    """How a hearing names the account it is about."""
    return f"account:{account_id}"


def _settlement_faults(worked: Worked) -> list[Problem]:
    """A report that holds the payout is no reason not to hear the municipality meanwhile."""
    problems = [each for each in worked.problems() if each.code != "held_by_report"]
    if [each.code for each in problems] == ["hearing_needed"]:
        return []
    return problems or [Problem("hearing_not_needed")]


def _about_settlement(worked: Worked) -> Told:
    found, facts = worked.found, worked.facts
    claim = found.to_pay < ZERO
    last = ("Skal betales tilbage", -found.to_pay) if claim else ("Til udbetaling", found.to_pay)
    intends = (
        f"Vi vil kræve {danish.kroner(-found.to_pay)} tilbage."
        if claim
        else f"Vi vil afregne jeres tilskud med {danish.kroner(found.entitled)} i alt."
    )
    return Told(
        subject="repayment" if claim else About.SETTLEMENT,
        intends=[intends],
        grounds=grounds(worked, [AS_DRAFTED]),
        figures=[
            ("Tilsagn", facts.award),
            ("Det, I har ret til", found.entitled),
            ("Udbetalt indtil nu", facts.released - facts.repaid),
            last,
        ],
        heard=Heard(found.entitled, found.to_pay),
        draft=statement(figures(worked, name="Udkast til opgørelse")),
    )


def _content(told: Told) -> dict[str, object]:
    return {
        "entitled": str(told.heard.entitled),
        "to_pay": str(told.heard.to_pay),
        "intends": list(told.intends),
        "reasons": list(told.grounds.reasons),
        "figures": [[name, str(amount)] for name, amount in told.figures],
    }


def _take_own(hearing_id: int, *, by: Actor, roles: tuple[Role, ...]) -> HearingView:
    """Lock the case of a hearing for its municipality, and read the hearing."""
    case = take_own(selectors.hearing(hearing_id).application_id, by=by, roles=roles)
    return next(each for each in selectors.hearings_of(case.id) if each.id == hearing_id)


def _answered(hearing: HearingView) -> list[Problem]:
    return [Problem("hearing_answered")] if hearing.answer or hearing.waived else []
