"""A case as it was sent, on one page, for all who may read it: what, when, by whom, what was asked, found and noted since.

Everything is formatted here, once, and in as few queries as the page has kinds of things. `visibility.visible_to` decides
whether there is a page at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef
from django.db.models.functions import JSONObject

from applications.models import Clarification, Participation
from applications.rules.pool_terms import AnswerKind, PoolTerms
from applications.rules.sending import applies
from applications.rules.workflow import Status
from applications.selectors import cases, pools
from applications.selectors.attachments import SentFile, in_content
from applications.selectors.cases import SentVersion
from applications.selectors.clarifications import due_in
from applications.selectors.notes import NoteView, assessors_in, notes_in, readable
from applications.selectors.visibility import opens_to, visible_to
from fsm3.core.actors import Actor
from fsm3.core.danish import day, kroner, moment
from fsm3.core.money import Money


@dataclass(frozen=True)
class Version:
    """A version as it was sent. `counts` is the one that stands; a late one that does not count had no effect.

    One that `answers` a clarification is no correction: it came when it was asked for.
    """

    number: int
    receipt: str
    received_at: str
    in_time: bool
    answers: bool
    counts: bool
    sha256: str
    requested: str
    shown: bool


@dataclass(frozen=True)
class Answer:
    """A question with its answer: words, or `yes` or `no`."""

    question: str
    kind: AnswerKind
    text: str


@dataclass(frozen=True)
class Promise:
    """An obligation, and whether it was accepted."""

    text: str
    accepted: bool


@dataclass(frozen=True)
class Found:
    """What was found of admissibility: by which user and when, the checks that were not met, and why still admissible."""

    by: int
    at: str
    unmet: tuple[str, ...]
    remark: str


@dataclass(frozen=True)
class _Place:
    """A municipality that takes part."""

    code: str
    name: str
    organisation_id: int
    leads: bool


@dataclass(frozen=True)
class Case:
    """The case as all who may read it see it.

    `asked_until` is the day until which an answer to an open clarification is awaited; `clarified` whether there ever was one.
    `opens` is whether its pages open to who asked, or impartiality is to be stated first; `notes` are those they read.
    """

    id: int
    number: str
    status: Status
    pool: str
    pool_key: str
    terms: PoolTerms
    municipality: str
    covered: tuple[str, ...]
    lead_organisation: int
    organisations: Mapping[int, str]
    cohort: str
    period: str
    cap: str
    requested: str
    deadline: str
    invented: bool
    caseworker: int | None
    versions: tuple[Version, ...]
    contact: str
    contact_mail: str
    answers: tuple[Answer, ...]
    promises: tuple[Promise, ...]
    budget: Sequence[Mapping[str, Any]]
    files: tuple[SentFile, ...]
    correcting: bool
    asked_until: date | None
    clarified: bool
    opens: bool
    notes: tuple[NoteView, ...]
    found: Found | None


def case_page(case: int, *, actor: Actor, version: int | None = None) -> Case | None:
    """A case as it was sent, by default in the version that stands; None when there is none that the actor may see."""
    row = _rows(actor).filter(id=case).first()
    sent = cases.submissions(row.id) if row else ()
    standing = cases.standing_of(sent)
    if row is None or standing is None:
        return None
    shown = next((each for each in sent if each.number == version), standing)
    return _case(row, sent, standing, shown, actor)


def _rows(actor: Actor) -> Any:
    """The cases an actor may see with all that stands in one row: who takes part, what is asked, found and noted."""
    asked = Clarification.objects.filter(application_id=OuterRef("id"))
    places = Participation.objects.filter(application_id=OuterRef("id"))
    place = JSONObject(
        code="municipality_id",
        name="municipality__name",
        organisation_id="municipality__organisation_id",
        leads="leads",
    )
    rows = visible_to(actor).exclude(status=Status.DRAFT)
    return rows.select_related("pool", "lead", "draft", "admissibility").annotate(
        places=ArraySubquery(places.order_by("-leads", "municipality__sort_key").values(told=place)),
        asked_until=due_in(),
        clarified=Exists(asked),
        opens=opens_to(actor),
        noted=notes_in(),
        assessors=assessors_in(),
    )


def _case(
    row: Any,
    sent: tuple[SentVersion, ...],
    standing: SentVersion,
    shown: SentVersion,
    actor: Actor,
) -> Case:
    places = tuple(_Place(**place) for place in row.places)
    terms = pools.terms_of(shown.pool_version_id)
    answers, accepted = shown.content["answers"], shown.content["obligations"]
    caps = pools.caps_of(standing.cap_table_id, [who.code for who in places])
    lead = caps.get(row.lead_id)
    period = lead.own_period(terms) if lead else terms.period
    return Case(
        id=row.id,
        number=row.number,
        status=Status(row.status),
        pool=terms.name,
        pool_key=row.pool.key,
        terms=terms,
        municipality=row.lead.name,
        covered=tuple(who.name for who in places if not who.leads),
        lead_organisation=row.lead.organisation_id,
        organisations={who.organisation_id: who.name for who in places},
        cohort=terms.cohort(lead.cohort).name if lead else "",
        period=f"{day(period.first)} – {day(period.last)}",
        cap=kroner(Money.sum(cap.amount for cap in caps.values())) if caps else "",
        requested=kroner(standing.requested),
        deadline=moment(terms.deadline.at),
        invented=row.invented,
        caseworker=row.caseworker_id,
        versions=tuple(_version(each, standing, shown) for each in reversed(sent)),
        contact=answers.get("contact_name", ""),
        contact_mail=answers.get("contact_mail", ""),
        answers=_answers(terms, answers),
        promises=_promises(terms, answers, accepted),
        budget=shown.content["budget"],
        files=in_content(shown.number, shown.content),
        correcting=row.draft.open,
        asked_until=row.asked_until,
        clarified=row.clarified,
        opens=row.opens,
        notes=readable(row, actor=actor),
        found=_found(getattr(row, "admissibility", None)),
    )


def _found(row: Any) -> Found | None:
    if row is None:
        return None
    unmet = tuple(each["check"] for each in row.checks if not each["met"])
    return Found(row.found_by_id, moment(row.found_at), unmet, row.remark)


def _version(each: SentVersion, standing: SentVersion, shown: SentVersion) -> Version:
    return Version(
        number=each.number,
        receipt=each.receipt,
        received_at=moment(each.received_at, seconds=True),
        in_time=each.in_time,
        answers=each.clarification is not None,
        counts=each == standing,
        sha256=each.sha256,
        requested=kroner(each.requested),
        shown=each == shown,
    )


def _answers(terms: PoolTerms, answers: Mapping[str, str]) -> tuple[Answer, ...]:
    return tuple(
        Answer(question.title, question.kind, answers.get(question.key, "")) for question in terms.questions
    )


def _promises(terms: PoolTerms, answers: Mapping[str, str], accepted: Sequence[str]) -> tuple[Promise, ...]:
    """The obligations that bind an applicant with these answers."""
    binding = (each for each in terms.obligations if applies(each, answers))
    return tuple(Promise(each.text, each.key in accepted) for each in binding)
