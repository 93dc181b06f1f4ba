"""The end of a session in a browser: one is warned and can stay, and what was typed comes back, without script as well."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from fsm3.access.models import Membership
from tests.harness import axe
from tests.harness.pages import first_visits
from tests.harness.visit import Visit
from tests.harness.visiting import Visitors


def deciding() -> Visit:
    """The page of a proposal that waits for an approver."""
    (visit,) = [visit for visit in first_visits() if str(visit) == "decide-filled-approver"]
    return visit


def opened(visitors: Visitors, *, script: bool = True) -> Page:
    """The page, in a browser whose clock a test can move."""
    served = visitors.worlds.world("season")
    address, who = served.found[str(deciding())]
    page = visitors.window(served.site, who, script=script).new_page()
    page.clock.install()
    page.goto(served.site.url + address)
    return page


@pytest.fixture
def page(visitors: Visitors) -> Iterator[Page]:
    """Show the page with script."""
    page = opened(visitors)
    yield page
    page.close()


def test_a_dialogue_warns_with_the_time_left_and_lets_people_stay(page: Page):
    page.clock.fast_forward("01:45:00")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.clock.fast_forward("06:00")
    dialog = page.get_by_role("dialog", name="Du bliver snart logget ud")
    expect(dialog.locator(".minutes")).to_have_text("9")
    expect(dialog.get_by_role("button", name="Bliv logget ind")).to_be_focused()
    assert axe.findings(page) == []
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    page.clock.fast_forward("01:45:00")
    expect(dialog).to_be_hidden()


def test_the_dialogue_is_put_away_by_escape_and_says_once_more_when_the_session_has_ended(page: Page):
    page.clock.fast_forward("01:51:00")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    page.clock.fast_forward("01:00")
    expect(dialog).to_be_hidden()
    page.clock.fast_forward("09:00")
    expect(dialog.get_by_role("heading", name="Du er logget ud")).to_be_visible()
    assert axe.findings(page) == []
    dialog.get_by_role("button", name="Tilbage til siden").click()
    expect(dialog).to_be_hidden()


@pytest.mark.parametrize("script", [True, False])
def test_7_what_was_typed_comes_back_after_signing_in(visitors: Visitors, script: bool):
    page = opened(visitors, script=script)
    _, who = visitors.worlds.world("season").found[str(deciding())]
    page.get_by_label("Send tilbage").check()
    page.get_by_label("Begrundelse").fill("Planen mangler tal.\nSe igen.")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Afgør").click()
    expect(page.get_by_text("Det er ikke sendt.")).to_be_visible()
    assert who is not None
    name = Membership.objects.get(id=who).user.name
    page.get_by_role("button", name=f"Godkender: {name}").click()
    expect(page.get_by_label("Begrundelse")).to_have_value("Planen mangler tal.\nSe igen.")
    expect(page.get_by_label("Send tilbage")).to_be_checked()
    page.get_by_role("button", name="Afgør").is_visible()
    page.close()
