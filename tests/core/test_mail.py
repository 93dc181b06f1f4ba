"""Mail, with a real server: both looks, one line of subject, tried again or given up, and nothing that anybody injects."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

import fsm3.jobs.mail  # noqa: F401  its handler sends the mail
from fsm3.access import services
from fsm3.core import clock, jobs, mail
from fsm3.core.jobs import Job, State
from fsm3.core.mail import Mail, Text
from fsm3.jobs.mail import NotNow

pytestmark = pytest.mark.django_db
WORDS = Text("Hej", "Der ligger et brev.\n\nLæs det.", link="/ansoegninger/7/", link_text="Se sagen")
NASTY = "<script>alert(1)</script> {{ 7*7 }} & Søn"


def somebody(address: str = "a@x.example") -> int:
    return services.add_user(email=address, name="x", password_hash="!", invented=True)


def written(text: Text = WORDS, to: int | None = None) -> Job:
    kept = mail.write(to=to or somebody(), text=text, at=clock.now())
    return Job.objects.get(key=f"mail:{kept}")


def run_again(job: Job) -> Job:
    """Run a job whose pause is over, and read it anew."""
    Job.objects.filter(id=job.id).update(not_before=clock.now())
    jobs.run(job.id)
    job.refresh_from_db()
    return job


def parts(mail_server) -> tuple[str, str]:
    (taken,) = mail_server.mails
    assert taken.get_content_type() == "multipart/alternative"
    text, html = taken.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    return text.get_content(), html.get_content()


def test_a_mail_arrives_as_text_and_as_html_of_the_same_words(mail_server, settings):
    job = run_again(written())
    text, html = parts(mail_server)
    assert mail_server.mails[0]["From"] == settings.DEFAULT_FROM_EMAIL
    assert mail_server.mails[0]["To"] == "a@x.example"
    for words in (
        "Hej",
        "Der ligger et brev.",
        "Læs det.",
        "Se sagen",
        "Styrelsen for Arbejdsmarked og Rekruttering",
    ):
        assert words in text
        assert words in html
    assert f"{settings.SITE_URL}/ansoegninger/7/" in text
    assert f'href="{settings.SITE_URL}/ansoegninger/7/"' in html
    assert "/<wbr>ansoegninger/<wbr>7/<wbr>" in html
    assert (job.state, job.attempts) == (State.DONE, 1)
    row = Mail.objects.get()
    assert row.sent_at
    assert row.sent_at >= row.written_at


def test_a_mail_has_no_picture_no_style_no_script_and_nothing_that_counts_readers(mail_server, settings):
    run_again(written())
    _, html = parts(mail_server)
    assert not re.search(r"<(img|style|script|link|iframe|object)|style=|\son\w+=", html)
    assert set(re.findall(r'(?:href|src)="([^"]+)"', html)) == {f"{settings.SITE_URL}/ansoegninger/7/"}


def test_37_what_somebody_wrote_is_text_in_both_looks(mail_server):
    run_again(written(Text(NASTY, NASTY)))
    text, html = parts(mail_server)
    assert text.count(NASTY) == 2
    assert "<script>" not in html
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }} &amp; Søn") == 3


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028", "\v"])
def test_a_subject_with_a_new_line_adds_no_header(mail_server, newline):
    run_again(written(Text(f"Hej{newline}Bcc: b@x.example", "x")))
    (taken,) = mail_server.mails
    assert taken["Subject"] == "Hej Bcc: b@x.example"
    assert taken["Bcc"] is None


@pytest.mark.parametrize(
    "answers", [{"to_address": "450 Later"}, {"to_mail": "451 Later"}, {"to_mail": "421 Busy"}]
)
def test_what_a_server_does_not_take_now_is_tried_again(mail_server, answers):
    for name, answer in answers.items():
        setattr(mail_server, name, answer)
    job = written()
    with pytest.raises(NotNow):
        jobs.run(job.id)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.WAITING, 1)
    assert clock.now() < job.not_before < clock.now() + timedelta(minutes=1)
    assert mail.unsent(job.payload["mail"])
    mail_server.to_address = mail_server.to_mail = "250 OK"
    assert run_again(job).state == State.DONE
    assert len(mail_server.mails) == 1


@pytest.mark.parametrize(
    "answers", [{"to_address": "550 a@x.example? No such person"}, {"to_mail": "554 Not here"}]
)
def test_what_a_server_refuses_for_good_is_stuck_at_once_and_names_no_address(mail_server, answers):
    for name, answer in answers.items():
        setattr(mail_server, name, answer)
    job = written()
    with pytest.raises(jobs.Hopeless):
        jobs.run(job.id)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.STUCK, 1)
    assert "x.example" not in job.last_error
    assert mail.unreachable([Mail.objects.get().to_id]) == {Mail.objects.get().to_id}


def test_a_server_that_does_not_answer_is_tried_again(mail_server, settings):
    settings.EMAIL_PORT = 1
    job = written()
    with pytest.raises(OSError, match="refused"):
        jobs.run(job.id)
    job.refresh_from_db()
    assert job.state == State.WAITING


def test_whoever_gets_a_later_mail_can_be_reached_again(mail_server):
    to = somebody()
    mail_server.to_address = "550 No"
    with pytest.raises(jobs.Hopeless):
        jobs.run(written(to=to).id)
    assert mail.unreachable([to]) == {to}
    mail_server.to_address = "250 OK"
    run_again(written(to=to))
    assert mail.unreachable([to]) == frozenset()


def test_the_link_of_an_invitation_is_made_when_it_is_sent_and_kept_nowhere(mail_server, client):
    run_again(written(Text("Velkommen", "Vælg.", link_text="Vælg din adgangskode", invites=True)))
    text, html = parts(mail_server)
    (link,) = re.findall(r"http://127.0.0.1:\d+(/adgangskode/\S+)", text)
    assert link in html
    row = Mail.objects.get()
    assert not any("adgangskode/" in str(value) for value in vars(row).values())
    assert client.get(link, follow=True).context["validlink"]
