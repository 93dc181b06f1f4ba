"""`bad-inputs.md` 33, 34, 35 and 37 at the doors. What a letter and its PDF do with 37 is in `tests/letters`."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

import fsm3.jobs.mail  # noqa: F401  its handler sends the mail
from applications.models import Application
from fsm3.access.models import Membership, User
from fsm3.core import jobs, mail, proposals
from fsm3.core.jobs import Job
from fsm3.core.journal import JournalEntry
from fsm3.core.mail import Text
from fsm3.web.shared.middleware import POLICY
from tests.web.december import membership_of

EXTRA = {
    "status": "awarded", "amount": "99", "award": "99", "role": "administrator", "is_active": "", "invented": "",
    "case_id": "1", "user_id": "1", "decided_by": "1", "email": "ny@opdigtet.example",
}  # fmt: skip
TYPED = "<script>alert(1)</script> {{ 7*7 }} {% load static %}"
EVIL = (
    "https://evil.example/",
    "//evil.example/",
    "javascript:alert(1)",
    "/\\evil.example",
    "http:evil.example",
)


def everything() -> tuple[object, ...]:
    """What a field nobody asked for could have changed."""
    return (
        list(Application.objects.order_by("id").values()),
        list(User.objects.order_by("id").values("id", "email", "name", "is_active", "invented")),
        list(Membership.objects.order_by("id").values()),
        JournalEntry.objects.count(),
    )


def decide_address(case: int) -> str:
    return f"/sager/{case}/forslag/{proposals.of_case(case)[-1].id}/"


def test_33_fields_nobody_asked_for_are_ignored_by_every_form(sign_in, case_of):
    before = everything()
    client = sign_in("approver")
    own = membership_of("approver").id
    client.post("/log-ind/", {"username": "x@y.example", "password": "nej", **EXTRA})
    client.post(decide_address(case_of("0561")), {"verdict": "", **EXTRA})
    client.post("/sprog/", {"language": "en", **EXTRA})
    client.post("/rolle/", {"membership": own, **EXTRA})
    client.post(f"/demo/log-ind/{own}/", EXTRA)
    client.post("/log-ud/", EXTRA)
    assert everything() == before


def refused(client: Client, **headers: str):
    fields = {"verdict": "return", "reason": f"Planen mangler tal.\n{TYPED}", "password": "en hemmelig tekst"}
    return client.post("/log-ind/", fields, headers=headers)


def test_34_a_form_without_its_token_is_refused_in_danish_and_what_was_written_is_kept(db):
    answer = refused(Client(enforce_csrf_checks=True), Origin="http://testserver")
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Formularen er blevet for gammel" in page
    assert "Planen mangler tal." in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }}" in page
    assert "<script" not in page
    assert "hemmelig" not in page


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://testserver.evil.example"])
def test_34_another_sites_words_are_not_shown(db, origin):
    answer = refused(Client(enforce_csrf_checks=True), Origin=origin)
    assert answer.status_code == 403
    assert "Planen mangler tal." not in answer.content.decode()


def test_34_every_form_asks_for_its_token(sign_in, case_of):
    before = everything()
    client = sign_in("approver")
    client.handler.enforce_csrf_checks = True
    own = membership_of("approver").id
    for url in (
        decide_address(case_of("0561")),
        "/rolle/",
        "/sprog/",
        "/log-ud/",
        f"/demo/log-ind/{own}/",
        "/log-ind/",
    ):
        answer = client.post(url, {"verdict": "approve", "membership": own, "language": "en"})
        assert answer.status_code == 403, url
        assert "Formularen er blevet for gammel" in answer.content.decode()
    assert everything() == before


@pytest.mark.parametrize("evil", EVIL)
def test_35_no_form_leads_off_the_site(sign_in, evil):
    own = membership_of("caseworker").id
    for url, fields in (
        ("/sprog/", {"language": "en"}),
        (f"/demo/log-ind/{own}/", {}),
        ("/rolle/", {"membership": own}),
    ):
        answer = sign_in("caseworker").post(url, {**fields, "next": evil}, headers={"Referer": evil})
        assert answer.status_code == 302
        assert re.fullmatch(r"/[a-z]*/?", answer.headers["Location"]), (url, answer.headers["Location"])


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "localhost:80@evil.example", "a b"]
)
def test_35_a_host_that_is_not_ours_is_refused(db, host):
    answer = Client().get("/log-ind/", headers={"Host": host})
    assert answer.status_code == 400
    assert "evil" not in answer.content.decode()


def test_35_no_site_puts_ours_in_a_frame(sign_in, case_of):
    for url in ("/", "/log-ind/", "/sager/", f"/sager/{case_of('0101')}/", "/findes-ikke/"):
        headers = sign_in("caseworker").get(url).headers
        assert headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


def test_every_answer_carries_the_policy_whatever_it_is(sign_in, case_of):
    client = sign_in("approver")
    case = case_of("0101")
    letter = f"/sager/{case}/breve/{proposals.of_case(case)[-1].id}/"
    for method in ("GET", "POST", "HEAD", "OPTIONS", "DELETE"):
        for url in (
            "/",
            "/sager/",
            f"/sager/{case}/",
            letter,
            "/rolle/",
            "/sundhed/klar",
            "/nix",
            "/ansoegninger/",
        ):
            assert client.generic(method, url).headers["Content-Security-Policy"] == POLICY, (method, url)


def test_37_what_was_typed_is_text_in_a_page(sign_in, case_of):
    case = case_of("0561")
    client = sign_in("approver")
    answer = client.post(decide_address(case), {"verdict": "x", "reason": TYPED})
    client.post(decide_address(case), {"verdict": "return", "reason": TYPED})
    for page in (answer.content.decode(), client.get(f"/sager/{case}/").content.decode()):
        assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }} {% load static %}" in page
        assert "<script>alert" not in page


def test_37_what_was_typed_is_text_in_a_mail(sign_in, mailoutbox):
    to = membership_of("applicant").user_id
    kept = mail.write(to=to, text=Text("{{ 7*7 }} {% load x %}", TYPED), at=timezone.now())
    jobs.run(Job.objects.get(key=f"mail:{kept}").id)
    (sent,) = mailoutbox
    ((html, _),) = sent.alternatives
    assert sent.subject == "{{ 7*7 }} {% load x %}"
    assert TYPED in sent.body
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }} {% load static %}" in html
    assert "<script>" not in html
