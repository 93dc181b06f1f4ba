"""The job that makes a letter's file: once, with the journal's head of that moment, and then it lies at the door."""

from __future__ import annotations

import io
from collections import Counter
from functools import partial

import pytest
from django.db import Error, transaction
from pypdf import PdfReader

from fsm3.access import services as access
from fsm3.access.models import User
from fsm3.access.roles import OrganisationKind, Role
from fsm3.core import clock, documents, jobs, journal
from fsm3.core.actors import PROGRAM
from fsm3.core.mail import Mail
from fsm3.core.problems import NotReady
from fsm3.jobs import render  # noqa: F401  it registers what it handles
from fsm3.journeys import letters
from fsm3.letters import templates
from fsm3.letters.storage import NotThatKind
from tests.letters import walk
from tests.letters.samples import REFUSAL

pytestmark = pytest.mark.django_db


@pytest.fixture
def addressee() -> int:
    return access.add_organisation(
        OrganisationKind.MUNICIPALITY, name="Lyngby-Taarbæk", cvr="11715311", code="0173"
    )


@pytest.fixture
def document(addressee: int) -> int:
    return letters.write(REFUSAL, case=1, addressee_id=addressee, at=clock.now())


def file_of(document: int) -> PdfReader:
    content = documents.content_of(document)
    assert content is not None
    return PdfReader(io.BytesIO(content))


def job_of(document: int) -> int:
    return jobs.Job.objects.get(key=f"document:{document}").id


def test_a_letter_is_made_by_its_job_and_then_lies_at_the_door(document, addressee):
    assert documents.of_addressee(addressee) == ()
    jobs.run(job_of(document))
    assert [each.id for each in documents.of_addressee(addressee)] == [document]
    told = file_of(document).metadata
    assert told is not None
    assert told.title == templates.title(REFUSAL)


def test_a_letter_carries_the_head_of_the_journal_and_the_version_of_its_template(document):
    head = journal.record("something.happened", subject="case:1", by=PROGRAM, at=clock.now())
    jobs.run(job_of(document))
    rendering = documents.Rendering.objects.get(document_id=document)
    assert (rendering.journal_seq, rendering.journal_digest) == (head.seq, head.digest)
    assert rendering.template_version == templates.version("refusal_letter")
    text = "".join(page.extract_text() for page in file_of(document).pages)
    assert f"Journal {head.seq} · {head.digest[:12]}" in text


def test_98_letters_are_told_to_every_reader_once(town):
    """Domain page: a mail only says that something lies at the door. A letter given twice is refused, and so is its mail."""
    readers = {town.signatories["0101"].person}
    for name, role in (("applicant", Role.APPLICANT), ("both", Role.APPLICANT), ("both", Role.SIGNATORY)):
        readers.add(_reader(town, name, role))
    for case in range(98):
        document = letters.write(REFUSAL, case=case, addressee_id=town.organisations["0101"], at=clock.now())
        give = partial(letters.give, document, template_version="1", head=journal.head(), at=clock.now())
        give(content=b"%PDF")
        with pytest.raises(Error), transaction.atomic():
            give(content=b"%PDF again")
    mails = Mail.objects.filter(case__isnull=False)
    told = Counter(mails.values_list("case", "to"))
    assert len(readers) == 3
    assert told == Counter({(case, reader): 1 for case in range(98) for reader in readers})
    assert not any("Afslag" in body and "point" in body for body in mails.values_list("body", flat=True))


def _reader(town, name, role):
    """Somebody of København with a role, or with one role more."""
    own, email = town.organisations["0101"], f"{name}@kommune.example"
    found = User.objects.filter(email=email).first()
    if found is None:
        return town.joined(email, own, role).person
    access.give_role(found.id, organisation_id=own, role=role, at=clock.now())
    return found.id


def test_a_job_that_runs_again_makes_no_second_letter(document):
    jobs.run(job_of(document))
    first = documents.content_of(document)
    jobs.run(job_of(document))
    assert documents.content_of(document) == first
    assert documents.Rendering.objects.count() == 1


def test_a_document_of_another_shape_is_not_made_and_its_job_waits_for_another_try(addressee):
    document = documents.create(
        "refusal_letter", title="Afslag", context={"head": "x"}, addressee_id=addressee, at=clock.now()
    )
    job = jobs.enqueue(letters.RENDER, key=f"document:{document}", payload={"document": document})
    with pytest.raises(NotThatKind):
        jobs.run(job)
    assert not documents.is_rendered(document)
    assert jobs.Job.objects.get(id=job).state == jobs.State.WAITING


def test_a_letter_with_an_empty_field_is_neither_kept_nor_made(addressee):
    letter = walk.changed(REFUSAL, ("criteria", 0, "considerations"), "")
    with pytest.raises(NotReady) as refused:
        letters.write(letter, case=1, addressee_id=addressee, at=clock.now())
    assert [problem.where for problem in refused.value.problems] == ["criteria.1.considerations"]
    assert not documents.Document.objects.exists()
    assert not jobs.Job.objects.exists()
