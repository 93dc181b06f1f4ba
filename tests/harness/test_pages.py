"""Every page in every state in the eyes of every role: axe, the browser's asking and refusing, narrow, by keyboard, without script.

On the build server every state and every role is seen at 1280 pixels and each page once at 320, in Danish; `SOAK=1` (`make
soak`) looks at everything in both widths. Pages that are equal to the letter count once.
"""

from __future__ import annotations

import time
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from fsm3.web.shared.middleware import POLICY
from tests.harness import axe
from tests.harness.keyboard import check_skip_link, check_walk
from tests.harness.pages import cases, each_page, every_state_and_role, first_visits, visits
from tests.harness.visit import SOAK, Visit
from tests.harness.visiting import NARROW, WIDE, Onlookers, Shown
from tests.support import figures

everywhere = pytest.mark.parametrize("visit", cases(visits() if SOAK else every_state_and_role()))
narrowly = pytest.mark.parametrize("visit", cases(visits() if SOAK else each_page()))
once = pytest.mark.parametrize("visit", cases(first_visits() if SOAK else each_page()))
SIDEWAYS = """() => [...document.querySelectorAll('body *')]
    .filter(each => each.getBoundingClientRect().right > innerWidth + 1 && !each.closest('.scrolls'))
    .map(each => each.outerHTML.slice(0, 120))"""
INLINE = """() => [...document.querySelectorAll('style, script:not([src]), [style]')].map(each => each.outerHTML)
    .concat([...document.querySelectorAll('*')].flatMap(each => [...each.attributes])
        .filter(each => each.name.startsWith('on') || /^javascript:/i.test(each.value)).map(each => each.name))"""


def test_the_policy_is_strict():
    """Security page of the aims: nothing by default, our own files only, nothing inline, no eval, no frames."""
    assert POLICY == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


# What script tells in other words, a count that runs down, and what it folds away until its answer is chosen.
TOLD_OTHERWISE = """() => {
    const folded = [...document.querySelectorAll('[data-shows]')].map(each => '#' + each.dataset.shows);
    const told = ['.character-limit', '.without-script', ...folded];
    for (const each of document.querySelectorAll(told.join())) each.remove();
}"""


@everywhere
def test_a_page_is_what_every_page_has_to_be(onlookers: Onlookers, visit: Visit):
    with onlookers.visiting(visit) as shown:
        faults = {
            "the wrong status": shown.status if shown.status != visit.state.status else None,
            "without the policy": [url for url, policy in shown.policies.items() if policy != POLICY],
            "left the site": [url for url in shown.asked if not url.startswith(f"{shown.site}/")],
            "refused or failed": shown.faults,
            "inline": shown.page.evaluate(INLINE),
            "axe": look(shown, WIDE),
        }
        assert {what: found for what, found in faults.items() if found} == {}


@narrowly
def test_at_320_pixels_nothing_scrolls_sideways_and_axe_finds_nothing(onlookers: Onlookers, visit: Visit):
    with onlookers.visiting(visit, width=NARROW) as shown:
        wide = shown.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= NARROW, shown.page.evaluate(SIDEWAYS)
        assert look(shown, NARROW) == []


@once
def test_tab_skips_to_the_content_or_reaches_everything_in_order_and_in_sight(
    onlookers: Onlookers, visit: Visit
):
    with onlookers.visiting(visit) as shown:
        check_walk(shown.page)
        if visit.page.name != "error":
            check_skip_link(shown.page)


@once
def test_a_page_says_the_same_without_script(onlookers: Onlookers, visit: Visit):
    with onlookers.visiting(visit) as shown:
        with_script = said(shown.page)
    with onlookers.visiting(visit, script=False) as shown:
        assert shown.status == visit.state.status
        assert said(shown.page) == with_script
        expect(shown.page.locator("h1")).to_be_visible()


def said(page: Page) -> str:
    """What a page says, but for what script tells otherwise."""
    page.evaluate(TOLD_OTHERWISE)
    return page.locator("main").inner_text()


def look(shown: Shown, width: int) -> list[Any]:
    """What axe finds in the page, unless it has seen just this one."""
    is_new = axe.is_new(shown.page, width)
    began = time.monotonic()
    found = axe.findings(shown.page) if is_new else []
    figures.add(
        f"axe at {width} px",
        **{
            "pages x roles x states": 1,
            "seen": is_new,
            "seconds": time.monotonic() - began,
            "findings": len(found),
        },
    )
    return found
