"""What departs from the ordinary way up to the award, in cases that somebody may see: late, deviating, moved, corrected."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef

from applications.models import ClarificationDue, DueDate, Submission
from applications.rules.clarification import State
from applications.rules.due_dates import DueKind, is_overdue
from applications.rules.exceptional import Exceptional, What
from applications.rules.workflow import Status
from fsm3.core import danish, documents, proposals
from fsm3.core.periods import COPENHAGEN, working_day_on_or_after
from fsm3.core.proposals import Proposed

RANKED = ("award", "refusal")
"""The kinds of proposal that stand on a ranking."""
CORRECTION = "letter_correction"
"""The kind of proposal that a corrected letter comes from."""


def in_cases(cases: Collection[int], *, today: date) -> Iterator[Exceptional]:
    """Everything that departs in these cases, in six queries however many there are."""
    yield from _late_versions(cases)
    yield from _acceptances(cases, today)
    yield from _clarifications(cases, today)
    approved = proposals.approved_of_cases(cases, (*RANKED, CORRECTION))
    yield from _deviations(approved)
    yield from _moved(cases)
    yield from _letters(cases, approved)


def day_after(due: date) -> datetime:
    """When what was due on a day began to be late: the day after it, or after the next working day."""
    return datetime.combine(working_day_on_or_after(due) + timedelta(days=1), time.min, COPENHAGEN)


def _late_versions(cases: Collection[int]) -> Iterator[Exceptional]:
    """What was received after the deadline. The answer to a clarification is as much in time as what it answers."""
    earlier = Submission.objects.filter(
        application_id=OuterRef("application_id"), number__lt=OuterRef("number")
    )
    rows = (
        Submission.objects.filter(application__in=cases, in_time=False, clarification__isnull=True)
        .annotate(corrects=Exists(earlier))
        .order_by("id")
    )
    for case, at, by, corrects in rows.values_list("application_id", "received_at", "sent_by_id", "corrects"):
        what = What.CORRECTION_LATE if corrects else What.APPLICATION_LATE
        yield Exceptional(what, at, case, by)


def _acceptances(cases: Collection[int], today: date) -> Iterator[Exceptional]:
    rows = DueDate.objects.filter(
        application__in=cases, application__status=Status.AWARDED, kind=DueKind.ACCEPTANCE
    )
    newest = rows.order_by("application_id", "-id").distinct("application_id")
    for case, due in newest.values_list("application_id", "day"):
        if is_overdue(due, today):
            yield Exceptional(What.ACCEPTANCE_OVERDUE, day_after(due), case, figures={"day": danish.day(due)})


def _clarifications(cases: Collection[int], today: date) -> Iterator[Exceptional]:
    """Answers that are awaited in vain, and days that were moved."""
    rows = (
        ClarificationDue.objects.filter(clarification__application__in=cases)
        .select_related("clarification")
        .order_by("id")
    )
    newest: dict[int, ClarificationDue] = {}
    for row in rows:
        newest[row.clarification_id] = row
        if row.reason:
            yield Exceptional(
                What.CLARIFICATION_EXTENDED,
                row.set_at,
                row.clarification.application_id,
                row.set_by_id,
                row.reason,
                {"day": danish.day(row.day)},
            )
    for row in newest.values():
        asked = row.clarification
        if asked.state == State.OPEN and is_overdue(row.day, today):
            figures = {"day": danish.day(row.day)}
            yield Exceptional(
                What.CLARIFICATION_OVERDUE,
                day_after(row.day),
                asked.application_id,
                asked.asked_by_id,
                "",
                figures,
            )


def _deviations(approved: Iterable[Proposed]) -> Iterator[Exceptional]:
    """Awards and refusals that were decided otherwise than the ranking or the request says, each with its reason."""
    for each in approved:
        reason = each.content.get("deviation", "")
        if reason and each.decided_at:
            yield Exceptional(
                What.RANKING_DEVIATION,
                each.decided_at,
                each.case,
                each.prepared_by,
                reason,
                {"kind": each.kind},
                decided_by=each.decided_by,
            )


def _moved(cases: Collection[int]) -> Iterator[Exceptional]:
    rows = DueDate.objects.filter(application__in=cases, set_by__isnull=False).order_by("id")
    for case, kind, day, reason, by, at in rows.values_list(
        "application_id", "kind", "day", "reason", "set_by_id", "set_at"
    ):
        figures = {"kind": kind, "day": danish.day(day)}
        yield Exceptional(What.DUE_MOVED, at, case, by, reason, figures)


def _letters(cases: Collection[int], approved: Iterable[Proposed]) -> Iterator[Exceptional]:
    """Corrected letters, each with the proposal it comes from: a letter is corrected once."""
    proposed = {each.content["document"]: each for each in approved if each.kind == CORRECTION}
    for each in documents.corrections(cases):
        told = proposed.get(each.corrects)
        yield Exceptional(
            What.LETTER_CORRECTED,
            each.created_at,
            each.case,
            told.prepared_by if told else None,
            told.content["reason"] if told else "",
            {"title": each.title},
            each.id,
            told.decided_by if told else None,
        )
