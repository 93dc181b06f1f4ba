"""Problems: what is wrong, where, and with which figures, so that all faults can be told at once.

A rule returns problems; it never words them. The code is a stable name that a test, a log and a Danish sentence
share; the sentence itself stands in the doors (`fsm3/web/shared/problem_texts.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Problem:
    """One fault: `code` says what, `where` says in which field or line, `detail` gives the figures of the sentence."""

    code: str
    where: str = ""
    detail: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        figures = ", ".join(f"{name}={value}" for name, value in self.detail.items())
        return " ".join(
            part for part in (self.code, f"at {self.where}" if self.where else "", figures) if part
        )


class NotReady(Exception):
    """Raised by a journey when rules found problems; carries every one of them, never only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(str(problem) for problem in self.problems))

    @property
    def codes(self) -> frozenset[str]:
        """The codes of all problems, for a caller that only asks which kinds there are."""
        return frozenset(problem.code for problem in self.problems)


def require(problems: Iterable[Problem]) -> None:
    """Pass when there are no problems; raise NotReady with all of them otherwise."""
    found = tuple(problems)
    if found:
        raise NotReady(found)
