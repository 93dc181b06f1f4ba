"""The keyboard's way through a page: what Tab should reach in which order, what it reaches, and whether one sees it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Page

SET_UP = """() => {
    const wanted = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
    const hidden = each => each.tabIndex < 0 && each.ariaHidden === 'true';
    const seen = each => each.checkVisibility({visibilityProperty: true}) && !each.disabled && !hidden(each);
    const radios = new Set();
    const stops = [...document.querySelectorAll(wanted)].filter(seen).filter(each => {
        if (each.type !== 'radio') return true;
        const key = `${each.form && [...document.forms].indexOf(each.form)} ${each.name}`;
        if (radios.has(key)) return false;
        radios.add(key);
        return true;
    });
    const looks = each => [each, ...(each.labels || [])].map(part => ['', '::before', '::after'].map(pseudo => {
        const style = getComputedStyle(part, pseudo || null);
        return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow, style.borderColor,
                style.backgroundColor, style.textDecoration].join();
    }).join()).join();
    const began = document.activeElement !== document.body;
    if (began) stops[0].focus();
    window.walked = {stops, looks, before: new Map(stops.map(each => [each, looks(each)]))};
    return [stops.length, began];
}"""
NOW = """() => {
    const {stops, looks, before} = window.walked, each = document.activeElement;
    const box = each.getBoundingClientRect();
    return {
        place: each === document.body ? -1 : stops.findIndex(
            stop => stop === each || (each.type === 'radio' && stop.name === each.name && stop.form === each.form)),
        shown: looks(each) !== before.get(each),
        inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 0,
        scrolls: each.scrollWidth > each.clientWidth || each.scrollHeight > each.clientHeight,
        html: each.outerHTML.slice(0, 120),
    };
}"""
SETTLED = "Promise.all(document.getAnimations().map(each => each.finished))"
NAME = "place => window.walked.stops[place].outerHTML.slice(0, 120)"
FORMS = """() => [...document.forms].filter(form => {
    const own = window.walked.stops.filter(stop => stop.form === form);
    const entered = form.querySelector('[type=submit]') && own.some(stop => stop.matches('input:not([type=radio])'));
    return form.checkVisibility() && own.length && !entered && !own.some(stop => stop.type === 'submit');
}).map(form => form.outerHTML.slice(0, 200))"""


@dataclass(frozen=True)
class Stop:
    """Where Tab has come: the element's place in the page's order (-1 for none of them), and whether one sees it."""

    place: int
    shown: bool
    in_view: bool
    scrolls: bool
    html: str


def walk(page: Page) -> tuple[int, list[Stop]]:
    """How many elements there are to reach, and where Tab comes, from the page's start until it leaves the page.

    A page that begins elsewhere, as one with an error summary does, is walked from its first element all the same.
    """
    count, began = page.evaluate(SET_UP)
    page.evaluate(SETTLED)
    return count, [*([_stop(page)] if began else []), *_stops(page, count)]


def _stops(page: Page, count: int) -> Iterator[Stop]:
    for _ in range(2 * count + 5):
        page.keyboard.press("Tab")
        stop = _stop(page)
        if stop.html.startswith("<body"):
            return
        yield stop
        if stop.place == count - 1:
            return


def _stop(page: Page) -> Stop:
    now = page.evaluate(NOW)
    return Stop(now["place"], now["shown"], now["inView"], now["scrolls"], now["html"])


def check_walk(page: Page) -> None:
    """Raises AssertionError for what is not reached, reached unseen, or out of order, and for a form without a button."""
    count, stops = walk(page)
    own = [stop for stop in stops if stop.place >= 0]
    reached = {stop.place for stop in own}
    missed = [page.evaluate(NAME, place) for place in range(count) if place not in reached]
    assert missed == []
    assert [stop.place for stop in own] == list(range(count)), [stop.html for stop in stops]
    assert [stop.html for stop in stops if not (stop.shown or stop.place < 0)] == []
    assert [stop.html for stop in stops if not stop.in_view] == []
    assert [stop.html for stop in stops if stop.place < 0 and not stop.scrolls] == []
    assert page.evaluate(FORMS) == []
    page.keyboard.press("Tab")
    assert page.evaluate(NOW)["place"] != count - 1, "The last element does not let go."


def check_skip_link(page: Page) -> None:
    """Raises AssertionError unless the first stop is a link that comes into sight and leads past the header."""
    first = page.evaluate(
        "() => { const [stop] = window.walked.stops; stop.focus(); return stop.getAttribute('href') }"
    )
    assert first == "#main"
    page.evaluate(SETTLED)
    assert page.evaluate("document.activeElement.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('header, .skipnav')") is None
