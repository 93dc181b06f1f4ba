"""The lead invites and takes back on one page; the covered municipality reads, consents or stays out on another."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from applications.models import Participation
from applications.selectors import cases
from fsm3.access import selectors as access
from fsm3.access.roles import Role
from fsm3.core.mail import Mail
from fsm3.journeys import apply, members, send
from tests.support.town import DEADLINE, FSM3, OPENED, Town
from tests.web.clients import came_back, client_of, words


@pytest.fixture
def case(town):
    return town.drafted("0561")


@pytest.fixture
def lead(town):
    return client_of(town.signatories["0561"])


@pytest.fixture
def covered(town, case):
    """Fanø, invited."""
    apply.invite(case, "0563", by=town.signatories["0561"], at=OPENED)
    return client_of(town.signatories["0563"])


def page(client: Client, case: int, name: str = "faelles", **sent: str) -> str:
    address = f"/ansoegninger/{case}/{name}/"
    answer = client.post(address, sent, follow=True) if sent else client.get(address)
    return words(answer)


def options(text: str, form: str) -> str:
    """What a select of the page offers."""
    begins = text.index(f'id="id_{form}_municipality"')
    return text[begins : text.index("</select>", begins)]


def test_only_those_are_offered_that_may_be_and_about_the_others_one_can_ask(lead, case):
    text = page(lead, case)
    assert [name for name in ("Fanø", "Tårnby") if name in options(text, "invite")] == ["Fanø", "Tårnby"]
    for name in ("København", "Dragør", "Læsø"):
        assert name not in options(text, "invite")
        assert name in options(text, "why")
    assert "Esbjerg" not in options(text, "invite") + options(text, "why")


def test_a_municipality_is_invited_and_the_caps_and_groups_add_up(lead, case):
    text = page(lead, case, act="invite", municipality="0563")
    assert "Kommunen er inviteret." in text
    assert "Venter på samtykke" in text
    assert "6.000.000,00 kr." in text
    assert ">600</td>" in text
    assert "Sidst gemt" in text
    assert Mail.objects.filter(link=f"/ansoegninger/{case}/samtykke/").count() == 1


@pytest.mark.parametrize(("act", "code"), [("invite", "0563"), ("why", "0155")])
def test_7_a_municipality_comes_back_in_the_form_it_was_chosen_in_and_is_not_invited(
    town, lead, case, act, code
):
    (held,) = access.holders(town.organisations["0561"], Role.SIGNATORY)
    sent = {"act": act, "municipality": code}
    text = came_back(lead, held.id, f"/ansoegninger/{case}/faelles/", sent)
    selects = re.findall(r'id="id_(\w+)_municipality".*?</select>', text, re.DOTALL)
    assert selects == ["invite", "why"]
    assert re.findall(r'<option value="(\d+)" selected', text) == [code]
    assert re.search(
        rf'id="id_{act}_municipality"(?:(?!</select>).)*value="{code}" selected', text, re.DOTALL
    )
    assert Participation.objects.filter(application=case).count() == 1


def test_56_a_municipality_of_another_cohort_is_refused_with_help_to_apply_apart(lead, case):
    answer = lead.post(f"/ansoegninger/{case}/faelles/", {"act": "why", "municipality": "0155"})
    text = words(answer)
    assert answer.status_code == 409
    assert "Dragør og Esbjerg er i hver sin kohorte og må søge hver for sig." in text
    assert "Den anden kommune begynder sin egen ansøgning" in text
    assert '<option value="0155" selected' in text
    assert len(cases.participants(case)) == 1


def test_9_a_municipality_that_is_in_another_application_is_refused_with_its_number(lead, town, case):
    town.drafted("0563")
    assert "Fanø" not in options(page(lead, case), "invite")
    text = page(lead, case, act="why", municipality="0563")
    assert "Fanø er allerede med i ansøgning FSM3-2021-0002" in text
    assert "når den har trukket den anden tilbage" in text


def test_10_a_municipality_without_a_cap_is_refused_with_the_reason(lead, case):
    members.keep_municipality(
        code="0482",
        name="Langeland",
        official_name="Langeland Kommune",
        cvr="29188955",
        region="R",
        at=OPENED,
    )
    text = page(lead, case, act="why", municipality="0482")
    assert "Uden et maksimalt tilskudsbeløb i opslagets bilag 4" in text


def test_one_that_became_impossible_since_the_page_was_opened_is_refused_as_well(lead, town, case):
    answer = lead.post(f"/ansoegninger/{case}/faelles/", {"act": "invite", "municipality": "0155"})
    assert (answer.status_code, len(cases.participants(case))) == (200, 1)


@pytest.mark.parametrize("code", ["", "9999", "0561", "0563' OR 1=1"])
def test_what_is_no_municipality_to_choose_is_refused_beside_the_field(lead, case, code):
    answer = lead.post(f"/ansoegninger/{case}/faelles/", {"act": "invite", "municipality": code})
    assert answer.status_code == 200
    assert "error-summary" in words(answer)


def test_an_invitation_is_taken_back(lead, covered, town, case):
    text = page(lead, case, uninvite="0563")
    assert "Kommunen er ikke længere med i ansøgningen." in text
    assert covered.get(f"/ansoegninger/{case}/").status_code == 404
    answer = lead.post(f"/ansoegninger/{case}/faelles/", {"uninvite": "0563"})
    assert (answer.status_code, "ikke længere med" in words(answer)) == (409, True)


def test_the_covered_municipality_sees_the_invitation_reads_the_draft_and_consents(lead, covered, case):
    assert "Venter på jeres samtykke" in words(covered.get("/ansoegninger/"))
    own = words(covered.get(f"/ansoegninger/{case}/"))
    assert "I er inviteret til en fælles ansøgning" in own
    assert f"/ansoegninger/{case}/samtykke/" in own
    assert "Vi følger hver borger tæt." in words(covered.get(f"/ansoegninger/{case}/tjek/"))
    told = page(covered, case, "samtykke")
    assert "bliver ikke spurgt igen" in told
    assert "Jeres kommune har givet samtykke" not in told
    done = page(covered, case, "samtykke", act="consent")
    assert "Samtykket er givet." in done
    assert "af S0563 Opdigtet." in done
    assert "Giv samtykke for kommunen" not in done
    assert "Jeres kommune har givet samtykke" in words(covered.get(f"/ansoegninger/{case}/"))
    assert "Venter på jeres samtykke" not in words(covered.get("/ansoegninger/"))
    seen = page(lead, case)
    assert "Samtykke givet" in seen
    assert "S0563 Opdigtet" in seen
    assert "Et samtykke gælder, også når I skriver videre." in seen


def test_the_covered_municipality_stays_out(covered, town, case):
    text = page(covered, case, "samtykke", act="decline")
    assert "I er ikke længere med i den fælles ansøgning." in text
    assert not Participation.objects.filter(municipality_id="0563").exists()
    assert covered.get(f"/ansoegninger/{case}/samtykke/").status_code == 404


def test_only_a_signatory_answers_and_the_others_are_told_who_can(town, covered, case):
    applicant = client_of(town.joined("a@fanoe.example", town.organisations["0563"], Role.APPLICANT))
    assert "En tilskudsansvarlig svarer for kommunen: S0563 Opdigtet." in page(applicant, case, "samtykke")
    for act in ("consent", "decline"):
        assert applicant.post(f"/ansoegninger/{case}/samtykke/", {"act": act}).status_code == 403
    assert cases.participants(case)[1].consented_at is None


def test_29_nobody_else_finds_the_pages(town, lead, covered, case):
    stranger = client_of(town.signatories["0101"])
    for name in ("faelles", "samtykke"):
        for answer in (stranger.get, stranger.post):
            assert answer(f"/ansoegninger/{case}/{name}/").status_code == 404
    assert lead.post(f"/ansoegninger/{case}/samtykke/", {"act": "consent"}).status_code == 403
    assert covered.post(f"/ansoegninger/{case}/faelles/", {"uninvite": "0563"}).status_code == 403


def test_once_it_is_sent_there_is_nothing_to_invite_and_in_a_correction_nobody_leaves(
    lead, covered, town, case
):
    apply.consent(case, by=town.signatories["0563"], at=OPENED)
    send.send(case, by=town.signatories["0561"], at=DEADLINE)
    for client, name in ((lead, "faelles"), (covered, "samtykke")):
        assert client.get(f"/ansoegninger/{case}/{name}/").status_code == 404
    apply.begin_correction(case, by=town.signatories["0561"], at=DEADLINE)
    assert "må ansøgningen først trækkes tilbage" in page(lead, case)
    assert "Træd ud af ansøgningen" not in page(covered, case, "samtykke")
    answer = covered.post(f"/ansoegninger/{case}/samtykke/", {"act": "decline"})
    assert answer.status_code == 409


def test_a_pool_without_joint_applications_says_so(db):
    town = Town().build(
        text=FSM3.replace("joint_applications = { value = true", "joint_applications = { value = false")
    )
    case = town.drafted("0561")
    text = page(client_of(town.signatories["0561"]), case)
    assert "Puljen tager ikke imod fælles ansøgninger." in text
    assert "Invitér en kommune" not in text
