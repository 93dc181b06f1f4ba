"""Are you impartial? Asked before an undecided case opens, on every page of it; a no hides it (`bad-inputs.md` 31)."""

import pytest
from django.urls import URLPattern, get_resolver, reverse

from applications.models import ConflictOfInterest, ImpartialityStatement
from fsm3.access.models import Membership
from fsm3.core.actors import Actor
from fsm3.journeys import assess
from tests.support.life import national_auditor
from tests.support.town import DECEMBER, points
from tests.web.clients import client_of, words

OF_THE_CASE = [
    pattern
    for pattern in get_resolver().url_patterns
    if isinstance(pattern, URLPattern)
    and str(pattern.pattern).startswith("sager/<int:case_id>/")
    and pattern.name != "impartiality"
]


@pytest.fixture
def case(town):
    return town.sent("0101")


@pytest.fixture
def asked(town):
    return client_of(town.caseworker)


def place(case, more=""):
    return f"/sager/{case}/{more}"


def parts(pattern, case):
    """The parts of an address: the case, and the first of everything else."""
    return {name: case if name == "case_id" else 1 for name in pattern.pattern.converters}


@pytest.mark.parametrize("pattern", OF_THE_CASE, ids=lambda pattern: pattern.name)
def test_no_page_of_an_undecided_case_opens_before_one_has_answered(town, case, pattern):
    address = reverse(pattern.name, kwargs=parts(pattern, case))
    for who in (town.caseworker, town.approver):
        answer = client_of(who).get(address)
        if answer.status_code == 403:
            continue
        assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (
            302,
            place(case, "habilitet/"),
        )


def test_the_question_tells_number_pool_and_municipality_alone(asked, case):
    page = words(asked.get(place(case), follow=True))
    assert "Er du habil i sagen?" in page
    for told in ("FSM3-2021-0001", "Flere skal med 3", "København"):
        assert told in page
    for kept in ("925.000,00", "Kirsten Opdigtet", "Vi følger hver borger"):
        assert kept not in page


def test_a_yes_is_kept_and_leads_to_the_page_that_was_asked_for(town, asked, case):
    led = asked.get(place(case, "afklaring/")).headers["Location"]
    answer = asked.post(led, {"answer": "yes"})
    assert answer.headers["Location"] == place(case, "afklaring/")
    assert asked.get(place(case)).status_code == 200
    assert ImpartialityStatement.objects.get().user_id == town.caseworker.user_id
    assert "Erklærede sig habil i sagen" in words(asked.get(place(case)))


@pytest.mark.parametrize(
    "wished", ["//evil.example/", "https://evil.example/", "/sager/999/", "javascript:x"]
)
def test_35_a_yes_leads_nowhere_but_into_the_case(asked, case, wished):
    answer = asked.post(place(case, f"habilitet/?next={wished}"), {"answer": "yes"})
    assert answer.headers["Location"] == place(case)


def test_31_a_no_hides_the_case_on_page_list_export_and_among_proposals(town, case):
    town.inadmissible(town.sent("0155", at=DECEMBER))
    late, partial = town.cases["0155"], client_of(town.approver)
    assert "FSM3-2021-0002" in words(partial.get("/forslag/"))
    answer = partial.post(place(late, "habilitet/"), {"answer": "no", "reason": "Min svoger skrev den."})
    assert answer.headers["Location"] == "/sager/"
    assert ConflictOfInterest.objects.get().reason == "Min svoger skrev den."
    for more in ("", "habilitet/", "antagelse/", "noter/", "versioner/"):
        assert partial.get(place(late, more)).status_code == 404
    export = b"".join(partial.get("/sager/csv/")).decode()
    for shown in (words(partial.get("/sager/")), export, words(partial.get("/forslag/"))):
        assert "FSM3-2021-0002" not in shown


def test_a_no_needs_a_reason_and_keeps_nothing_without_one(asked, case):
    page = words(asked.post(place(case, "habilitet/"), {"answer": "no", "reason": " "}))
    assert "Er du habil i sagen?" in page
    assert not ConflictOfInterest.objects.exists()
    assert not ImpartialityStatement.objects.exists()


def test_a_conflict_is_declared_later_too_until_one_has_a_hand_in_the_case(town, asked, case):
    town.impartial()
    assert "Meld dig inhabil" in words(asked.get(place(case)))
    assess.find_admissible(case, by=town.caseworker, at=DECEMBER)
    assess.score(case, points(3), by=town.caseworker, at=DECEMBER)
    late = asked.post(place(case, "habilitet/"), {"answer": "no", "reason": "Nabo."})
    assert late.status_code == 409
    assert "Nabo." in words(late)
    free = client_of(town.caseworkers[2])
    assert free.post(place(case, "habilitet/"), {"answer": "no", "reason": "Nabo."}).status_code == 302
    assert free.get(place(case)).status_code == 404


def test_the_national_audit_office_is_not_asked(town, case):
    national_auditor(town)
    held = Membership.objects.get(role="national_auditor")
    reader = client_of(Actor(held.user_id, held.role, held.organisation_id))
    assert reader.get(place(case)).status_code == 200


def test_nobody_is_asked_about_a_case_that_is_decided(town):
    case = town.awarded("0101")
    for who in (*town.caseworkers, *town.approvers):
        assert client_of(who).get(place(case)).status_code == 200
    assert not ImpartialityStatement.objects.exists()


def test_33_who_states_and_when_is_not_taken_from_the_form(town, asked, case):
    other = town.caseworkers[2].user_id
    asked.post(place(case, "habilitet/"), {"answer": "yes", "user_id": other, "stated_at": "2020-01-01"})
    assert ImpartialityStatement.objects.get().user_id == town.caseworker.user_id
