"""A person in a browser: one click to sign in, from the list to a case, without script and on a narrow screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.support.sites import Site
from tests.web.december import live_through, membership_of


@pytest.fixture(scope="module")
def december_site(live_site: Site) -> Site:
    live_through()
    return live_site


def click_to_sign_in(page: Page, site: Site, who: str) -> None:
    page.goto(f"{site.url}/log-ind/")
    page.locator(f"form[action='/demo/log-ind/{membership_of(who).id}/'] button").click()
    page.wait_for_url(f"{site.url}/sager/")


def test_a_caseworker_signs_in_with_one_click_and_opens_a_case(december_site: Site, page: Page) -> None:
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    click_to_sign_in(page, december_site, "caseworker")
    assert page.title() == "Sager, Flere skal med 3 – Tilskud"
    page.get_by_role("link", name="FSM3-2021-0001").click()
    assert page.locator("h1").inner_text() == "København"
    page.get_by_role("button", name="Log ud").click()
    assert page.get_by_role("link", name="Log ind").is_visible()
    assert faults == [], "The browser refused something, or did not find it."


def test_everything_works_without_script_and_nothing_scrolls_sideways(
    december_site: Site, browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 800})
    page = context.new_page()
    click_to_sign_in(page, december_site, "approver")
    page.get_by_role("link", name="FSM3-2021-0002").click()
    page.get_by_role("link", name="Godkend eller send tilbage").click()
    page.get_by_label("Send tilbage").check()
    page.get_by_label("Begrundelse").fill("Se på sagsstammen igen.")
    page.get_by_role("button", name="Afgør").click()
    assert page.get_by_text("Sendt tilbage.", exact=True).is_visible()
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_scrolls_sideways(december_site: Site, browser: Browser, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    click_to_sign_in(page, december_site, "approver")
    case = page.get_by_role("link", name="FSM3-2021-0001").get_attribute("href")
    for address in ("/", "/log-ind/", "/sager/", case, "/demo/post/", "/findes-ikke/"):
        page.goto(f"{december_site.url}{address}")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
    context.close()
