"""The journal: who did what to which case and when, append-only and chained by SHA-256.

A trigger in the database numbers each entry without gaps, links it to the one before and computes its digest, so no
program can write an entry out of line. Entries hold ids and figures, never names: erasing a person leaves the chain
whole. `at` is when the act counts, `recorded_at` the database's own clock, so what was dated back can be seen.

A chain does not notice that its newest entries are gone; its head therefore stands on every rendered document, and
`verify` compares them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, models

from fsm3.core.actors import Actor
from fsm3.core.canonical import canonical, sha256

GENESIS = "0" * 64


class JournalEntry(models.Model):
    """One act. Written by `record` alone; sequence, link and digest are the database's."""

    seq = models.BigIntegerField(primary_key=True)
    act = models.CharField(max_length=60)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    user_id = models.BigIntegerField(null=True)
    role = models.CharField(max_length=40)
    organisation_id = models.BigIntegerField(null=True)
    case = models.BigIntegerField(null=True)
    subject = models.CharField(max_length=80)
    content = models.TextField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        indexes = (
            models.Index(fields=("case", "seq"), name="journal_by_case"),
            models.Index(fields=("organisation_id", "-seq"), name="journal_by_organisation"),
            models.Index(fields=("user_id", "-seq"), name="journal_by_user"),
            models.Index(fields=("subject", "-seq"), name="journal_by_subject"),
        )
        default_permissions = ()


CHAIN = """
CREATE FUNCTION chain_journal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    head record;
    field text;
    chained text := '';
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('journal'));
    SELECT seq, digest INTO head FROM core_journalentry ORDER BY seq DESC LIMIT 1;
    NEW.seq := coalesce(head.seq, 0) + 1;
    NEW.previous := coalesce(head.digest, repeat('0', 64));
    NEW.recorded_at := clock_timestamp();
    FOREACH field IN ARRAY ARRAY[
        NEW.previous, NEW.seq::text, NEW.act,
        (extract(epoch FROM NEW.at) * 1000000)::bigint::text,
        (extract(epoch FROM NEW.recorded_at) * 1000000)::bigint::text,
        coalesce(NEW.user_id::text, ''), NEW.role, coalesce(NEW.organisation_id::text, ''),
        coalesce(NEW."case"::text, ''), NEW.subject, NEW.content
    ] LOOP
        chained := chained || octet_length(field) || ':' || field || ',';
    END LOOP;
    NEW.digest := encode(sha256(convert_to(chained, 'UTF8')), 'hex');
    RETURN NEW;
END $$;
CREATE TRIGGER chain BEFORE INSERT ON core_journalentry FOR EACH ROW EXECUTE FUNCTION chain_journal();
"""


@dataclass(frozen=True, slots=True)
class Head:
    """A place in the journal: the number of an entry and its digest. What a document carries."""

    seq: int
    digest: str

    def __str__(self) -> str:
        return f"{self.seq}:{self.digest}"


def record(
    act: str,
    *,
    subject: str,
    by: Actor,
    at: datetime,
    case: int | None = None,
    content: Mapping[str, Any] | None = None,
) -> Head:
    """Write an act into the journal and return its place. The last statement of a journey: it locks the journal.

    `act` is in the past tense (`application.sent`), `subject` names a row (`application:12`), `content` holds ids,
    figures and digests that JSON writes exactly.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            'INSERT INTO core_journalentry (act, at, user_id, role, organisation_id, "case", subject, content)'
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s) RETURNING seq, digest",
            [act, at, by.user_id, by.role, by.organisation_id, case, subject, canonical(content or {})],
        )
        return Head(*cursor.fetchone())


def head() -> Head:
    """The newest place in the journal, as this transaction sees it."""
    newest = JournalEntry.objects.order_by("-seq").values_list("seq", "digest").first()
    return Head(*newest) if newest else Head(0, GENESIS)


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as a page tells it; names are joined outside the journal."""

    seq: int
    act: str
    at: datetime
    user_id: int | None
    role: str


