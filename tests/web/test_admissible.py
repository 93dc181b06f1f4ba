"""Admissible and complete? What the program has checked stands on the page, and a caseworker says what it comes to."""

from datetime import timedelta

import pytest

from applications.models import AdmissibilityFinding, Application
from applications.rules.workflow import Status
from fsm3.access.models import Membership
from fsm3.core import proposals
from tests.support.town import DEADLINE, OPENED
from tests.web.clients import client_of, words


@pytest.fixture
def case(town):
    sent = town.sent("0101")
    town.impartial()
    return sent


@pytest.fixture
def client(town):
    return client_of(town.caseworker)


def place(case, more="antagelse/"):
    return f"/sager/{case}/{more}"


def status(case):
    return Application.objects.get(id=case).status


def test_every_check_stands_with_what_was_found(client, case):
    page = words(client.get(place(case)))
    for told in (
        "Modtaget 26. november 2021 kl. 12.00.00. Fristen var 26. november 2021 kl. 12.00.",
        "Sendt af S0101 Opdigtet.",
        "Ansøgt: 925.000,00 kr.",
        "Alle 5 spørgsmål er besvaret.",
        "Alle 2 budgetposter er udfyldt.",
        "Puljen kræver ingen.",
        "Ikke en fælles ansøgning.",
    ):
        assert told in page
    assert "Ikke opfyldt" not in page


def test_a_caseworker_finds_it_admissible_and_the_case_says_who_did(client, case):
    answer = client.post(place(case), {"way": "admit"})
    assert answer.headers["Location"] == place(case, "")
    assert status(case) == Status.ADMISSIBLE
    page = words(client.get(place(case, "")))
    assert "Fundet i orden" in page
    assert "Intet: alle punkter var opfyldt." in page
    assert "Din vurdering" not in words(client.get(place(case)))


def test_what_is_not_met_stands_first_and_takes_a_remark(town, client, case):
    Membership.objects.filter(user=town.signatories["0101"].user_id).update(ended=OPENED)
    page = words(client.get(place(case)))
    assert page.index("som ikke var tilskudsansvarlig") < page.index("Modtaget rettidigt</t")
    refused = client.post(place(case), {"way": "admit", "remark": ""})
    assert refused.status_code == 409
    assert "Skriv, hvorfor ansøgningen alligevel kan behandles." in words(refused)
    client.post(place(case), {"way": "admit", "remark": "Fuldmagten er set."})
    assert AdmissibilityFinding.objects.get(application=case).remark == "Fuldmagten er set."
    assert "Fuldmagten er set." in words(client.get(place(case, "")))


def test_inadmissibility_is_proposed_with_a_reason_and_then_waits(client, case):
    assert "Skriv begrundelsen" in words(client.post(place(case), {"way": "reject", "reason": ""}))
    client.post(place(case), {"way": "reject", "reason": "Uden for puljens formål."})
    (proposal,) = proposals.of_case(case)
    assert proposal.content["reason"] == "Uden for puljens formål."
    page = words(client.get(place(case)))
    assert "Venter på afgørelse" in page
    assert "Din vurdering" not in page


def test_47_one_that_came_too_late_can_only_be_proposed_as_inadmissible(town, client):
    late = town.sent("0155", at=DEADLINE + timedelta(seconds=41))
    town.impartial("0155")
    page = words(client.get(place(late)))
    assert "Ansøgningen kom for sent" in page
    assert 'value="admit"' not in page
    client.post(place(late), {"way": "admit", "reason": "Modtaget efter fristen."})
    assert status(late) == Status.LATE
    assert [each.kind for each in proposals.of_case(late)] == ["inadmissibility"]


def test_others_read_the_checks_and_decide_nothing(town, case):
    approver = client_of(town.approver)
    page = words(approver.get(place(case)))
    assert "Alle 5 spørgsmål er besvaret." in page
    assert "Din vurdering" not in page
    assert approver.post(place(case), {"way": "admit"}).status_code == 403
    assert status(case) == Status.SENT


def test_33_a_status_in_the_form_is_ignored(client, case):
    client.post(place(case), {"way": "admit", "status": "awarded", "unmet": "9", "checks": "[]"})
    assert status(case) == Status.ADMISSIBLE
    assert AdmissibilityFinding.objects.get(application=case).unmet == 0


def test_the_case_leads_to_what_comes_next(client, case):
    page = words(client.get(place(case, "")))
    assert f'class="button button-primary" href="{place(case)}"' in page
    assert f'class="button button-secondary" href="{place(case, "afklaring/")}"' in page
