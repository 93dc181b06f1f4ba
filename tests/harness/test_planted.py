"""The harness is awake: faults that are planted in a page are found, each by its rule."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.harness import axe
from tests.harness.pages import first_visits
from tests.harness.test_pages import INLINE, SIDEWAYS
from tests.harness.visiting import Onlookers

FAULTS = {
    "label": "main.insertAdjacentHTML('beforeend', '<input type=text>')",
    "select-name": "main.insertAdjacentHTML('beforeend', '<select><option>1</option></select>')",
    "color-contrast": "main.insertAdjacentHTML('beforeend', '<p class=faint>Svag</p>')",
    "duplicate-id": "main.insertAdjacentHTML('beforeend', '<i id=a>1</i><i id=a>2</i>')",
    "html-has-lang": "document.documentElement.removeAttribute('lang')",
    "document-title": "document.title = ''",
    "image-alt": "main.insertAdjacentHTML('beforeend', '<img src=/static/x.svg>')",
    "button-name": "main.insertAdjacentHTML('beforeend', '<button></button>')",
    "link-name": "main.insertAdjacentHTML('beforeend', '<a href=/></a>')",
    "td-headers-attr": "main.insertAdjacentHTML('beforeend', '<table><tr><td headers=no>1</td></tr></table>')",
    "scope-attr-valid": "main.insertAdjacentHTML('beforeend', '<table><tr><th scope=no>1</th><td>2</td></tr></table>')",
    "empty-table-header": "main.insertAdjacentHTML('beforeend', '<table><tr><th></th></tr><tr><td>2</td></tr></table>')",
    "heading-order": "main.insertAdjacentHTML('beforeend', '<h6>For dybt</h6>')",
    "page-has-heading-one": "document.querySelector('h1').remove()",
    "aria-valid-attr": "main.setAttribute('aria-nonsense', '1')",
    "list": "main.insertAdjacentHTML('beforeend', '<ul><p>Ikke et punkt</p></ul>')",
    "region": "document.body.insertAdjacentHTML('beforeend', '<p>Uden for alle dele</p>')",
    "target-size": "main.insertAdjacentHTML('beforeend', '<p><a class=dot href=/1>1</a><a class=dot href=/2>2</a></p>')",
    "meta-viewport": "document.querySelector('meta[name=viewport]').content = 'user-scalable=no'",
}
"""What axe calls the rule, and what breaks it; `main` is the page's own part."""
STYLE = ".faint { color: #ccc; background: #fff } .dot { display: inline-block; width: 8px; height: 8px; overflow: hidden } .wide { min-width: 2000px }"


@pytest.fixture
def page(onlookers: Onlookers) -> Iterator[Page]:
    """Give a page without a fault."""
    (visit,) = [visit for visit in first_visits() if str(visit) == "sign_in-filled-nobody"]
    with onlookers.visiting(visit) as shown:
        plant_style = "css => { const made = new CSSStyleSheet(); made.replaceSync(css); document.adoptedStyleSheets = [made] }"
        shown.page.evaluate(plant_style, STYLE)
        yield shown.page


@pytest.mark.parametrize("rule", FAULTS)
def test_axe_finds_a_fault_that_is_planted(page: Page, rule: str):
    page.evaluate(f"() => {{ const main = document.querySelector('main'); {FAULTS[rule]}; }}")
    assert [found[0] for found in axe.findings(page)] == [rule]


def test_a_page_without_a_fault_has_no_finding(page: Page):
    assert axe.findings(page) == []


@pytest.mark.parametrize("fault", ["style", "onclick", "href"])
def test_what_stands_in_the_page_is_found(page: Page, fault: str):
    page.evaluate(
        "fault => document.querySelector('main a, main p').setAttribute(fault, 'javascript:1')", fault
    )
    assert page.evaluate(INLINE)


def test_what_is_too_wide_is_found(page: Page):
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<p class=wide>Bred</p>')")
    assert page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert page.evaluate(SIDEWAYS)


def test_a_page_that_is_equal_to_the_letter_is_looked_at_once(page: Page):
    page.evaluate("document.querySelector('main').append('kun her')")
    assert axe.is_new(page, 1)
    assert not axe.is_new(page, 1)
    assert axe.is_new(page, 2)


def test_the_browser_says_when_it_refuses_something_and_what_leaves_the_site(onlookers: Onlookers):
    (visit,) = [visit for visit in first_visits() if str(visit) == "sign_in-filled-nobody"]
    with onlookers.visiting(visit) as shown:
        script = "document.body.append(Object.assign(document.createElement('script'), {textContent: '1'}))"
        shown.page.evaluate(script)
        shown.page.evaluate("fetch('http://127.0.0.1:9/').catch(() => 0)")
        assert any("Content Security Policy" in fault for fault in shown.faults)
        assert len(shown.faults) >= 2
