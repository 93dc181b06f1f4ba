"""`make bench`: pages on the season's database under production settings and two gunicorn workers, as ratios.

C is one Python loop, H the requests a second of an empty view under the same server; both are taken in the same run.
Aims: quality page of the project ("Speed"). Nothing here is judged: a shared machine would judge at random.
"""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from playwright.sync_api import Browser, Request
from pytest_django import DjangoDbBlocker

from applications.models import Application, Municipality, Submission
from applications.rules.workflow import Status
from fsm3.access.roles import Role
from fsm3.core import clock
from fsm3.demo.people import caseworkers, signatory
from fsm3.journeys import apply, assess, handle
from tests.harness.test_queries import signed_in
from tests.harness.visit import Spot
from tests.harness.visiting import membership
from tests.harness.worlds import FILLED, OPEN_POOL, leading
from tests.support.databases import database_like
from tests.support.figures import calibrated, timed
from tests.support.sites import Site, served

PRODUCTION = {
    "DEMO": "0", "PRODUCTION": "1", "ALLOWED_HOSTS": "127.0.0.1,testserver", "BEHIND_PROXY": "1",
    "SITE_URL": "https://fsm3.example",
    "MAIL_URL": "smtp://127.0.0.1:25", "MAIL_FROM": "puljer@fsm3.example",
    "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings",
}  # fmt: skip
CLIENTS, ONE_BY_ONE, AT_ONCE, ROUNDS = 4, 60, 120, 5
SENDINGS, EXPORTS, EXPORTED = 15, 5, 2000
TOKEN = "t" * 32
AIMS = {
    "front page": "-",
    "sign-in": "1.5 C",
    "list": "4 C, 20 % of H, 80 kB, 8 queries",
    "case": "6 C, 15 queries",
    "task list": "4 C",
    "form page": "4 C",
    "budget page": "4 C",
    "check page": "4 C",
    "my work": "4 C",
    "assessment": "4 C",
    "room": "4 C",
    "letters": "4 C",
}


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Site]:
    """Serve the season as production would."""
    with (
        django_db_blocker.unblock(),
        database_like(FILLED["season"]) as copy,
        served(copy, **PRODUCTION) as site,
    ):
        yield site


def test_pages(site: Site, browser: Browser) -> None:
    caseworker = signed_in(membership(Role.CASEWORKER, Spot()))
    draft = leading(Status.DRAFT, OPEN_POOL)
    signatory = signed_in(membership(Role.SIGNATORY, Spot(code=draft.lead_id)))
    own = f"/ansoegninger/{draft.id}/"
    pages = {
        "front page": ("/", Client()),
        "sign-in": ("/log-ind/", Client()),
        "list": ("/sager/", caseworker),
        "case": (f"/sager/{leading(Status.CLOSED).id}/", caseworker),
        "task list": (own, signatory),
        "form page": (f"{own}kontakt/", signatory),
        "budget page": (f"{own}budget/", signatory),
        "check page": (f"{own}tjek/", signatory),
        "my work": ("/arbejde/", caseworker),
        "room": ("/afgoerelser/fsm3/", caseworker),
        "letters": ("/breve/fsm3/?dag=alle", caseworker),
    }
    loop = calibrated()
    empty = per_second(site, "/empty", "")
    print(f"\nC = {loop * 1000:.1f} ms, H = {empty:.0f} requests a second")
    sent = leading(Status.SENT, OPEN_POOL)
    submitting(site, sent, loop)
    pages["assessment"] = (f"/sager/{to_assess(sent)}/vurdering/", caseworker)
    for name, (address, client) in pages.items():
        cookies = cookies_of(client)
        took, size = one_by_one(site, address, cookies)
        with override_settings(DEMO=False), CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        share = per_second(site, address, cookies) / empty
        print(
            f"{name:<11} p50 {took / loop:5.2f} C  {share:6.1%} of H  {len(queries):>3} queries  "
            f"{size / 1000:6.1f} kB HTML   (aim: {AIMS[name]})"
        )
    exporting(site, cookies_of(caseworker), loop)
    first_visit(site, browser)
    memory(site)


def submitting(site: Site, case: Application, loop: float) -> None:
    """Print what sending costs: a correction of a whole application, sent again and again."""
    by = signatory(case.lead_id).actor()
    cookies = cookies_of(signed_in(membership(Role.SIGNATORY, Spot(code=case.lead_id))))
    took = []
    with door_of(site) as door:
        for _ in range(SENDINGS):
            apply.begin_correction(case.id, by=by, at=clock.now())
            took.append(timed(lambda: send(door, f"/ansoegninger/{case.id}/send/", cookies, site)))
    print(f"{'submit':<11} p50 {median(took) / loop:5.2f} C   (aim: 5 C)")


def send(door: HTTPConnection, address: str, cookies: str, site: Site) -> None:
    """Press a button, as a browser does over HTTPS."""
    headers = {
        "X-Forwarded-Proto": "https", "Origin": site.url.replace("http:", "https:"),
        "Cookie": f"{cookies}; csrftoken={TOKEN}", "Content-Type": "application/x-www-form-urlencoded",
    }  # fmt: skip
    door.request("POST", address, f"csrfmiddlewaretoken={TOKEN}", headers)
    answer = door.getresponse()
    answer.read()
    assert answer.status == 302, (address, answer.status)


