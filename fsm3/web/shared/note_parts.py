"""Notes on a case as a part of a page, for the agency and the municipality alike."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from applications.rules.notes import Audience
from applications.selectors.notes import NoteView
from fsm3.web.shared.components import Badge, Fact, Summary

_AUDIENCES: dict[Audience, tuple[Promise, str]] = {
    Audience.TEAM: (gettext_lazy("The team"), "quiet"),
    Audience.STAFF: (gettext_lazy("All staff"), "quiet"),
    Audience.MUNICIPALITY: (gettext_lazy("The municipality"), "warning"),
}


def audience_badge(audience: Audience) -> Badge:
    """For whom a note is, in a word."""
    text, tone = _AUDIENCES[audience]
    return Badge(str(text), tone)


def notes_summary(notes: Sequence[NoteView], *, told_to: bool) -> Summary | None:
    """The notes with who wrote them and when; `told_to` also says for whom each is. Nothing where there are none."""
    facts = (
        Fact(
            f"{note.written_by}, {note.written_at}",
            note.text,
            badge=audience_badge(note.audience) if told_to else None,
            written=True,
        )
        for note in notes
    )
    return Summary(tuple(facts)) if notes else None
