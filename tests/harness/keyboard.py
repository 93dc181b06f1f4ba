"""The keyboard's way through a page: what Tab should reach in which order, what it reaches, and whether one sees it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Page

SET_UP = """() => {
    const wanted = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
    const seen = each => each.checkVisibility({visibilityProperty: true}) && !each.disabled;
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
    document.activeElement.blur();
    window.walked = {stops, looks, before: new Map(stops.map(each => [each, looks(each)]))};
    return stops.length;
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
FORMS = """() => [...document.forms].filter(form => form.checkVisibility() && !window.walked.stops.some(
    stop => stop.form === form && stop.type === 'submit')).map(form => form.outerHTML.slice(0, 200))"""


@dataclass(frozen=True)
class Stop:
    """Where Tab has come: the element's place in the page's order (-1 for none of them), and whether one sees it."""

    place: int
    shown: bool
    in_view: bool
    scrolls: bool
    html: str


def walk(page: Page) -> tuple[int, list[Stop]]:
    """How many elements there are to reach, and where Tab comes, from the page's start until it leaves the page."""
    count: int = page.evaluate(SET_UP)
    return count, list(_stops(page, count))


def _stops(page: Page, count: int) -> Iterator[Stop]:
    for _ in range(2 * count + 5):
        page.keyboard.press("Tab")
        now = page.evaluate(NOW)
        stop = Stop(now["place"], now["shown"], now["inView"], now["scrolls"], now["html"])
        if stop.html.startswith("<body"):
            return
        yield stop
        if stop.place == count - 1:
            return
