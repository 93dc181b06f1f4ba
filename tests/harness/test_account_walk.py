"""An account's whole way in a browser, with script and without: written, attested, reported on, sent, fetched."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from applications.models import Application
from budgets.selectors.account_views import accounts_of
from fsm3.access.models import Membership
from fsm3.access.roles import Role
from fsm3.core import clock, documents, journal
from tests.harness.after import BEGUN, WRITING
from tests.harness.visiting import NARROW, Visitors


@pytest.fixture(params=[(True, WRITING), (False, BEGUN)], ids=["with script", "without script"])
def place(request: pytest.FixtureRequest, visitors: Visitors) -> tuple[bool, str]:
    """Whether script runs, and the municipality whose account it is."""
    visitors.worlds.world("after")
    script, code = request.param
    return bool(script), str(code)


def window(visitors: Visitors, role: Role, code: str | None, *, script: bool) -> Page:
    """A narrow window of somebody."""
    served = visitors.worlds.world("after")
    who = Membership.objects.filter(role=role, organisation__code=code).order_by("id")[0].id
    page = visitors.window(served.site, who, width=NARROW, script=script).new_page()
    page.goto(served.site.url)
    return page


def test_an_account_is_written_attested_reported_on_sent_and_fetched(
    visitors: Visitors, place: tuple[bool, str]
):
    script, code = place
    signatory = window(visitors, Role.SIGNATORY, code, script=script)
    engage(signatory)
    write(signatory)
    signatory.get_by_role("link", name="Attestér regnskabet").click()
    signatory.get_by_role("button", name="Attestér regnskabet").click()
    expect(signatory.get_by_text("Ledelsespåtegningen er givet.")).to_be_visible()
    report(window(visitors, Role.AUDITOR, None, script=script))
    signatory.reload()
    signatory.get_by_role("link", name="Send regnskabet").click()
    signatory.get_by_role("button", name="Send regnskabet").click()
    expect(signatory.get_by_text("Filen er ved at blive lavet")).to_be_visible()
    make_file(code)
    signatory.reload()
    with signatory.expect_download() as fetched:
        signatory.get_by_role("link", name="Slutregnskab, version 1 (PDF").click()
    assert fetched.value.suggested_filename.endswith(".pdf")


def engage(page: Page) -> None:
    """Engage the one firm there is, where it is not engaged yet."""
    page.get_by_role("link", name="Vores revisorer").click()
    if page.get_by_role("button", name="Antag firmaet").is_visible():
        page.get_by_label("Revisionsfirma").select_option(index=1)
        page.get_by_role("button", name="Antag firmaet").click()


def write(page: Page) -> None:
    """Begin the final account, save amounts that nobody can read, mend them, and save."""
    page.get_by_role("link", name="Vores ansøgninger").click()
    page.get_by_role("link", name="FSM3-2021").first.click()
    page.get_by_role("button", name="Begynd: Slutregnskab").click()
    page.get_by_label("Brugt, Linje 1").fill("1,234.56")
    page.get_by_label("Brugt, Linje 2").fill("27.000")
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_label("Brugt, Linje 1")).to_have_value("1,234.56")
    page.get_by_label("Brugt, Linje 1").fill("898.000,00")
    page.get_by_label("Forklaring, Linje 1").fill("Som budgetteret.")
    page.get_by_label("Forklaring, Linje 2").fill("Revisionen blev dyrere.")
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_text("Gemt.")).to_be_visible()


def report(page: Page) -> None:
    """Report on the first account that waits, which is the newest written here."""
    page.get_by_role("link", name="Regnskaber til revision").click()
    waiting = page.get_by_role("region", name="Venter på din påtegning")
    waiting.get_by_role("row").filter(has_text="925.000,00").get_by_role("link").click()
    page.get_by_label("Uden forbehold").check()
    page.get_by_role("button", name="Afgiv påtegningen").click()
    expect(page.get_by_text("Påtegningen er afgivet.")).to_be_visible()


def make_file(code: str) -> None:
    """What the worker does, in short: the signed file of the newest final account."""
    account = accounts_of(Application.objects.get(lead_id=code).id)
    final = next(each for each in account if each.kind == "final")
    documents.store_rendering(
        final.document_id or 0,
        content=b"%PDF-1.7 signed " + code.encode(),
        media_type="application/pdf",
        template_version="1",
        head=journal.head(),
        at=clock.now(),
    )
