"""The last minutes before a deadline: every municipality with three who attach a file and send, most at the very end.

Quality page of the project, "Reliability": as many receipts as municipalities, all different, nothing lost, no fault of the
server's. A few municipalities and seconds in CI; `SOAK=1` has all 98 within ten minutes.
"""

from __future__ import annotations

import math
import os
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from fractions import Fraction
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from applications.models import Application, Submission
from applications.rules.pool_file import dump_pool, read_pool
from applications.rules.pool_terms import AnswerKind, PoolTerms
from budgets.rules.lines import Line, wage_cell
from fsm3.access.models import Membership
from fsm3.access.roles import Role
from fsm3.core import clock, documents, journal
from fsm3.core.canonical import sha256
from fsm3.core.money import Money
from fsm3.core.periods import Deadline, day_of
from fsm3.demo import pools
from fsm3.demo.caps import flat_caps
from fsm3.demo.cast import rows
from fsm3.demo.people import administrators, approvers, caseworkers, signatory
from fsm3.journeys import apply, members
from tests.harness.test_queries import signed_in
from tests.harness.worlds import FILLED
from tests.support.databases import database_like
from tests.support.figures import calibrated
from tests.support.files import pdf
from tests.support.sites import Site, served

SOAK = os.environ.get("SOAK") == "1"
MUNICIPALITIES = 98 if SOAK else 6
RUSH = 600 if SOAK else 10
LAST = RUSH / 10
COLLEAGUES = 2
BOUNDARY = "rush"
TOKEN = "t" * 32
ANSWERS = {AnswerKind.YES_NO: "no", AnswerKind.NUMBER: "25", AnswerKind.TEXT: "Vi følger hver borger tæt."}


@dataclass
class Sender:
    """Somebody who attaches a file and sends, and what they were answered."""

    case: int
    cookies: str
    attach_at: float
    send_at: float
    attached: int = 0
    sent: int = 0
    led_to: str = ""
    took: float = math.nan
    attached_by: datetime | None = None
    content: bytes = field(default=b"", repr=False)

    def act(self, site: Site, began: float) -> None:
        """Attach and send, each at its time."""
        _wait_until(began + self.attach_at)
        self.attached, _ = _post(
            site, reverse("own_attachments", args=(self.case,)), self.cookies, *_upload(self.content)
        )
        self.attached_by = clock.now()
        _wait_until(began + self.send_at)
        asked = time.perf_counter()
        form = f"csrfmiddlewaretoken={TOKEN}".encode()
        self.sent, self.led_to = _post(
            site,
            reverse("own_send", args=(self.case,)),
            self.cookies,
            form,
            "application/x-www-form-urlencoded",
        )
        self.took = time.perf_counter() - asked


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Site]:
    """People and municipalities without a pool, served as in production."""
    with django_db_blocker.unblock(), database_like(FILLED["bare"]) as copy, served(copy) as site:
        yield site


