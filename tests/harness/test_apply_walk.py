"""An application's whole way in a browser, with script and without: begun, every task written, announced, sent, corrected, withdrawn.

And two windows in one task, and a form that saves itself.
"""

from __future__ import annotations

from time import sleep

import pytest
from playwright.sync_api import FilePayload, Page, expect

from applications.models import Application
from applications.selectors import cases
from fsm3.access.models import Membership
from fsm3.access.roles import Role
from fsm3.core import clock
from fsm3.core.actors import Actor
from fsm3.journeys import apply
from tests.harness.budgeting import add_wages, fill_audit, fill_wages, line
from tests.harness.visiting import NARROW, WIDE, Visitors
from tests.harness.writing import FINISHED, FIRST, HALF, SECOND, last_year
from tests.support.files import pdf

# The demo offers its own people only; these of the small town sign in with the same form.
SIGN_IN_AGAIN = """address => {
    const form = document.querySelector('[name=kept]').form;
    form.action = address;
    form.submit();
}"""
PLAN = "Vi følger hver borger tæt.\nOgså bagefter."
ASKED = "145.150,00"


def member(role: Role, code: str) -> Membership:
    """The first who holds a role in a municipality."""
    return (
        Membership.objects.select_related("user").filter(role=role, organisation__code=code).order_by("id")[0]
    )


def window(visitors: Visitors, role: Role, code: str, *, script: bool = True, width: int = NARROW) -> Page:
    """A window of somebody, on the list of their applications."""
    served = visitors.worlds.world("writing")
    page = visitors.window(served.site, member(role, code).id, width=width, script=script).new_page()
    page.goto(f"{served.site.url}/ansoegninger/")
    return page


def case_of(code: str) -> int:
    """The newest case that a municipality leads."""
    return Application.objects.filter(lead_id=code).order_by("-id")[0].id


@pytest.mark.parametrize(("script", "code"), [(True, FIRST), (False, SECOND)], ids=["script", "no script"])
def test_an_application_is_begun_written_announced_sent_corrected_and_withdrawn(
    visitors: Visitors, script: bool, code: str
):
    applicant = window(visitors, Role.APPLICANT, code, script=script)
    applicant.get_by_role("button", name="Begynd en ansøgning").click()
    write(applicant)
    write_budget(applicant, script=script)
    attach(applicant)
    announce(applicant)
    signatory = window(visitors, Role.SIGNATORY, code, script=script)
    send(signatory)
    correct(applicant, signatory)
    withdraw(signatory)


def write(page: Page) -> None:
    """Write every task in its turn: what is wrong is mended, and the buttons lead on."""
    page.get_by_role("link", name="Kontaktperson").click()
    page.get_by_label("Navn").fill("Kirsten Opdigtet")
    page.get_by_label("Mailadresse").fill("kirsten")
    on(page)
    expect(page.get_by_role("alert").get_by_role("link")).to_have_count(1)
    page.get_by_label("Mailadresse").fill("kirsten@kommune.example")
    on(page)
    page.get_by_label("Ja", exact=True).check()
    on(page)
    page.get_by_label("Jeres svar").fill("25")
    on(page)
    for _ in range(3):
        page.get_by_label("Jeres svar").fill(PLAN)
        on(page)
    expect(page.get_by_role("heading", name="Forpligtelser", level=1)).to_be_visible()
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Gem og gå tilbage").click()
    expect(page.get_by_text("7 af 9 opgaver er færdige.")).to_be_visible()


def on(page: Page) -> None:
    """Save, and go to the next task."""
    page.get_by_role("button", name="Gem og gå til næste opgave").click()


def write_budget(page: Page, *, script: bool) -> None:
    """Fill the two lines that stand there, add a third whose hours are mistyped and mended, and save."""
    page.get_by_role("link", name="Budget", exact=True).click()
    fill_wages(line(page, 1), last_year())
    fill_audit(line(page, 2), last_year())
    add_wages(page, last_year(), script=script, together="105.100,00")
    page.get_by_role("button", name="Gem og gå til opgaverne").click()
    expect(page.get_by_text("Budgettet er gemt.")).to_be_visible()
    expect(page.get_by_text("8 af 9 opgaver er færdige.")).to_be_visible()


