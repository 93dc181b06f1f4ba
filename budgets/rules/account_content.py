"""An account as one canonical text: what is attested, and what is frozen when it is sent.

Domain page, "Accounts": each attests the same content hash. It covers the case, the kind and version of the account, the
award in force, the version of the budget, the period, the cut-off date and every line.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from budgets.rules.accounts import AccountKind, AccountLine
from fsm3.core.canonical import canonical
from fsm3.core.money import ZERO, Money
from fsm3.core.periods import ProjectPeriod


@dataclass(frozen=True)
class AccountContent:
    """Everything an account says. `cut_off` is None for the final one."""

    case_number: str
    kind: AccountKind
    version: int
    award: Money
    budget_number: int
    period: ProjectPeriod
    cut_off: date | None
    lines: tuple[AccountLine, ...]

    @property
    def budget(self) -> Money:
        """The sum of the budget."""
        return Money.sum(line.budget for line in self.lines)

    @property
    def spent(self) -> Money:
        """The sum of what was spent, as far as it is written."""
        return Money.sum(line.spent or ZERO for line in self.lines)


def to_text(content: AccountContent) -> str:
    """Write an account as canonical JSON; its SHA-256 is what is attested."""
    return canonical(
        {
            "case": content.case_number,
            "kind": content.kind,
            "version": content.version,
            "award": str(content.award),
            "budget": content.budget_number,
            "period": [content.period.first.isoformat(), content.period.last.isoformat()],
            "cut_off": content.cut_off.isoformat() if content.cut_off else None,
            "lines": [_line_content(line) for line in content.lines],
        }
    )


def from_text(text: str) -> AccountContent:
    """Read an account back, as `to_text` wrote it."""
    content = json.loads(text)
    first, last = (date.fromisoformat(day) for day in content["period"])
    return AccountContent(
        case_number=content["case"],
        kind=AccountKind(content["kind"]),
        version=content["version"],
        award=Money.of(content["award"]),
        budget_number=content["budget"],
        period=ProjectPeriod(first, last),
        cut_off=date.fromisoformat(content["cut_off"]) if content["cut_off"] else None,
        lines=tuple(_line(line) for line in content["lines"]),
    )


def _line_content(line: AccountLine) -> dict[str, Any]:
    return {
        "number": line.number,
        "category": line.category,
        "department": line.department,
        "note": line.note,
        "budget": str(line.budget),
        "spent": None if line.spent is None else str(line.spent),
        "explanation": line.explanation,
        "days": [line.first_day.isoformat(), line.last_day.isoformat()],
    }


def _line(content: Mapping[str, Any]) -> AccountLine:
    first, last = (date.fromisoformat(day) for day in content["days"])
    return AccountLine(
        number=content["number"],
        category=content["category"],
        department=content["department"],
        note=content["note"],
        budget=Money.of(content["budget"]),
        spent=None if content["spent"] is None else Money.of(content["spent"]),
        explanation=content["explanation"],
        first_day=first,
        last_day=last,
    )
