"""Documents: what was sent stays as it was sent."""

from datetime import UTC, datetime

import pytest
from django.db import Error, connection, connections, transaction

from fsm3.access import services
from fsm3.access.roles import OrganisationKind
from fsm3.core import documents
from fsm3.core.journal import Head

NOON = datetime(2021, 12, 6, 11, tzinfo=UTC)
TABLES = ("core_document", "core_rendering", "core_blob")
HEAD = Head(4, "d" * 64)


@pytest.fixture
def document(request) -> int:
    request.getfixturevalue("committed_db" if "committed_db" in request.fixturenames else "db")
    organisation = services.add_organisation(
        OrganisationKind.MUNICIPALITY, name="K", cvr="64942212", code="0101"
    )
    return documents.create(
        "receipt", title="Kvittering", context={"b": "2", "a": "æ"}, addressee_id=organisation, at=NOON
    )


def render(document: int, content: bytes = b"%PDF") -> str:
    return documents.store_rendering(
        document, content=content, media_type="application/pdf", template_version="v1", head=HEAD, at=NOON
    )


def test_a_document_gives_back_the_context_it_was_frozen_with(document):
    assert documents.frozen(document).context == {"a": "æ", "b": "2"}


def test_a_document_has_one_file(document):
    render(document)
    with pytest.raises(Error, match="core_rendering_pkey"), transaction.atomic():
        render(document, b"%PDF other")
    assert documents.content_of(document) == b"%PDF"


def test_it_lies_at_the_door_once_its_file_is_made(document):
    addressee = documents.frozen(document).addressee_id
    assert documents.of_addressee(addressee) == ()
    render(document)
    assert [each.id for each in documents.of_addressee(addressee)] == [document]


def test_the_same_bytes_lie_once(document):
    other = documents.create(
        "receipt", title="K", context={}, addressee_id=documents.frozen(document).addressee_id, at=NOON
    )
    assert render(document) == render(other)
    assert documents.Blob.objects.count() == 1


def test_a_rendered_document_is_a_witness_of_the_journal(document):
    render(document)
    assert list(documents.witnesses()) == [(f"document:{document}", HEAD)]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_the_application_cannot_remove(document, table, statement):
    with pytest.raises(Error, match="permission denied"), transaction.atomic():
        connection.cursor().execute(statement.format(table))


@pytest.mark.parametrize("table", TABLES)
def test_even_the_owner_is_refused(document, committed_db, table):
    render(document)
    with pytest.raises(Error, match="append-only"):
        connections["owner"].cursor().execute(f"DELETE FROM {table}")


def test_a_changed_context_and_a_changed_file_are_found(document, committed_db):
    render(document)
    with connections["owner"].cursor() as cursor:
        for table, change in (("core_document", "context = '{}'"), ("core_blob", "content = 'x'")):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(f"UPDATE {table} SET {change}")
    assert list(documents.broken()) == [(document, "context_changed"), (document, "file_changed")]
