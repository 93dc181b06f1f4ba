"""The December of a season by hand, each person in a browser window of their own: from my work to the letter at the door.

Two caseworkers share five cases, assess them unseen by each other and agree; the other cases were assessed before. They write
what is to be proposed; somebody proposes it, who may not approve it in the other role they hold; an approver decides it all in one
act; a worker makes the letters. Without script they come as far as the decisions.
"""

from __future__ import annotations

import os
import re
import time
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django import DjangoDbBlocker
from redis import Redis

from applications.models import Application, Award, Ranking
from applications.rules.workflow import Status
from applications.selectors import rankings
from fsm3.access.roles import Role
from fsm3.core import documents, journal
from fsm3.core.documents import Document
from fsm3.core.money import Money
from fsm3.letters.contexts import Kind
from tests.harness.december import APART, ASSESSED, BY_HAND, ENVELOPE, FIRST, LAST, REDUCED, REFUSED
from tests.harness.fetching import fetched_text
from tests.harness.judging import confirm, enter, give, score, window
from tests.harness.visiting import NARROW, WIDE, Visitors, Worlds
from tests.support import figures
from tests.support.town import PLACES
from tests.support.workers import RunningWorker

ALL = len(BY_HAND) + len(ASSESSED)
OF_FIRST, OF_SECOND = BY_HAND[:3], BY_HAND[3:]
POINTS = {FIRST: 4, REDUCED: 3, APART: 3, REFUSED: 2, LAST: 1}
ONLY_FIRST, ONLY_SECOND = "Den første finder planen konkret.", "Den anden finder tallene troværdige."
CONSIDERED = "Planen siger ikke, hvem der gør hvad, og andre planer er mere konkrete."
AWARDED = Money.of(6 * 925_000 + 725_000)


@pytest.fixture
def visitors(
    browser: Browser, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Visitors]:
    """Everybody, in a December of their own in which no worker is rung for anything yet."""
    with Redis.from_url(os.environ["REDIS_URL"]) as redis:
        redis.flushdb()
    with django_db_blocker.unblock(), Worlds() as worlds, Visitors(worlds, browser) as visitors:
        yield visitors


class Walk:
    """The people of the agency, each in a window of their own, and how many pages they were shown."""

    def __init__(self, visitors: Visitors, *, script: bool, width: int) -> None:
        """Let the two caseworkers sign in."""
        self.visitors, self.script, self.width = visitors, script, width
        self.began, self.shown = time.perf_counter(), 0
        self.first, self.second = self.of("c@star.example"), self.of("d@star.example")

    def of(self, who: str, role: Role = Role.CASEWORKER) -> Page:
        """A window of somebody."""
        page = window(self.visitors, "december_by_hand", who, role, script=self.script, width=self.width)
        page.on("domcontentloaded", self._count)
        return page

    def _count(self, _page: Page) -> None:
        self.shown += 1

    def told(self) -> None:
        """Add what it came to to the run's figures."""
        how = "with script" if self.script else "without script"
        figures.add(f"December by hand, {how}", pages=self.shown, s=time.perf_counter() - self.began)


def name(code: str) -> str:
    return PLACES[code][0]


def case_of(code: str) -> Application:
    return Application.objects.get(lead_id=code)


def row(within: Page | Locator, code: str) -> Locator:
    """The row of a case in a list or table."""
    return within.get_by_role("row").filter(has_text=name(code))


def go(page: Page, part: str) -> None:
    """To a part of the site, by its menu."""
    page.get_by_role("navigation").get_by_role("link", name=part, exact=True).click()


def take(page: Page, what: str, code: str) -> None:
    """From my work to what is to be done with a case."""
    go(page, "Mit arbejde")
    row(page.locator("#mine"), code).get_by_role("link", name=what).click()


def open_case(page: Page) -> None:
    """Say that one is impartial; what was asked for opens."""
    expect(page.get_by_role("heading", name="Er du habil i sagen?")).to_be_visible()
    page.get_by_role("button", name="Ja, åbn sagen").click()


def test_december_by_hand_ends_in_one_letter_each(visitors: Visitors):
    walk = Walk(visitors, script=True, width=WIDE)
    assess_all(walk)
    decide_all(walk)
    letters_are_made(walk)
    walk.told()
    everything_holds()


def test_december_by_hand_without_script(visitors: Visitors):
    walk = Walk(visitors, script=False, width=NARROW)
    assess_all(walk)
    decide_all(walk)
    walk.told()
    assert Counter(Application.objects.values_list("status", flat=True)) == {
        Status.AWARDED: 7,
        Status.REFUSED: 4,
    }


