"""JavaScript off: every form works; a person does a day's work that way. `test_pages.py` reads every page so."""

from __future__ import annotations

import re

from django.contrib.auth.hashers import PBKDF2PasswordHasher
from playwright.sync_api import Page, expect

from applications.rules.workflow import Status
from fsm3.access.models import Membership, User
from fsm3.access.roles import Role
from tests.harness.visiting import NARROW, Visitors
from tests.harness.worlds import OPEN_POOL, leading

PASSWORD = "en lang hemmelighed"


def own_window(visitors: Visitors, who: str | None = None) -> Page:
    """A window without script, narrow, of somebody by mail address or of nobody."""
    served = visitors.worlds.world("season")
    membership = Membership.objects.filter(user__email=who).order_by("-id")[0].id if who else None
    page = visitors.window(served.site, membership, width=NARROW, script=False).new_page()
    page.goto(served.site.url)
    return page


def somebody(visitors: Visitors, role: Role) -> str:
    """The mail address of the first who holds a role."""
    visitors.worlds.world("season")
    return str(Membership.objects.filter(role=role).order_by("id")[0].user.email)


def test_signing_in_with_a_password_filtering_the_list_and_reading_a_case(visitors: Visitors):
    mail = somebody(visitors, Role.CASEWORKER)
    password = PBKDF2PasswordHasher().encode(PASSWORD, "salt", 1000)
    User.objects.filter(email=mail).update(password=password)
    page = own_window(visitors)
    page.get_by_role("link", name="Log ind").first.click()
    page.get_by_label("Mailadresse").fill(mail)
    page.get_by_label("Adgangskode").fill("forkert")
    page.locator("main form").first.get_by_role("button").click()
    expect(page.get_by_text("Mailadresse og adgangskode passer ikke sammen.").first).to_be_visible()
    page.get_by_label("Adgangskode").fill(PASSWORD)
    page.locator("main form").first.get_by_role("button").click()
    page.get_by_role("navigation").get_by_role("link", name="Sager").click()
    page.get_by_label("Status").select_option("withdrawn")
    page.get_by_role("button", name="Vis").click()
    number = leading(Status.WITHDRAWN).number
    expect(page.locator("main tbody tr")).to_have_count(1)
    page.locator("main tbody").get_by_role("link").first.click()
    expect(page).to_have_title(re.compile(number))


def test_an_approver_hands_a_proposal_back(visitors: Visitors):
    page = own_window(visitors, somebody(visitors, Role.APPROVER))
    case = leading(Status.SENT, OPEN_POOL)
    page.goto(f"{page.url.rstrip('/')}/sager/{case.id}/")
    page.get_by_role("link", name="Godkend eller send tilbage").click()
    page.get_by_role("button", name="Afgør").click()
    expect(page.get_by_text("Vælg, om du godkender eller sender tilbage.").first).to_be_visible()
    page.get_by_label("Send tilbage").check()
    page.get_by_label("Begrundelse").fill("Se på planen igen.")
    page.get_by_role("button", name="Afgør").click()
    expect(page.get_by_text("Sendt tilbage.", exact=True)).to_be_visible()
    expect(page.get_by_text("Se på planen igen.")).to_be_visible()


def test_role_language_and_signing_out(visitors: Visitors):
    page = own_window(visitors, somebody(visitors, Role.APPROVER))
    expect(page.locator("#acting-as")).to_contain_text("Godkender")
    page.get_by_role("button", name="Sagsbehandler, ").click()
    expect(page.locator("#acting-as")).to_contain_text("Sagsbehandler")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()
