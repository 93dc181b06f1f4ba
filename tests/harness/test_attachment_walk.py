"""Files in a browser, with script and without, in a narrow window: several at once, one refused, renamed, removed, fetched."""

from __future__ import annotations

import pytest
from playwright.sync_api import FilePayload, Page, expect

from fsm3.access.models import Membership
from fsm3.access.roles import Role
from tests.harness.attached import UNFILED
from tests.harness.visiting import NARROW, Visitors
from tests.support.files import SCRIPT, docx, pdf

PLAN = pdf()


def payload(name: str, content: bytes) -> FilePayload:
    """A file as a person chooses it; the browser says of it what it likes."""
    return {"name": name, "mimeType": "application/pdf", "buffer": content}


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def page(request: pytest.FixtureRequest, visitors: Visitors) -> Page:
    """The page with the files of a draft, in a narrow window of its signatory."""
    served = visitors.worlds.world("attached")
    who = Membership.objects.get(role=Role.SIGNATORY, organisation__code=UNFILED).id
    opened = visitors.window(served.site, who, width=NARROW, script=bool(request.param)).new_page()
    opened.goto(f"{served.site.url}/ansoegninger/")
    opened.get_by_role("link", name="FSM3-2021").first.click()
    opened.goto(opened.url + "bilag/")
    return opened


def test_files_are_attached_renamed_fetched_and_removed(page: Page):
    places = page.locator("section.part", has=page.get_by_role("heading", name="Andre filer"))
    places.get_by_label("Vælg en eller flere filer").set_input_files(
        [payload("Forankring.pdf", PLAN), payload("Makro.xlsx", docx({"word/vbaProject.bin": b"x"}))]
    )
    places.get_by_role("button", name="Vedhæft").click()
    expect(page.get_by_text("1 fil er vedhæftet.")).to_be_visible()
    expect(page.get_by_text("»Makro.xlsx«: Filen har makroer.")).to_be_visible()
    page.get_by_role("link", name="Omdøb").click()
    page.get_by_label("Navn").fill("Forankringsplan 2022")
    page.get_by_role("button", name="Gem navnet").click()
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Forankringsplan 2022.pdf (PDF").click()
    assert fetched.value.suggested_filename == "Forankringsplan 2022.pdf"
    assert fetched.value.path().read_bytes() == PLAN
    page.get_by_role("link", name="Fjern").click()
    page.get_by_role("button", name="Fjern filen").click()
    expect(page.get_by_text("Forankringsplan 2022.pdf er fjernet.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW


def test_42_a_refused_file_in_a_demanded_place_leaves_the_place_open(page: Page):
    place = page.locator("section.part", has=page.get_by_role("heading", name="Samarbejdsaftalen"))
    place.get_by_label("Vælg filen").set_input_files(payload("Aftale.pdf", pdf({3: SCRIPT})))
    place.get_by_role("button", name="Vedhæft").click()
    expect(page.get_by_text("»Aftale.pdf«: PDF-filen har et script")).to_be_visible()
    expect(place.get_by_label("Vælg filen")).to_be_visible()
