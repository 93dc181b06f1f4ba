"""What must never be false is said in the database too: each constraint of ours is broken once, by its name.

A row of a town where a case has gone its whole way is written once more with one thing wrong. A constraint without its
break in `BREAKS` fails the first test.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import Error, models, transaction

from applications.models import (
    AgreedScore,
    AgreedScores,
    Application,
    Assessment,
    AssessmentDraft,
    Attachment,
    AttachmentFile,
    Award,
    Cap,
    CapTable,
    Clarification,
    ClarificationDue,
    ClarificationQuestion,
    ConflictOfInterest,
    Decision,
    DueDate,
    ExpectationTick,
    Municipality,
    Participation,
    PoolVersion,
    RoomEdition,
    RoomGroup,
    Score,
    SentAttachment,
    Submission,
    TaskEdit,
)
from applications.rules.clarification import Question
from applications.rules.ranking import Choice
from applications.services import room as room_services
from budgets.models import Account, AccountLine, Attestation, Budget, BudgetCell, BudgetChange, BudgetLine
from budgets.rules.accounts import AccountStatus
from fsm3.access.models import Engagement, Membership, Organisation
from fsm3.core import clock
from fsm3.core.jobs import Job
from fsm3.core.mail import Mail
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
from payouts.models import (
    CitizenMonth,
    Confirmation,
    Hearing,
    HearingAnswer,
    MonthLock,
    MonthShare,
    OutcomeUpload,
    Payment,
    Repayment,
    Statement,
    Vintage,
)
from payouts.rules.hearing import About, Heard
from payouts.services.money import confirm
from tests.applications import breaks_of_handling
from tests.support import accounts as way
from tests.support import payouts as money
from tests.support.databases import Copy
from tests.support.files import pdf
from tests.support.outcomes import JULY, imported, locked, outcome_file
from tests.support.town import ACCEPTED, DECEMBER, OPENED, Town, awarded, moved

LONG_AGO = date(2000, 1, 1)
UNUSED = {"proposal_id": -1, "document_id": -1}
OURS = ("core", "access", "applications", "budgets", "payouts")


def again(model: Any, **changes: Any) -> Callable[[], None]:
    """Write the newest row of a table once more, with changes."""

    def write() -> None:
        row = model.objects.order_by("pk").last()
        row.pk, row._state.adding = changes.pop("pk", None), True
        for name, value in changes.items():
            setattr(row, name, value)
        row.save(force_insert=True)

    return write


def change(model: Any, **changes: Any) -> Callable[[], Any]:
    return lambda: model.objects.filter(pk=model.objects.order_by("pk").last().pk).update(**changes)


def two_drafts() -> None:
    sent, assessor = Submission.objects.latest("id"), Assessment.objects.latest("id").assessor_id
    for _ in range(2):
        AssessmentDraft.objects.create(
            application_id=sent.application_id, assessor_id=assessor, read=sent, saved_at=DECEMBER
        )


def confirm_alone() -> None:
    AgreedScores.objects.update(confirmed_by=models.F("entered_by"))


def three_assess() -> None:
    again(Assessment, assessor_id=99)()


def change_account(status: AccountStatus, /, **changes: Any) -> Callable[[], Any]:
    """Change the account of a status."""
    return lambda: Account.objects.filter(status=status).update(**changes)


def another_citizen(**changes: Any) -> Callable[[], object]:
    def write() -> None:
        row = CitizenMonth.objects.order_by("citizen").first()
        fields = {
            name: getattr(row, name) for name in ("vintage", "month", "municipality", "answers", "hours")
        }
        CitizenMonth.objects.create(**{**fields, "citizen": "B-ny", **changes})

    return write


def demand_twice() -> None:
    for name in ("a.pdf", "b.pdf"):
        again(Attachment, name=name, key="agreement")()


BREAKS: dict[str, Callable[[], object]] = {
    "a_job_is_finished_when_it_is_done": change(Job, state="done"),
    "a_running_job_has_a_lease": change(Job, state="running"),
    "a_subject_is_one_line": change(Mail, subject="Hej\nBcc: b@x.example"),
    "one_open_proposal_for_a_subject": again(Proposal),
    "who_prepares_is_among_the_preparers": again(Proposal, subject="x", preparers=[0]),
    "the_decider_is_none_of_those_who_prepared": change(
        Proposal, verdict="approved", decided_by=models.F("prepared_by"), decided_at=DECEMBER
    ),
    "a_verdict_has_a_person_and_a_time": change(Proposal, verdict="approved"),
    "a_kind_of_organisation_we_know": again(Organisation, kind="club", code=None),
    "a_municipality_alone_has_a_code": again(Organisation, kind="municipality", code=None),
    "a_cvr_number_has_eight_digits": again(Organisation, cvr="1234567", code="0999"),
    "a_role_is_held_once": again(Membership),
    "a_role_we_know": again(Membership, role="king"),
    "a_municipality_code_has_four_digits": again(Municipality, pk="12", organisation_id=1),
    "a_pool_version_has_its_number": again(PoolVersion),
    "a_cap_table_has_its_number": again(CapTable),
    "a_municipality_has_one_cap_in_a_table": again(Cap),
    "a_cap_is_more_than_nothing": again(Cap, amount=Money(0)),
    "a_status_we_know": change(Application, status="lost"),
    "a_municipality_is_in_one_application_of_a_pool": again(Participation, leads=False),
    "an_application_has_one_lead": again(Participation, municipality_id="0155"),
    "a_sent_version_has_its_number": again(Submission, receipt="other"),
    "something_is_asked_for": again(Submission, number=9, receipt="other", requested=Money(0)),
    "a_task_has_one_newest_edit": again(TaskEdit),
    "a_case_keeps_the_same_bytes_once": again(AttachmentFile),
    "a_file_is_what_its_sha256_says": again(AttachmentFile, sha256="0" * 64),
    "a_file_has_its_size": again(AttachmentFile, size=1),
    "a_kind_of_file_we_take": again(AttachmentFile, media_type="text/html"),
    "a_draft_has_a_file_name_once": again(Attachment),
    "a_demanded_place_holds_one_file": demand_twice,
    "a_sent_version_refers_to_a_file_once": again(SentAttachment),
    "a_conflict_of_interest_is_declared_once": again(ConflictOfInterest),
    "an_assessor_assesses_a_case_once": again(Assessment),
    "an_assessor_has_one_draft_of_a_case": two_drafts,
    "two_assess_a_case": three_assess,
    "assessors_are_first_or_second": again(Assessment, place=3),
    "a_criterion_is_scored_once": again(Score),
    "a_score_has_a_reason": again(Score, criterion="other", reason=""),
    "agreed_scores_take_two_persons": confirm_alone,
    "a_criterion_is_agreed_once": again(AgreedScore),
    "an_agreed_score_has_a_reason": again(AgreedScore, criterion="other", reason=""),
    "a_kind_of_decision_we_know": again(Decision, kind="maybe"),
    "one_award_in_force_for_a_case": again(Award, decision_id=99),
    "an_award_is_more_than_nothing": again(Award, amount=Money(0)),
    "no_more_awarded_than_asked_for": again(Award, requested=Money(1)),
    "no_more_awarded_than_the_cap": again(Award, cap=Money(1)),
    "an_award_period_runs_forwards": again(Award, last_day=date(2020, 1, 1)),
    "a_due_date_is_of_a_kind_we_know": again(DueDate, kind="party"),
    "who_moves_a_due_date_says_why": again(DueDate, reason="Fordi"),
    "one_open_clarification_of_a_case": again(Clarification),
    "a_clarification_stands_where_we_know": again(Clarification, state="lost"),
    "an_ended_clarification_says_who_and_when": again(Clarification, state="answered"),
    "who_closes_a_clarification_says_why": again(
        Clarification, state="closed", ended_by_id=1, ended_at=DECEMBER
    ),
    "a_question_has_its_place_in_a_clarification": again(ClarificationQuestion),
    "a_question_has_a_task_and_a_text": again(ClarificationQuestion, place=9, text=""),
    "who_extends_a_clarification_says_why": again(ClarificationDue),
    "a_tick_is_of_something_expected": again(ExpectationTick, key=""),
    "a_case_has_an_edition_in_the_room_once": again(RoomEdition),
    "no_award_below_nothing_in_the_room": again(RoomEdition, edition=9, award=Money(-1)),
    "a_kind_of_group_in_the_room_we_know": again(RoomGroup, kind="friends"),
    "a_group_has_two_cases_or_more": again(RoomGroup, cases=["FSM3-1"]),
    "a_group_has_a_reason": again(RoomGroup, reason=""),
    "one_budget_change_waits": again(BudgetChange, document_id=None),
    "a_state_of_budget_change_we_know": change(BudgetChange, state="lost"),
    "a_budget_change_in_force_is_a_version": change(BudgetChange, number=2),
    "a_budget_version_is_one": again(Budget),
    "a_budget_line_has_its_number": again(BudgetLine),
    "a_line_has_a_year_once": again(BudgetCell),
    "a_vintage_has_its_number": again(Vintage),
    "a_month_has_no_more_hours_than_that": another_citizen(hours=744_01),
    "a_citizen_is_a_pseudonym_with_a_letter": another_citizen(citizen="12345"),
    "no_cpr_number_is_kept": another_citizen(citizen="B0101011234"),
    "a_share_is_counted_once_in_a_vintage": again(MonthShare),
    "no_more_results_than_people": again(MonthShare, municipality="0155", count=31),
    "one_lock_in_force_for_a_month": again(MonthLock),
    "a_month_is_unlocked_by_a_proposal": change(MonthLock, unlocked_at=DECEMBER),
    "an_upload_is_kept_until_it_is_read": change(OutcomeUpload, content=None),
    "no_budget_amount_below_nothing": again(BudgetCell, year=2030, amount=Money(-1)),
    "a_firm_is_engaged_once": again(Engagement),
    "nobody_engages_themselves": change(Engagement, firm=models.F("client")),
    "an_engagement_runs_forwards": change(Engagement, ended=OPENED - timedelta(days=1)),
    "an_account_version_has_its_number": again(Account, corrects=None),
    "one_draft_of_a_kind_of_account": again(Account, corrects=None, version=9),
    "one_account_of_a_kind_awaits_acceptance": change_account(AccountStatus.ACCEPTED, status="sent"),
    "one_account_of_a_kind_counts": change_account(
        AccountStatus.SENT, status="accepted", accepted_by=models.F("sent_by"), accepted_at=DECEMBER
    ),
    "a_kind_of_account_we_know": again(Account, corrects=None, kind="yearly"),
    "an_account_status_we_know": change_account(AccountStatus.SENT, status="lost"),
    "a_sent_account_is_frozen_whole": change(Account, content="{}"),
    "a_late_account_had_a_due_date": change(Account, late=True),
    "who_sends_an_account_back_says_why": change(Account, return_reason="Bilag mangler."),
    "an_account_is_accepted_by_a_person": change_account(AccountStatus.SENT, status="accepted"),
    "an_account_line_has_its_number": again(AccountLine),
    "no_expense_below_nothing": change(AccountLine, spent=Money(-1)),
    "days_of_an_account_line_run_forwards": change(AccountLine, last_day=LONG_AGO),
    "no_more_accepted_than_spent": change(AccountLine, accepted=Money.of(10_000_000), reason="Nej"),
    "a_cut_expense_has_a_reason": change(AccountLine, accepted=Money(0)),
    "one_attestation_of_a_role_stands": again(Attestation, user_id=1),
    "nobody_attests_an_account_twice": again(Attestation, role="auditor", conclusion="clean"),
    "an_auditor_alone_concludes": again(Attestation, conclusion="clean"),
    "a_conclusion_that_is_not_clean_is_explained": again(
        Attestation, role="auditor", user_id=1, conclusion="adverse"
    ),
    "a_hearing_is_about_what_we_know": again(Hearing, about="weather", document_id=1),
    "a_hearing_is_answered_or_waived": again(HearingAnswer, waived=False),
    "a_statement_has_its_number": again(Statement, **UNUSED),
    "a_kind_of_statement_we_know": again(Statement, number=9, kind="gift", **UNUSED),
    "nobody_is_entitled_to_less_than_nothing": again(Statement, number=9, entitled=Money(-1), **UNUSED),
    "only_a_claim_is_below_nothing": again(Statement, number=9, to_pay=Money(-1), **UNUSED),
    "a_payment_is_more_than_nothing": again(Payment, amount=Money(0)),
    "a_payment_goes_to_a_cvr_number": again(Payment, cvr="1234567"),
    "a_repayment_is_more_than_nothing": again(Repayment, amount=Money(0)),
    "a_condition_is_confirmed_once": again(Confirmation, proposal_id=1),
    **breaks_of_handling.BREAKS,
}


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