def assess_all(walk: Walk) -> None:
    """Share the cases, check them, and come to points that both stand by."""
    first, second = walk.first, walk.second
    hand_out(first)
    for page, codes in ((first, OF_FIRST), (second, OF_SECOND)):
        for code in codes:
            admit(page, code)
    for code in BY_HAND:
        judge(first, code, ONLY_FIRST, opened=code in OF_FIRST)
    assert_unseen(second)
    for code in BY_HAND:
        judge(second, code, ONLY_SECOND, {"budget": 1} if code == APART else {}, opened=code in OF_SECOND)
    for code in BY_HAND:
        take(first, "Bliv enige om pointene", code)
        expect(first.get_by_text(ONLY_SECOND).first).to_be_visible()
        if code == APART:
            expect(first.locator("#criterion-budget").get_by_text("2 point fra hinanden")).to_be_visible()
        score(first, {"budget": 2} if code == APART else {}, otherwise=POINTS[code])
        enter(first)
        take(second, "Bekræft de fælles point", code)
        confirm(second)


def hand_out(page: Page) -> None:
    """Tick what nobody has, three for the one who ticks and two for the other."""
    go(page, "Mit arbejde")
    expect(page.locator("#mine")).to_contain_text("Intet venter på dig.")
    expect(page.locator("#free").get_by_role("row").filter(has_text="Tjek")).to_contain_text(
        "Flere skal med 3"
    )
    for who, codes in (("C Opdigtet", OF_FIRST), ("D Opdigtet", OF_SECOND)):
        go(page, "Mit arbejde")
        page.locator("#free").get_by_role("link", name="Tjek, om den kan behandles").click()
        for code in codes:
            row(page, code).get_by_role("checkbox").check()
        page.get_by_role("button", name="Giv de valgte sager til en sagsbehandler").click()
        page.get_by_label(who).check()
        page.get_by_role("button", name="Giv sagerne videre").click()
        expect(page.get_by_text(f"{len(codes)} sager er givet til {who}.")).to_be_visible()


def admit(page: Page, code: str) -> None:
    """Find that an application can be assessed."""
    take(page, "Tjek, om den kan behandles", code)
    open_case(page)
    page.get_by_role("radio", name="Ansøgningen kan behandles").check()
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_text("Nu skal to sagsbehandlere vurdere den.")).to_be_visible()


def judge(page: Page, code: str, why: str, points: dict[str, int] | None = None, *, opened: bool) -> None:
    """Assess a case: a draft, and the whole of it given."""
    if opened:
        take(page, "Vurder ansøgningen", code)
    else:
        page.goto(urljoin(page.url, f"/sager/{case_of(code).id}/vurdering/"))
        open_case(page)
    score(page, points or {}, otherwise=POINTS[code], why=why)
    if code == FIRST:
        page.get_by_role("button", name="Gem kladden").click()
        expect(page.get_by_text("Kladden er gemt. Kun du ser den.")).to_be_visible()
    give(page)


def assert_unseen(page: Page) -> None:
    """Nothing of an assessment shows to who is to be the second assessor."""
    page.goto(urljoin(page.url, f"/sager/{case_of(LAST).id}/"))
    expect(page.locator("#assessment")).to_contain_text("Én vurdering er givet")
    expect(page.locator("main")).not_to_contain_text(ONLY_FIRST)


def decide_all(walk: Walk) -> None:
    """Write in the room, propose, try to approve what one proposed, and approve it as somebody else."""
    write(walk.first, walk.second, script=walk.script)
    propose(walk.of("g@star.example"))
    own = walk.of("g@star.example", Role.APPROVER)
    own.goto(urljoin(own.url, "/afgoerelser/fsm3/beslut/"))
    expect(own.get_by_text("Intet her venter på dig.")).to_be_visible()
    expect(own.get_by_role("row").filter(has_text="Du har haft hånd i den")).to_have_count(ALL)
    approve(walk.of("h@star.example", Role.APPROVER))