def to_assess(case: Application) -> int:
    """The case, found admissible by a caseworker to whom it opens."""
    by = caseworkers()[0].actor()
    handle.state_impartiality(case.id, by=by, at=clock.now())
    assess.find_admissible(case.id, remark="Set igennem.", by=by, at=clock.now())
    return case.id


def exporting(site: Site, cookies: str, loop: float) -> None:
    """Print what a file of 2,000 cases costs: copies of a refused one, as far as a list reads them."""
    like = leading(Status.REFUSED)
    sent = Submission.objects.filter(application=like).order_by("-number")[0]
    codes = cycle(Municipality.objects.values_list("code", flat=True))
    kept = {"pool_id": like.pool_id, "status": like.status, "started_at": like.started_at, "invented": True}
    made = Application.objects.bulk_create(
        Application(number=f"FSM3-COPY-{number}", lead_id=code, **kept)
        for number, code in enumerate(islice(codes, EXPORTED))
    )
    left_out = {"id", "application_id", "receipt", "clarification_id"}
    same = {
        field.attname: getattr(sent, field.attname)
        for field in Submission._meta.fields
        if field.attname not in left_out
    }
    Submission.objects.bulk_create(
        Submission(application_id=each.id, receipt=f"COPY-{each.id}", **same) for each in made
    )
    with door_of(site) as door:
        size = len(get(door, "/sager/csv/?pulje=fsm3", cookies))
        took = median(timed(lambda: get(door, "/sager/csv/?pulje=fsm3", cookies)) for _ in range(EXPORTS))
    print(f"{'export':<11} p50 {took / loop:5.1f} C, {EXPORTED} cases, {size / 1000:.0f} kB   (aim: 60 C)")


def cookies_of(client: Client) -> str:
    """What a client is known by."""
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


def get(door: HTTPConnection, address: str, cookies: str, encoding: str = "identity") -> bytes:
    """Ask once over a connection that stays open."""
    headers = {"X-Forwarded-Proto": "https", "Cookie": cookies, "Accept-Encoding": encoding}
    door.request("GET", address, headers=headers)
    answer = door.getresponse()
    content = answer.read()
    assert answer.status == 200, (address, answer.status)
    return content


def door_of(site: Site) -> closing[HTTPConnection]:
    """A connection to the site, to be used in a `with`."""
    return closing(HTTPConnection(urlsplit(site.url).netloc, timeout=30))


def one_by_one(site: Site, address: str, cookies: str) -> tuple[float, int]:
    """The median seconds of an answer when nobody else asks, and its bytes."""
    with door_of(site) as door:
        for _ in range(8):
            size = len(get(door, address, cookies))
        return median(timed(lambda: get(door, address, cookies)) for _ in range(ONE_BY_ONE)), size


def per_second(site: Site, address: str, cookies: str) -> float:
    """Answers a second when four ask at once: the middle one of some rounds.

    Each round connects anew: a worker keeps the connections that fell to it, and how they fall is drawn five times.
    """

    def ask() -> None:
        with door_of(site) as door:
            for _ in range(AT_ONCE // CLIENTS):
                get(door, address, cookies)

    with ThreadPoolExecutor(CLIENTS) as clients:

        def all_at_once() -> None:
            for each in [clients.submit(ask) for _ in range(CLIENTS)]:
                each.result()

        return AT_ONCE / median(timed(all_at_once) for _ in range(ROUNDS))


def first_visit(site: Site, browser: Browser) -> None:
    """Print the bytes that a browser loads at its first visit, as they travel."""
    context = browser.new_context(locale="da-DK", extra_http_headers={"X-Forwarded-Proto": "https"})
    page = context.new_page()
    loaded: list[Request] = []
    page.on("requestfinished", lambda request: loaded.append(request))  # noqa: PLW0108  a built-in cannot listen
    page.goto(site.url, wait_until="networkidle")
    bytes_of: Counter[str] = Counter()
    for each in loaded:
        bytes_of[each.resource_type] += each.sizes()["responseBodySize"]
    told = ", ".join(f"{kind} {size / 1000:.1f} kB" for kind, size in sorted(bytes_of.items()))
    print(f"first visit: {told}   (aim: script 40 kB)")
    context.close()


def memory(site: Site) -> None:
    """Print the resident memory of the web workers."""
    port = str(urlsplit(site.url).port)
    found = subprocess.run(
        ["ps", "-wweo", "pid,ppid,rss,args"], capture_output=True, text=True, check=True
    ).stdout
    rows = [line.split(None, 3) for line in found.splitlines()[1:]]
    masters = {row[0] for row in rows if "gunicorn" in row[3] and listens(row[0], port)}
    workers = [int(row[2]) / 1000 for row in rows if row[1] in masters]
    print(f"memory: {', '.join(f'{size:.0f}' for size in workers)} MB a web worker   (aim: 130 MB)")


def listens(pid: str, port: str) -> bool:
    """Whether a process was started for this port."""
    try:
        return f"PORT={port}" in Path(f"/proc/{pid}/environ").read_bytes().decode().split("\0")
    except OSError:
        return False
