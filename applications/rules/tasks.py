"""The tasks an application is written in, and how far each of them is.

Domain page, "Application". A task is one short page: the contact, one question, the budget, the obligations, the
attachments, the joint application. Its key names it in addresses, in the journal and where two people meet in it.
"""

from __future__ import annotations

from collections.abc import Iterable

from applications.rules.sending import Task

CONTACT_FIELDS = {"contact_name": 200, "contact_mail": 200}
"""The fields of the contact, with the most characters each may have."""


def of_answer(key: str) -> str:
    """The task in which an answer is written: the contact's fields together, each question by itself."""
    return Task.CONTACT if key in CONTACT_FIELDS else f"{Task.ANSWERS}.{key}"


def of_answers(keys: Iterable[str]) -> tuple[str, ...]:
    """The tasks of several answers, each once, in a fixed order."""
    return tuple(sorted({of_answer(key) for key in keys}))
