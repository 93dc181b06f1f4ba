"""How a mail looks: one layout for all of them, as text and as HTML, both made of the same words.

`templates/mail/` holds the layout, in Danish. It has an engine of its own, as letters have: in the HTML everything is
escaped (`bad-inputs.md` 37), an address breaks at its slashes, there are no pictures and nothing that tells us who read
it, and no style: a mail is read in programs of which many know none.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template import Context, Engine

from fsm3.core.mail import Text


@dataclass(frozen=True)
class Looks:
    """A mail in both its looks."""

    text: str
    html: str


def looks(text: Text, *, link: str) -> Looks:
    """A mail as it is sent; `link` is the path on the site that it leads to."""
    paragraphs = [each.strip() for each in text.body.split("\n\n") if each.strip()]
    values: dict[str, object] = {
        "subject": text.subject,
        "paragraphs": paragraphs,
        "link": settings.SITE_URL + link,
        "link_parts": (settings.SITE_URL + link).split("/"),
        "link_text": text.link_text,
        "site": settings.SITE_URL,
    }
    return Looks(_drawn("mail.txt", values, escape=False), _drawn("mail.html", values, escape=True))


def _drawn(template: str, values: dict[str, object], *, escape: bool) -> str:
    return _engine().get_template(template).render(Context(values, autoescape=escape))


@cache
def _engine() -> Engine:
    return Engine(dirs=[str(Path(settings.BASE_DIR) / "templates" / "mail")])
