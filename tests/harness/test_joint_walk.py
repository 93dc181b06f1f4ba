"""Two municipalities in two windows: one invites, the other consents, one sends, both read the receipt; with script and without."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from applications.models import Application
from fsm3.access.models import Membership
from fsm3.access.roles import Role
from fsm3.core import documents, jobs, mail
from fsm3.jobs import render  # noqa: F401  it registers what it handles
from tests.harness.fetching import fetched_text
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
def test_a_municipality_is_invited_consents_and_reads_what_was_sent_for_both(
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
    receipt = send(lead, name)
    read_receipt(covered, case.number, receipt, name)
    make_file(case.id)
    for page in (lead, covered):
        page.reload()
        both = fetched_text(page, "Kvittering")
        assert f"{case.lead.name} Kommune har sendt ansøgningen på egne vegne" in both
        assert f"{name} Kommune" in both


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


def send(page: Page, name: str) -> str:
    """Check what is written for both and send it, without a reload; the number of the receipt."""
    page.get_by_role("link", name="Tilbage til opgaverne").click()
    page.get_by_role("link", name="Tjek og send").click()
    joint = page.locator("section.part", has=page.get_by_role("heading", name="Fælles ansøgning"))
    expect(joint.get_by_text(name)).to_be_visible()
    expect(joint.get_by_text("Har givet samtykke")).to_be_visible()
    page.get_by_role("button", name="Send ansøgningen").click()
    expect(page.get_by_role("heading", name="Ansøgningen er modtaget til tiden")).to_be_visible()
    expect(together(page)).to_have_text(name)
    return page.locator(".confirmation .alert-text strong").inner_text()


def read_receipt(page: Page, number: str, receipt: str, name: str) -> None:
    """Find the same receipt from the menu; there is nothing to correct or withdraw for who is covered."""
    page.get_by_role("link", name="Vores ansøgninger").first.click()
    page.get_by_role("link", name=number).click()
    expect(page.get_by_role("button", name="Ret det, der er sendt")).to_have_count(0)
    expect(page.get_by_role("link", name="Træk ansøgningen tilbage")).to_have_count(0)
    page.get_by_role("link", name="Se den nyeste kvittering").click()
    expect(page.locator(".confirmation .alert-text strong")).to_have_text(receipt)
    expect(together(page)).to_have_text(name)


def together(page: Page) -> Locator:
    """The fact of a receipt that names who is covered."""
    return page.locator("dt", has_text="Sammen med").locator("xpath=following-sibling::dd[1]")


def make_file(case: int) -> None:
    """What the worker does: the file of the receipt."""
    (document,) = documents.of_case(case)
    jobs.run(jobs.Job.objects.get(key=f"document:{document.id}").id)
