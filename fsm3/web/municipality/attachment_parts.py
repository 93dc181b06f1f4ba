"""The parts of the page with a draft's files: the places they are for, what is in each, how much room is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.rules.attachments import MOST_FILES, MOST_TOGETHER
from applications.rules.pool_terms import Attachment as Demanded
from applications.selectors.attachments import Attached
from applications.selectors.own import OwnCase
from fsm3.web.municipality.attachment_forms import UploadForm
from fsm3.web.shared import attached
from fsm3.web.shared.components import Alert, Download, Link
from fsm3.web.shared.downloads import size_text


@dataclass(frozen=True)
class Place:
    """Where files go: what it is for, what is there, and the form for more where there is room for more."""

    title: str
    hint: str
    source: str
    template: Link | None
    files: tuple[Download, ...]
    form: UploadForm | None


def places(case: OwnCase, held: Sequence[Attached], form: UploadForm | None) -> Iterator[Place]:
    """Each file that the pool demands, and the free place; `form` is one that was sent with nothing chosen."""
    sent = {str(form["key"].value()): form} if form else {}
    for demanded in case.terms.attachments:
        mine = [each for each in held if each.key == demanded.key]
        empty = sent.get(demanded.key) or UploadForm(None, None, key=demanded.key)
        yield _demanded(case, demanded, mine, None if mine else empty)
    others = [each for each in held if each.key not in {each.key for each in case.terms.attachments}]
    free = (sent.get("") or UploadForm(None, None, key="")) if len(held) < MOST_FILES else None
    title = _("Other files") if case.terms.attachments else _("Your files")
    yield Place(title, "", "", None, tuple(_file(case, each) for each in others), free)


def _demanded(case: OwnCase, demanded: Demanded, held: list[Attached], form: UploadForm | None) -> Place:
    published = {document.key: document for document in case.terms.documents}
    template = published.get(demanded.template)
    return Place(
        title=demanded.title,
        hint=demanded.hint,
        source=demanded.source.section,
        template=Link(template.title, template.link) if template and template.link else None,
        files=tuple(_file(case, each) for each in held),
        form=form,
    )


def _file(case: OwnCase, file: Attached) -> Download:
    at = (case.id, file.id)
    actions = (
        Link(_("Rename"), reverse("own_attachment_rename", args=at)),
        Link(_("Remove"), reverse("own_attachment_remove", args=at)),
    )
    return shown(case, file, actions=actions)


def shown(case: OwnCase, file: Attached, *, actions: tuple[Link, ...]) -> Download:
    """A file of the draft, to fetch."""
    return attached.drafted(file, url=reverse("own_attachment", args=(case.id, file.id)), actions=actions)


def room(held: Sequence[Attached]) -> str:
    """How much of the room is used."""
    said = ngettext(
        "%(count)s file of %(most)s, %(size)s of %(together)s.",
        "%(count)s files of %(most)s, %(size)s of %(together)s.",
        len(held),
    )
    size = size_text(sum(each.size for each in held)) or "0\N{NO-BREAK SPACE}kB"
    together = f"{MOST_TOGETHER // 1_000_000}\N{NO-BREAK SPACE}MB"
    return said % {"count": len(held), "most": MOST_FILES, "size": size, "together": together}


def not_attached(refused: Sequence[str]) -> Alert | None:
    """The files that were refused, each with its reason; nothing where all were taken."""
    if not refused:
        return None
    said = ngettext("A file was not attached", "Some files were not attached", len(refused))
    return Alert("error", said, points=tuple(refused), urgent=True)
