"""What must never be false is said in the database too: each constraint of ours is broken once, by its name.

A row of a town where a case has gone its whole way is written once more with one thing wrong. A constraint without its
break in one of `TABLES` fails the first test.
"""

from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import Error, transaction

from applications.models import Award, Decision
from applications.rules.clarification import Question
from applications.rules.ranking import Choice
from applications.services import room as room_services
from fsm3.core import clock
from fsm3.core.money import Money
from fsm3.core.proposals import Proposal
from fsm3.journeys import (
    accounts,
    assess,
    attachments,
    award_life,
    budget_change,
    clarify,
    expect,
    hearings,
    outcomes,
    payouts,
    room,
    send,
)
from fsm3.letters.parts import Grounds
from payouts.rules.hearing import About, Heard
from payouts.services.money import confirm
from tests.applications import (
    breaks_of_applications,
    breaks_of_budgets,
    breaks_of_handling,
    breaks_of_payouts,
    breaks_of_the_floor,
)
from tests.applications.breaking import again
from tests.support import accounts as way
from tests.support import payouts as money
from tests.support.databases import Copy
from tests.support.files import pdf
from tests.support.outcomes import JULY, imported, locked, outcome_file
from tests.support.town import ACCEPTED, DECEMBER, OPENED, Town, awarded, moved

LONG_AGO = date(2000, 1, 1)
OURS = ("core", "access", "applications", "budgets", "payouts")
TABLES = (
    breaks_of_the_floor,
    breaks_of_applications,
    breaks_of_handling,
    breaks_of_budgets,
    breaks_of_payouts,
)
BREAKS = {name: broken for table in TABLES for name, broken in table.BREAKS.items()}


@pytest.fixture(scope="module", autouse=True)
def _lived_through(committed_db_of_module: Copy) -> None:
    """One case awarded, another with accounts, a third with a conflict of interest and an open proposal, once for all."""
    town = Town().build()
    _money(town)
    _accounts(town)
    case, by = town.assessed("0101"), town.signatories["0101"]
    room_services.add_group(1, Choice(("A", "B"), "Fordi."), by=town.caseworker.person, at=DECEMBER)
    room.write(awarded(case), edition=0, by=town.caseworker, at=DECEMBER)
    town.decided(*town.recommended(awarded(case)))
    award_life.accept(case, by=by, at=ACCEPTED)
    expect.tick(case, "network", date(2022, 6, 30), done=True, comment="", by=by, at=ACCEPTED)
    budget_change.ask(case, moved(100_000), reason="Dyrere", by=by, at=ACCEPTED)
    groups = {(code, "2022-07"): (3, 30) for code in outcomes.taking("fsm3").awarded}
    imported(town, outcome_file(groups))
    locked(town, JULY)
    outcomes.receive("fsm3", outcome_file(groups), file_name="f.csv", by=town.caseworker, at=DECEMBER)
    asked = [Question("budget", "Hvorfor?")]
    clarify.ask(town.sent("0563"), asked, due=date(2021, 12, 13), by=town.caseworker, at=DECEMBER)
    late, writer = town.drafted("0825"), town.signatories["0825"]
    attachments.attach(late, pdf(), name="plan.pdf", by=writer, at=OPENED)
    send.send(late, by=writer, at=DECEMBER)
    assess.declare_conflict(late, reason="Svoger", by=town.caseworkers[3], at=DECEMBER)
    town.inadmissible(late)


def _money(town: Town) -> None:
    """A case that was heard, paid, paid back a krone, and has a condition confirmed."""
    case, by = money.with_partial(town, "0561"), town.caseworker
    money.paid(town, case)
    payouts.register_repayment(case, Money.of(1), received_on=LONG_AGO, by=by, at=money.MAY_2024)
    told = hearings.Told(
        "amendment", ["Nej"], Grounds(["Nej"], ["Nej"]), [("A", Money(1))], Heard(Money(1), Money(1))
    )
    hearing = hearings.open_hearing(case, About.AMENDMENT, told, by=by, at=money.MAY_2024)
    hearings.waive(hearing, by=town.signatories["0561"], at=money.MAY_2024)
    confirm(case, "first", proposal_id=Proposal.objects.latest("id").id, at=money.MAY_2024)


def _accounts(town: Town) -> None:
    """An account that counts, a correction that waits for acceptance, and the draft of another."""
    town.accepted("0185")
    way.engaged(town, "0185")
    first = way.sent_partial(town, "0185")
    accounts.accept(first, by=town.caseworker, at=way.MARCH_2023)
    by = town.signatories["0185"]
    second = way.attested(town, "0185", accounts.correct(first, by=by, at=way.IN_TIME))
    third = accounts.correct(way.sent(town, "0185", second), by=by, at=way.IN_TIME)
    way.attested(town, "0185", third)


def test_every_constraint_of_ours_is_broken_here():
    named = {
        constraint.name
        for label in OURS
        for model in apps.get_app_config(label).get_models()
        for constraint in model._meta.constraints
    }
    assert named == set(BREAKS)


@pytest.mark.parametrize("name", BREAKS)
def test_the_database_refuses(name):
    with pytest.raises(Error, match=f'"{name}"'), transaction.atomic():
        BREAKS[name]()


def test_16_awards_never_exceed_the_envelope_whoever_writes_them():
    with pytest.raises(Error, match="awards in force exceed the envelope"), transaction.atomic():
        Award.objects.update(in_force=False)
        decision = Decision.objects.order_by("pk").last()
        again(
            Award,
            decision=_another(decision),
            amount=Money.of(52_000_001),
            requested=Money.of(60_000_000),
            cap=Money.of(60_000_000),
            in_force=True,
        )()


@pytest.mark.parametrize("table", ["submission", "ranking", "decision"])
@pytest.mark.parametrize("statement", ["DELETE FROM applications_{}", "TRUNCATE applications_{} CASCADE"])
def test_what_was_sent_ranked_and_decided_is_never_removed(table, statement):
    from django.db import connection

    with pytest.raises(Error, match="permission denied"), transaction.atomic():
        connection.cursor().execute(statement.format(table))


@pytest.mark.parametrize(
    "table",
    ["clarificationquestion", "clarificationdue", "clarificationreply", "expectationtick", "roomedition"],
)
@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM applications_{}", "UPDATE applications_{} SET id = id", "TRUNCATE applications_{}"],
)
def test_what_was_asked_replied_ticked_and_written_in_the_room_stays(table, statement):
    from django.db import connection

    with pytest.raises(Error, match="permission denied"), transaction.atomic():
        connection.cursor().execute(statement.format(table))


@pytest.mark.parametrize("table", breaks_of_handling.TABLES)
@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM applications_{}",
        "UPDATE applications_{} SET application_id = 1",
        "TRUNCATE applications_{}",
    ],
)
def test_what_was_stated_found_and_noted_stays(table, statement):
    from django.db import connection

    with pytest.raises(Error, match="permission denied"), transaction.atomic():
        connection.cursor().execute(statement.format(table))


def _another(decision: Any) -> Any:
    """A decision like this one, on an open proposal and a document of its own."""
    from fsm3.core import documents

    frozen = documents.frozen(decision.document_id)
    document = documents.create(
        frozen.kind,
        title="x",
        context={},
        addressee_id=frozen.addressee_id,
        at=clock.now() - timedelta(days=1),
    )
    proposal = Proposal.objects.get(verdict="")
    decision.pk, decision._state.adding = None, True
    decision.proposal, decision.document_id = proposal, document
    decision.save(force_insert=True)
    return decision
