"""Two assessors through one case in a browser, with script and without: written, given, differing, agreed on, confirmed.

And the draft that saves itself, in two windows; and all of it by keyboard.
"""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from applications.models import Application
from applications.rules.workflow import Status
from applications.selectors import assessing, cases
from fsm3.access.models import Membership
from fsm3.access.roles import Role
from tests.harness.assessing import ANSWERED, HALF, TO_CONFIRM, UNTOUCHED, WHOLE
from tests.harness.judging import WHY, confirm, enter, give, look_over, score, window
from tests.harness.visiting import NARROW, WIDE, Visitors


def case_of(code: str) -> Application:
    return Application.objects.get(lead_id=code)


def on_case(visitors: Visitors, who: str, code: str, *, script: bool = True, width: int = WIDE) -> Page:
    """A window of a caseworker on the page of the case that a municipality leads."""
    page = window(visitors, "assessing", f"{who}@star.example", script=script, width=width)
    page.goto(urljoin(page.url, f"/sager/{case_of(code).id}/"))
    return page


@pytest.mark.parametrize(
    ("script", "code", "width"), [(True, HALF, WIDE), (False, UNTOUCHED, NARROW)], ids=["script", "no script"]
)
def test_two_assess_and_agree(visitors: Visitors, script: bool, code: str, width: int):
    first = on_case(visitors, "c", code, script=script, width=width)
    second = on_case(visitors, "e" if code == HALF else "d", code, script=script, width=width)
    assess(first, {})
    expect(first.get_by_text("Din vurdering er afleveret").first).to_be_visible()
    if code == HALF:
        assess(second, {"budget": 1})
    agree(first, second, differ=code == HALF)
    assert case_of(code).status == Status.ASSESSED


def assess(page: Page, points: dict[str, int]) -> None:
    """Write, be told what is missing, mend it, read it through and give it."""
    page.reload()
    page.get_by_role("link", name="Vurder ansøgningen").first.click()
    page.locator("textarea[name=reason_budget]").fill("")
    look_over(page)
    expect(page.get_by_text("har ingen begrundelse").first).to_be_visible()
    score(page, points)
    give(page)


def agree(first: Page, second: Page, *, differ: bool) -> None:
    """One enters, with a reason where they differ; the other confirms on the same page."""
    first.reload()
    if differ:
        expect(first.locator("#criterion-budget").get_by_text("2 point fra hinanden")).to_be_visible()
        expect(first.locator("input[name=points_budget]:checked")).to_have_count(0)
    expect(first.locator("input[name=points_results]:checked")).to_have_value("3")
    score(first, {"budget": 2})
    enter(first)
    second.goto(first.url)
    confirm(second)


def test_a_draft_saves_itself_and_another_window_is_told(visitors: Visitors):
    page = on_case(visitors, "d", WHOLE)
    page.get_by_role("link", name="Vurder ansøgningen").first.click()
    other = page.context.new_page()
    other.goto(page.url)
    page.locator("textarea[name=reason_results]").fill(WHY)
    expect(page.locator("#autosave-told")).to_contain_text("Gemt kl.")
    writer = Membership.objects.get(user__email="d@star.example", role=Role.CASEWORKER).user_id
    assert assessing.own_draft(case_of(WHOLE).id, writer).scores["results"].reason == WHY
    other.locator("textarea[name=reason_budget]").fill("I det andet vindue.")
    expect(other.locator("#autosave-told")).to_contain_text("i et andet vindue")
    other.get_by_role("button", name="Gem kladden").click()
    expect(other.get_by_text("Det, du gemte i det andet vindue")).to_be_visible()
    expect(other.locator("textarea[name=reason_budget]")).to_have_value("I det andet vindue.")
    other.close()


def test_an_answer_is_read_before_the_assessment_is_given(visitors: Visitors):
    page = on_case(visitors, "c", ANSWERED)
    page.get_by_role("link", name="Vurder ansøgningen").first.click()
    expect(page.locator("#criterion-results").get_by_text("Ændret")).to_be_visible()
    page.get_by_role("button", name="Gem, og se det igennem, før du afleverer").click()
    page.get_by_role("button", name="Aflever din vurdering").click()
    expect(page.get_by_text("Din vurdering er afleveret").first).to_be_visible()


def test_points_are_given_and_scores_confirmed_by_keyboard(visitors: Visitors):
    page = on_case(visitors, "c", WHOLE)
    page.get_by_role("link", name="Vurder ansøgningen").first.press("Enter")
    page.locator("input[name=points_caseload]:checked").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("Og ")
    page.get_by_role("button", name="Gem, og se det igennem, før du afleverer").press("Enter")
    page.get_by_role("button", name="Aflever din vurdering").press("Enter")
    expect(page.get_by_text("Din vurdering er afleveret").first).to_be_visible()
    (given,) = cases.assessments(case_of(WHOLE).id)
    assert given.scores["caseload"].points == 4
    page.goto(page.url.replace(f"/{case_of(WHOLE).id}/", f"/{case_of(TO_CONFIRM).id}/"))
    page.get_by_role("button", name="Bekræft de fælles point").press("Enter")
    expect(page.get_by_text("De fælles point er bekræftet.")).to_be_visible()
