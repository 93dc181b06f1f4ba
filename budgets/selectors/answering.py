"""A draft beside a version that was sent: the answer to a clarification as it would be sent now, and what differs.

The answer is the version asked about with what the reopened tasks hold: the page shows it before and after, and sending
freezes just that. Source: `applications.rules.clarification`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from applications.rules import clarification as rules
from applications.rules.pool_terms import PoolTerms
from applications.rules.sending import binding
from applications.rules.tasks import TaskStatus
from applications.selectors import attachments, cases, clarifications, pools
from applications.selectors.cases import SentVersion
from applications.selectors.clarifications import ClarificationView, Replies
from budgets.rules.content import to_content
from budgets.rules.lines import total
from budgets.selectors.budgets import draft
from fsm3.core.canonical import canonical, sha256


@dataclass(frozen=True)
class Answering:
    """What would be sent: its `content`, how far each task is, the replies. `seen` is the digest of the content."""

    content: Mapping[str, Any]
    progress: Mapping[str, TaskStatus]
    replies: Replies
    seen: str


def answering(asked: ClarificationView, about: SentVersion) -> Answering:
    """The answer to a clarification about a version, as far as it is written."""
    written = clarifications.replies(asked.id)
    given = [(question, written.texts.get(question.id, "")) for question in asked.questions]
    now = drafted(asked.application_id)
    replies = [{"task": each.task, "question": each.text, "reply": text} for each, text in given]
    terms = pools.terms_of(about.pool_version_id)
    content = rules.answered(about.content, now, asked.tasks, replies, terms)
    how_far = rules.progress([(each.task, text) for each, text in given], about.content, content)
    return Answering(content, how_far, written, sha256(canonical(content)))


def changed_since(application_id: int, sent: SentVersion, terms: PoolTerms) -> tuple[str, ...]:
    """The tasks in which a draft says something else than a version that was sent, in the order of the application."""
    now = drafted(application_id)
    now["obligations"] = binding(now["obligations"], now["answers"], terms)
    return tuple(task for task in rules.tasks_of(terms) if rules.is_changed(sent.content, now, task))


def drafted(application_id: int) -> dict[str, Any]:
    """What stands in a draft, in the shape in which a sent version holds it."""
    written, lines = cases.draft(application_id), draft(application_id)
    return {
        "answers": dict(written.answers),
        "obligations": list(written.obligations),
        "budget": to_content(lines),
        "requested": str(total(lines)),
        "attachments": [each.as_sent() for each in attachments.of_draft(application_id)],
    }
