"""Signing in, the demo's one click, roles, and being out at the next request."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone

from fsm3.access.models import Membership, User
from tests.web.december import PEOPLE, membership_of

PASSWORD = "en lang hemmelighed"


def give_password(who: str) -> str:
    mail = PEOPLE[who][0]
    User.objects.filter(email=mail).update(password=make_password(PASSWORD))
    return mail


def test_mail_address_and_password_let_in_and_lead_to_ones_first_page(sign_in):
    mail = give_password("caseworker")
    answer = sign_in("nobody").post("/log-ind/", {"username": mail.upper(), "password": PASSWORD})
    assert answer.headers["Location"] == "/arbejde/"


@pytest.mark.parametrize("mail", ["e@star.example", "nobody@star.example"])
def test_a_wrong_password_and_an_unknown_mail_address_are_answered_alike(sign_in, mail):
    give_password("caseworker")
    answer = sign_in("nobody").post("/log-ind/", {"username": mail, "password": "forkert"})
    assert "Mailadresse og adgangskode passer ikke sammen." in answer.content.decode()
    assert mail in answer.content.decode()


def test_who_holds_no_role_is_told_so(sign_in):
    mail = give_password("caseworker")
    Membership.objects.filter(user__email=mail).update(ended=timezone.now())
    answer = sign_in("nobody").post("/log-ind/", {"username": mail, "password": PASSWORD})
    assert "Du har ingen rolle her længere." in answer.content.decode()


def test_35_signing_in_leads_nowhere_else(sign_in):
    mail = give_password("caseworker")
    for evil in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        asked = {"username": mail, "password": PASSWORD, "next": evil}
        assert sign_in("nobody").post("/log-ind/", asked).headers["Location"] == "/arbejde/"
        demo = f"/demo/log-ind/{membership_of('caseworker').id}/"
        assert sign_in("nobody").post(demo, {"next": evil}).headers["Location"] == "/arbejde/"


def test_signing_in_leads_back_to_the_page_one_wanted(sign_in):
    mail = give_password("caseworker")
    asked = {"username": mail, "password": PASSWORD, "next": "/sager/?orden=plads"}
    assert sign_in("nobody").post("/log-ind/", asked).headers["Location"] == "/sager/?orden=plads"
    assert (
        sign_in("nobody").get("/sager/?orden=plads").headers["Location"]
        == "/log-ind/?next=/sager/%3Forden%3Dplads"
    )


def test_the_demo_lists_its_people_with_one_button_each_by_organisation(sign_in):
    page = sign_in("nobody").get("/log-ind/").content.decode()
    assert (
        page.index("Styrelsen</h3>")
        < page.index("København Kommune</h3>")
        < page.index("Rigsrevisionen</h3>")
    )
    for who in ("caseworker", "approver", "signatory", "national"):
        assert f'formaction="/demo/log-ind/{membership_of(who).id}/"' in page


def test_one_click_signs_in_in_the_role_that_was_clicked(sign_in):
    client = sign_in("nobody")
    client.post(f"/demo/log-ind/{membership_of('approver').id}/")
    assert "Godkender, Styrelsen" in client.get("/sager/").content.decode()


def test_one_click_signs_in_nobody_who_is_not_invented(sign_in):
    User.objects.filter(email=PEOPLE["caseworker"][0]).update(invented=False)
    assert sign_in("nobody").post(f"/demo/log-ind/{membership_of('caseworker').id}/").status_code == 404


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_outside_demo_mode_the_demos_addresses_do_not_exist(sign_in, settings, method):
    settings.DEMO = False
    settings.SECURE_SSL_REDIRECT = False
    for url in (f"/demo/log-ind/{membership_of('caseworker').id}/", "/demo/post/", "/demo/stil/formularer/"):
        assert sign_in("nobody").generic(method, url).status_code == 404


def test_outside_demo_mode_no_page_speaks_of_the_demo(sign_in, settings):
    settings.DEMO = False
    settings.SECURE_SSL_REDIRECT = False
    for url in ("/", "/log-ind/"):
        assert "demo" not in sign_in("nobody").get(url).content.decode().lower()


def test_who_holds_several_roles_switches_between_them(sign_in):
    client = sign_in("approver")
    caseworker = Membership.objects.get(user=membership_of("approver").user, role="caseworker")
    page = client.get("/sager/").content.decode()
    assert "Godkender, Styrelsen</span>" in page
    assert f'value="{caseworker.id}">Sagsbehandler, Styrelsen</button>' in page
    assert client.post("/rolle/", {"membership": caseworker.id}).headers["Location"] == "/arbejde/"
    assert "Sagsbehandler, Styrelsen</span>" in client.get("/sager/").content.decode()


def test_nobody_takes_a_role_of_somebody_else(sign_in):
    client = sign_in("caseworker")
    assert client.post("/rolle/", {"membership": membership_of("approver").id}).status_code == 404
    assert "Sagsbehandler, Styrelsen" in client.get("/sager/").content.decode()


def test_32_a_user_who_is_switched_off_is_out_at_the_next_request(sign_in):
    client = sign_in("caseworker")
    assert client.get("/sager/").status_code == 200
    User.objects.filter(email=PEOPLE["caseworker"][0]).update(is_active=False)
    assert client.get("/sager/").headers["Location"].startswith("/log-ind/")


def test_32_a_role_that_is_ended_is_out_at_the_next_request(sign_in):
    client = sign_in("approver")
    Membership.objects.filter(id=membership_of("approver").id).update(ended=timezone.now())
    assert "Sagsbehandler, Styrelsen</span>" in client.get("/sager/").content.decode()
    Membership.objects.filter(user__email=PEOPLE["approver"][0]).update(ended=timezone.now())
    assert client.get("/sager/").headers["Location"].startswith("/log-ind/")


def test_signing_out_ends_the_session(sign_in):
    client = sign_in("caseworker")
    client.post("/log-ud/")
    assert client.get("/sager/").headers["Location"].startswith("/log-ind/")


def test_34_a_form_without_its_token_gets_a_danish_page(sign_in):
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/log-ind/", {"username": "x", "password": "y"})
    assert answer.status_code == 403
    assert "Formularen er blevet for gammel" in answer.content.decode()


def test_pages_of_the_signed_in_are_kept_by_no_cache(sign_in):
    assert sign_in("caseworker").get("/sager/").headers["Cache-Control"] == "no-store, private"


def test_the_interface_speaks_english_after_a_switch(sign_in):
    client = sign_in("caseworker")
    client.post("/sprog/", {"language": "en", "next": "/sager/"})
    assert "Cases of Flere skal med 3" in client.get("/sager/").content.decode()
