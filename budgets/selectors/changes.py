"""Reads of budget changes: what was asked for, beside the approved version it starts from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from budgets.models import BudgetChange
from budgets.rules.change import ChangeState, Move, moves
from budgets.rules.content import from_content
from budgets.rules.lines import Line
from budgets.selectors.budgets import approved


@dataclass(frozen=True)
class Change:
    """A budget change. `number` is the version it became, `answer` why it was decided as it was."""

    id: int
    application_id: int
    from_number: int
    lines: tuple[Line, ...]
    sha256: str
    reason: str
    needs_approval: bool
    state: ChangeState
    number: int | None
    answer: str
    asked_by: int
    asked_at: datetime
    document_id: int | None

    def moves(self) -> tuple[Move, ...]:
        """Every line before and after, in one read of the version it starts from."""
        return moves(approved(self.application_id, self.from_number), self.lines)


def change(change_id: int) -> Change:
    """One budget change. Raises BudgetChange.DoesNotExist."""
    return _as_values(BudgetChange.objects.get(id=change_id))


def changes_of(application_id: int) -> tuple[Change, ...]:
    """The budget changes of a case, oldest first."""
    rows = BudgetChange.objects.filter(application_id=application_id).order_by("id")
    return tuple(_as_values(row) for row in rows)


def _as_values(row: BudgetChange) -> Change:
    return Change(
        id=row.id,
        application_id=row.application_id,
        from_number=row.from_number,
        lines=from_content(json.loads(row.lines)["lines"]),
        sha256=row.sha256,
        reason=row.reason,
        needs_approval=row.needs_approval,
        state=ChangeState(row.state),
        number=row.number,
        answer=row.answer,
        asked_by=row.asked_by_id,
        asked_at=row.asked_at,
        document_id=row.document_id,
    )
