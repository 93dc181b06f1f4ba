"""Who reads a note on a case, as a table: its writer chooses the audience, and nothing widens it afterwards.

Domain page, "Who takes part" and "Application". The team of a case are those who handle it: its caseworker, its assessors
and whoever wrote the note. The national audit office reads everything; a case that a conflict of interest hides is hidden
with its notes.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from applications.rules import free_text
from fsm3.core.problems import Problem

LONGEST_NOTE = 4000


class Audience(StrEnum):
    """For whom a note is written."""

    TEAM = "team"
    STAFF = "staff"
    MUNICIPALITY = "municipality"


class Reader(StrEnum):
    """What somebody who sees a case is to it."""

    TEAM = "team"
    STAFF = "staff"
    MUNICIPALITY = "municipality"
    NATIONAL_AUDITOR = "national_auditor"
    OTHER = "other"


READERS: dict[Audience, frozenset[Reader]] = {
    Audience.TEAM: frozenset({Reader.TEAM, Reader.NATIONAL_AUDITOR}),
    Audience.STAFF: frozenset({Reader.TEAM, Reader.STAFF, Reader.NATIONAL_AUDITOR}),
    Audience.MUNICIPALITY: frozenset(
        {Reader.TEAM, Reader.STAFF, Reader.MUNICIPALITY, Reader.NATIONAL_AUDITOR}
    ),
}
"""The whole rule: who reads a note of each audience."""


def reads(reader: Reader, audience: Audience) -> bool:
    """Whether a reader reads notes of an audience."""
    return reader in READERS[audience]


def note_faults(text: str) -> Iterator[Problem]:
    """Tell what is wrong with the text of a note (`bad-inputs.md` 23)."""
    if not text.strip():
        yield Problem("note_text_missing", "text")
    yield from free_text.faults(text, where="text", longest=LONGEST_NOTE)
