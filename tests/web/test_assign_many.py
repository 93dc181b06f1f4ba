"""Many cases are given at once, all or none: ticked in the list, confirmed on a page of its own."""

from __future__ import annotations

import pytest

from applications.models import Application
from applications.selectors import cases
from fsm3.core.journal import JournalEntry
from fsm3.core.mail import Mail
from fsm3.journeys import assess
from tests.support.refused import codes
from tests.support.town import DECEMBER
from tests.web.clients import client_of, words


@pytest.fixture
def sent(town):
    return [town.sent(code) for code in ("0101", "0155", "0185")]


@pytest.fixture
def client(town):
    return client_of(town.caseworker)


def place(*chosen):
    return "/sager/tildel/?" + "&".join(f"sag={case}" for case in chosen)


def holders(chosen):
    return [cases.caseworker_of(case) for case in chosen]


def test_the_list_gives_its_ticked_cases_to_the_page_and_the_page_to_one_caseworker(town, client, sent):
    assert f'name="sag" value="{sent[0]}"' in client.get("/sager/").content.decode()
    page = words(client.get(place(*sent[:2])))
    assert "Giv 2 sager til en sagsbehandler" in page
    assert "Tårnby" not in page
    second = town.caseworkers[1]
    answer = client.post(place(*sent[:2]), {"caseworker": second.person}, follow=True)
    assert "2 sager er givet til D Opdigtet." in words(answer)
    assert holders(sent) == [second.person, second.person, None]
    assert JournalEntry.objects.filter(act="case.assigned").count() == 2


def test_whoever_gets_them_is_told_in_one_mail_and_not_of_those_they_had(town, sent):
    second = town.caseworkers[1]
    assess.assign(sent[0], caseworker_id=second.person, by=town.caseworker, at=DECEMBER)
    given = assess.assign_many(sent, caseworker_id=second.person, by=town.caseworker, at=DECEMBER)
    assert given == 2
    (mail,) = Mail.objects.filter(subject="Du har fået 2 sager")
    assert "FSM3-2021-0001" not in mail.body
    assert "FSM3-2021-0003" in mail.body


def test_31_all_or_none_and_a_conflict_of_interest_is_named_by_the_number_of_its_case(town, client, sent):
    second = town.caseworkers[1]
    assess.declare_conflict(sent[1], reason="Opdigtet.", by=second, at=DECEMBER)
    giving = lambda: assess.assign_many(sent, caseworker_id=second.person, by=town.caseworker, at=DECEMBER)  # noqa: E731
    assert codes(giving) == {"conflict_of_interest"}
    assert holders(sent) == [None] * 3
    page = words(client.get(place(*sent)))
    assert "Kan ikke få dem alle" in page
    answer = client.post(place(*sent), {"caseworker": second.person})
    assert answer.status_code == 200
    assert holders(sent) == [None] * 3


def test_31_a_case_that_is_hidden_is_left_out(town, sent):
    assess.declare_conflict(sent[0], reason="Opdigtet.", by=town.caseworkers[1], at=DECEMBER)
    page = words(client_of(town.caseworkers[1]).get(place(*sent[:2])))
    assert "FSM3-2021-0001" not in page
    assert "FSM3-2021-0002" in page


WISH = "pulje=fsm3&status=sent&kohorte=new&valg=yes&hos=0&soeg=k%C3%B8b&orden=ansoegt&faldende=ja"


def test_the_list_is_as_it_was_when_they_are_given(town, client, sent):
    page = client.get(f"/sager/?{WISH.replace('valg=yes&', '')}").content.decode()
    for name, value in (("pulje", "fsm3"), ("hos", "0"), ("soeg", "køb"), ("faldende", "ja")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in page.split("/sager/tildel/", 1)[1]
    address = f"{place(sent[0])}&{WISH}"
    assert f'href="/sager/?{WISH}"' in words(client.get(address)).replace("&amp;", "&")
    answer = client.post(address, {"caseworker": town.caseworker.person})
    assert answer.headers["Location"] == f"/sager/?{WISH}"


def test_nothing_ticked_leads_back_to_the_list_as_it_was(client, sent):
    assert client.get(f"/sager/tildel/?{WISH}").headers["Location"] == f"/sager/?{WISH}"


@pytest.mark.parametrize(
    "wish",
    [
        "next=https://evil.example/&pulje=//evil.example",
        "pulje=https://evil.example&orden=x&faldende=nej&status=x&hos=%C2%B2",
        "soeg=%00%0d%0aLocation:%20https://evil.example",
    ],
)
def test_35_the_way_back_leads_to_the_list_alone(town, client, sent, wish):
    ticked = client.post(f"{place(sent[0])}&{wish}", {"caseworker": town.caseworker.person})
    for answer in (ticked, client.get(f"/sager/tildel/?{wish}")):
        back = answer.headers["Location"]
        assert back.startswith("/sager/?pulje=")
        assert client.get(back).status_code == 200
    assert "evil" not in ticked.headers["Location"].partition("&soeg")[0]


@pytest.mark.parametrize("address", ["/sager/tildel/", "/sager/tildel/?sag=x&sag=%C2%B2&sag=999999"])
def test_nothing_ticked_leads_back_and_says_what_to_do(client, sent, address):
    assert "Sæt flueben ved sagerne først" in words(client.get(address, follow=True))


def test_33_more_than_a_caseworker_in_the_form_is_ignored(town, client, sent):
    client.post(place(sent[0]), {"caseworker": town.caseworker.person, "sag": sent[1], "status": "awarded"})
    assert holders(sent) == [town.caseworker.person, None, None]
    assert set(Application.objects.values_list("status", flat=True)) == {"sent"}
