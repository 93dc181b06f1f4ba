"""Letters fetched at the door, and read."""

from __future__ import annotations

from playwright.sync_api import Page
from pypdf import PdfReader


def fetched_text(page: Page, title: str) -> str:
    """A letter as a file, and what it says."""
    with page.expect_download() as fetched:
        page.get_by_role("link", name=title).filter(has_text="PDF").click()
    return " ".join(each.extract_text() for each in PdfReader(fetched.value.path()).pages)
