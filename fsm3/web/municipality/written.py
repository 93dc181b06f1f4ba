"""The tasks that are written on short pages: what is stored of each, its form, and the journey that keeps it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import Http404, QueryDict

from applications.rules.pool_terms import AnswerKind, PoolTerms
from applications.rules.sending import YES, Task, applies
from applications.rules.tasks import CONTACT_FIELDS, of_answer
from applications.selectors.cases import DraftView
from applications.selectors.own import OwnCase
from fsm3.journeys import apply
from fsm3.web.municipality.task_forms import ContactForm, ObligationsForm, QuestionForm, TaskForm
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.task_texts import task_title


@dataclass(frozen=True)
class Written:
    """A task as it is written: its key and title, what is stored of it, its form, and the journey that keeps it.

    `merges`: two texts of it can be made into one.
    """

    task: str
    title: str
    stored: Mapping[str, str]
    form: Callable[[QueryDict | None, Mapping[str, str], int], TaskForm]
    keep: Callable[[OwnCase, Mapping[str, str], SignedIn, int], None]
    merges: bool = False


Of = Callable[[PoolTerms, DraftView], Written]
"""A task of a draft."""


def contact_task(terms: PoolTerms, draft: DraftView) -> Written:
    """Whom the agency may ask."""
    return Written(
        task=Task.CONTACT,
        title=task_title(Task.CONTACT, terms),
        stored={name: draft.answers.get(name, "") for name in CONTACT_FIELDS},
        form=lambda data, stored, edition: ContactForm(data, stored=stored, edition=edition),
        keep=_keep_answers,
    )


def question_task(key: str, terms: PoolTerms, draft: DraftView) -> Written:
    """One question of the pool. Raises Http404 for one it does not have."""
    asked = next((each for each in terms.questions if each.key == key), None)
    if asked is None:
        raise Http404
    return Written(
        task=of_answer(key),
        title=asked.title,
        stored={"answer": draft.answers.get(key, "")},
        form=lambda data, stored, edition: QuestionForm(data, question=asked, stored=stored, edition=edition),
        keep=lambda case, written, request, edition: _keep_answers(
            case, {key: written["answer"]}, request, edition
        ),
        merges=asked.kind is AnswerKind.TEXT,
    )


def obligations_task(terms: PoolTerms, draft: DraftView) -> Written:
    """The obligations that bind an applicant with these answers."""
    binding = [each for each in terms.obligations if applies(each, draft.answers)]
    return Written(
        task=Task.OBLIGATIONS,
        title=task_title(Task.OBLIGATIONS, terms),
        stored={each.key: YES if each.key in draft.obligations else "" for each in binding},
        form=lambda data, stored, edition: ObligationsForm(
            data, obligations=binding, stored=stored, edition=edition
        ),
        keep=_keep_obligations,
    )


def _keep_answers(case: OwnCase, written: Mapping[str, str], request: SignedIn, edition: int) -> None:
    apply.answer(case.id, written, by=request.actor, at=request.received_at, edition=edition)


def _keep_obligations(case: OwnCase, written: Mapping[str, str], request: SignedIn, edition: int) -> None:
    accepted = [key for key, text in written.items() if text]
    apply.accept_obligations(case.id, accepted, by=request.actor, at=request.received_at, edition=edition)
