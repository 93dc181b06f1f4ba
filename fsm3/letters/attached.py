"""The data of a signed account, as files inside it: the text that was attested, and its lines for a spreadsheet.

The JSON file is the attested text, letter for letter: its SHA-256 is the one that stands on the page and that each
attestation names.
"""

from __future__ import annotations

from dataclasses import dataclass

from fsm3.core.csv_text import Figure, table
from fsm3.letters.contexts import SignedAccount

_HEADS = ("Nr.", "Budgetpost", "Afdeling", "Dage", "Budget", "Afholdt", "Afvigelse", "Forklaring")


@dataclass(frozen=True)
class File:
    """A file to put into a document."""

    name: str
    description: str
    content: str


def files(account: SignedAccount) -> tuple[File, ...]:
    """The files of an account, by name: a PDF whose files are in another order is not valid."""
    return (
        File("regnskab.csv", "Regnskabets linjer til regneark", lines_as_csv(account)),
        File("regnskab.json", "Regnskabet, tegn for tegn som det er påtegnet", account.content),
    )


def lines_as_csv(account: SignedAccount) -> str:
    """The lines and their sums."""
    rows = [
        (
            Figure(line.number),
            line.category,
            line.department,
            line.days,
            Figure(line.budget),
            Figure(line.spent),
            Figure(line.deviation),
            " ".join(line.explanation),
        )
        for line in account.lines
    ]
    sums = (Figure(account.budget), Figure(account.spent), Figure(account.deviation))
    return table([_HEADS, *rows, ("", "I alt", "", "", *sums, "")])
