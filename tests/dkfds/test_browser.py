"""The forms in a browser: narrow, by keyboard alone, without script, and with the little the script adds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.sites import Site

ADDRESS = "/demo/stil/formularer/"


@pytest.fixture
def scriptless(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 320, "height": 800}, locale="da-DK"
    )
    yield context.new_page()
    context.close()


def opened(page: Page, site: Site) -> Page:
    page.goto(site.url + ADDRESS)
    return page


def in_first(page: Page, name: str):
    return page.locator(f"[name='tom-{name}']")


def fill(page: Page) -> None:
    """Fill in the form as somebody would who applies alone."""
    texts = {
        "name": "Flere i job",
        "postcode": "2100",
        "amount": "1.234,50",
        "purpose": "Job.",
        "lines-0-note": "Løn",
    }
    days = {"start_day": "1", "start_month": "1", "start_year": "2022", "lines-0-amount": "1.234,50"}
    for name, text in {**texts, **days}.items():
        in_first(page, name).fill(text)
    in_first(page, "cohort").select_option("1")
    in_first(page, "lines-0-category").select_option("wage")
    page.locator("#id_tom-groups_0").check()
    page.locator("#id_tom-joint_1").check()
    in_first(page, "why").fill("Vi er store nok.")
    in_first(page, "accepted").check()


@pytest.mark.parametrize("width", [320, 640, 800, 1280])
def test_no_field_in_any_state_scrolls_the_page_sideways(live_site: Site, browser: Browser, width: int):
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = opened(context.new_page(), live_site)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.get_by_role("button", name="Kontrollér").first.click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    context.close()


def test_the_browser_refuses_nothing_that_the_pack_asks_for(live_site: Site, page: Page):
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    opened(page, live_site).get_by_role("button", name="Tilføj en række").first.click()
    assert faults == []


def test_without_script_rows_come_and_go_and_everything_that_was_typed_stays(
    live_site: Site, scriptless: Page
):
    page = opened(scriptless, live_site)
    fill(page)
    page.get_by_role("button", name="Tilføj en række").first.click()
    in_first(page, "lines-1-note").fill("Transport")
    page.get_by_role("button", name="Tilføj en række").click()
    page.get_by_role("button", name="Fjern Post 1").click()
    assert in_first(page, "lines-0-note").input_value() == "Transport"
    assert in_first(page, "lines-1-note").input_value() == ""
    assert in_first(page, "start_year").input_value() == "2022"
    assert in_first(page, "why").input_value() == "Vi er store nok."
    expect(page.get_by_role("alert")).to_have_count(0)


def test_without_script_conditional_fields_are_seen_and_judged_under_their_answer_only(
    live_site: Site, scriptless: Page
):
    page = opened(scriptless, live_site)
    expect(in_first(page, "partner")).to_be_visible()
    expect(in_first(page, "why")).to_be_visible()
    expect(page.get_by_text("Kun hvis du svarer »Ja«:").first).to_be_visible()
    fill(page)
    page.get_by_role("button", name="Kontrollér").first.click()
    expect(page.get_by_text("Alt er udfyldt, som det skal være.")).to_be_visible()


def test_with_script_conditional_fields_stand_under_the_chosen_answer_only(live_site: Site, page: Page):
    opened(page, live_site)
    expect(in_first(page, "why")).to_be_hidden()
    page.locator("label[for='id_tom-joint_1']").click()
    expect(in_first(page, "why")).to_be_visible()
    expect(in_first(page, "partner")).to_be_hidden()
    expect(page.locator("[name='udfyldt-partner']")).to_be_visible()


def test_enter_in_a_row_sends_the_form_and_removes_no_row(live_site: Site, page: Page):
    opened(page, live_site).get_by_role("button", name="Tilføj en række").first.click()
    in_first(page, "lines-0-note").fill("Løn")
    in_first(page, "lines-1-note").press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    assert in_first(page, "lines-0-note").input_value() == "Løn"
    expect(in_first(page, "lines-1-note")).to_have_count(1)


@pytest.mark.parametrize("script", [True, False])
def test_the_error_summary_takes_the_focus_and_its_links_lead_to_the_fields(
    live_site: Site, browser: Browser, script
):
    context = browser.new_context(java_script_enabled=script)
    page = opened(context.new_page(), live_site)
    page.get_by_role("button", name="Kontrollér").first.click()
    expect(page.locator(".error-summary")).to_be_focused()
    page.locator(".error-summary a[href='#id_tom-start_0']").click()
    expect(in_first(page, "start_day")).to_be_focused()
    context.close()


@pytest.mark.parametrize("script", [True, False])
def test_the_focus_follows_the_rows(live_site: Site, browser: Browser, script):
    context = browser.new_context(java_script_enabled=script)
    page = opened(context.new_page(), live_site)
    page.get_by_role("button", name="Tilføj en række").first.click()
    expect(in_first(page, "lines-1-note")).to_be_focused()
    page.get_by_role("button", name="Fjern Post 2").click()
    expect(page.get_by_role("button", name="Tilføj en række")).to_be_focused()
    context.close()


def test_the_count_in_the_browser_is_the_servers_count(live_site: Site, page: Page):
    opened(page, live_site)
    count = page.locator(".character-limit").first
    expect(count).to_have_text("Tegn tilbage: 200")
    in_first(page, "purpose").fill("a\n😀" + "b" * 196)
    expect(count).to_have_text("Tegn tilbage: 0")
    page.get_by_role("button", name="Kontrollér").first.click()
    expect(page.locator("#id_tom-purpose_error")).to_have_count(0)
    expect(count).to_have_text("Tegn tilbage: 0")
    in_first(page, "purpose").fill("a\n😀" + "b" * 197)
    expect(count).to_have_text("Tegn for meget: 1")
    page.get_by_role("button", name="Kontrollér").click()
    assert "200" in page.locator("#id_tom-purpose_error").inner_text()


def test_the_tab_key_alone_reaches_every_field_and_button_of_the_form(live_site: Site, page: Page):
    opened(page, live_site)
    form = page.locator("form", has=in_first(page, "name"))
    wanted = form.locator(
        "input:visible:not([type=hidden]), select:visible, textarea:visible, button:visible"
    )
    names = {
        each.get_attribute("id") or each.inner_text()
        for each in wanted.all()
        if each.get_attribute("tabindex") != "-1"
    }
    in_first(page, "name").focus()
    met = set()
    for _ in range(len(names) + 5):
        met.add(page.evaluate("document.activeElement.id || document.activeElement.innerText"))
        page.keyboard.press("Tab")
    other_radio = "id_tom-joint_1"  # the arrow keys reach it, as in every group of radios
    assert names - met <= {other_radio}
    page.locator("#id_tom-joint_0").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"#{other_radio}")).to_be_checked()
