"""With the keyboard alone: Tab reaches everything there is, in its order, in sight, and out again; every form is sent."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.harness import keyboard
from tests.harness.pages import each_page, first_visits, in_worlds
from tests.harness.visit import SOAK, Visit
from tests.harness.visiting import Visitors

everywhere = pytest.mark.parametrize("visit", in_worlds(first_visits() if SOAK else each_page()), ids=str)


@everywhere
def test_tab_skips_to_the_content_or_reaches_everything_in_order_and_in_sight(
    visitors: Visitors, visit: Visit
):
    with visitors.visiting(visit) as shown:
        check_walk(shown.page)
        if visit.page.name != "error":
            check_skip_link(shown.page)


def check_walk(page: Page) -> None:
    """Raises AssertionError for what is not reached, reached unseen, or out of order, and for a form without a button."""
    count, stops = keyboard.walk(page)
    own = [stop for stop in stops if stop.place >= 0]
    reached = {stop.place for stop in own}
    missed = [page.evaluate(keyboard.NAME, place) for place in range(count) if place not in reached]
    assert missed == []
    assert [stop.place for stop in own] == list(range(count)), [stop.html for stop in stops]
    assert [stop.html for stop in stops if not (stop.shown or stop.place < 0)] == []
    assert [stop.html for stop in stops if not stop.in_view] == []
    assert [stop.html for stop in stops if stop.place < 0 and not stop.scrolls] == []
    assert page.evaluate(keyboard.FORMS) == []
    page.keyboard.press("Tab")
    assert page.evaluate(keyboard.NOW)["place"] != count - 1, "The last element does not let go."


def check_skip_link(page: Page) -> None:
    """Raises AssertionError unless the first stop is a link that comes into sight and leads past the header."""
    first = page.evaluate(
        "() => { const [stop] = window.walked.stops; stop.focus(); return stop.getAttribute('href') }"
    )
    assert first == "#main"
    page.evaluate(keyboard.SETTLED)
    assert page.evaluate("document.activeElement.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('header, .skipnav')") is None


PLANTED = {
    "out of reach": "main.querySelector('button').tabIndex = -1; main.querySelector('button').removeAttribute('type')",
    "out of order": "main.querySelector('button').tabIndex = 5",
    "unseen": "document.adoptedStyleSheets[0].insertRule('* { outline: 0 !important; box-shadow: none !important;"
    " border-color: red !important; background: #fff !important; text-decoration: none !important }')",
    "a trap": "main.querySelector('input:not([type=hidden])').addEventListener('keydown', event => event.preventDefault())",
    "a form without a button": "main.querySelector('button[type=submit]').remove()",
}


@pytest.mark.parametrize("fault", PLANTED)
def test_the_walk_finds_what_is_planted(visitors: Visitors, fault: str):
    (visit,) = [visit for visit in first_visits() if str(visit) == "sign_in-empty-nobody"]
    with visitors.visiting(visit) as shown:
        check_walk(shown.page)
        shown.page.evaluate(
            f"""() => {{
                document.adoptedStyleSheets = [new CSSStyleSheet()];
                const main = document.querySelector('main');
                {PLANTED[fault]};
            }}"""
        )
        with pytest.raises(AssertionError):
            check_walk(shown.page)