def attach(page: Page) -> None:
    """The pool asks for no file, and takes one."""
    page.get_by_role("link", name="Bilag", exact=True).click()
    file: FilePayload = {"name": "Forankring.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    page.get_by_label("Vælg en eller flere filer").set_input_files(file)
    page.get_by_role("button", name="Vedhæft").click()
    expect(page.get_by_text("1 fil er vedhæftet.")).to_be_visible()
    page.get_by_role("link", name="Tilbage til opgaverne").click()


def announce(page: Page) -> None:
    """Somebody who may not send tells those who may."""
    page.get_by_role("link", name="Tjek og send").click()
    for written in (PLAN.splitlines()[0], ASKED, "Forankring.pdf"):
        expect(page.get_by_text(written).first).to_be_visible()
    expect(page.get_by_role("button", name="Send ansøgningen")).to_be_hidden()
    page.get_by_role("button", name="Fortæl dem, at den venter").click()
    expect(page.get_by_text("De tilskudsansvarlige har fået en mail.")).to_be_visible()


def send(page: Page) -> None:
    """Send, go back, and send once more: the receipt is the same."""
    page.get_by_role("link", name="FSM3-").first.click()
    page.get_by_role("link", name="Tjek og send").click()
    page.get_by_role("button", name="Send ansøgningen").dblclick()
    expect(page.get_by_role("heading", name="Ansøgningen er modtaget til tiden")).to_be_visible()
    number = page.locator(".confirmation .alert-text strong").inner_text()
    assert number.endswith("/1")
    expect(page.get_by_text(ASKED)).to_be_visible()
    page.go_back()
    if page.get_by_role("button", name="Send ansøgningen").is_visible():
        page.get_by_role("button", name="Send ansøgningen").click()
        expect(page.locator(".confirmation .alert-text strong")).to_have_text(number)
    else:
        page.get_by_role("link", name="Se den nyeste kvittering").click()
        expect(page.locator(".confirmation .alert-text strong")).to_have_text(number)


def correct(writer: Page, signatory: Page) -> None:
    """A colleague corrects what was sent, beside it, and the signatory sends it anew."""
    writer.get_by_role("navigation").get_by_role("link", name="Vores ansøgninger").first.click()
    writer.get_by_role("link", name="FSM3-").first.click()
    writer.get_by_role("button", name="Ret det, der er sendt").click()
    expect(writer.get_by_text("En rettelse er begyndt.")).to_be_visible()
    writer.get_by_role("link", name="Hvor mange borgere").click()
    writer.get_by_label("Jeres svar").fill("19")
    writer.get_by_role("button", name="Gem og gå tilbage").click()
    signatory.get_by_role("link", name="Til ansøgningen").click()
    signatory.get_by_role("link", name="Tjek og send").click()
    signatory.get_by_role("button", name="Send rettelsen").click()
    expect(signatory.get_by_role("heading", name="Rettelsen er modtaget til tiden")).to_be_visible()


def withdraw(page: Page) -> None:
    """Withdraw after the warning; the municipality may begin anew."""
    page.get_by_role("link", name="Til ansøgningen").click()
    page.get_by_role("link", name="Træk ansøgningen tilbage").click()
    expect(page.get_by_text("Det kan ikke gøres om")).to_be_visible()
    page.get_by_role("button", name="Træk ansøgningen tilbage").click()
    expect(page.get_by_text("Ansøgningen er trukket tilbage.")).to_be_visible()


def until_written(text: str) -> None:
    """Wait until the plan of the finished draft is this text. Raises AssertionError after five seconds."""
    for _ in range(50):
        if cases.draft(case_of(FINISHED)).answers["plan_results"] == text:
            return
        sleep(0.1)
    raise AssertionError(text)


class TestTwoWindows:
    """Bad input 8 in a browser."""

    @pytest.mark.parametrize("script", [True, False])
    @pytest.mark.parametrize(
        ("choice", "left"),
        [
            ("Gem min i stedet", "Min plan"),
            ("Behold kollegaens", "Kollegaens plan"),
            ("Gem denne i stedet for begge", "Kollegaens plan\n\nMin plan"),
        ],
    )
    def test_8_whoever_saves_second_sees_both_texts_and_chooses(
        self, visitors: Visitors, script: bool, choice: str, left: str
    ):
        mine = window(visitors, Role.SIGNATORY, HALF, script=script, width=WIDE)
        theirs = window(visitors, Role.APPLICANT, HALF, script=script)
        site = mine.url.removesuffix("/ansoegninger/")
        address = f"{site}/ansoegninger/{case_of(HALF)}/spoergsmaal/plan_embedding/"
        mine.goto(address)
        theirs.goto(address)
        theirs.get_by_label("Jeres svar").fill("Kollegaens plan ")
        theirs.get_by_label("Jeres svar").fill("Noget andet" if script else "Noget tredje")
        theirs.get_by_role("button", name="Gem og gå tilbage").click()
        theirs.goto(address)
        theirs.get_by_label("Jeres svar").fill("Kollegaens plan")
        theirs.get_by_role("button", name="Gem og gå tilbage").click()
        mine.get_by_label("Jeres svar").fill("Min plan")
        mine.get_by_role("button", name="Gem og gå tilbage").click()
        expect(mine.get_by_role("heading", name="Det, din kollega har gemt")).to_be_visible()
        expect(mine.get_by_role("heading", name="Det, du har skrevet")).to_be_visible()
        mine.get_by_role("button", name=choice).or_(mine.get_by_role("link", name=choice)).click()
        mine.goto(address)
        expect(mine.get_by_label("Jeres svar")).to_have_value(left)


class TestSavingByItself:
    """`static/autosave.js`."""

    @pytest.fixture
    def page(self, visitors: Visitors) -> Page:
        page = window(visitors, Role.SIGNATORY, FINISHED)
        page.clock.install()
        page.goto(f"{page.url}{case_of(FINISHED)}/spoergsmaal/plan_results/")
        return page

    def test_it_saves_when_typing_stops_and_says_when(self, page: Page):
        told = page.locator("#autosave-told")
        for text in ("Først dette.", "Så dette."):
            page.get_by_label("Jeres svar").fill(text)
            page.clock.fast_forward(2000)
            page.get_by_label("Jeres svar").press_sequentially(" Og mere")
            with page.expect_response(lambda answer: answer.request.method == "POST") as saved:
                page.clock.fast_forward(3100)
            assert saved.value.status == 200
            expect(told).to_have_text(saved.value.json()["said"])
        page.get_by_role("button", name="Gem og gå tilbage").click()
        expect(page.get_by_role("heading", name="Opgaver")).to_be_visible()
        assert "Så dette. Og mere" in page.request.get(page.url + "tjek/").text()

    def test_8_it_stops_when_a_colleague_has_written_and_the_button_shows_both(self, page: Page):
        held = member(Role.APPLICANT, FINISHED)
        by = Actor(held.user_id, Role.APPLICANT, held.organisation_id)
        apply.answer(case_of(FINISHED), {"plan_results": "Kollegaens"}, by=by, at=clock.now())
        page.get_by_label("Jeres svar").fill("Min")
        page.clock.fast_forward(3100)
        expect(page.locator("#autosave-told")).to_contain_text("har skrevet her imens")
        page.get_by_role("button", name="Gem og gå tilbage").click()
        expect(page.get_by_role("heading", name="Det, din kollega har gemt")).to_be_visible()

    def test_what_is_wrong_is_told_and_saved_once_it_is_mended(self, page: Page):
        told = page.locator("#autosave-told")
        page.get_by_label("Jeres svar").fill("Borger 010170-1234")
        page.clock.fast_forward(3100)
        expect(told).to_contain_text("Ikke gemt.")
        page.get_by_label("Jeres svar").fill("En borger")
        page.clock.fast_forward(3100)
        expect(told).to_contain_text("Gemt kl.")

    def test_7_an_ended_session_is_told_and_what_was_typed_comes_back(self, page: Page):
        page.context.clear_cookies(name="sessionid")
        page.get_by_label("Jeres svar").fill("Skrevet for sent")
        page.clock.fast_forward(3100)
        expect(page.locator("#autosave-told")).to_contain_text("Du er logget ud")
        page.get_by_role("button", name="Gem og gå tilbage").click()
        expect(page.get_by_text("Det er ikke sendt.")).to_be_visible()
        with page.expect_navigation():
            page.evaluate(SIGN_IN_AGAIN, f"/demo/log-ind/{member(Role.SIGNATORY, FINISHED).id}/")
        expect(page.get_by_label("Jeres svar")).to_have_value("Skrevet for sent")

    def test_without_a_connection_it_says_so_and_nothing_is_lost(self, page: Page):
        page.route("**/plan_results/", lambda route: route.abort())
        page.get_by_label("Jeres svar").fill("Uden net")
        page.clock.fast_forward(3100)
        expect(page.locator("#autosave-told")).to_contain_text("Det kunne ikke gemmes af sig selv")
        page.unroute("**/plan_results/")
        page.get_by_role("button", name="Gem og gå tilbage").click()
        expect(page.get_by_role("heading", name="Opgaver")).to_be_visible()

    def test_what_was_typed_is_saved_on_leaving_by_a_link(self, page: Page):
        page.get_by_label("Jeres svar").fill("Skrevet lige før")
        page.get_by_role("link", name="Tilbage til opgaverne").click()
        expect(page.get_by_role("heading", name="Opgaver")).to_be_visible()
        until_written("Skrevet lige før")
