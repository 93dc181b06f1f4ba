"""Sending: the moment that counts, what comes after it, and one receipt however often somebody clicks.

Domain page, "The pool". The deadline of Flere skal med 3 is Friday 26 November 2021 at 12:00 in Copenhagen.
"""

from datetime import timedelta

import pytest

from applications.models import Application, Submission
from applications.rules.workflow import Status
from applications.selectors import cases
from applications.services import applications
from fsm3.access.rights import NotAllowed
from fsm3.access.roles import Role
from fsm3.core import documents, jobs, journal
from fsm3.core.problems import NotReady
from fsm3.journeys import apply, assess, send
from tests.support.at_once import Meeting, at_once
from tests.support.databases import Copy
from tests.support.town import DEADLINE, DECEMBER, Town, points, standing

TOO_LATE = DEADLINE + timedelta(seconds=3)
MILLISECOND = timedelta(milliseconds=1)


def status(case: int) -> str:
    return Application.objects.values_list("status", flat=True).get(id=case)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("past", "in_time"),
    [
        (timedelta(0), True),
        (timedelta(microseconds=999), True),
        (MILLISECOND, False),
        (timedelta(days=9), False),
    ],
)
def test_1_noon_to_the_millisecond_is_in_and_what_comes_later_is_received_as_late(town: Town, past, in_time):
    case = town.drafted("0101")
    receipt = send.send(case, by=town.signatories["0101"], at=DEADLINE + past)
    assert receipt.in_time is in_time
    assert status(case) == (Status.SENT if in_time else Status.LATE)


@pytest.mark.django_db
def test_1_what_came_late_gets_a_decision_of_its_own_and_is_never_assessed(town: Town):
    case = town.sent("0101", at=DEADLINE + MILLISECOND)
    with pytest.raises(NotReady) as refused:
        assess.find_admissible(case, by=town.caseworker, at=DECEMBER)
    assert refused.value.codes == {"not_now"}
    town.decided(town.inadmissible(case))
    assert status(case) == Status.INADMISSIBLE
    assert [each.kind for each in documents.of_case(case)] == ["receipt", "inadmissibility_letter"]


@pytest.mark.django_db
def test_3_and_5_a_double_click_and_a_resend_give_the_receipt_there_is(town: Town):
    by, case = town.signatories["0101"], town.drafted("0101")
    first = send.send(case, by=by, at=DEADLINE)
    head = journal.head()
    again = [send.send(case, by=by, at=DEADLINE + later) for later in (MILLISECOND, timedelta(days=2))]
    assert again == [first, first]
    assert (journal.head(), len(cases.submissions(case))) == (head, 1)


@pytest.mark.django_db
def test_6_everything_unfinished_is_told_at_once_each_with_its_task(town: Town):
    by = town.signatories["0101"]
    case = apply.start("fsm3", by=by, at=town.at)
    apply.answer(case, {"caseload": "0", "plan_results": "Vi går i gang."}, by=by, at=town.at)
    with pytest.raises(NotReady) as refused:
        send.send(case, by=by, at=DEADLINE)
    told = [(problem.code, problem.where) for problem in refused.value.problems]
    assert told[:2] == [("contact_name_missing", "contact"), ("contact_mail_missing", "contact")]
    assert [where for code, where in told if code == "answer_missing"] == ["answers"] * 3
    assert {("not_positive", "answers"), ("budget_missing", "budget")} < set(told)
    assert told.count(("obligation_not_accepted", "obligations")) == 7
    assert status(case) == Status.DRAFT


@pytest.mark.django_db
def test_only_a_signatory_sends(town: Town):
    case = town.drafted("0101")
    writer = town.joined("w@kommune.example", town.organisations["0101"], Role.APPLICANT)
    with pytest.raises(NotAllowed):
        send.send(case, by=writer, at=DEADLINE)


@pytest.mark.django_db
def test_a_correction_in_time_takes_the_place_of_what_was_sent(town: Town):
    case, by = town.sent("0101", at=DEADLINE - timedelta(days=1)), town.signatories["0101"]
    apply.begin_correction(case, by=by, at=DEADLINE - timedelta(hours=1))
    apply.answer(case, {"caseload": "19"}, by=by, at=DEADLINE - timedelta(hours=1))
    assert standing(case).content["answers"]["caseload"] == "25"
    assert send.send(case, by=by, at=DEADLINE).number.endswith("/2")
    assert standing(case).content["answers"]["caseload"] == "19"


@pytest.mark.django_db
def test_a_correction_that_is_begun_twice_is_begun_once(town: Town):
    case, by = town.sent("0101", at=DEADLINE - timedelta(days=1)), town.signatories["0101"]
    for _ in range(2):
        apply.begin_correction(case, by=by, at=DEADLINE)
    assert [line.act for line in journal.of_case(case)].count("application.correction_begun") == 1


