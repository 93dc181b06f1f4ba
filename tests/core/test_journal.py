"""The journal: append-only for everybody, chained by the database, and verified by a second implementation."""

from datetime import UTC, datetime

import pytest
from django.db import Error, connection, connections, transaction

from fsm3.core import journal
from fsm3.core.actors import PROGRAM, Actor
from fsm3.core.journal import Break, Head

NOON = datetime(2021, 11, 26, 11, 0, 0, 123456, tzinfo=UTC)


def write(count: int = 3, **content: object) -> list[Head]:
    return [
        journal.record(
            "case.tested", subject=f"application:{n}", by=PROGRAM, at=NOON, case=n, content=content
        )
        for n in range(count)
    ]


def owner_does(statement: str) -> None:
    """What somebody with the owner's password, and triggers switched off, can do."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE core_journalentry DISABLE TRIGGER USER")
        cursor.execute(statement)
        cursor.execute("ALTER TABLE core_journalentry ENABLE TRIGGER USER")


@pytest.mark.django_db
def test_entries_are_numbered_without_gaps_and_each_names_the_one_before():
    heads = write()
    rows = list(journal.JournalEntry.objects.order_by("seq").values_list("seq", "previous", "digest"))
    assert [row[0] for row in rows] == [1, 2, 3]
    assert [row[1] for row in rows] == [journal.GENESIS, heads[0].digest, heads[1].digest]


@pytest.mark.django_db
def test_the_database_and_python_work_out_the_same_digest_whatever_the_text_holds():
    write(1, text='æøå "anførsel"\n\t\\ \u0001 \U0001f600', number=-3)
    journal.record("x", subject="y", by=Actor(7, "caseworker", 2), at=NOON.replace(microsecond=0))
    assert list(journal.verify([])) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE core_journalentry SET act = 'x'",
        "DELETE FROM core_journalentry",
        "TRUNCATE core_journalentry",
    ],
)
def test_the_application_can_neither_change_nor_remove_nor_empty(statement):
    write()
    with pytest.raises(Error, match="permission denied"), transaction.atomic():
        connection.cursor().execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE core_journalentry SET act = 'x'",
        "DELETE FROM core_journalentry",
        "TRUNCATE core_journalentry",
    ],
)
def test_even_the_owner_is_refused_by_the_table_itself(committed_db, statement):
    write()
    with pytest.raises(Error, match="append-only"):
        connections["owner"].cursor().execute(statement)


def test_46_a_changed_row_is_named(committed_db):
    write()
    owner_does('UPDATE core_journalentry SET content = \'{"amount":"1.00"}\' WHERE seq = 2')
    assert list(journal.verify([])) == [Break(2, "changed")]


def test_46_a_removed_row_is_named(committed_db):
    write()
    owner_does("DELETE FROM core_journalentry WHERE seq = 2")
    assert list(journal.verify([])) == [Break(2, "missing")]


def test_46_a_changed_row_with_a_digest_that_fits_breaks_the_link_after_it(committed_db):
    write()
    entry = journal.JournalEntry.objects.get(seq=2)
    entry.act = "case.other"
    owner_does(
        f"UPDATE core_journalentry SET act = 'case.other', digest = '{journal.digest_of(entry)}' WHERE seq = 2"
    )
    assert list(journal.verify([])) == [Break(3, "unlinked")]


def test_46_a_cut_tail_is_noticed_by_a_document_that_carries_its_head(committed_db):
    heads = write()
    owner_does("DELETE FROM core_journalentry WHERE seq = 3")
    assert list(journal.verify([])) == []
    assert list(journal.verify([("document:9", heads[2])])) == [Break(3, "witness document:9")]


def test_two_who_record_at_once_never_share_a_place(committed_db):
    from concurrent.futures import ThreadPoolExecutor

    def one(number: int) -> Head:
        with transaction.atomic():
            place = journal.record("case.tested", subject=f"application:{number}", by=PROGRAM, at=NOON)
        connection.close()
        return place

    with ThreadPoolExecutor(8) as pool:
        places = list(pool.map(one, range(80)))
    assert sorted(place.seq for place in places) == list(range(1, 81))
    assert list(journal.verify([])) == []


@pytest.mark.django_db
def test_an_act_that_is_rolled_back_leaves_no_gap():
    write(1)
    with pytest.raises(RuntimeError), transaction.atomic():
        write(1)
        raise RuntimeError
    assert write(1)[0].seq == 2
