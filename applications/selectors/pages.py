"""One case on one page: what was sent and when, and for those who handle it how it was judged and decided.

Everything is formatted here, once. `visibility.visible_to` decides whether there is a page at all. Source: domain page,
"Application"; two score unseen by each other, so until both have, the agency sees no assessment but one's own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Exists, OuterRef

from applications.models import AgreedScore, Clarification, Decision, Score
from applications.rules.assessment import ASSESSORS
from applications.rules.pool_terms import AnswerKind, PoolTerms
from applications.rules.sending import applies
from applications.rules.workflow import Status
from applications.selectors import cases, pools
from applications.selectors.attachments import SentFile, in_content
from applications.selectors.cases import Participant, SentVersion
from applications.selectors.clarifications import due_in
from applications.selectors.visibility import opens_to, visible_to
from fsm3.access.roles import Role
from fsm3.core.actors import Actor
from fsm3.core.danish import day, decimal, kroner, moment
from fsm3.core.money import Money
from fsm3.core.proposals import Proposed


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
class Case:
    """The case as all who may read it see it.

    `asked_until` is the day until which an answer to an open clarification is awaited; `clarified` whether there ever was one.
    `opens` is whether its pages open to who asked, or impartiality is to be stated first.
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


def case_page(case: int, *, actor: Actor, version: int | None = None) -> Case | None:
    """A case as it was sent, by default in the version that stands; None when there is none that the actor may see."""
    asked = Clarification.objects.filter(application_id=OuterRef("id"))
    rows = visible_to(actor).exclude(status=Status.DRAFT)
    rows = rows.annotate(asked_until=due_in(), clarified=Exists(asked), opens=opens_to(actor))
    row = rows.select_related("pool", "lead", "draft").filter(id=case).first()
    sent = cases.submissions(row.id) if row else ()
    standing = cases.standing_of(sent)
    if row is None or standing is None:
        return None
    shown = next((each for each in sent if each.number == version), standing)
    return _case(row, cases.participants(row.id), sent, standing, shown)


def _case(
    row: Any,
    participants: tuple[Participant, ...],
    sent: tuple[SentVersion, ...],
    standing: SentVersion,
    shown: SentVersion,
) -> Case:
    terms = pools.terms_of(shown.pool_version_id)
    answers, accepted = shown.content["answers"], shown.content["obligations"]
    caps = pools.caps_of(standing.cap_table_id, [who.code for who in participants])
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
        covered=tuple(who.name for who in participants if not who.leads),
        lead_organisation=row.lead.organisation_id,
        organisations={who.organisation_id: who.name for who in participants},
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
    )


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


@dataclass(frozen=True)
class Given:
    """Points on a criterion with the reason."""

    points: int
    reason: str


@dataclass(frozen=True)
class Criterion:
    """A criterion with what the first and the second assessor gave and what they agreed on, as far as one may see."""

    name: str
    first: Given | None
    second: Given | None
    agreed: Given | None


@dataclass(frozen=True)
class Judged:
    """How a case was assessed. `assessors` and the two of `agreed_by` are users; `hidden` counts what one may not see yet."""

    highest: int
    criteria: tuple[Criterion, ...]
    assessors: tuple[int | None, int | None]
    made: int
    hidden: int
    agreed_by: tuple[int, ...]
    confirmed: bool


