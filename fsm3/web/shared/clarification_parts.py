"""A clarification as a part of a page, for the agency and the municipality alike: the questions, the replies, before and after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from applications.rules.pool_terms import PoolTerms
from applications.selectors.cases import SentVersion
from applications.selectors.clarifications import ClarificationView
from fsm3.core.danish import day
from fsm3.core.periods import day_of
from fsm3.web.shared.before_after import BeforeAfter, before_after
from fsm3.web.shared.clarification_texts import clarification_facts, state_badge
from fsm3.web.shared.components import Badge, Summary
from fsm3.web.shared.task_texts import task_title


@dataclass(frozen=True)
class Asked:
    """A question with the task it is about, and the reply; None where none is to be read yet."""

    about: str
    text: str
    reply: str | None


@dataclass(frozen=True)
class Part:
    """A clarification that is told whole. `receipt` is that of the version that answers it."""

    heading: str
    badge: Badge
    facts: Summary
    questions: tuple[Asked, ...]
    receipt: str
    compared: tuple[BeforeAfter, ...]


def part(asked: ClarificationView, sent: Iterable[SentVersion], terms: PoolTerms, *, on: date) -> Part:
    """A clarification as the agency reads it: of the replies and the changes nothing before they are sent."""
    versions = {version.id: version for version in sent}
    answer = versions[asked.answer] if asked.answer else None
    content = answer.content if answer else {}
    about = versions[asked.about].content
    return Part(
        heading=_("Questions of %(day)s") % {"day": day(day_of(asked.asked_at))},
        badge=state_badge(asked, on),
        facts=clarification_facts(asked),
        questions=questions(asked, content, terms),
        receipt=answer.receipt if answer else "",
        compared=before_after(about, content, asked.tasks, terms) if answer else (),
    )


def questions(asked: ClarificationView, content: Mapping[str, Any], terms: PoolTerms) -> tuple[Asked, ...]:
    """The questions with the task of each, and the replies as they are sent."""
    replies = [each["reply"] for each in content.get("clarification", ())]
    return tuple(
        Asked(task_title(each.task, terms), each.text, replies[place] if replies else None)
        for place, each in enumerate(asked.questions)
    )