def write(first: Page, second: Page, *, script: bool) -> None:
    """Fill down, reduce one line of a case with the reason, and refuse another with the considerations."""
    go(first, "Afgørelser")
    first.get_by_role("link", name="Fyld ned til rammen").first.click()
    first.get_by_role("button", name="Fyld ned").click()
    expect(
        first.get_by_text("Her slutter pengene: 6.600.000,00 kr., hvoraf 125.000,00 kr. er tilbage")
    ).to_be_visible()
    first.get_by_role("link", name=name(REDUCED)).click()
    first.get_by_label("Godkendt").first.fill("700.000")
    first.get_by_label("Begrundelse, hvor det er mindre").first.fill("Færre timer er nødvendige.")
    if not script:
        first.get_by_role("button", name="Vis virkningen").click()
    expect(first.locator("#effect")).to_contain_text("725.000,00 kr.")
    first.get_by_role("button", name="Gem", exact=True).click()
    expect(first.get_by_text("Tilsagnet er lavere end det ansøgte, og intet forklarer det.")).to_be_visible()
    first.get_by_label("Hvorfor mindre end ansøgt").fill("Timetallet er sat ned.")
    first.get_by_role("button", name="Gem", exact=True).click()
    expect(first.get_by_text("Gemt. Summerne er fulgt med.")).to_be_visible()
    expect(first.get_by_text("intet forklarer det")).to_have_count(0)
    go(second, "Afgørelser")
    second.get_by_role("link", name=name(REFUSED)).click()
    second.get_by_label("Begrundelse for afslaget").fill(CONSIDERED)
    second.get_by_role("button", name="Gem", exact=True).click()
    expect(second.get_by_text("Gemt. Summerne er fulgt med.")).to_be_visible()


def propose(page: Page) -> None:
    """See what would be frozen, and propose it."""
    go(page, "Afgørelser")
    page.get_by_role("link", name="Se, hvad der vil blive foreslået").first.click()
    expect(page.locator("#frozen")).to_contain_text("7, 6.275.000,00 kr.")
    page.get_by_role("button", name="Frys rangordningen, og foreslå").click()
    expect(page.get_by_text("Foreslået. Rangordningen er frosset, og en godkender afgør.")).to_be_visible()


def approve(page: Page) -> None:
    """Read what departs from the ranking, and approve everything in one act."""
    go(page, "Afgørelser")
    expect(page.get_by_text(f"{ALL} forslag venter på din beslutning")).to_be_visible()
    page.get_by_role("link", name="Læs og afgør dem").click()
    expect(page.locator("#deviations")).to_contain_text("Timetallet er sat ned.")
    page.get_by_label("Jeg har læst det, jeg godkender").check()
    page.get_by_role("button", name=f"Godkend alle {ALL}").click()
    expect(page.get_by_text(f"{ALL} forslag er afgjort.")).to_be_visible()


def letters_are_made(walk: Walk) -> None:
    """Look on while a worker makes the letters, and let a municipality read its own."""
    page, at_door = walk.first, walk.of(f"s{FIRST}@kommune.example", Role.SIGNATORY)
    at_door.goto(urljoin(at_door.url, f"/ansoegninger/{case_of(FIRST).id}/"))
    expect(at_door.locator("main")).not_to_contain_text("Tilsagn")
    go(page, "Breve")
    expect(page.get_by_text(f"0 af {ALL} breve er lavet.")).to_be_visible()
    worker = RunningWorker(walk.visitors.worlds.world("december_by_hand").site.database)
    try:
        made = re.compile(rf"[1-9]\d* af {ALL} breve er lavet")
        expect(page.get_by_text(made)).to_be_visible(timeout=60_000)
        before = page.get_by_text(made).inner_text()
        page.reload()
        assert page.get_by_text(made).inner_text() >= before
        expect(page.get_by_text(f"{ALL} af {ALL} breve er lavet.")).to_be_visible(timeout=60_000)
    finally:
        worker.stop()
    at_door.reload()
    assert "925.000,00" in fetched_text(at_door, "Tilsagn")


def everything_holds() -> None:
    """One letter each, no more money than there is, a ranking that can be replayed, a journal that verifies."""
    told = Document.objects.filter(kind__in=(Kind.AWARD, Kind.REFUSAL))
    assert Counter(told.values_list("case", flat=True)) == dict.fromkeys(
        Application.objects.values_list("id", flat=True), 1
    )
    assert all(documents.is_rendered(letter) for letter in told.values_list("id", flat=True))
    (refusal,) = told.filter(case=case_of(REFUSED).id).values_list("id", flat=True)
    assert CONSIDERED in str(documents.frozen(refusal).context)
    given = Money.sum(Award.objects.values_list("amount", flat=True))
    assert given == AWARDED <= Money.of(ENVELOPE)
    ranking = rankings.frozen(Ranking.objects.get().id)
    assert ranking is not None
    assert (ranking.intact, ranking.same) == (True, True)
    assert list(journal.verify(documents.witnesses())) == []
    assert list(documents.broken()) == []
