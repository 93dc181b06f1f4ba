"""A colleague's whole way: invited, the mail read, a password chosen, signed in, made more of, and out again."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from fsm3.access.models import Membership
from fsm3.access.roles import Role
from tests.harness.visiting import NARROW, Visitors

SECRET = "en lang hemmelighed"


@pytest.mark.parametrize(
    ("script", "code"), [(True, "0561"), (False, "0101")], ids=["with script", "without script"]
)
def test_a_colleague_is_invited_comes_in_and_goes_out(visitors: Visitors, script: bool, code: str):
    served = visitors.worlds.world("town")
    who = Membership.objects.get(role=Role.MUNICIPALITY_ADMINISTRATOR, organisation__code=code).id
    keeper = visitors.window(served.site, who, width=NARROW, script=script).new_page()
    newcomer = visitors.window(served.site, None, width=NARROW, script=script).new_page()
    mail = f"ny{code}@kommune.example"
    keeper.goto(f"{served.site.url}/kolleger/")
    invite(keeper, mail)
    choose_password(newcomer, served.site.url, mail)
    keeper.reload()
    expect(keeper.get_by_role("row").filter(has_text=mail).get_by_text("Har adgang")).to_be_visible()
    give_another_role(keeper)
    end_first_role(keeper)
    newcomer.reload()
    expect(newcomer.locator("#acting-as")).to_contain_text("Tilskudsansvarlig")


def invite(page: Page, mail: str) -> None:
    """Forget the role, mend it, and send the invitation."""
    page.get_by_role("link", name="Invitér en kollega").click()
    page.get_by_label("Navn").fill("Ny Opdigtet")
    page.get_by_label("Mailadresse på arbejdet").fill(mail)
    page.get_by_role("button", name="Send invitationen").click()
    expect(page.get_by_text("Vælg mindst én rolle.").first).to_be_visible()
    page.get_by_label("Ansøger: ").check()
    page.get_by_role("button", name="Send invitationen").click()
    expect(page.get_by_text(f"Invitationen er på vej til {mail}.")).to_be_visible()
    expect(page.get_by_text("Har ikke valgt adgangskode endnu.")).to_be_visible()


def choose_password(page: Page, site: str, mail: str) -> None:
    """Read the mail in the demo's mailbox, follow its link, choose a password, and sign in with it."""
    page.goto(f"{site}/demo/post/")
    page.locator("article.mail").filter(has_text=mail).first.get_by_role("link", name="Se mailen").click()
    page.get_by_role("link", name="Vælg din adgangskode").click()
    page.get_by_label("Ny adgangskode", exact=True).fill(SECRET)
    page.get_by_label("Den nye adgangskode igen").fill(SECRET)
    page.locator("main form").first.get_by_role("button").click()
    page.get_by_label("Mailadresse").fill(mail)
    page.get_by_label("Adgangskode").fill(SECRET)
    page.locator("main form").first.get_by_role("button").click()
    expect(page.locator("#acting-as")).to_contain_text("Ansøger")


def give_another_role(page: Page) -> None:
    """Make the colleague a signatory as well."""
    page.get_by_role("link", name="Ny Opdigtet").click()
    page.get_by_label("Tilskudsansvarlig: ").check()
    page.get_by_role("button", name="Giv rollen").click()
    expect(page.get_by_text("Rollen er givet.")).to_be_visible()


def end_first_role(page: Page) -> None:
    """End the role of applicant, after the warning."""
    page.get_by_role("link", name="Afslut rollen").first.click()
    expect(page.get_by_text("Personen beholder sine andre roller.")).to_be_visible()
    page.get_by_role("button", name="Afslut rollen").click()
    expect(page.get_by_text("Rollen er afsluttet.")).to_be_visible()
    expect(page.get_by_role("heading", name="Afsluttede roller")).to_be_visible()
