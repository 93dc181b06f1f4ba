"""Letters as files: how they are listed with size and SHA-256, and how one is sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.utils.text import slugify

from fsm3.core import documents
from fsm3.core.danish import moment
from fsm3.core.documents import Listed

_ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})


@dataclass(frozen=True)
class Letter:
    """A letter in a list; size, SHA-256 and `given_at` are empty until its file is made."""

    id: int
    title: str
    addressee: str
    size: str
    sha256: str
    given_at: str


def listed(letters: Sequence[Listed], organisations: Mapping[int, str]) -> tuple[Letter, ...]:
    """Letters in words and figures."""
    return tuple(
        Letter(
            id=each.id,
            title=each.title,
            addressee=organisations.get(each.addressee_id, ""),
            size=f"{-(-each.size // 1000)}\N{NO-BREAK SPACE}kB" if each.size else "",
            sha256=each.sha256,
            given_at=moment(each.rendered_at) if each.rendered_at else "",
        )
        for each in letters
    )


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
