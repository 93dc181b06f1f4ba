"""Every page in every state in the eyes of every role: what axe says, and what the browser asked for and refused.

On the build server every state and every role is seen at 1280 pixels and each page once at 320, in Danish; `SOAK=1` (`make
soak`) looks at everything in both widths. Pages that are equal to the letter count once.
"""

from __future__ import annotations

import time
from typing import Any

import pytest

from fsm3.web.shared.middleware import POLICY
from tests.harness import axe
from tests.harness.pages import each_page, every_state_and_role, in_worlds, visits
from tests.harness.visit import SOAK, Visit
from tests.harness.visiting import NARROW, WIDE, Shown, Visitors
from tests.support import figures

everywhere = pytest.mark.parametrize(
    "visit", in_worlds(visits() if SOAK else every_state_and_role()), ids=str
)
narrowly = pytest.mark.parametrize("visit", in_worlds(visits() if SOAK else each_page()), ids=str)
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


@everywhere
def test_a_page_is_what_every_page_has_to_be(visitors: Visitors, visit: Visit):
    with visitors.visiting(visit) as shown:
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
def test_at_320_pixels_nothing_scrolls_sideways_and_axe_finds_nothing(visitors: Visitors, visit: Visit):
    with visitors.visiting(visit, width=NARROW) as shown:
        wide = shown.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= NARROW, shown.page.evaluate(SIDEWAYS)
        assert look(shown, NARROW) == []


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
