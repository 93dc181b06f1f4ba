"""A statement for people to read in a terminal, in Danish: what is due first, then every line that leads to it."""

from __future__ import annotations

from textwrap import wrap

from fsm3.core import danish
from payouts.rules.statement import Statement

_TEXT, _AMOUNT = 78, 16


def as_text(statement: Statement) -> str:
    """The statement as lines of text; the section of the call stands above what rests on it."""
    whose, found = statement.whose, statement.found
    head = [
        f"{whose.terms.name}: {_subject(statement)}",
        f"Har ret til {danish.kroner(found.entitled)}; til udbetaling {danish.kroner(found.to_pay)}",
    ]
    section, rows = "", list[str]()
    for line in statement.lines:
        if line.section != section:
            section = line.section
            rows += ["", f"{section}:"]
        rows += _row(line.text, danish.amount(line.amount) if line.amount is not None else "")
    return "\n".join([*head, *rows])


def _subject(statement: Statement) -> str:
    whose = statement.whose
    if not whose.municipality:
        return f"opdigtet sag, kommune {whose.cohort.name}"
    covered = f", sammen med {', '.join(whose.covered)}" if whose.covered else ""
    return f"kommune {whose.municipality}{covered}"


def _row(text: str, amount: str) -> list[str]:
    """A sentence with its amount at the right of its last line."""
    *first, last = wrap(text, _TEXT)
    return [*(f"  {line}" for line in first), f"  {last:<{_TEXT}}{amount:>{_AMOUNT}}".rstrip()]