@pytest.mark.django_db
def test_signatories_are_told_of_a_finished_draft_by_its_writers_once_an_hour(town: Town):
    case = town.drafted("0101")
    writer = town.joined("w@kommune.example", town.organisations["0101"], Role.APPLICANT)
    before = jobs.count("send_mail").waiting
    send.ask_signatories(case, by=writer, at=DEADLINE - timedelta(hours=2))
    with pytest.raises(NotReady, match="asked_lately"):
        send.ask_signatories(case, by=writer, at=DEADLINE - timedelta(hours=1, seconds=1))
    send.ask_signatories(case, by=writer, at=DEADLINE - timedelta(hours=1))
    assert jobs.count("send_mail").waiting == before + 2
    with pytest.raises(NotAllowed):
        send.ask_signatories(case, by=town.signatories["0155"], at=DEADLINE)


@pytest.mark.django_db
def test_47_a_correction_at_three_seconds_past_noon_is_stamped_kept_and_told_and_changes_nothing(town: Town):
    case, by = town.sent("0101", at=DEADLINE - timedelta(hours=2)), town.signatories["0101"]
    apply.begin_correction(case, by=by, at=DEADLINE - timedelta(minutes=2))
    apply.answer(case, {"caseload": "19"}, by=by, at=DEADLINE - timedelta(minutes=1))
    receipt = send.send(case, by=by, at=TOO_LATE)
    assert (receipt.in_time, receipt.received_at) == (False, TOO_LATE)
    assert status(case) == Status.SENT
    kept = cases.submissions(case)
    assert [(each.in_time, each.content["answers"]["caseload"]) for each in kept] == [
        (True, "25"),
        (False, "19"),
    ]
    assert standing(case).number == 1
    assert [each.kind for each in documents.of_case(case)] == ["receipt", "receipt"]


@pytest.mark.django_db
def test_a_timely_version_is_assessed_and_not_the_late_correction(town: Town):
    case, by = town.sent("0101", at=DEADLINE), town.signatories["0101"]
    apply.begin_correction(case, by=by, at=TOO_LATE)
    send.send(case, by=by, at=TOO_LATE)
    assess.find_admissible(case, by=town.caseworker, at=DECEMBER)
    assess.score(case, points(3), by=town.caseworker, at=DECEMBER)
    assert standing(case).received_at == DEADLINE


@pytest.mark.django_db
def test_what_was_withdrawn_is_over_and_the_municipality_may_begin_anew(town: Town):
    case, by = town.sent("0101"), town.signatories["0101"]
    apply.withdraw(case, by=by, at=DEADLINE)
    assert status(case) == Status.WITHDRAWN
    with pytest.raises(NotReady):
        assess.find_admissible(case, by=town.caseworker, at=DECEMBER)
    assert apply.start("fsm3", by=by, at=DEADLINE) != case


@pytest.mark.django_db
def test_a_draft_that_was_never_sent_is_no_application(town: Town):
    case = town.drafted("0101")
    with pytest.raises(NotReady) as refused:
        town.inadmissible(case)
    assert refused.value.codes == {"not_now"}
    assert documents.of_case(case) == ()


@pytest.mark.django_db
def test_the_receipt_carries_number_time_and_digest_of_what_was_sent(town: Town):
    case = town.drafted("0101")
    receipt = send.send(case, by=town.signatories["0101"], at=DEADLINE)
    (sent,) = cases.submissions(case)
    assert receipt == send.Receipt("FSM3-2021-0001/1", DEADLINE, True, sent.sha256)
    assert jobs.count("render_document").waiting == 1


def _unlocked(application_id: int) -> applications.LockedCase:
    """The case as its lock gives it, without the lock."""
    row = Application.objects.select_related("pool").get(id=application_id)
    return applications.LockedCase(
        row.id, row.number, Status(row.status), row.pool_id, row.pool.key, row.lead_id, row.invented
    )


def _two_send(town: Town, case: int) -> list[object]:
    by = town.signatories["0101"]
    return at_once(
        *(lambda at=at: send.send(case, by=by, at=at) for at in (DEADLINE, DEADLINE - MILLISECOND))
    )


def test_4_two_who_send_at_once_get_the_same_receipt(committed_db: Copy):
    town = Town().build()
    case = town.drafted("0101")
    first, second = _two_send(town, case)
    assert isinstance(first, send.Receipt)
    assert first == second
    assert Submission.objects.filter(application_id=case).count() == 1


def test_4_without_the_lock_two_versions_would_be_sent(committed_db: Copy, monkeypatch: pytest.MonkeyPatch):
    town = Town().build()
    case = town.drafted("0101")
    monkeypatch.setattr(applications, "lock", _unlocked)
    monkeypatch.setattr(cases, "draft", Meeting(5).after(cases.draft))
    first, second = _two_send(town, case)
    assert first != second
    assert Submission.objects.filter(application_id=case).count() == 2
