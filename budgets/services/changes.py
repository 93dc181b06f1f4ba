"""Writes of budget changes; journeys call them, within their transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from budgets.models import BudgetChange
from budgets.rules.change import ChangeState
from budgets.rules.content import to_content
from budgets.rules.lines import Line
from fsm3.core.canonical import canonical, sha256


def ask(
    application_id: int,
    lines: Sequence[Line],
    *,
    from_number: int,
    reason: str,
    needs_approval: bool,
    by: int,
    at: datetime,
) -> int:
    """Keep a change that is asked for; returns it. The database refuses a second one that waits."""
    text = canonical({"lines": to_content(lines)})
    return BudgetChange.objects.create(
        application_id=application_id,
        from_number=from_number,
        lines=text,
        sha256=sha256(text),
        reason=reason,
        needs_approval=needs_approval,
        state=ChangeState.ASKED,
        asked_by_id=by,
        asked_at=at,
    ).id


def put_in_force(change_id: int, *, number: int, answer: str = "", document_id: int | None = None) -> None:
    """Let a change be in force as an approved version."""
    BudgetChange.objects.filter(id=change_id).update(
        state=ChangeState.IN_FORCE, number=number, answer=answer, document_id=document_id
    )


def close(change_id: int, state: ChangeState, *, answer: str = "", document_id: int | None = None) -> None:
    """Let a change end refused or withdrawn."""
    BudgetChange.objects.filter(id=change_id).update(state=state, answer=answer, document_id=document_id)
