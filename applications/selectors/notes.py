"""Notes on a case, as far as somebody reads them: `applications.rules.notes` is the rule, this is what it is asked about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from applications.models import Application, Assessment, Note
from applications.rules.notes import Audience, Reader, reads
from applications.selectors.visibility import AGENCY_READS, MUNICIPALITY_READS, visible_to
from fsm3.access.roles import Role
from fsm3.core.actors import Actor
from fsm3.core.danish import moment


@dataclass(frozen=True)
class NoteView:
    """A note as whoever may read it sees it."""

    id: int
    audience: Audience
    text: str
    written_by: str
    written_at: str


def notes_in() -> ArraySubquery:
    """For a query of applications: all notes on a case, newest first, for `readable` to choose from."""
    rows = Note.objects.filter(application_id=OuterRef("id")).order_by("-id")
    told = JSONObject(
        id="id",
        audience="audience",
        text="text",
        writer="written_by_id",
        name="written_by__name",
        at="written_at",
    )
    return ArraySubquery(rows.values(told=told))


def assessors_in() -> ArraySubquery:
    """For a query of applications: who assesses a case."""
    return ArraySubquery(Assessment.objects.filter(application_id=OuterRef("id")).values("assessor_id"))


def readable(row: Any, *, actor: Actor) -> tuple[NoteView, ...]:
    """Of the notes on a case those that an actor reads; the row has `noted` and `assessors` beside its caseworker."""
    team = {row.caseworker_id, *row.assessors}
    return tuple(_readable(row.noted, team, actor))


def _readable(
    notes: Iterable[Mapping[str, Any]], team: Collection[int | None], actor: Actor
) -> Iterable[NoteView]:
    for note in notes:
        audience = Audience(note["audience"])
        if reads(_reader(actor, {*team, note["writer"]}), audience):
            at = moment(datetime.fromisoformat(note["at"]))
            yield NoteView(note["id"], audience, note["text"], note["name"], at)


def _reader(actor: Actor, team: Collection[int | None]) -> Reader:
    """What an actor is to a case that is visible to them."""
    if actor.role == Role.NATIONAL_AUDITOR:
        return Reader.NATIONAL_AUDITOR
    if actor.role in MUNICIPALITY_READS:
        return Reader.MUNICIPALITY
    if actor.role in AGENCY_READS:
        return Reader.TEAM if actor.user_id in team else Reader.STAFF
    return Reader.OTHER


def of_case(application_id: int, *, actor: Actor) -> tuple[NoteView, ...]:
    """The notes on a case that an actor reads, newest first, in one query; none on a case that is not theirs to see."""
    rows = visible_to(actor).annotate(noted=notes_in(), assessors=assessors_in())
    row: Application | None = rows.filter(id=application_id).first()
    return readable(row, actor=actor) if row else ()
