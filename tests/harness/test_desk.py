"""The agency's work after the awards, in a browser, with script and without: accept an account, lock months, pay once.

The two persons of each act have windows of their own; who prepared finds nothing to press.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django import DjangoDbBlocker

from applications.models import Application
from fsm3.access.models import Membership
from payouts.models import MonthLock, Payment
from tests.harness.visiting import WIDE, Visitors, Worlds
from tests.support import life

PREPARES, RELEASES = "e@star.example", "g@star.example"
script = pytest.mark.parametrize("with_script", [True, False], ids=["script", "plain"])


@pytest.fixture
def visitors(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, browser: Browser
) -> Iterator[Visitors]:
    """A copy of the town for each walk, for a walk changes it."""
    with django_db_blocker.unblock(), Worlds() as worlds, Visitors(worlds, browser) as visitors:
        yield visitors


def window(visitors: Visitors, mail: str, *, with_script: bool) -> Page:
    """A page of somebody of the town, in the role that came last."""
    served = visitors.worlds.world("life")
    who = Membership.objects.filter(user__email=mail, ended__isnull=True).order_by("-id")[0].id
    page = visitors.window(served.site, who, width=WIDE, script=with_script).new_page()
    page.goto(f"{served.site.url}/forslag/")
    return page


def go(page: Page, address: str) -> None:
    page.goto(f"{page.url.split('/', 3)[0]}//{page.url.split('/', 3)[2]}{address}")


def case_of(code: str) -> int:
    return Application.objects.values_list("id", flat=True).get(lead_id=code)


@script
def test_an_account_is_accepted_and_its_instalment_is_prepared_and_released(
    visitors: Visitors, with_script: bool
):
    prepares = window(visitors, PREPARES, with_script=with_script)
    case = case_of(life.SENT)
    go(prepares, f"/sager/{case}/")
    prepares.get_by_role("link", name="Delregnskab, version 1").first.click()
    prepares.get_by_role("button", name="Godkend regnskabet").click()
    expect(prepares.get_by_text("Regnskabet er godkendt.")).to_be_visible()
    go(prepares, f"/sager/{case}/opgoerelse/")
    prepares.get_by_role("link", name="Klargør").click()
    prepares.get_by_role("button", name="Foreslå").click()
    expect(prepares.get_by_text("Foreslået. En godkender afgør det.")).to_be_visible()
    expect(prepares.get_by_role("link", name="Godkend eller send tilbage")).to_have_count(0)
    releases = window(visitors, RELEASES, with_script=with_script)
    releases.locator("#mine").get_by_role("row").filter(has_text="Tårnby").get_by_role(
        "link", name="Rate til udbetaling"
    ).click()
    releases.get_by_label("Frigiv udbetalingen").check()
    releases.get_by_role("button", name="Afgør").click()
    expect(releases.get_by_text("Frigivet. Brevet er ved at blive lavet.")).to_be_visible()
    assert Payment.objects.filter(application__lead_id=life.SENT).count() == 1


@script
def test_months_are_locked_by_two(visitors: Visitors, with_script: bool):
    releases = window(visitors, RELEASES, with_script=with_script)
    releases.get_by_role("link", name="Låsning af måneder").click()
    expect(releases.get_by_role("cell", name="Lille gruppe").first).to_be_visible()
    releases.get_by_label("Send tilbage").check()
    releases.get_by_label("Begrundelse").fill("Se på Tårnby.")
    releases.get_by_role("button", name="Afgør").click()
    prepares = window(visitors, PREPARES, with_script=with_script)
    go(prepares, "/resultater/fsm3/")
    prepares.get_by_role("link", name="Lås måneder", exact=True).click()
    prepares.get_by_label("april 2023").check()
    prepares.get_by_role("button", name="Foreslå at låse").click()
    expect(prepares.get_by_text("Foreslået. En godkender afgør det.")).to_be_visible()
    go(releases, "/forslag/")
    releases.get_by_role("link", name="Låsning af måneder").click()
    releases.get_by_label("Lås månederne").check()
    releases.get_by_role("button", name="Afgør").click()
    expect(releases.get_by_text("Månederne er låst.")).to_be_visible()
    assert MonthLock.objects.filter(unlocked_at__isnull=True).count() == 2
