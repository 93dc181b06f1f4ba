"""What follows an award, for the agency's doors: one case in each state that a page shows differently, by journeys only.

København asks for a budget change that waits; Dragør's answer to one is proposed; Læsø has not accepted its award. Tårnby
has sent its partial account; Esbjerg's first instalment is paid, its final account is accepted with an adverse report and
its best month is locked; Fanø's instalment is proposed. One caseworker and one approver are not impartial in København.
"""

from __future__ import annotations

from budgets.rules.attestation import Conclusion
from fsm3.access import services
from fsm3.access.roles import OrganisationKind, Role
from fsm3.core.periods import Month
from fsm3.journeys import assess, budget_change, members, outcomes
from tests.support import accounts as account
from tests.support import outcomes as outcome
from tests.support import payouts as money
from tests.support.databases import Filling
from tests.support.town import ACCEPTED, DECEMBER, Town, moved

WHY = "Revisionen bliver dyrere end ventet."
ASKS, ANSWERED, WAITS, SENT, SETTLES, PROPOSED = "0101", "0155", "0825", "0185", "0561", "0563"


def live_on() -> None:
    """Fill an empty database."""
    follow(Town().build())


def follow(town: Town) -> Town:
    """Let the town's municipalities be awarded, and let each go its way."""
    national_auditor(town)
    for code in (ASKS, ANSWERED, SENT, SETTLES, PROPOSED):
        town.accepted(code)
    town.awarded(WAITS)
    for partial in (town.caseworkers[3], town.approvers[1]):
        assess.declare_conflict(town.cases[ASKS], reason="Opdigtet.", by=partial, at=DECEMBER)
    _asks_for_another_budget(town, ASKS)
    change = _asks_for_another_budget(town, ANSWERED)
    budget_change.prepare_change(
        change, approve=True, reason="Det er velbegrundet.", by=town.caseworkers[2], at=ACCEPTED
    )
    _earns(town)
    return town


def _earns(town: Town) -> None:
    """Accounts, a file of outcomes, a locked month and one that is proposed, a payment and a proposed one."""
    for code in (SETTLES, PROPOSED):
        money.accept_partial(town, code)
    money.paid(town, town.cases[SETTLES], at=money.APRIL_2023)
    account.sent_partial(town, SENT)
    auditor = account.engaged(town, SETTLES)
    money.accept_final(town, SETTLES, auditor=auditor, conclusion=Conclusion.ADVERSE)
    every = (ASKS, ANSWERED, WAITS, SENT, SETTLES, PROPOSED)
    groups = {(code, f"2023-{month}"): (3, 20) for code in every for month in ("04", "05")}
    groups[SETTLES, "2023-05"] = (6, 20)
    groups[SENT, "2023-04"] = (1, 5)
    outcome.imported(town, outcome.outcome_file(groups))
    outcome.locked(town, money.BEST)
    money.prepared(town, town.cases[PROPOSED], at=money.APRIL_2024)
    _uploads(town)
    outcomes.prepare_lock("fsm3", [Month(2023, 4)], by=town.caseworkers[2], at=money.APRIL_2024)


def _uploads(town: Town) -> None:
    """A file in which the same citizen is twice, which was refused, and one that waits to be read."""
    twice = outcome.outcome_file({(ASKS, "2023-06"): (1, 2)}).splitlines()
    for lines in ([*twice, twice[-1]], twice):
        content = b"\n".join(lines)
        outcomes.receive("fsm3", content, file_name="juni.csv", by=town.caseworker, at=money.APRIL_2024)
        if len(lines) > len(twice):
            outcome.work(outcomes.IMPORT)


def national_auditor(town: Town) -> None:
    """Let somebody of the national audit office sign in."""
    office = services.add_organisation(OrganisationKind.AUDIT_OFFICE, name="Rigsrevisionen", cvr="77806113")
    members.add_member(
        email="national@x.example",
        name="National Opdigtet",
        organisation_id=office,
        role=Role.NATIONAL_AUDITOR,
        by=town.administrators[0],
        at=town.at,
        password_hash="!",
        invented=True,
    )


def _asks_for_another_budget(town: Town, code: str) -> int:
    return budget_change.ask(
        town.cases[code], moved(100_000), reason=WHY, by=town.signatories[code], at=ACCEPTED
    )


LIFE = Filling("life", live_on)
