"""What is written of a case in the decision room, in a browser: its effect follows, is read aloud, stays in sight; nothing is stored."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from applications.models import Application, RoomEdition
from tests.harness.deciding import LED
from tests.harness.judging import window
from tests.harness.visiting import NARROW, WIDE, Visitors

WHO = "c@star.example"


def room_case(visitors: Visitors, *, script: bool = True, width: int = WIDE) -> Page:
    """The page in the room of the case that is ranked first, of a caseworker."""
    page = window(visitors, "room", WHO, script=script, width=width)
    case = Application.objects.get(lead_id=LED, pool__key="fsm3").id
    page.goto(urljoin(page.url, f"/afgoerelser/fsm3/{case}/"))
    return page


def amount(page: Page, kroner: str) -> None:
    page.get_by_label("Godkendt").first.fill(kroner)


@pytest.mark.parametrize(
    ("script", "width"), [(True, WIDE), (True, NARROW), (False, WIDE)], ids=["wide", "narrow", "no script"]
)
def test_an_effect_follows_what_is_typed_and_ticked(visitors: Visitors, script: bool, width: int):
    page = room_case(visitors, script=script, width=width)
    before = RoomEdition.objects.count()

    def see() -> None:
        if not script:
            page.get_by_role("button", name="Vis virkningen").click()

    page.get_by_role("radio", name="Tilsagn").check(force=True)
    amount(page, "100.000")
    see()
    expect(page.locator("#effect")).to_contain_text("125.000,00 kr.")
    expect(page.locator("#room-meter")).to_contain_text("125.000,00 kr.")
    amount(page, "12.34")
    see()
    expect(page.get_by_text("Linje 1: ").first).to_be_visible()
    expect(page.locator("#room-meter")).to_contain_text("25.000,00 kr.")
    page.get_by_role("radio", name="Afslag").check(force=True)
    see()
    expect(page.locator("#effect dd").first).to_have_text("Intet")
    assert RoomEdition.objects.count() == before


def test_the_effect_is_read_aloud_once_after_a_pause_and_the_enter_key_stores_nothing(visitors: Visitors):
    page = room_case(visitors)
    page.get_by_role("radio", name="Tilsagn").check(force=True)
    amount(page, "")
    expect(page.locator("#effect")).to_contain_text("Linje 1: ")
    page.evaluate(
        """() => {
            window.spoken = [];
            const status = document.getElementById("room-said");
            new MutationObserver(() => window.spoken.push(status.textContent)).observe(status, {childList: true});
        }"""
    )
    approved = page.get_by_label("Godkendt").first
    approved.press_sequentially("300000", delay=30)
    expect(page.locator("#effect")).to_contain_text("325.000,00 kr.")
    assert len(page.evaluate("window.spoken")) == 1
    asked, before = page.url, RoomEdition.objects.count()
    approved.press("Enter")
    page.wait_for_timeout(300)
    assert page.url == asked
    assert RoomEdition.objects.count() == before


def test_the_envelope_stays_in_sight_and_hides_nothing_that_is_in_focus(visitors: Visitors):
    page = room_case(visitors)
    page.get_by_role("button", name="Gem", exact=True).scroll_into_view_if_needed()
    meter = page.locator("#room-meter")
    expect(meter).to_be_in_viewport()
    below = meter.evaluate("each => each.getBoundingClientRect().bottom")
    for _press in range(12):
        page.keyboard.press("Shift+Tab")
        top = page.evaluate("document.activeElement.getBoundingClientRect().top")
        assert top >= below - 1
