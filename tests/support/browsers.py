"""A real browser: Debian's Chromium, driven by Playwright, which brings no browser of its own."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from fsm3.local import processes

# Nothing but our own pages: no look-ups, updates or reports of the browser's own.
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)

# A page that another test keeps waiting comes all the same.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once for an xdist worker."""
    program = processes.find_program("chromium", "chromium-browser", "google-chrome")
    if program is None:
        pytest.fail("Chromium is not installed: apt-get install -y chromium")
    # Playwright keeps an event loop in this thread, beside which Django's ORM would refuse to work.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    root = ["--no-sandbox"] if processes.is_root() else []
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=[*QUIET, *root])
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open an empty page of somebody who is new to the site, at 1280 pixels, in Danish."""
    context = browser.new_context(locale="da-DK", viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()
