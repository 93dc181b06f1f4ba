"""A budget's whole way in a browser, with script and without: lines typed, sums that follow, a workbook fetched and laid in."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from applications.rules.workflow import Status
from fsm3.access.models import Membership
from fsm3.access.roles import Role
from tests.harness.budgeting import ADDED, add_wages, line
from tests.harness.visiting import NARROW, Visitors
from tests.harness.worlds import leading
from tests.support.workbooks import filled

SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])


def window(visitors: Visitors, role: Role, *, script: bool) -> Page:
    """A narrow window on the budget of the draft, of one of its municipality's people."""
    served = visitors.worlds.world("season")
    case = leading(Status.DRAFT)
    who = Membership.objects.filter(role=role, organisation=case.lead.organisation_id).order_by("id")[0].id
    page = visitors.window(served.site, who, width=NARROW, script=script).new_page()
    page.goto(f"{served.site.url}/ansoegninger/{case.id}/budget/")
    return page


@SCRIPT
def test_a_budget_is_written_and_its_sums_follow(visitors: Visitors, script: bool):
    page = window(visitors, Role.SIGNATORY, script=script)
    add_wages(page, 2022, script=script, together="965.050,00")
    page.get_by_role("button", name="Gem og skriv videre").click()
    expect(page.get_by_text("Budgettet er gemt.")).to_be_visible()
    expect(line(page, ADDED).get_by_label("Timer 2022")).to_have_value("200")
    line(page, ADDED).get_by_role("button", name="Fjern").click()
    expect(line(page, ADDED)).to_have_count(0)
    page.get_by_role("button", name="Gem og gå til opgaverne").click()
    expect(page.get_by_text("Budgettet er gemt.")).to_be_visible()


@SCRIPT
def test_a_workbook_is_fetched_filled_in_and_stored_once_its_difference_is_seen(
    visitors: Visitors, script: bool, tmp_path: Path
):
    page = window(visitors, Role.SIGNATORY, script=script)
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Hent budgettet som regneark").click()
    content = Path(fetched.value.path()).read_bytes()
    changed = tmp_path / "budget.xlsx"
    changed.write_bytes(filled(content, {"Løn!G6": 2500 if script else 2600}))
    page.get_by_role("link", name="Læg et udfyldt regneark op").click()
    page.get_by_label("Regneark").set_input_files(changed)
    page.get_by_role("button", name="Læg op og se, hvad der ændres").click()
    expect(page.get_by_text("Intet er gemt endnu.")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="Timer 2022")).to_be_visible()
    page.get_by_role("button", name="Gem regnearkets budget").click()
    expect(page.get_by_text("Regnearkets budget er gemt.")).to_be_visible()


def test_sums_are_read_aloud_once_after_a_pause_and_the_enter_key_stores_nothing(visitors: Visitors):
    page = window(visitors, Role.APPLICANT, script=True)
    page.evaluate(
        """() => {
            window.spoken = [];
            const status = document.getElementById("budget-said");
            new MutationObserver(() => window.spoken.push(status.textContent)).observe(status, {childList: true});
        }"""
    )
    hours = line(page, 1).get_by_label("Timer 2022")
    hours.fill("")
    hours.press_sequentially("1000", delay=30)
    expect(page.locator("#amount-1-2022")).to_have_text("300.000,00")
    assert len(page.evaluate("window.spoken")) == 1
    asked = page.url
    hours.press("Enter")
    page.wait_for_timeout(300)
    assert page.url == asked
    expect(hours).to_have_value("1000")
    expect(page.get_by_text("Budgettet er gemt.")).to_have_count(0)
