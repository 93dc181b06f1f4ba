"""The page of a municipality's people: all of its roles read it, its administrator invites, gives and ends."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

import fsm3.jobs.mail  # noqa: F401  its handler sends the mail
from fsm3.access import passwords
from fsm3.access import selectors as access
from fsm3.access.models import Membership, User
from fsm3.access.roles import Role
from fsm3.core import clock, jobs, mail
from fsm3.core.jobs import Job, State
from fsm3.core.mail import Mail
from fsm3.journeys import apply, colleagues, members
from tests.support.town import OPENED
from tests.web.clients import client_of, words

NEW = "ny@kommune.example"
SENT = {"name": "Ny Opdigtet", "email": NEW, "roles": ["applicant", "signatory"]}


@pytest.fixture
def keeper(town):
    return town.joined("k@kommune.example", town.organisations["0101"], Role.MUNICIPALITY_ADMINISTRATOR)


@pytest.fixture
def client(keeper):
    return client_of(keeper)


def page(client: Client, address: str = "/kolleger/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return words(answer)


def invited(client: Client, **changes: object) -> str:
    return words(client.post("/kolleger/inviter/", {**SENT, **changes}, follow=True))


def held_by(email: str) -> Membership:
    return Membership.objects.filter(user__email=email).order_by("-id")[0]


def test_a_colleague_is_invited_chooses_a_password_and_is_in(client):
    text = invited(client)
    assert f"Invitationen er på vej til {NEW}." in text
    assert ">Inviteret</span>" in text
    assert "Har ikke valgt adgangskode endnu. Linket virker til " in text
    newcomer = Client()
    form = newcomer.get(passwords.link(User.objects.get(email=NEW).id), follow=True)
    secret = "en lang hemmelighed"
    newcomer.post(form.request["PATH_INFO"], {"new_password1": secret, "new_password2": secret})
    own = newcomer.post("/log-ind/", {"username": NEW, "password": secret}, follow=True)
    assert "Vores ansøgninger" in words(own)
    assert ">Inviteret</span>" not in page(client)


def test_whoever_is_known_is_named_as_known(client):
    User.objects.filter(email="s0825@kommune.example").update(password="md5$x$y")
    text = invited(client, email="S0825@kommune.example", roles=["applicant"])
    assert "S0825 Opdigtet er kendt her i forvejen og har fået rollen." in text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"email": "c@star.example"}, "arbejder for en anden slags organisation"),
        ({"email": "k@kommune.example"}, "Ingen giver sig selv en rolle."),
        ({"email": "ikke en adresse"}, "Mailadresse på arbejdet"),
        ({"email": "a@x.example\nBcc: b@x.example"}, "Mailadresse på arbejdet"),
        ({"name": "Per 010203-1234"}, "ligner et CPR-nummer"),
        ({"name": "Per\x00"}, "Navn: "),
        ({"roles": []}, "Roller"),
        ({"roles": ["municipality_administrator"]}, "Roller"),
        ({"roles": ["approver"]}, "Roller"),
    ],
)
def test_54_what_cannot_be_done_is_said_beside_what_was_typed_and_nobody_is_added(client, changes, said):
    before = Mail.objects.count()
    answer = client.post("/kolleger/inviter/", {**SENT, **changes})
    assert answer.status_code == 200
    assert said in words(answer)
    assert 'class="alert alert-error' in words(answer) or "error-summary" in words(answer)
    if "name" not in changes:
        assert 'value="Ny Opdigtet"' in words(answer)
    assert not User.objects.filter(email=NEW).exists()
    assert Mail.objects.count() == before


def test_37_a_name_is_text_in_the_page_and_in_the_mail(client):
    name = "<b>Ny</b> {{ 7*7 }}"
    assert "&lt;b&gt;Ny&lt;/b&gt; {{ 7*7 }}" in invited(client, name=name)
    newest = mail.newest(1)[0]
    assert f"Kære {name}" in newest.text.body
    look = client.get(f"/demo/post/{newest.id}/").content.decode()
    assert "Kære &lt;b&gt;Ny&lt;/b&gt; {{ 7*7 }}" in look


def test_the_link_in_the_demos_mailbox_works(client):
    invited(client)
    look = Client().get(f"/demo/post/{mail.newest(1)[0].id}/").content.decode()
    (link,) = set(re.findall(r'href="http://127.0.0.1:\d+(/adgangskode/[^"]+)"', look))
    assert Client().get(link, follow=True).context["validlink"]
    assert Client().get("/demo/post/999999/").status_code == 404


def test_33_what_else_is_sent_along_is_ignored(client):
    invited(client, is_active="", organisation="1", invited_at="2030-01-01", password="x")
    user = User.objects.get(email=NEW)
    assert (user.is_active, user.has_usable_password()) == (True, False)


def test_an_invitation_that_expired_is_shown_as_such_and_sent_again(client, keeper):
    invited(client)
    user = User.objects.get(email=NEW)
    User.objects.filter(id=user.id).update(invited_at=clock.now() - passwords.lasts() - timedelta(minutes=1))
    assert "Invitation udløbet" in page(client)
    answer = client.post(f"/kolleger/{user.id}/", {"act": "again"}, follow=True)
    assert f"Invitationen er på vej til {NEW}." in words(answer)
    assert "Invitation udløbet" not in page(client)
    User.objects.filter(id=user.id).update(password="md5$x$y")
    again = client.post(f"/kolleger/{user.id}/", {"act": "again"})
    assert (again.status_code, "har allerede valgt en adgangskode" in words(again)) == (409, True)


def test_a_mail_that_was_refused_for_good_is_seen_beside_its_address(client):
    invited(client)
    key = f"mail:{Mail.objects.get(to__email=NEW).id}"
    Job.objects.filter(key=key).update(state=State.STUCK)
    text = page(client)
    assert "Mail ikke leveret" in text
    assert "Tjek mailadressen." in text


def test_a_colleague_gets_another_role_and_loses_one(client, town):
    signatory = town.signatories["0101"]
    place = f"/kolleger/{signatory.user_id}/"
    given = words(client.post(place, {"act": "give", "role": "applicant"}, follow=True))
    assert "Rollen er givet." in given
    assert client.post(place, {"act": "give", "role": "caseworker"}).status_code == 200
    assert client.post(place, {"act": "give", "role": ""}).status_code == 200
    held = Membership.objects.get(user=signatory.user_id, role=Role.SIGNATORY)
    asked = page(client, f"/kolleger/roller/{held.id}/")
    assert "Personen beholder sine andre roller." in asked
    assert "Rollen er afsluttet." in words(client.post(f"/kolleger/roller/{held.id}/", follow=True))
    text = page(client)
    assert "Afsluttede roller" in text
    assert client.get(f"/kolleger/roller/{held.id}/").status_code == 404


def test_54_one_is_offered_no_role_of_ones_own(client, keeper):
    place = f"/kolleger/{keeper.user_id}/"
    assert "Ingen giver sig selv en rolle." in page(client, place)
    answer = client.post(place, {"act": "give", "role": "signatory"})
    assert answer.status_code == 409
    assert len(access.memberships(keeper.person)) == 1


def test_the_last_administrator_is_told_why_the_role_stays(client, keeper):
    place = f"/kolleger/roller/{held_by('k@kommune.example').id}/"
    assert "Det er din egen rolle." in page(client, place)
    answer = client.post(place)
    assert answer.status_code == 409
    assert "Det er kommunens eneste administrator." in words(answer)


def test_one_may_end_ones_own_role_beside_another_administrator(client, town, keeper):
    town.joined("k2@kommune.example", keeper.organisation, Role.MUNICIPALITY_ADMINISTRATOR)
    answer = client.post(f"/kolleger/roller/{held_by('k@kommune.example').id}/")
    assert answer.headers["Location"] == "/"
    assert client.get("/kolleger/").status_code == 302


def test_32_whose_role_ended_is_out_at_the_next_request(client, town):
    theirs = client_of(town.signatories["0101"])
    assert theirs.get("/ansoegninger/").status_code == 200
    client.post(f"/kolleger/roller/{held_by('s0101@kommune.example').id}/")
    assert theirs.get("/ansoegninger/").headers["Location"].startswith("/log-ind/")


def test_32_a_role_that_ended_is_out_and_the_others_stay(client, town, keeper):
    signatory = town.signatories["0101"]
    colleagues.give_role(signatory.person, Role.APPLICANT, by=keeper, at=OPENED)
    theirs = client_of(signatory)
    held = Membership.objects.get(user=signatory.user_id, role=Role.SIGNATORY)
    client.post(f"/kolleger/roller/{held.id}/")
    assert "Ansøger" in words(theirs.get("/ansoegninger/"))


def test_32_whoever_is_switched_off_is_out_and_shown_as_such(client, town):
    theirs = client_of(town.signatories["0101"])
    User.objects.filter(email="s0101@kommune.example").update(is_active=False)
    assert theirs.get("/kolleger/").status_code == 302
    assert "Styrelsen har lukket for personens adgang." in page(client)


def test_29_nobody_of_another_municipality_is_found(client, town):
    other = town.signatories["0825"].user_id
    theirs = Membership.objects.get(user=other).id
    for address in (f"/kolleger/{other}/", f"/kolleger/roller/{theirs}/"):
        assert client.get(address).status_code == 404
        assert client.post(address, {"act": "give", "role": "applicant"}).status_code == 404
    assert "S0825" not in page(client)
    assert Membership.objects.get(id=theirs).ended is None


def test_the_others_read_and_see_whom_to_ask(town, keeper):
    text = page(client_of(town.signatories["0101"]))
    assert "K Opdigtet" in text
    assert "/kolleger/inviter/" not in text
    assert f"/kolleger/{keeper.user_id}/" not in text
    assert "Kommunen har ingen administrator." in page(client_of(town.signatories["0825"]))


def test_who_did_what_is_told_with_names_newest_first_and_what_was_repeated_once(client, town):
    case = town.drafted("0101")
    for hour in range(3):
        at = OPENED + timedelta(hours=hour)
        apply.answer(case, {"plan_results": f"Plan {hour}."}, by=town.signatories["0101"], at=at)
    invited(client)
    text = page(client)
    deeds = text[text.index('id="log"') :]
    assert re.search(r"Inviterede en kollega.*K Opdigtet, Kommunens administrator", deeds, re.DOTALL)
    assert "Ny Opdigtet, Ansøger" in deeds
    assert "Skrev svar (3 gange)" in deeds
    assert "FSM3-2021-0001" in deeds
    assert deeds.index("Inviterede en kollega") < deeds.index("Skrev svar")
    assert "S0825" not in deeds


def test_29_what_other_organisations_did_is_not_told(client, town):
    town.drafted("0825")
    members.give_role(
        town.signatories["0101"].person,
        organisation_id=town.organisations["0101"],
        role=Role.APPLICANT,
        by=town.administrators[0],
        at=OPENED,
    )
    assert "Ingen har gjort noget her endnu." in page(client)


def test_what_was_done_is_leafed_through(client, town):
    by = town.signatories["0101"]
    case = apply.start("fsm3", by=by, at=OPENED)
    for number in range(30):
        apply.answer(case, {"plan_results": f"{number}"}, by=by, at=OPENED)
        apply.accept_obligations(case, [], by=by, at=OPENED)
    text = page(client)
    assert text.count('<p class="timeline-what">') == 25
    (older,) = re.findall(r'href="(\?foer=\d+)#log"', text)
    second = page(client, f"/kolleger/{older}")
    assert second.count('<p class="timeline-what">') == 25
    assert "Nyeste" in second
    (older,) = re.findall(r'href="(\?foer=\d+)#log"', second)
    last = page(client, f"/kolleger/{older}")
    assert last.count('<p class="timeline-what">') == 11
    assert "Begyndte ansøgningen" in last
    assert page(client, "/kolleger/?foer=x").count('<p class="timeline-what">') == 25


def test_7_what_was_typed_is_carried_along_when_the_session_has_ended(client, keeper):
    client.get("/kolleger/inviter/")
    client.session.flush()
    answer = client.post("/kolleger/inviter/", SENT)
    assert answer.status_code == 403
    assert 'name="kept"' in words(answer)
    assert not User.objects.filter(email=NEW).exists()


def test_28_the_mail_of_an_invitation_is_one_job(client):
    invited(client)
    key = f"mail:{Mail.objects.get(to__email=NEW).id}"
    jobs.run(Job.objects.get(key=key).id)
    jobs.run(Job.objects.get(key=key).id)
    assert Job.objects.get(key=key).attempts == 1
