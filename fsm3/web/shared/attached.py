"""Attached files on pages: how each is offered with its size and digest, and how one is sent.

Quality page, "Security": a file is sent as a file to keep, by its own name and as the kind it was found to be; a browser
neither shows it in a window of ours nor guesses at what it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.rules.attachments import MediaType
from applications.rules.pool_terms import PoolTerms
from applications.selectors.attachments import Attached, File, SentFile
from fsm3.core.danish import moment
from fsm3.web.shared.components import Download, Link
from fsm3.web.shared.downloads import size_text

_KINDS = {
    MediaType.PDF: ("PDF", "file-pdf"),
    MediaType.DOCX: ("Word", "file-word"),
    MediaType.XLSX: ("Excel", "file-excel"),
    MediaType.PNG: (gettext_lazy("picture"), "file-image"),
    MediaType.JPEG: (gettext_lazy("picture"), "file-image"),
}


def drafted(file: Attached, *, url: str, actions: tuple[Link, ...]) -> Download:
    """A file of a draft, with who attached it when and what can be done with it."""
    told = _("Attached %(moment)s by %(name)s") % {"moment": moment(file.added_at), "name": file.added_by}
    return _offered(file, url, (told,), actions)


def sent(
    files: Iterable[SentFile], terms: PoolTerms, address: Callable[[SentFile], str]
) -> tuple[Download, ...]:
    """The files of a version that was sent; `address` is where one is fetched."""
    titles = {demanded.key: demanded.title for demanded in terms.attachments}
    return tuple(
        _offered(file, address(file), (titles[file.key],) if file.key in titles else (), ()) for file in files
    )


def _offered(
    file: Attached | SentFile, url: str, facts: tuple[str, ...], actions: tuple[Link, ...]
) -> Download:
    kind, icon = _KINDS[MediaType(file.media_type)]
    return Download(
        title=file.name,
        url=url,
        kind=str(kind),
        size=size_text(file.size),
        sha256=file.sha256,
        facts=facts,
        icon=icon,
        actions=actions,
    )


def fetched(file: File | None) -> HttpResponse:
    """Send a file. Raises Http404 for none."""
    if file is None:
        raise Http404
    response = HttpResponse(file.content, content_type=file.media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, file.name) or "attachment"  # noqa: FBT003
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
