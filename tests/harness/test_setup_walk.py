"""A later deadline and another cap in a browser, with script and without: seen, proposed, put in force, told to everybody."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django import DjangoDbBlocker

from applications.selectors import pools
from fsm3.access.models import Membership
from fsm3.access.roles import Role
from tests.harness.pages_setup import POOL_FILE
from tests.harness.visiting import NARROW, WIDE, Visitors, Worlds

REASON = "Mange kommuner var ramt af sygdom."
LATER = POOL_FILE.replace("2021-11-26 12:00", "2021-12-03 12:00")


@pytest.fixture
def visitors(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, browser: Browser
) -> Iterator[Visitors]:
    """A copy of the season for each walk, for a walk changes it."""
    with django_db_blocker.unblock(), Worlds() as worlds, Visitors(worlds, browser) as visitors:
        yield visitors


def window(visitors: Visitors, role: Role, address: str, *, script: bool, width: int) -> Page:
    """A page of the first of a role."""
    served = visitors.worlds.world("season")
    held = Membership.objects.filter(role=role, ended__isnull=True).order_by("id")[0]
    page = visitors.window(served.site, held.id, width=width, script=script).new_page()
    page.goto(f"{served.site.url}{address}")
    return page


@pytest.mark.parametrize(("script", "width"), [(True, WIDE), (False, NARROW)], ids=["script", "plain"])
def test_a_later_deadline_and_a_cap_are_proposed_and_put_in_force(
    visitors: Visitors, script: bool, width: int
):
    prepares = window(visitors, Role.CASEWORKER, "/opsaetning/", script=script, width=width)
    prepares.get_by_role("link", name="Flere skal med 3").click()
    propose_version(prepares)
    propose_cap(prepares)
    decides = window(visitors, Role.APPROVER, "/forslag/", script=script, width=width)
    for kind in ("Version af puljen", "Tabel over lofter"):
        approve(decides, kind)
    decides.goto(prepares.url.split("/opsaetning/")[0] + "/puljer/fsm3/")
    expect(decides.get_by_text("Fristen er flyttet")).to_be_visible()
    expect(decides.get_by_text(REASON)).to_be_visible()
    found = pools.in_force("fsm3")
    assert found
    assert found.number == 2
    assert str(pools.caps_in_force(found.pool_id, ["0155"])["0155"].amount) == "1234567.50"


def propose_version(page: Page) -> None:
    """Choose a file with a fault, mend it in the page, see the difference, give the reason."""
    page.get_by_role("link", name="Foreslå en version").click()
    wrong = LATER.replace("15 %", "150 %").encode()
    page.locator("input[type=file]").set_input_files(
        {"name": "p.toml", "mimeType": "text/plain", "buffer": wrong}
    )
    page.get_by_role("button", name="Se, hvad der ændrer sig").click()
    expect(page.get_by_text("cohorts[1].parts[2].reached_at")).to_be_visible()
    page.locator("textarea[name=text]").fill(LATER)
    page.get_by_role("button", name="Se, hvad der ændrer sig").click()
    expect(page.get_by_text("3. december 2021 kl. 12.00").first).to_be_visible()
    page.locator("textarea[name=reason]").fill(REASON)
    page.get_by_role("button", name="Foreslå", exact=True).click()
    expect(page.get_by_text("Versionen er foreslået.")).to_be_visible()


def propose_cap(page: Page) -> None:
    """Give one municipality another cap."""
    page.get_by_role("link", name="Ret én kommune").click()
    page.locator("select[name=municipality]").select_option("0155")
    page.locator("input[name=amount]").fill("1.234.567,50")
    page.locator("select[name=cohort]").select_option("new")
    page.locator("input[name=source]").fill("Opdigtet brev")
    page.locator("input[name=dated]").fill("01.12.2021")
    page.get_by_role("button", name="Se, hvad der ændrer sig").click()
    expect(page.get_by_text("1.234.567,50")).to_be_visible()
    page.get_by_role("button", name="Foreslå", exact=True).click()
    expect(page.get_by_text("Lofterne er foreslået.")).to_be_visible()


def approve(page: Page, kind: str) -> None:
    """Find the proposal among what waits, and put it in force."""
    page.goto(page.url.split("/forslag/")[0] + "/forslag/")
    page.locator("#mine").get_by_role("link", name=kind).first.click()
    page.locator("input[value=approve]").check(force=True)
    page.get_by_role("button", name="Afgør").click()
    expect(page.get_by_text("Godkendt.").first).to_be_visible()
