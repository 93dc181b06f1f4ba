"""Letters as files: how they are listed with size and SHA-256, and how one is sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from fsm3.core import documents
from fsm3.core.danish import moment
from fsm3.core.documents import Listed
from fsm3.web.shared.components import Badge, Download, Link

_ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})


def listed(
    case: int,
    letters: Sequence[Listed],
    organisations: Mapping[int, str],
    *,
    address: str,
    correct: Callable[[Listed], str] = lambda _letter: "",
) -> tuple[Download, ...]:
    """Letters of a case as files to fetch; `address` names the view that sends one, one not made yet has none.

    One whose place another took says so. `correct` gives the address where a letter is corrected, or nothing.
    """
    newer = {each.corrects: each for each in letters if each.rendered_at}
    return tuple(
        Download(
            title=each.title,
            url=reverse(address, args=(case, each.id)) if each.rendered_at else "",
            size=size_text(each.size),
            sha256=each.sha256,
            facts=tuple(_facts(each, organisations.get(each.addressee_id, ""), newer.get(each.id))),
            badge=Badge(_("Corrected"), "warning") if each.id in newer else None,
            actions=tuple(_ways(each, newer, correct)),
        )
        for each in letters
    )


def size_text(size: int) -> str:
    """The size of a file in words, rounded up; nothing for one that is not made yet."""
    if size < 1_000_000:
        return f"{-(-size // 1000)}\N{NO-BREAK SPACE}kB" if size else ""
    whole, tenths = divmod(-(-size // 100_000), 10)
    return f"{whole},{tenths}\N{NO-BREAK SPACE}MB"


def _ways(
    letter: Listed, newer: Mapping[int | None, Listed], correct: Callable[[Listed], str]
) -> Iterator[Link]:
    """A letter at the door that still stands can be corrected, by those who may."""
    if letter.rendered_at and letter.id not in newer and (url := correct(letter)):
        yield Link(_("Correct the letter"), url)


def _facts(letter: Listed, addressee: str, newer: Listed | None) -> Iterator[str]:
    if newer and newer.rendered_at:
        yield _("A corrected letter of %(day)s took its place") % {"day": moment(newer.rendered_at)}
    yield _("To %(addressee)s") % {"addressee": addressee}
    if letter.rendered_at:
        yield _("At the door on %(day)s") % {"day": moment(letter.rendered_at)}


def letter(case_number: str, letters: Sequence[Listed], document_id: int) -> HttpResponse:
    """Send one of the letters as a file. Raises Http404 for one that is not among them or not made yet."""
    found = next((each for each in letters if each.id == document_id), None)
    content = documents.content_of(document_id) if found else None
    if found is None or content is None:
        raise Http404
    response = HttpResponse(content, content_type="application/pdf")
    name = f"{case_number}-{slugify(found.title.translate(_ASCII))}-{found.id}.pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