def of_case(case: int) -> tuple[Line, ...]:
    """What happened to a case, oldest first."""
    rows = JournalEntry.objects.filter(case=case).order_by("seq")
    return tuple(Line(*row) for row in rows.values_list("seq", "act", "at", "user_id", "role"))


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody did; `subject` and `content` name rows by their ids."""

    seq: int
    act: str
    at: datetime
    user_id: int | None
    role: str
    case: int | None
    subject: str
    content: Mapping[str, Any]


def of_organisation(organisation_id: int, limit: int, *, before: int | None = None) -> tuple[Deed, ...]:
    """What an organisation's own people did, newest first, at most `limit`; before one of the entries when it is given."""
    return _deeds(JournalEntry.objects.filter(organisation_id=organisation_id), limit, before)


def of_user(user_id: int, limit: int, *, before: int | None = None) -> tuple[Deed, ...]:
    """What somebody did, newest first, at most `limit`; before one of the entries when it is given."""
    return _deeds(JournalEntry.objects.filter(user_id=user_id), limit, before)


def about(subject: str) -> tuple[Deed, ...]:
    """Everything that was done about a subject, newest first."""
    return _deeds(JournalEntry.objects.filter(subject=subject), None, None)


def _deeds(rows: models.QuerySet[JournalEntry], limit: int | None, before: int | None) -> tuple[Deed, ...]:
    rows = rows if before is None else rows.filter(seq__lt=before)
    fields = ("seq", "act", "at", "user_id", "role", "case", "subject", "content")
    return tuple(
        Deed(seq, act, at, user_id, role, case, subject, json.loads(content))
        for seq, act, at, user_id, role, case, subject, content in rows.order_by("-seq").values_list(*fields)[
            :limit
        ]
    )


def last(case: int, act: str) -> datetime | None:
    """When an act last happened to a case; None when it never did."""
    rows = JournalEntry.objects.filter(case=case, act=act).order_by("-seq")
    return rows.values_list("at", flat=True).first()


def digest_of(entry: JournalEntry) -> str:
    """The digest an entry ought to have, computed here and not in the database: the two are compared by `verify`."""
    fields = (
        entry.previous,
        str(entry.seq),
        entry.act,
        str(_microseconds(entry.at)),
        str(_microseconds(entry.recorded_at)),
        _or_nothing(entry.user_id),
        entry.role,
        _or_nothing(entry.organisation_id),
        _or_nothing(entry.case),
        entry.subject,
        entry.content,
    )
    return sha256("".join(f"{len(field.encode())}:{field}," for field in fields))


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the journal does not hold: the entry's number and what is wrong with it."""

    seq: int
    fault: str


def verify(witnesses: Iterable[tuple[str, Head]]) -> Iterator[Break]:
    """Every break of the chain, and every witness (a name and the head it carries) that the journal contradicts.

    Faults: `missing` (an entry is gone), `changed` (its own digest does not fit), `unlinked` (it does not follow the
    one before) and `witness NAME` (a document carries a head that the journal no longer has: the tail was cut).
    """
    expected, previous = 1, GENESIS
    kept: dict[int, str] = {}
    for entry in JournalEntry.objects.order_by("seq").iterator(chunk_size=2000):
        yield from (Break(gone, "missing") for gone in range(expected, entry.seq))
        if entry.digest != digest_of(entry):
            yield Break(entry.seq, "changed")
        elif entry.seq == expected and entry.previous != previous:
            yield Break(entry.seq, "unlinked")
        expected, previous, kept[entry.seq] = entry.seq + 1, entry.digest, entry.digest
    yield from (
        Break(held.seq, f"witness {name}")
        for name, held in witnesses
        if held.seq and kept.get(held.seq) != held.digest
    )


def _or_nothing(number: int | None) -> str:
    return "" if number is None else str(number)


def _microseconds(moment: datetime) -> int:
    whole = int(moment.replace(microsecond=0).timestamp())
    return whole * 1_000_000 + moment.microsecond