def assessment_page(case: Case, *, actor: Actor) -> Judged:
    """The assessments of a case, in two queries. Source: domain page, "Application": unseen by each other until both are in."""
    given: dict[int, dict[str, Given]] = {}
    assessors: dict[int, int] = {}
    fields = ("assessment__place", "assessment__assessor_id", "criterion", "points", "reason")
    for place, assessor, criterion, points, reason in _scores(case).values_list(*fields):
        assessors[place] = assessor
        given.setdefault(place, {})[criterion] = Given(points, reason)
    seen = {place for place in given if _may_see(assessors[place], len(given), actor)}
    agreed, agreed_by, confirmed = _agreed(case.id)

    def shown(place: int, criterion: str) -> Given | None:
        return given[place].get(criterion) if place in seen else None

    return Judged(
        highest=case.terms.scale_highest,
        criteria=tuple(
            Criterion(each.name, shown(1, each.key), shown(2, each.key), agreed.get(each.key))
            for each in case.terms.criteria
        ),
        assessors=(assessors.get(1), assessors.get(2)),
        made=len(given),
        hidden=len(given) - len(seen),
        agreed_by=agreed_by,
        confirmed=confirmed,
    )


def _scores(case: Case) -> Any:
    return Score.objects.filter(assessment__application_id=case.id)


def _may_see(assessor: int, made: int, actor: Actor) -> bool:
    """Both are seen once both are in; before that only one's own, but the national audit office reads everything."""
    return made == ASSESSORS or assessor == actor.user_id or actor.role == Role.NATIONAL_AUDITOR


def _agreed(case: int) -> tuple[dict[str, Given], tuple[int, ...], bool]:
    rows = AgreedScore.objects.filter(scores_id=case)
    fields = ("criterion", "points", "reason", "scores__entered_by_id", "scores__confirmed_by_id")
    agreed: dict[str, Given] = {}
    people: tuple[int, ...] = ()
    confirmed = False
    for criterion, points, reason, entered_by, confirmed_by in rows.values_list(*fields):
        agreed[criterion] = Given(points, reason)
        confirmed = confirmed_by is not None
        people = tuple(person for person in (entered_by, confirmed_by) if person is not None)
    return agreed, people, confirmed


@dataclass(frozen=True)
class Recommended:
    """What was proposed for a case. `kind` is award, refusal or inadmissibility; users are ids."""

    id: int
    kind: str
    verdict: str
    place: str
    ranked: str
    sum: str
    why: str
    award: str
    reason: str
    deviation: str
    prepared_by: int
    prepared_at: str
    decided_by: int | None
    decided_at: str
    decided_because: str
    preparers: tuple[int, ...]


def recommended(proposal: Proposed) -> Recommended:
    """A proposal in a case in words and figures."""
    content = proposal.content
    award = content.get("award")
    return Recommended(
        id=proposal.id,
        kind=proposal.kind,
        verdict=proposal.verdict,
        place=str(content.get("place", "")),
        ranked=str(content.get("ranked", "")),
        sum=decimal(Fraction(content["sum"])) if "sum" in content else "",
        why=content.get("why", ""),
        award=kroner(Money.of(award)) if award else "",
        reason=content.get("reason", ""),
        deviation=content.get("deviation", ""),
        prepared_by=proposal.prepared_by,
        prepared_at=moment(proposal.prepared_at),
        decided_by=proposal.decided_by,
        decided_at=moment(proposal.decided_at) if proposal.decided_at else "",
        decided_because=proposal.reason,
        preparers=proposal.preparers,
    )


@dataclass(frozen=True)
class Decided:
    """A decision with its letter; `amount` and `period` for an award."""

    kind: str
    decided_at: str
    document: int
    proposal: int
    amount: str
    period: str


def decisions(case: Case) -> tuple[Decided, ...]:
    """What was decided on a case, oldest first, in one query."""
    rows = Decision.objects.filter(application_id=case.id).order_by("id")
    fields = (
        "kind", "decided_at", "document_id", "proposal_id",
        "award__amount", "award__first_day", "award__last_day",
    )  # fmt: skip
    return tuple(
        Decided(
            kind=kind,
            decided_at=moment(decided_at),
            document=document,
            proposal=proposal,
            amount=kroner(amount) if amount else "",
            period=f"{day(first)} – {day(last)}" if amount else "",
        )
        for kind, decided_at, document, proposal, amount, first, last in rows.values_list(*fields)
    )
