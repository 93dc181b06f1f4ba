"""From a frozen document to the PDF of its letter: the only place that knows WeasyPrint.

The letters declare PDF/UA-1, signed accounts PDF/A-3a: tagged, titled, in Danish, with their fonts embedded. The same context and the same head
of the journal give the same bytes. WeasyPrint may read the letters' own two fonts and nothing else; a template that
asks for any other address stops the letter (`bad-inputs.md` 40).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from typing import Any

from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from fsm3.core import clock, documents, jobs, journal
from fsm3.core.jobs import Claim, Effect
from fsm3.core.journal import Head
from fsm3.jobs import tags
from fsm3.journeys import letters
from fsm3.letters import storage, templates
from fsm3.letters.attached import File, files
from fsm3.letters.contexts import SignedAccount

_HERE = "https://static.invalid/"
# A file inside a document has no time of its own: the same content gives the same bytes.
_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)
_FONTS = tuple(
    f"dkfds/fonts/IBMPlexSans/complete/ttf/IBMPlexSans-{weight}.ttf" for weight in ("Regular", "SemiBold")
)


class RefusedAddress(Exception):
    """A letter asked for something that is not a font of its own."""


class OwnFontsOnly(URLFetcher):  # type: ignore[misc]
    """Gives the two fonts of the letters and refuses every other address, whatever its scheme."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=frozenset(), allow_redirects=False, fail_on_errors=True)

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:  # noqa: ARG002
        """Give the font behind an own address. Raises RefusedAddress for any other."""
        name = url.removeprefix(_HERE)
        if name == url or name not in _FONTS:
            raise RefusedAddress(url)
        return URLFetcherResponse(url, templates.own_file(name).read_bytes(), {"Content-Type": "font/ttf"})


@jobs.handles(letters.RENDER)
def render_document(claim: Claim) -> Effect:
    """Make the file of a frozen document; the effect lays it at the addressee's door."""
    document = documents.frozen(claim.payload["document"])
    version, head = templates.version(document.kind), journal.head()
    content = render(document.kind, document.context, head=head)
    return lambda: letters.give(
        document.id, content=content, template_version=version, head=head, at=clock.now()
    )


def render(kind: str, stored: Mapping[str, Any], *, head: Head) -> bytes:
    """Make the PDF of a kind of document from its stored context, with the head of the journal in its footer.

    An account declares PDF/A-3a and has its data inside; it is yet to be signed (`seal.py`). Raises NotThatKind when the context is not of that kind, RefusedAddress when a template asks for a foreign address.
    """
    letter = storage.from_json(kind, stored)
    page = templates.html(letter, journal=head)
    if isinstance(letter, SignedAccount):
        return to_pdf(page, variant="pdf/a-3a", files=files(letter))
    return to_pdf(page)


def to_pdf(html: str, *, variant: str = "pdf/ua-1", files: Sequence[File] = ()) -> bytes:
    """Make the PDF of an HTML page in the looks of the letters, the same bytes for the same page and files."""
    fonts, stylesheet = _looks()
    page = HTML(string=html, base_url=_HERE, url_fetcher=OwnFontsOnly())
    pdf: bytes = page.write_pdf(
        font_config=fonts,
        stylesheets=[stylesheet],
        pdf_variant=variant,
        attachments=[_attachment(file) for file in files],
        pdf_identifier=sha256(html.encode()).digest()[:16],
        finisher=tags.complete,
    )
    return pdf


def _attachment(file: File) -> Attachment:
    return Attachment(
        string=file.content,
        name=file.name,
        description=file.description,
        relationship="Data",
        created=_NO_TIME,
        modified=_NO_TIME,
    )


@cache
def _looks() -> tuple[FontConfiguration, CSS]:
    """Fonts and stylesheet, read once in the life of a worker."""
    fonts = FontConfiguration()
    stylesheet = CSS(
        string=templates.own_file(templates.STYLESHEET).read_text(),
        base_url=_HERE + templates.STYLESHEET,
        url_fetcher=OwnFontsOnly(),
        font_config=fonts,
    )
    return fonts, stylesheet