def test_everybody_who_sends_before_the_deadline_gets_one_receipt_and_nothing_is_lost(site: Site):
    terms = _pool_that_closes(clock.now() + timedelta(seconds=10 + MUNICIPALITIES + RUSH))
    cases = [_drafted(code, terms) for code in sorted(rows())[:MUNICIPALITIES]]
    loop = calibrated()
    closes = terms.deadline.at
    senders = _senders(cases)
    began = time.monotonic() + (closes - clock.now()).total_seconds() - RUSH
    threads = [threading.Thread(target=each.act, args=(site, began)) for each in senders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    took = sorted(each.took for each in senders)
    p95 = took[math.ceil(0.95 * len(took)) - 1]
    sent = list(Submission.objects.order_by("id"))
    print(
        f"\n{len(cases)} municipalities x {COLLEAGUES + 1} within {RUSH} s: {len(sent)} receipts,"
        f" {sum(not each.in_time for each in sent)} of them late; sending p50 {took[len(took) // 2] / loop:.0f} C,"
        f" p95 {p95 / loop:.0f} C (aim 150); answers {dict(Counter(each.attached for each in senders))} to files,"
        f" {dict(Counter(each.sent for each in senders))} to sending"
    )
    assert {each.sent for each in senders} == {302}
    assert {each.attached for each in senders} <= {302, 409}
    assert all(each.led_to == reverse("own_receipt", args=(each.case,)) for each in senders)
    assert sorted(each.application_id for each in sent) == sorted(cases)
    assert len({each.receipt for each in sent}) == len(cases)
    assert all(each.in_time == (each.received_at <= closes) for each in sent)
    _nothing_attached_is_lost(senders, {each.application_id: each for each in sent})
    assert list(journal.verify(documents.witnesses())) == []


def _nothing_attached_is_lost(senders: list[Sender], sent: dict[int, Submission]) -> None:
    """What was acknowledged before the moment of sending is vouched for by the receipt."""
    for each in senders:
        if each.attached == 302 and each.attached_by and each.attached_by < sent[each.case].received_at:
            assert sha256(each.content) in sent[each.case].content


def _pool_that_closes(after: datetime) -> PoolTerms:
    """The open pool of the demo, its deadline on the first whole minute after a moment."""
    closes = (after + timedelta(minutes=1)).replace(second=0, microsecond=0)
    template = read_pool((pools.FILES / f"{pools.OPEN_POOL}.toml").read_text(encoding="utf-8"))
    terms = replace(pools.shifted(template, day_of(closes)), deadline=Deadline(closes))
    loading = pools.Loading(
        dump_pool(terms), flat_caps(terms.cohorts[0].key), clock.now() - timedelta(hours=3)
    )
    pools._put_in_force(loading, caseworkers()[0].actor(), approvers()[0].actor())
    return terms


def _drafted(code: str, terms: PoolTerms) -> int:
    """A finished draft of a municipality, with colleagues who sign as well."""
    by, at = signatory(code).actor(), clock.now()
    for number in range(COLLEAGUES):
        members.add_member(
            email=f"kollega{number}-{code}@opdigtet.example",
            name=f"Kollega {number} Opdigtet",
            organisation_id=by.organisation,
            role=Role.SIGNATORY,
            by=administrators()[0].actor(),
            at=at,
            password_hash="!",
            invented=True,
        )
    case = apply.start(pools.OPEN_POOL, by=by, at=at)
    answers = {question.key: ANSWERS[question.kind] for question in terms.questions}
    apply.answer(case, {"contact_name": "K", "contact_mail": "k@opdigtet.example", **answers}, by=by, at=at)
    apply.accept_obligations(case, [each.key for each in terms.obligations], by=by, at=at)
    year = wage_cell(
        max(terms.period.years()), posts=Fraction(1), hourly_rate=Money.of(250), hours=Fraction(1500)
    )
    main = next(each.key for each in terms.budget.categories if each.main)
    apply.write_budget(case, [Line(1, main, "Jobcenter", "En jobformidler.", (year,))], by=by, at=at)
    return case


def _senders(cases: list[int]) -> list[Sender]:
    """Three for each case: they attach some time before, and send in the last tenth of the rush or a little after."""
    random.seed(98)
    leads = dict(Application.objects.values_list("id", "lead__organisation_id"))
    return [
        Sender(
            case,
            _cookies(membership),
            attach_at=random.uniform(0, RUSH - LAST),
            send_at=random.uniform(RUSH - LAST, RUSH + 0.5)
            if random.random() < 0.8
            else random.uniform(0, RUSH),
            content=pdf({3: b"<< /Sender (%d) >>" % membership}),
        )
        for case in cases
        for membership in Membership.objects.filter(
            organisation_id=leads[case], role=Role.SIGNATORY
        ).values_list("id", flat=True)
    ]


def _cookies(membership: int) -> str:
    jar = signed_in(membership).cookies
    return "; ".join([*(f"{name}={morsel.value}" for name, morsel in jar.items()), f"csrftoken={TOKEN}"])


def _upload(content: bytes) -> tuple[bytes, str]:
    """A form with one file, as a browser sends it."""
    parts = (
        b'--rush\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n'
        + TOKEN.encode()
        + b"\r\n"
        b'--rush\r\nContent-Disposition: form-data; name="uploads"; filename="aftale.pdf"\r\n'
        b"Content-Type: application/pdf\r\n\r\n" + content + b"\r\n--rush--\r\n"
    )
    return parts, f"multipart/form-data; boundary={BOUNDARY}"


def _post(site: Site, address: str, cookies: str, body: bytes, media_type: str) -> tuple[int, str]:
    """The status, and where it leads."""
    door = HTTPConnection(urlsplit(site.url).netloc, timeout=120)
    door.request("POST", address, body, {"Cookie": cookies, "Content-Type": media_type})
    answer = door.getresponse()
    answer.read()
    door.close()
    return answer.status, answer.getheader("Location") or ""


def _wait_until(moment: float) -> None:
    time.sleep(max(0.0, moment - time.monotonic()))
