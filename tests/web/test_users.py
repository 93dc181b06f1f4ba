"""The administrators' pages: finding somebody, letting in, giving and ending roles, switching off, and who did what."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from fsm3.access import selectors as access
from fsm3.access.models import Membership, Organisation, User
from fsm3.access.roles import Role
from fsm3.core import proposals
from fsm3.core.mail import Mail
from fsm3.journeys import apply, members
from tests.support.town import OPENED
from tests.web.clients import client_of, words

NEW = "ny@kommune.example"


@pytest.fixture
def client(town):
    return client_of(town.administrators[0])


def page(client: Client, address: str = "/brugere/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return words(answer)


def table(text: str) -> str:
    return text[text.index("<tbody>") : text.index("</tbody>")] if "<tbody>" in text else ""


def sent(town, **changes: object) -> dict[str, object]:
    own = {"name": "Ny Opdigtet", "email": NEW, "organisation": town.organisations["0101"]}
    return {**own, "role": "municipality_administrator", **changes}


def held(email: str, role: Role) -> Membership:
    return Membership.objects.get(user__email=email, role=role, ended=None)


def test_somebody_is_found_by_name_mail_organisation_role_and_access(client, town):
    found = table(page(client, "/brugere/?ord=L%C3%86S%C3%98"))
    assert "S0825 Opdigtet" in found
    assert "S0101" not in found
    assert "C Opdigtet" in table(page(client, "/brugere/?ord=c@star"))
    approvers = table(page(client, "/brugere/?rolle=approver&adgang=aktiv"))
    assert ("G Opdigtet" in approvers, "C Opdigtet" in approvers) == (True, False)
    assert "Ingen passer." in page(client, "/brugere/?ord=findes-ikke")
    User.objects.filter(email="c@star.example").update(is_active=False)
    assert "C Opdigtet" in table(page(client, "/brugere/?adgang=lukket"))
    assert "C Opdigtet" not in table(page(client, "/brugere/?adgang=aktiv"))


def test_what_the_address_does_not_mean_is_left_out(client):
    everybody = table(page(client))
    for wish in ("rolle=konge", "adgang=x", "side=x", "side=999999999999", "side=-1", "side=99", "ord=%00"):
        assert table(page(client, f"/brugere/?{wish}")) == everybody, wish


def test_a_long_list_is_leafed_through_and_keeps_what_was_asked(client, town):
    User.objects.bulk_create(
        User(email=f"x{number}@x.example", name=f"Xerxes {number:03}", password="!") for number in range(120)
    )
    first = page(client, "/brugere/?ord=xerxes")
    assert "120 personer" in first
    assert table(first).count("<tr>") == 50
    assert 'href="?ord=xerxes&amp;side=2"' in first
    assert table(page(client, "/brugere/?ord=xerxes&side=3")).count("<tr>") == 20


def test_a_municipalitys_first_administrator_is_made_and_invited(client, town):
    assert "6 kommuner har endnu ingen administrator." in page(client)
    assert "København Kommune (ingen administrator endnu)" in page(client, "/brugere/ny/")
    answer = client.post("/brugere/ny/", sent(town), follow=True)
    assert f"Invitationen er på vej til {NEW}." in words(answer)
    assert [each.role for each in access.memberships_by_mail(NEW)] == [Role.MUNICIPALITY_ADMINISTRATOR]
    assert "5 kommuner har endnu ingen administrator." in page(client)
    assert "København Kommune (ingen administrator endnu)" not in page(client, "/brugere/ny/")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"email": "c@star.example"}, "er kendt i forvejen"),
        ({"email": "ikke en adresse"}, "Mailadresse på arbejdet"),
        ({"email": "a@x.example\nBcc: b@x.example"}, "Mailadresse på arbejdet"),
        ({"name": "Per 010203-1234"}, "ligner et CPR-nummer"),
        ({"name": "Per\x00"}, "Navn: "),
        ({"role": "caseworker"}, "Den slags organisation har ikke den rolle."),
        ({"role": "konge"}, "Rolle"),
        ({"organisation": "999999"}, "Organisation"),
        ({"organisation": ""}, "Vælg den organisation, rollen gælder for."),
    ],
)
def test_what_cannot_be_done_is_said_what_was_typed_is_kept_and_nobody_is_added(client, town, changes, said):
    before = Mail.objects.count()
    answer = client.post("/brugere/ny/", sent(town, **changes))
    assert answer.status_code == 200
    assert said in words(answer)
    if "name" not in changes:
        assert 'value="Ny Opdigtet"' in words(answer)
    assert not User.objects.filter(email=NEW).exists()
    assert Mail.objects.count() == before


def test_33_what_else_is_sent_along_is_ignored(client, town):
    client.post("/brugere/ny/", sent(town, is_active="", password="x", invented="on", since="2030-01-01"))
    user = User.objects.get(email=NEW)
    assert (user.is_active, user.has_usable_password(), user.invented) == (True, False, False)


def test_37_a_name_is_text(client, town):
    client.post("/brugere/ny/", sent(town, name="<b>Ny</b> {{ 7*7 }}"))
    assert "&lt;b&gt;Ny&lt;/b&gt; {{ 7*7 }}" in page(client)


def test_a_role_is_given_and_ended_and_who_did_it_is_shown(client, town):
    user = town.signatories["0101"].person
    own = town.organisations["0101"]
    given = client.post(
        f"/brugere/{user}/", {"act": "give", "role": "applicant", "organisation": own}, follow=True
    )
    assert "Rollen er givet." in words(given)
    role = held("s0101@kommune.example", Role.APPLICANT)
    text = page(client, f"/brugere/{user}/")
    assert "givet af Anna Opdigtet" in text
    assert f"/brugere/roller/{role.id}/" in text
    assert "Afslut en rolle: S0101 Opdigtet" in page(client, f"/brugere/roller/{role.id}/")
    ended = client.post(f"/brugere/roller/{role.id}/", follow=True)
    assert "Rollen er afsluttet." in words(ended)
    assert "afsluttet af Anna Opdigtet" in words(ended)
    assert client.get(f"/brugere/roller/{role.id}/").status_code == 404


def test_54_on_ones_own_page_nothing_is_offered_and_nothing_is_given(client, town):
    own = town.administrators[0].person
    text = page(client, f"/brugere/{own}/")
    assert "Ingen giver sig selv en rolle." in text
    assert 'name="role"' not in text
    assert 'value="off"' not in text
    for sends in ({"act": "give", "role": "caseworker"}, {"act": "give", "role": "approver"}, {"act": "off"}):
        assert client.post(f"/brugere/{own}/", sends).status_code == 409, sends
    assert [each.role for each in access.memberships(own)] == [Role.ADMINISTRATOR]


def test_54_an_administrator_gets_no_second_role(client, town):
    other = town.administrators[1].person
    for role in ("caseworker", "approver"):
        answer = client.post(f"/brugere/{other}/", {"act": "give", "role": role})
        assert (answer.status_code, "har ingen anden rolle" in words(answer)) == (409, True)


def test_two_administrators_always_stay(client, town):
    other = held("bo@star.example", Role.ADMINISTRATOR)
    for address, sends in (
        (f"/brugere/roller/{other.id}/", {}),
        (f"/brugere/{other.user_id}/", {"act": "off"}),
    ):
        answer = client.post(address, sends)
        assert (answer.status_code, "altid være to administratorer" in words(answer)) == (409, True)


def test_32_whoever_is_switched_off_is_out_at_the_next_request_and_in_again_later(client, town):
    theirs, user = client_of(town.signatories["0101"]), town.signatories["0101"].person
    assert theirs.get("/ansoegninger/").status_code == 200
    text = words(client.post(f"/brugere/{user}/", {"act": "off"}, follow=True))
    assert "Adgangen er lukket." in text
    assert "Åbn adgangen igen" in text
    assert theirs.get("/ansoegninger/").headers["Location"].startswith("/log-ind/")
    assert client.post(f"/brugere/{user}/", {"act": "give", "role": "applicant"}).status_code == 409
    client.post(f"/brugere/{user}/", {"act": "on"})
    assert client_of(town.signatories["0101"]).get("/ansoegninger/").status_code == 200


def test_32_an_administrator_who_is_switched_off_gives_nothing_more(client, town):
    town.joined("iben@star.example", town.agency, Role.ADMINISTRATOR)
    second = client_of(town.administrators[1])
    client.post(f"/brugere/{town.administrators[1].person}/", {"act": "off"})
    answer = second.post("/brugere/ny/", sent(town))
    assert answer.status_code in {302, 403}
    assert not User.objects.filter(email=NEW).exists()


def test_an_invitation_is_sent_again(client, town):
    client.post("/brugere/ny/", sent(town))
    user = User.objects.get(email=NEW)
    assert "Send invitationen igen" in page(client, f"/brugere/{user.id}/")
    again = client.post(f"/brugere/{user.id}/", {"act": "again"}, follow=True)
    assert f"Invitationen er på vej til {NEW}." in words(again)
    assert Mail.objects.filter(to=user, invites=True).count() == 2


def test_54_an_approver_is_proposed_by_one_administrator_and_made_by_another(client, town):
    user = town.caseworkers[2].person
    text = words(client.post(f"/brugere/{user}/", {"act": "give", "role": "approver"}, follow=True))
    assert "En anden administrator skal godkende det" in text
    assert "Venter på afgørelse: Rollen som godkender" in text
    (proposal,) = proposals.open_on(f"user:{user}")
    address = f"/forslag/{proposal.id}/"
    assert "Du har selv foreslået det" in page(client, address)
    assert client.post(address, {"verdict": "approve"}).status_code == 409
    second = client_of(town.administrators[1])
    waiting = page(second, "/forslag/")
    assert f'href="{address}"' in waiting
    assert "E Opdigtet" in waiting
    assert "E Opdigtet" in page(second, address)
    second.post(address, {"verdict": "approve"})
    assert {each.role for each in access.memberships(user)} == {Role.CASEWORKER, Role.APPROVER}
    assert "givet af Anna Opdigtet + Bo Opdigtet" in page(client, f"/brugere/{user}/")


def test_who_proposed_an_approver_takes_it_back_and_nobody_else_does(client, town):
    user = town.caseworkers[2].person
    proposal = members.prepare_approver(user, by=town.administrators[0], at=OPENED)
    way = f"/brugere/forslag/{proposal}/"
    for address in (f"/brugere/{user}/", f"/forslag/{proposal}/"):
        assert f'href="{way}">Træk forslaget tilbage' in page(client, address)
    assert f'href="/forslag/{proposal}/"' in page(client, "/forslag/")
    assert "Trækker du det tilbage, bliver det ikke afgjort" in page(client, way)
    second = client_of(town.administrators[1])
    assert second.post(way).status_code == 404
    assert way not in page(second, f"/brugere/{user}/")
    done = words(client.post(way, follow=True))
    assert "Forslaget er trukket tilbage." in done
    assert "Trak forslaget om en godkender tilbage" in done
    assert "Venter på afgørelse" not in done
    assert "ikke noget at trække tilbage" in page(client, way)
    assert client.post(way).status_code == 409
    assert second.post(f"/forslag/{proposal}/", {"verdict": "approve"}).status_code == 409
    assert "Forslaget er allerede afgjort" in page(client, f"/forslag/{proposal}/")
    assert {each.role for each in access.memberships(user)} == {Role.CASEWORKER}
    members.prepare_approver(user, by=town.administrators[0], at=OPENED)


def test_54_only_administrators_decide_who_becomes_approver_and_nothing_else(client, town):
    user = town.caseworkers[2].person
    proposal = members.prepare_approver(user, by=town.administrators[0], at=OPENED)
    approver = client_of(town.approver)
    assert approver.get(f"/forslag/{proposal}/").status_code == 403
    assert approver.post(f"/forslag/{proposal}/", {"verdict": "approve"}).status_code == 403
    assert f'href="/forslag/{proposal}/"' not in page(approver, "/forslag/")
    assert len(access.memberships(user)) == 1


def test_somebody_new_who_is_to_be_approver_is_proposed(client, town):
    sends = sent(town, organisation=town.agency, role="approver")
    assert "Invitationen sendes, når" in words(client.post("/brugere/ny/", sends, follow=True))
    user = User.objects.get(email=NEW)
    assert not Mail.objects.filter(to=user).exists()
    assert proposals.open_on(f"user:{user.id}")
    assert "Ingen rolle" in page(client, "/brugere/?ord=ny@kommune")


def test_what_somebody_did_lately_is_told(client, town):
    town.drafted("0101")
    text = page(client, f"/brugere/{town.signatories['0101'].person}/")
    did = text[text.index('id="log"') :]
    assert "Skrev budgettet" in did
    assert "FSM3-2021-0001" in did
    own = page(client, f"/brugere/{town.administrators[0].person}/")
    assert "S0825 Opdigtet, Tilskudsansvarlig" in own
    by, case = town.signatories["0101"], town.cases["0101"]
    for _ in range(30):
        apply.accept_obligations(case, [], by=by, at=OPENED)
    (older,) = re.findall(r'href="(\?foer=\d+)#log"', page(client, f"/brugere/{by.person}/"))
    assert "Begyndte ansøgningen" in page(client, f"/brugere/{by.person}/{older}")


def test_an_audit_firm_is_added_with_its_auditors(client, town):
    answer = client.post(
        "/brugere/revisionsfirmaer/", {"name": "Opdigtet Revision", "cvr": "12 34 56 74"}, follow=True
    )
    assert "Firmaet er tilføjet." in words(answer)
    firm = Organisation.objects.get(name="Opdigtet Revision")
    assert firm.cvr == "12345674"
    way = f"/brugere/ny/?rolle=auditor&amp;organisation={firm.id}"
    assert way in words(answer)
    form = page(client, way.replace("&amp;", "&"))
    assert f'<option value="{firm.id}" selected>Opdigtet Revision</option>' in form
    sends = sent(town, organisation=firm.id, role="auditor")
    client.post("/brugere/ny/", sends)
    assert [each.role for each in access.memberships_by_mail(NEW)] == [Role.AUDITOR]
    again = client.post("/brugere/revisionsfirmaer/", {"name": "En anden", "cvr": "12345674"})
    assert "Der er allerede et revisionsfirma med det CVR-nummer." in words(again)
    assert 'value="En anden"' in words(again)


def test_nobody_unknown_is_found(client):
    assert client.get("/brugere/999999/").status_code == 404
    assert client.get("/brugere/roller/999999/").status_code == 404


def test_an_administrator_begins_on_the_users(client):
    assert 'href="/brugere/"' in page(client, "/")


def test_7_what_was_typed_is_carried_along_when_the_session_has_ended(client, town):
    client.get("/brugere/ny/")
    client.session.flush()
    answer = client.post("/brugere/ny/", sent(town))
    assert (answer.status_code, 'name="kept"' in words(answer)) == (403, True)
