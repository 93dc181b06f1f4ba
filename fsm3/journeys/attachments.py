"""Attachments: a municipality adds files to its draft, renames and removes them; sending freezes them.

Source: domain page, "Application"; quality page, "Security". A file is judged by what it holds before the case is locked,
in a child process with bounds, for it takes a second and may take longer. `bad-inputs.md` 23, 38, 39, 41 and 42.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog
from django.db import transaction

from applications.rules import attachments as rules
from applications.rules.attachments import Format, MediaType
from applications.rules.sending import Task
from applications.selectors import attachments as selectors
from applications.selectors.attachments import Attached
from applications.services import attachments as services
from fsm3.access import rights
from fsm3.core import bounded, documents, journal
from fsm3.core.actors import Actor
from fsm3.core.canonical import sha256
from fsm3.core.problems import NotReady, Problem, require
from fsm3.journeys.casework import WRITERS, subject, take_own_task
from fsm3.journeys.pools import terms_in_force

READERS = {
    Format.PDF: "fsm3.jobs.files_pdf",
    Format.OFFICE: "fsm3.jobs.files_office",
    Format.IMAGE: "fsm3.jobs.files_image",
}
"""Who reads a file of a format; by name, for none of them may be loaded here."""
SECONDS, MEGABYTES = 20, 384
"""What reading one file may take. A scan of 10 MB took 0.3 seconds and 70 MB; 200,000 objects in object streams 3 seconds and
143 MB; 100,000 outside of them, the worst that fits into 10 MB, 8 seconds."""
_log = structlog.get_logger("fsm3.attachments")


@dataclass(frozen=True)
class Checked:
    """A file that was found to be in order, and what it is."""

    content: bytes
    media_type: MediaType
    sha256: str


def attach(application_id: int, content: bytes, *, name: str, key: str = "", by: Actor, at: datetime) -> int:
    """Attach a file to the draft, in a place that the pool demands (`key`) or freely; returns it.

    A name that the draft has already gets a number; the same file under the same name is attached once. Raises NotReady
    with what is wrong with the name or the content, or with the place and the room that is left.
    """
    rights.require(by, *WRITERS)
    tidy = rules.tidy_name(name)
    require(rules.name_faults(tidy))
    checked = check(content)
    wanted = rules.with_extension(tidy, checked.media_type)
    return _attach(application_id, checked, wanted=wanted, key=key, by=by, at=at)


def check(content: bytes) -> Checked:
    """Judge a file by what it holds. Raises NotReady with what is wrong with it."""
    require(rules.at_first_sight(content))
    digest = sha256(content)
    if documents.is_file_of_ours(digest):
        return Checked(content, MediaType.PDF, digest)
    media_type, codes = _read(content)
    require(Problem(code) for code in codes)
    return Checked(content, MediaType(media_type), digest)


def _read(content: bytes) -> tuple[str, list[str]]:
    """What the child finds in a file: its kind, and the codes of what is wrong. What it cannot finish is refused too."""
    format_ = Format(rules.format_of(content) or "")
    try:
        said = json.loads(bounded.run(READERS[format_], content, seconds=SECONDS, megabytes=MEGABYTES))
    except bounded.TooMuch as over:
        _log.warning("attachment_too_much", format=format_, limit=str(over))
        return "", ["file_too_complex"]
    except bounded.Failed as broken:
        _log.warning("attachment_unread", format=format_, error=str(broken))
        return "", ["file_damaged"]
    return said["media_type"], said["problems"]


@transaction.atomic
def _attach(application_id: int, checked: Checked, *, wanted: str, key: str, by: Actor, at: datetime) -> int:
    case = take_own_task(application_id, [Task.ATTACHMENTS], by=by, edition=None)
    held = selectors.of_draft(case.id)
    same = (each for each in held if (each.key, each.name, each.sha256) == (key, wanted, checked.sha256))
    if (already := next(same, None)) is not None:
        return already.id
    name = rules.free_name(wanted, [each.name for each in held])
    terms = terms_in_force(case.pool_key).terms
    require(
        (
            *rules.name_faults(name),
            *rules.place_faults(key, terms, [each.key for each in held]),
            *rules.room_faults([each.size for each in held], len(checked.content)),
        )
    )
    file = services.keep_file(case.id, checked.content, checked.media_type)
    attached = services.attach(case.id, file, key=key, name=name, by=by.user_id, at=at)
    journal.record(
        "draft.file_attached",
        subject=subject(case.id),
        case=case.id,
        by=by,
        at=at,
        content={"attachment": attached, "sha256": checked.sha256},
    )
    return attached


@transaction.atomic
def rename(
    application_id: int, attachment_id: int, name: str, *, by: Actor, at: datetime, edition: int | None = None
) -> None:
    """Call a file of the draft something else; what the file is stays at the end of its name.

    Raises NotReady with what is wrong with the name, `file_name_taken` for that of another file of the draft,
    `file_gone` for one that was removed, `edited_meanwhile` when somebody changed the draft's files since `edition`.
    """
    case = take_own_task(application_id, [Task.ATTACHMENTS], by=by, edition=edition)
    held = selectors.of_draft(case.id)
    file = _among(held, attachment_id)
    tidy = rules.tidy_name(name)
    require(rules.name_faults(tidy))
    full = rules.with_extension(tidy, MediaType(file.media_type))
    require((*rules.name_faults(full), *_taken(full, file, held)))
    services.rename(case.id, file.id, full, by=by.user_id, at=at)
    journal.record(
        "draft.file_renamed",
        subject=subject(case.id),
        case=case.id,
        by=by,
        at=at,
        content={"attachment": file.id},
    )


@transaction.atomic
def remove(
    application_id: int, attachment_id: int, *, by: Actor, at: datetime, edition: int | None = None
) -> None:
    """Take a file out of the draft; its bytes go as well, unless something sent refers to them.

    Raises NotReady with `file_gone` or `edited_meanwhile`.
    """
    case = take_own_task(application_id, [Task.ATTACHMENTS], by=by, edition=edition)
    file = _among(selectors.of_draft(case.id), attachment_id)
    services.remove(case.id, file.id, by=by.user_id, at=at)
    journal.record(
        "draft.file_removed",
        subject=subject(case.id),
        case=case.id,
        by=by,
        at=at,
        content={"attachment": file.id, "sha256": file.sha256},
    )


def _among(held: Sequence[Attached], attachment_id: int) -> Attached:
    found = next((each for each in held if each.id == attachment_id), None)
    if found is None:
        raise NotReady([Problem("file_gone")])
    return found


def _taken(name: str, file: Attached, held: Sequence[Attached]) -> Iterator[Problem]:
    if name.casefold() in {each.name.casefold() for each in held if each.id != file.id}:
        yield Problem("file_name_taken", rules.NAME)
