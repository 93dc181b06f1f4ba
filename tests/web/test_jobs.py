"""Jobs that failed: seen, understood and tried again, by those who may know of them."""

from __future__ import annotations

from datetime import timedelta

import pytest

import fsm3.tasks
from fsm3.core import clock, jobs, jobs_seen, journal
from fsm3.core.documents import Document
from fsm3.core.jobs import Job, State
from fsm3.core.journal import JournalEntry
from fsm3.web.shared.job_texts import KINDS, fault_text, kind_label
from tests.web.clients import words
from tests.web.december import membership_of


def failed(job: Job, error: str = "NoSuchName: amount", **changes: object) -> int:
    Job.objects.filter(id=job.id).update(
        **{"state": State.STUCK, "attempts": 12, "tried_at": clock.now(), "last_error": error, **changes}
    )
    return job.id


def job_of(case: int) -> Job:
    """The job that makes the newest letter of a case."""
    document = Document.objects.filter(case=case).order_by("-id")[0]
    return Job.objects.get(key=f"document:{document.id}")


@pytest.fixture(autouse=True)
def _all_done(december, db):
    Job.objects.exclude(state=State.DONE).update(state=State.DONE, finished_at=clock.now())


def page(client) -> str:
    answer = client.get("/job/")
    assert answer.status_code == 200
    return words(answer)


def test_everything_is_done(sign_in):
    text = page(sign_in("caseworker"))
    assert "Alt er gjort." in text
    assert "Gjort i dag" in text
    assert "Prøv igen" not in text


def test_what_is_under_way_is_not_called_done(sign_in, case_of):
    Job.objects.exclude(state=State.DONE).update(state=State.DONE, finished_at=clock.now())
    Job.objects.filter(id=job_of(case_of("0101")).id).update(
        state=State.WAITING, finished_at=None, not_before=clock.now()
    )
    text = page(sign_in("caseworker"))
    assert "Intet er gået galt. 1 job er på vej." in text
    assert "Alt er gjort." not in text


def test_a_letter_that_failed_says_what_it_was_for_what_went_wrong_and_how_often(sign_in, case_of):
    case = case_of("0101")
    failed(job_of(case), finished_at=None)
    text = page(sign_in("caseworker"))
    for said in (
        "1 job skal ses efter.", "Tilsagn om tilskud", "København", f'href="/sager/{case}/"', "Opgivet",
        "Brevets skabelon beder om noget, som brevet ikke har.", "Prøvet 12 gange, sidst ",
        '<p class="digest">NoSuchName: amount</p>',
    ):  # fmt: skip
        assert said in text, said


def test_31_a_job_of_a_case_that_is_hidden_is_neither_shown_nor_tried_again(sign_in, case_of):
    number = failed(job_of(case_of("0101")), finished_at=None)
    partial = sign_in("partial")
    assert "København" not in page(partial)
    assert "Prøv igen" not in page(partial)
    for sends in ({"job": number}, {"kind": "render_document"}):
        assert partial.post("/job/", sends).status_code == 409
    assert Job.objects.get(id=number).state == State.STUCK


def test_an_administrator_sees_the_number_of_the_case_and_no_way_into_it(sign_in, case_of):
    case = case_of("0101")
    failed(job_of(case), finished_at=None)
    text = page(sign_in("administrator"))
    assert "FSM3-2021-0001" in text
    assert "København" not in text
    assert f"/sager/{case}/" not in text


def test_one_is_tried_again_once_and_it_stands_in_the_journal(sign_in, case_of):
    case = case_of("0101")
    number = failed(job_of(case), finished_at=None)
    client = sign_in("caseworker")
    assert "Det prøves igen nu." in words(client.post("/job/", {"job": number}, follow=True))
    row = Job.objects.get(id=number)
    assert (row.state, row.attempts) == (State.WAITING, 0)
    entry = JournalEntry.objects.order_by("-seq")[0]
    assert (entry.act, entry.case, entry.subject) == ("job.retried", case, f"job:{number}")
    assert entry.user_id == membership_of("caseworker").user_id
    again = client.post("/job/", {"job": number})
    assert (again.status_code, "Her er ikke mere at prøve igen." in words(again)) == (409, True)


def test_all_of_a_kind_are_tried_again(sign_in, case_of):
    mails = [failed(job, "Hopeless: the server answered 550", finished_at=None)
             for job in Job.objects.filter(kind="send_mail").order_by("id")[:2]]  # fmt: skip
    letter = failed(job_of(case_of("0101")), finished_at=None)
    client = sign_in("administrator")
    text = page(client)
    assert text.count("Mailserveren afviste adressen endeligt.") == 2
    assert text.count("Prøv alle igen") == 1
    assert "2 job prøves igen nu." in words(client.post("/job/", {"kind": "send_mail"}, follow=True))
    states = dict(Job.objects.filter(id__in=[*mails, letter]).values_list("id", "state"))
    assert states == {**dict.fromkeys(mails, "waiting"), letter: "stuck"}
    assert journal.of_user(membership_of("administrator").user_id, 1)[0].content == {"jobs": mails}


def test_a_job_that_waits_for_its_next_try_is_tried_now(sign_in, case_of):
    later = clock.now() + timedelta(minutes=4)
    error = "TimeoutError: timed out"
    job = job_of(case_of("0101"))
    failed(job, error, state=State.WAITING, attempts=3, finished_at=None, not_before=later)
    client = sign_in("caseworker")
    text = page(client)
    assert "Prøves igen" in text
    assert "Prøves igen af sig selv" in text
    client.post("/job/", {"job": job.id})
    assert Job.objects.get(id=job.id).not_before < later
    assert jobs_seen.in_trouble() == ()


@pytest.mark.parametrize(
    "sends", [{}, {"job": "x"}, {"job": "9" * 30}, {"kind": "'; DROP TABLE"}, {"job": "1"}]
)
def test_what_is_not_there_is_refused(sign_in, sends):
    assert sign_in("caseworker").post("/job/", sends).status_code == 409


def test_37_a_technical_line_is_text(sign_in, case_of):
    failed(job_of(case_of("0101")), "ValueError: <script>alert(1)</script>", finished_at=None)
    assert "&lt;script&gt;" in page(sign_in("caseworker"))


def test_every_kind_of_job_has_words():
    tasks = {name for name in vars(fsm3.tasks) if name in jobs._handlers}
    assert {"render_document", "send_mail"} <= tasks
    assert set(jobs._handlers) & tasks <= set(KINDS)
    assert kind_label("unknown") == "unknown"


def test_what_is_not_foreseen_is_said_to_be_for_those_who_run_the_system():
    assert "teknisk" in fault_text("KeyError: 'x'", interrupted=False).lower()
    assert fault_text("", interrupted=True) != fault_text("", interrupted=False)
