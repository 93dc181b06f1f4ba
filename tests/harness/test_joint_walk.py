"""Two municipalities in two windows: one invites, the other reads, consents, and is in; with script and without."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from applications.models import Application
from fsm3.access.models import Membership
from fsm3.access.roles import Role
from fsm3.core import mail
from tests.harness.visiting import NARROW, Visitors

PAIRS = [(True, "0561", "0563", "Fanø", "Dragør"), (False, "0101", "0825", "Læsø", "Tårnby")]


def window(visitors: Visitors, code: str, *, script: bool) -> Page:
    """A narrow window of a municipality's signatory."""
    served = visitors.worlds.world("town")
    who = Membership.objects.get(role=Role.SIGNATORY, organisation__code=code).id
    page = visitors.window(served.site, who, width=NARROW, script=script).new_page()
    page.goto(served.site.url)
    return page


@pytest.mark.parametrize(
    ("script", "leads", "joins", "name", "apart"), PAIRS, ids=["with script", "without script"]
)
def test_a_municipality_is_invited_reads_consents_and_is_seen_to(
    visitors: Visitors, script: bool, leads: str, joins: str, name: str, apart: str
):
    lead, covered = (window(visitors, code, script=script) for code in (leads, joins))
    case = Application.objects.get(lead_id=leads)
    joint = f"{lead.url.rstrip('/')}/ansoegninger/{case.id}/faelles/"
    lead.goto(joint)
    ask_about(lead, apart)
    invite(lead, name)
    expect(lead.get_by_text("Venter på samtykke")).to_be_visible()
    decline(covered, case.number)
    lead.goto(joint)
    expect(lead.get_by_text("Venter på samtykke")).to_have_count(0)
    invite(lead, name)
    consent(covered, case.number)
    lead.reload()
    expect(lead.get_by_text("Samtykke givet")).to_be_visible()
    expect(lead.get_by_role("row").filter(has_text="I alt")).to_contain_text("6.000.000,00")
    subjects = [kept.text.subject for kept in mail.newest(20)]
    assert f"{name} Kommune har givet samtykke til fælles ansøgning" in subjects


def ask_about(page: Page, name: str) -> None:
    """Find out why a municipality is not offered."""
    page.get_by_text("Hvorfor er en kommune ikke på listen?").click()
    page.locator("details select").select_option(label=name)
    page.get_by_role("button", name="Vis hvorfor").click()
    expect(page.get_by_text("må søge hver for sig").first).to_be_visible()
    expect(page.get_by_text("Den anden kommune begynder sin egen ansøgning")).to_be_visible()


def invite(page: Page, name: str) -> None:
    """Invite the municipality of a name."""
    page.locator("#id_invite_municipality").select_option(label=name)
    page.get_by_role("button", name="Invitér kommunen").click()
    expect(page.get_by_text("Kommunen er inviteret.")).to_be_visible()


def to_the_invitation(page: Page, number: str) -> None:
    """From the menu to the page that asks for consent, reading the draft on the way."""
    page.get_by_role("link", name="Vores ansøgninger").first.click()
    expect(page.get_by_text("Venter på jeres samtykke")).to_be_visible()
    page.get_by_role("link", name=number).click()
    page.get_by_role("link", name="Læs, hvad der er skrevet indtil nu").click()
    expect(page.get_by_text("Vi følger hver borger tæt.")).to_be_visible()
    page.get_by_role("link", name="Tilbage til opgaverne").click()
    page.get_by_role("link", name="Svar på invitationen").click()


def decline(page: Page, number: str) -> None:
    """Stay out of it: the application is not seen any more."""
    to_the_invitation(page, number)
    page.get_by_role("button", name="Sig nej tak").click()
    expect(page.get_by_text("I er ikke længere med i den fælles ansøgning.")).to_be_visible()
    expect(page.get_by_role("link", name=number)).to_have_count(0)


def consent(page: Page, number: str) -> None:
    """Consent for the municipality."""
    to_the_invitation(page, number)
    page.get_by_role("button", name="Giv samtykke for kommunen").click()
    expect(page.get_by_text("Samtykket er givet.")).to_be_visible()
    expect(page.get_by_text("Jeres kommune har givet samtykke")).to_be_visible()
