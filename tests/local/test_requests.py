"""What happens to every request: its stamp, its line in the log, health, and pages for when something is wrong."""

import json
import logging
from datetime import UTC, datetime

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from django.views.decorators.http import require_POST

from fsm3.urls import *  # noqa: F403  the error handlers and the health addresses, beside views that fail
from fsm3.urls import urlpatterns as ours
from fsm3.web.shared.middleware import stamp


def seen(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{request.received_at.isoformat()} {request.request_id}")  # type: ignore[attr-defined]


def failing(request: HttpRequest) -> HttpResponse:
    raise ValueError("Jens Hansen, 010190-1234")


def forbidden(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def unreadable(request: HttpRequest) -> HttpResponse:
    raise BadRequest


urlpatterns = [
    *ours,
    path("seen", seen),
    path("failing", failing),
    path("forbidden", forbidden),
    path("unreadable", unreadable),
    path("only-post", require_POST(seen)),
]
own_urls = pytest.mark.urls(__name__)


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False, SERVER_NAME="localhost")


@own_urls
def test_a_request_is_stamped_with_its_time_and_a_name_of_its_own(client: Client) -> None:
    before = datetime.now(UTC)
    answers = [client.get("/seen") for _ in range(2)]
    for answer in answers:
        received, name = answer.content.decode().split(" ")
        assert before <= datetime.fromisoformat(received) <= datetime.now(UTC)
        assert answer.headers["X-Request-ID"] == name
    assert answers[0].headers["X-Request-ID"] != answers[1].headers["X-Request-ID"]


def test_the_stamp_is_taken_before_anything_else_is_done() -> None:
    from django.conf import settings

    assert settings.MIDDLEWARE[0] == "fsm3.web.shared.middleware.stamp"
    request = RequestFactory().get("/")

    def rest(request: HttpRequest) -> HttpResponse:
        return HttpResponse(datetime.now(UTC).isoformat())

    answer = stamp(rest)(request)
    assert request.received_at <= datetime.fromisoformat(answer.content.decode())  # type: ignore[attr-defined]


@own_urls
def test_one_line_a_request_says_nothing_about_the_person(client: Client, log_lines) -> None:
    client.get("/seen?name=Jens", headers={"Authorization": "Jens"})
    (line,) = [line for line in log_lines() if line["event"] == "request"]
    assert (line["method"], line["path"], line["status"]) == ("GET", "/seen", 200)
    assert "Jens" not in json.dumps(line)


@own_urls
def test_a_failure_is_logged_by_type_and_place_without_what_was_typed(client: Client, log_lines) -> None:
    assert client.get("/failing?cpr=010190-1234").status_code == 500
    lines = log_lines()
    (failure,) = [line for line in lines if "error" in line]
    assert failure["error"] == "builtins.ValueError"
    assert any("failing" in place for place in failure["trace"])
    assert failure["request_id"] == next(line for line in lines if line["event"] == "request")["request_id"]
    assert not any(word in json.dumps(lines) for word in ("Jens", "010190"))


def test_what_looks_like_a_cpr_number_is_removed_from_any_line(log_lines) -> None:
    logging.getLogger("somebody.else").warning("Read %s and %s.", "0101901234", "010190-1234")
    assert log_lines()[0]["event"] == "Read [removed] and [removed]."


@own_urls
@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/unreadable", 400, "Forespørgslen kan ikke læses"),
        ("/forbidden", 403, "Du har ikke adgang"),
        ("/nowhere", 404, "Siden findes ikke"),
        ("/only-post", 405, "Det kan siden ikke"),
        ("/failing", 500, "Der er sket en fejl hos os"),
    ],
)
def test_every_error_has_a_danish_page_that_needs_no_database(
    client: Client, address: str, status: int, words: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert words in answer.content.decode()


@own_urls
def test_a_form_that_has_grown_too_old_is_told_so() -> None:
    answer = Client(enforce_csrf_checks=True, SERVER_NAME="localhost").post("/only-post")
    assert answer.status_code == 403
    assert "Formularen er blevet for gammel" in answer.content.decode()


def test_a_page_may_load_nothing_but_our_own(client: Client) -> None:
    policy = client.get("/sundhed/live").headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    ("cookie", "browser", "language"), [("", "en", "da"), ("en", "da", "en"), ("fr", "en", "da")]
)
def test_the_language_is_danish_until_somebody_switches(
    client: Client, cookie: str, browser: str, language: str
) -> None:
    client.cookies["django_language"] = cookie
    answer = client.get("/sundhed/live", headers={"Accept-Language": browser})
    assert answer.headers["Content-Language"] == language


def test_alive_means_answering_without_any_server(client: Client) -> None:
    assert client.get("/sundhed/live").json() == {"live": True}


@pytest.mark.django_db
def test_ready_means_database_redis_and_migrations(client: Client) -> None:
    answer = client.get("/sundhed/klar")
    assert answer.json() == {"ready": True, "database": True, "redis": True, "migrations": True}


def test_without_redis_the_site_is_not_ready(client: Client, settings, django_db_setup, db) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    answer = client.get("/sundhed/klar")
    assert answer.status_code == 503
    assert answer.json() == {"ready": False, "database": True, "redis": False, "migrations": True}


def test_without_tables_the_site_is_not_ready(client: Client, committed_db) -> None:
    from fsm3.web.shared import health

    health._migrations.cache_clear()
    with connections["owner"].cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    assert client.get("/sundhed/klar").json()["migrations"] is False
    with connections["owner"].cursor() as cursor:
        cursor.execute("DROP TABLE django_migrations")
    connections["default"].close()
    assert client.get("/sundhed/klar").status_code == 503
