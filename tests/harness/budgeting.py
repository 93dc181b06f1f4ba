"""The steps on the page of a budget, for every walk that comes by it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

ADDED = 3
"""The number of the line that a walk adds: two stand there before."""


def line(page: Page, number: int) -> Locator:
    """The card of a line."""
    return page.get_by_role("group", name=f"Post {number}", exact=True)


def fill_wages(card: Locator, year: int) -> None:
    """A leader for a hundred hours: 40.050,00 kr."""
    card.get_by_label("Kategori").select_option(label="Projektledelse")
    card.get_by_label("Forvaltning").fill("Stab")
    card.get_by_label("Hvorfor er det nødvendigt?").fill("En leder.")
    card.get_by_label(f"Årsværk {year}").fill("0,5")
    card.get_by_label(f"Timesats {year}").fill("400,50")
    card.get_by_label(f"Timer {year}").fill("100")


def fill_audit(card: Locator, year: int) -> None:
    """The audit: 25.000,00 kr."""
    card.get_by_label("Forvaltning").fill("Økonomi")
    card.get_by_label("Hvorfor er det nødvendigt?").fill("Revision af slutregnskabet.")
    card.get_by_label(f"Beløb, kr. {year}").fill("25.000")


def add_wages(page: Page, year: int, *, script: bool, together: str) -> None:
    """Add a line, see what it and all come to, mistype its hours, be told, and mend them: 80.100,00 kr."""
    page.get_by_role("button", name="Tilføj en lønpost").click()
    fill_wages(line(page, ADDED), year)
    work_out(page, script=script)
    expect(line(page, ADDED).get_by_text("40.050,00").first).to_be_visible()
    expect(page.get_by_text(f"{together} kr.").first).to_be_visible()
    line(page, ADDED).get_by_label(f"Timer {year}").fill("1.2")
    work_out(page, script=script)
    expect(page.get_by_text("Disse tal kan ikke læses og er ikke med i summerne")).to_be_visible()
    line(page, ADDED).get_by_label(f"Timer {year}").fill("200")


def work_out(page: Page, *, script: bool) -> None:
    """With script the sums follow by themselves."""
    if not script:
        page.get_by_role("button", name="Regn ud").click()
