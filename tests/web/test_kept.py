"""What was typed outlives the session and the form's token, for the same person, and is never sent by itself."""

from __future__ import annotations

import re

from django.test import Client

from applications.models import Application
from fsm3.access.models import Membership, User
from fsm3.core import proposals
from tests.web.clients import came_back, hidden, signed_out
from tests.web.december import membership_of

TYPED = "Planen mangler tal.\n<b>Se igen</b>"


def decide_address(case: int) -> str:
    return f"/sager/{case}/forslag/{proposals.of_case(case)[-1].id}/"


def left_behind(sign_in, case: int) -> tuple[Client, str]:
    """An approver whose session ended before the form was sent, and what the answer carries."""
    client = sign_in("approver")
    client.get(decide_address(case))
    signed_out(client)
    answer = client.post(decide_address(case), {"verdict": "return", "reason": TYPED, "password": "hemmelig"})
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "Du er logget ud" in page
    return client, hidden(page)


def test_7_what_was_typed_comes_back_after_signing_in_and_is_not_sent(sign_in, case_of):
    case = case_of("0561")
    client, kept = left_behind(sign_in, case)
    own = membership_of("approver").id
    answer = client.post(f"/demo/log-ind/{own}/", {"kept": kept})
    assert answer.headers["Location"] == decide_address(case)
    page = client.get(decide_address(case)).content.decode()
    assert "Planen mangler tal.\n&lt;b&gt;Se igen&lt;/b&gt;" in page
    assert re.search(r'value="return"[^>]*checked', page)
    assert "Det er ikke sendt endnu" in page
    assert "hemmelig" not in page
    assert Application.objects.get(id=case).status == "recommended"


def chosen(page: str, name: str) -> set[str]:
    """The boxes and buttons that are ticked under a name."""
    boxes = re.findall(rf'<input[^>]* name="{name}"[^>]*>', page)
    return {found[1] for box in boxes if " checked" in box if (found := re.search(r'value="([^"]*)"', box))}


def test_7_an_invitation_comes_back_with_its_roles_and_nobody_is_invited(sign_in):
    sent = {"name": "Ny Opdigtet", "email": "ny@kommune.example", "roles": ["applicant", "signatory"]}
    client, own = sign_in("keeper"), membership_of("keeper")
    client.get("/kolleger/")
    page = came_back(client, own.id, "/kolleger/inviter/", sent)
    assert 'value="Ny Opdigtet"' in page
    assert 'value="ny@kommune.example"' in page
    assert chosen(page, "roles") == {"applicant", "signatory"}
    assert not User.objects.filter(email="ny@kommune.example").exists()


def test_7_a_chosen_role_comes_back_and_is_not_given(sign_in):
    client, own = sign_in("keeper"), membership_of("keeper")
    address = f"/kolleger/{membership_of('applicant').user_id}/"
    client.get(address)
    page = came_back(client, own.id, address, {"act": "give", "role": "accountant"})
    assert chosen(page, "role") == {"accountant"}
    assert not Membership.objects.filter(user=membership_of("applicant").user, role="accountant").exists()


def test_7_it_comes_back_once_and_at_its_own_address_only(sign_in, case_of):
    case = case_of("0561")
    client, kept = left_behind(sign_in, case)
    client.post(f"/demo/log-ind/{membership_of('approver').id}/", {"kept": kept})
    assert "Planen mangler tal." not in client.get(f"/sager/{case}/").content.decode()
    assert "Planen mangler tal." in client.get(decide_address(case)).content.decode()
    assert "Planen mangler tal." not in client.get(decide_address(case)).content.decode()


def test_7_it_outlives_a_wrong_password(sign_in, case_of):
    client, kept = left_behind(sign_in, case_of("0561"))
    answer = client.post("/log-ind/", {"username": "x@y.example", "password": "forkert", "kept": kept})
    assert hidden(answer.content.decode()) == kept


def test_7_somebody_else_does_not_get_it(sign_in, case_of):
    client, kept = left_behind(sign_in, case_of("0561"))
    answer = client.post(f"/demo/log-ind/{membership_of('partial_approver').id}/", {"kept": kept})
    assert answer.headers["Location"] == "/arbejde/"
    page = client.get("/sager/").content.decode()
    assert "hører til en anden" in page
    assert "kept" not in client.session


def test_what_is_carried_cannot_be_made_up(sign_in):
    client = sign_in("approver")
    answer = client.post("/log-ind/fortsaet/", {"kept": '{"path": "https://evil.example/"}'})
    assert answer.headers["Location"] == "/arbejde/"
    assert "kept" not in client.session


def test_34_a_form_without_its_token_is_opened_again_with_what_was_typed(sign_in, case_of):
    case = case_of("0561")
    client = sign_in("approver")
    client.get(decide_address(case))
    client.handler.enforce_csrf_checks = True
    sent = {"verdict": "return", "reason": TYPED}
    answer = client.post(decide_address(case), sent, headers={"Origin": "http://testserver"})
    assert answer.status_code == 403
    page = answer.content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token is not None
    again = client.post("/log-ind/fortsaet/", {"kept": hidden(page), "csrfmiddlewaretoken": token[1]})
    assert again.headers["Location"] == decide_address(case)
    assert "Planen mangler tal." in client.get(decide_address(case)).content.decode()
    assert Application.objects.get(id=case).status == "recommended"


def test_34_another_sites_words_are_not_carried(sign_in, case_of):
    client = sign_in("approver")
    client.handler.enforce_csrf_checks = True
    evil = {"Origin": "https://evil.example"}
    answer = client.post(
        decide_address(case_of("0561")), {"verdict": "return", "reason": TYPED}, headers=evil
    )
    assert 'name="kept"' not in answer.content.decode()


def test_a_visit_moves_the_end_of_the_session_every_few_minutes(sign_in):
    client = sign_in("caseworker")
    client.get("/sager/")
    seen = client.session["seen"]
    client.get("/sager/")
    assert client.session["seen"] == seen
    session = client.session
    session["seen"] = seen - 301
    session.save()
    client.get("/sager/")
    assert client.session["seen"] >= seen


def test_staying_signed_in_says_how_long_there_is_left(sign_in):
    assert sign_in("caseworker").post("/log-ind/forbliv/").json() == {"left": 7200}
