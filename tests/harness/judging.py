"""The steps of two who assess a case in a browser: score, look over, give, enter what they agree on, confirm it."""

from __future__ import annotations

from collections.abc import Mapping

from playwright.sync_api import Page, expect

from fsm3.access.models import Membership
from fsm3.access.roles import Role
from tests.harness.visiting import WIDE, Visitors
from tests.support.town import CRITERIA

WHY = "Planen er konkret, og tallene hænger sammen."


def window(
    visitors: Visitors,
    world: str,
    who: str,
    role: Role = Role.CASEWORKER,
    *,
    script: bool = True,
    width: int = WIDE,
) -> Page:
    """A window of somebody by mail address in a world, on the page where one begins."""
    served = visitors.worlds.world(world)
    held = Membership.objects.get(user__email=who, role=role)
    page = visitors.window(served.site, held.id, width=width, script=script).new_page()
    page.goto(served.site.url)
    return page


def score(page: Page, points: Mapping[str, int], *, otherwise: int = 3, why: str = WHY) -> None:
    """Points and a reason on every criterion."""
    for key in CRITERIA:
        page.locator(f"input[name=points_{key}][value='{points.get(key, otherwise)}']").check()
        page.locator(f"textarea[name=reason_{key}]").fill(why)


def look_over(page: Page) -> None:
    """Save, and see what is missing or the whole of it."""
    page.get_by_role("button", name="Gem, og se det igennem, før du afleverer").click()


def give(page: Page) -> None:
    """Look it over and give it."""
    look_over(page)
    expect(page.get_by_text("Den kan ikke ændres bagefter.")).to_be_visible()
    page.get_by_role("button", name="Aflever din vurdering").click()
    expect(page.get_by_role("heading", name="Fælles point", level=1)).to_be_visible()


def enter(page: Page) -> None:
    """Enter the agreed scores; the other is waited for."""
    page.get_by_role("button", name="Indtast de fælles point").click()
    expect(page.get_by_text("De fælles point er indtastet.")).to_be_visible()


def confirm(page: Page) -> None:
    """Confirm what the other entered."""
    page.get_by_role("button", name="Bekræft de fælles point").click()
    expect(page.get_by_text("De fælles point er bekræftet.")).to_be_visible()
