"""Every kind of proposal, prepared in the small town by somebody who may: what each walk over all kinds begins with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from applications.rules.caps_file import CapRow
from budgets.rules.attestation import Conclusion
from fsm3.access import services
from fsm3.access.roles import Role
from fsm3.core import documents, journal
from fsm3.core.actors import Actor
from fsm3.core.money import Money
from fsm3.journeys import (
    amend,
    award_life,
    budget_change,
    conditions,
    correct_letter,
    letters,
    members,
    outcomes,
    payouts,
    pools,
)
from fsm3.journeys.kinds import Kind
from tests.support import accounts as way
from tests.support import payouts as money
from tests.support.outcomes import IN_2024, JULY, imported, locked, two_months, with_awards
from tests.support.town import ACCEPTED, DEADLINE, DECEMBER, FSM3, Town, awarded, lowered, moved, refused

Prepare = Callable[[Town], tuple[int, Actor]]


def pool_version(town: Town) -> tuple[int, Actor]:
    longer = FSM3.replace("midt i december 2021", "i december 2021")
    proposal = pools.prepare_pool_version(longer, by=town.caseworker, at=DECEMBER)
    assert proposal is not None
    return proposal, town.caseworker


def cap_table(town: Town) -> tuple[int, Actor]:
    rows = [CapRow("0101", Money.of(1), "new", None, clarification_pool=False, target_group=None)]
    proposal = pools.prepare_caps(
        "fsm3", rows, source="Opdigtet", dated=date(2021, 12, 1), by=town.caseworker, at=DECEMBER
    )
    assert proposal is not None
    return proposal, town.caseworker


def award(town: Town) -> tuple[int, Actor]:
    return town.recommended(awarded(town.assessed("0101")))[0], town.caseworker


def refusal(town: Town) -> tuple[int, Actor]:
    return town.recommended(refused(town.assessed("0101")))[0], town.caseworker


def inadmissibility(town: Town) -> tuple[int, Actor]:
    case = town.sent("0101", at=DEADLINE + timedelta(milliseconds=1))
    return town.inadmissible(case), town.caseworker


def approver_role(town: Town) -> tuple[int, Actor]:
    first = town.administrators[0]
    return members.prepare_approver(town.caseworkers[1].person, by=first, at=DECEMBER), first


def amendment(town: Town) -> tuple[int, Actor]:
    case, by = town.accepted("0101"), town.caseworkers[2]
    town.waived(amend.hear_amendment(case, lowered(case, 800_000), reason="Mindre.", by=by, at=ACCEPTED))
    return amend.prepare_amendment(case, lowered(case, 800_000), reason="Mindre.", by=by, at=ACCEPTED), by


def lapse(town: Town) -> tuple[int, Actor]:
    case, by = town.accepted("0101"), town.caseworkers[2]
    award_life.renounce(case, reason="Vi stopper.", by=town.signatories["0101"], at=ACCEPTED)
    return amend.prepare_lapse(case, reason="Der er givet afkald.", by=by, at=ACCEPTED), by


def changed_budget(town: Town) -> tuple[int, Actor]:
    case = town.accepted("0101")
    change = budget_change.ask(
        case, moved(100_000), reason="En jobformidler mere.", by=town.signatories["0101"], at=ACCEPTED
    )
    by = town.caseworkers[2]
    return budget_change.prepare_change(
        change, approve=True, reason="Det er i orden.", by=by, at=ACCEPTED
    ), by


def month_lock(town: Town) -> tuple[int, Actor]:
    imported(with_awards(town), two_months())
    return outcomes.prepare_lock("fsm3", [JULY], by=town.caseworker, at=IN_2024), town.caseworker


def month_unlock(town: Town) -> tuple[int, Actor]:
    imported(with_awards(town), two_months())
    locked(town, JULY)
    proposal = outcomes.prepare_unlock(
        "fsm3", [JULY], reason="Nyt udtræk", by=town.caseworkers[1], at=IN_2024
    )
    return proposal, town.caseworkers[1]


def instalment(town: Town) -> tuple[int, Actor]:
    case = money.with_partial(town, "0101")
    return payouts.prepare_payout(case, by=town.caseworkers[2], at=money.MAY_2024), town.caseworkers[1]


def settlement(town: Town) -> tuple[int, Actor]:
    case = money.ready_to_settle(town, "0101")
    return payouts.prepare_payout(case, by=town.caseworker, at=money.MAY_2024), town.caseworker


def claim(town: Town) -> tuple[int, Actor]:
    case = money.ready_to_settle(town, "0101", 300_000, 25_000)
    money.heard(town, "0101", case)
    return payouts.prepare_payout(case, by=town.caseworker, at=money.MAY_2024), town.caseworker


def release_of_held(town: Town) -> tuple[int, Actor]:
    money.with_partial(town, "0101")
    auditor = way.engaged(town, "0101")
    final = money.accept_final(town, "0101", auditor=auditor, conclusion=Conclusion.ADVERSE)
    by = town.caseworker
    return payouts.prepare_release_of_held(final, reason="Bilagene er set.", by=by, at=DECEMBER), by


def condition(town: Town) -> tuple[int, Actor]:
    case = money.with_condition(town, "0101")
    by = town.caseworker
    return conditions.prepare_confirmation(case, "first", reason="Aftalen er set.", by=by, at=DECEMBER), by


def corrected_letter(town: Town) -> tuple[int, Actor]:
    letter, by = documents.of_case(town.awarded("0101"))[-1].id, town.caseworkers[2]
    letters.give(letter, content=b"%PDF", template_version="1", head=journal.head(), at=DECEMBER)
    texts = {"reasons.1": "Planen er konkret."}
    return correct_letter.prepare_correction(letter, texts, reason="Stavefejl.", by=by, at=ACCEPTED), by


PREPARE: dict[Kind, Prepare] = {
    Kind.POOL_VERSION: pool_version,
    Kind.CAP_TABLE: cap_table,
    Kind.AWARD: award,
    Kind.REFUSAL: refusal,
    Kind.INADMISSIBILITY: inadmissibility,
    Kind.AMENDMENT: amendment,
    Kind.LAPSE: lapse,
    Kind.BUDGET_CHANGE: changed_budget,
    Kind.APPROVER_ROLE: approver_role,
    Kind.MONTH_LOCK: month_lock,
    Kind.MONTH_UNLOCK: month_unlock,
    Kind.INSTALMENT: instalment,
    Kind.SETTLEMENT: settlement,
    Kind.REPAYMENT: claim,
    Kind.ADVERSE_RELEASE: release_of_held,
    Kind.CONDITION: condition,
    Kind.LETTER_CORRECTION: corrected_letter,
}


def also_approver(town: Town, person: Actor) -> Actor:
    """The same person, who by the worst of luck holds the approver's role as well."""
    services.give_role(person.person, organisation_id=town.agency, role=Role.APPROVER, at=DECEMBER)
    return Actor(person.person, Role.APPROVER, town.agency)


def decider(town: Town, kind: Kind) -> Actor:
    return town.administrators[1] if kind is Kind.APPROVER_ROLE else town.approver
