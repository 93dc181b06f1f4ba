"""Versions compared: any two that were sent, task by task, and only what differs."""

from datetime import timedelta

import pytest

from fsm3.journeys import apply, send
from tests.support.town import DEADLINE, OBLIGATIONS, budget
from tests.web.clients import client_of, words


@pytest.fixture
def case(town):
    """A case that was sent three times: another plan, then another budget and an obligation less."""
    by, at = town.signatories["0101"], DEADLINE - timedelta(days=2)
    sent = town.sent("0101", at=at)
    apply.begin_correction(sent, by=by, at=at)
    apply.answer(sent, {"plan_results": "Nu en helt anden plan."}, by=by, at=at)
    send.send(sent, by=by, at=at + timedelta(hours=1))
    apply.begin_correction(sent, by=by, at=at)
    apply.write_budget(sent, budget(840_000), by=by, at=at)
    apply.answer(sent, {"extended_model": "no"}, by=by, at=at)
    apply.accept_obligations(sent, OBLIGATIONS[:-1], by=by, at=at)
    send.send(sent, by=by, at=at + timedelta(hours=2))
    town.impartial()
    return sent


@pytest.fixture
def client(town):
    return client_of(town.caseworker)


def shown(client, case, query=""):
    return words(client.get(f"/sager/{case}/versioner/{query}"))


def test_the_two_newest_stand_side_by_side_unless_others_are_wished(client, case):
    page = shown(client, case)
    assert "840.000,00" in page
    assert "Nu en helt anden plan." not in page


def test_any_two_are_compared_and_only_what_differs_is_told(client, case):
    page = shown(client, case, "?fra=1&til=2")
    assert "Vi følger hver borger tæt." in page
    assert "Nu en helt anden plan." in page
    assert "Modellen bliver vores drift." not in page
    whole = shown(client, case, "?fra=1&til=3")
    assert "Nu en helt anden plan." in whole
    assert "840.000,00" in whole
    assert "Ikke accepteret" in whole


def test_a_version_compared_with_itself_says_that_nothing_differs(client, case):
    assert "Intet er forskelligt: de to siger det samme." in shown(client, case, "?fra=2&til=2")


@pytest.mark.parametrize("query", ["?fra=9", "?til=x", "?fra=-1", "?fra=1%27"])
def test_a_version_that_was_never_sent_is_not_there(client, case, query):
    assert client.get(f"/sager/{case}/versioner/{query}").status_code == 404


def test_the_case_leads_there_where_there_are_two(town, client, case):
    assert "Sammenlign versionerne" in words(client.get(f"/sager/{case}/"))
    alone = town.sent("0155")
    town.impartial("0155")
    assert "Sammenlign versionerne" not in words(client.get(f"/sager/{alone}/"))
    assert "Der er kun sendt én version" in shown(client, alone)


def test_37_a_task_that_holds_markup_is_shown_as_text(town, client):
    case, by, at = town.sent("0185", at=DEADLINE), town.signatories["0185"], DEADLINE
    apply.begin_correction(case, by=by, at=at)
    apply.answer(case, {"plan_results": "<script>x</script> {{ 7*7 }}"}, by=by, at=at)
    send.send(case, by=by, at=at)
    town.impartial("0185")
    page = shown(client, case)
    assert "&lt;script&gt;x&lt;/script&gt; {{ 7*7 }}" in page
