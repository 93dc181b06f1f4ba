"""The world after the awards: a small town in which each municipality is at another place on the way to its money.

København has an award that waits for its acceptance; Dragør wrote half a partial account and waits for an answer to a
budget change; Tårnby's final account waits for its auditor; Esbjerg is paid on its partial account; Fanø is heard about
a cut in its own; Læsø has begun nothing.
"""

from __future__ import annotations

from budgets.rules.accounts import AccountKind
from fsm3.access.roles import Role
from fsm3.core import clock, documents, journal
from fsm3.core.money import Money
from fsm3.journeys import accounts, award_life, budget_change, hearings, letters
from tests.support import accounts as way
from tests.support import payouts
from tests.support.payouts import APRIL_2023
from tests.support.town import ACCEPTED, DECEMBER, Town, moved

PDF = b"%PDF-1.7 made up"
WAITING, WRITING, ATTESTED, PAID, HEARD, BEGUN = "0101", "0155", "0185", "0561", "0563", "0825"


def fill_after() -> None:
    """Live through it, by journeys alone."""
    town = Town().build()
    for code in (WAITING, WRITING, ATTESTED, PAID, HEARD, BEGUN):
        town.awarded(code)
        _give(town.cases[code])
    for code in (WRITING, ATTESTED, PAID, HEARD, BEGUN):
        award_life.accept(town.cases[code], by=town.signatories[code], at=ACCEPTED)
    _colleagues(town)
    _change(town)
    _accounts(town)


def _colleagues(town: Town) -> None:
    """Who writes beside the signatory."""
    for code in (WRITING, PAID, HEARD, BEGUN):
        for role in (Role.APPLICANT, Role.ACCOUNTANT):
            town.joined(f"{role}{code}@kommune.example", town.organisations[code], role)


def _give(case: int) -> None:
    for each in documents.of_case(case):
        if not each.rendered_at:
            head = journal.head()
            letters.give(each.id, content=PDF, template_version="1", head=head, at=DECEMBER)


def _change(town: Town) -> None:
    for kroner in (2_000, 60_000):
        budget_change.ask(
            town.cases[WRITING],
            moved(kroner),
            reason="Revisionen bliver dyrere.",
            by=town.signatories[WRITING],
            at=ACCEPTED,
        )


def _accounts(town: Town) -> None:
    """A draft, one that waits for its auditor, one that is accepted and paid on, one about which is heard."""
    way.engaged(town, WRITING, ATTESTED)
    spent = {1: Money.of(1_100_000)}
    way.attested(town, ATTESTED, way.written(town, ATTESTED, spent=spent))
    accounts.accept(way.sent_partial(town, PAID), by=town.caseworkers[1], at=APRIL_2023)
    payouts.paid(town, town.cases[PAID], at=APRIL_2023)
    _give(town.cases[PAID])
    cut = {1: (Money.of(800_000), "Timerne er ikke dokumenteret.")}
    hearings.hear_cut(way.sent_partial(town, HEARD), cut, by=town.caseworkers[1], at=clock.now())
    accounts.start(town.cases[WRITING], AccountKind.PARTIAL, by=town.signatories[WRITING], at=way.MARCH_2023)
