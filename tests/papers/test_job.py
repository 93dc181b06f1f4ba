"""From sending an account to its signed file at the door: once, verified, and logged when somebody fetches it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from budgets.rules.lines import Line, amount_cell
from budgets.selectors.account_views import account as view
from fsm3.core import clock, documents, jobs, journal
from fsm3.core.canonical import sha256
from fsm3.core.jobs import Job
from fsm3.core.mail import Mail
from fsm3.core.money import Money
from fsm3.jobs import seal, verify  # noqa: F401  the first registers what it handles
from fsm3.jobs.verify import verify_account_pdf
from fsm3.journeys import accounts, papers
from fsm3.letters.storage import account_from_json, to_json
from tests.letters.samples_account import ACCOUNT
from tests.papers.tampering import WAYS, flipped, foreign, signed
from tests.support.accounts import IN_TIME, attested, engaged, reported, sent, sent_final, sent_partial, write
from tests.support.town import Town

pytestmark = pytest.mark.django_db
CODE = "0101"
LINES = (
    Line(1, "audit", "Jobcenter", "Løbende revision.", (amount_cell(2022, Money.of("450000")),)),
    Line(2, "audit", "Økonomi", "Revision af slutregnskabet.", (amount_cell(2023, Money.of("50000")),)),
)


@pytest.fixture
def final(town: Town) -> int:
    """A final account with both attestations, sent."""
    town.accepted(CODE, lines=LINES)
    return sent_final(town, CODE, auditor=engaged(town, CODE))


def document_of(account: int) -> int:
    document = view(account).document_id
    assert document is not None
    return document


def file_of(account: int) -> bytes:
    """The file of an account, once its job has run."""
    document = document_of(account)
    jobs.run(Job.objects.get(key=f"document:{document}").id)
    content = documents.content_of(document)
    assert content is not None
    return content


def test_sending_an_account_freezes_its_document_and_has_it_signed(town, final):
    content = file_of(final)
    assert verify_account_pdf(content) == ()
    frozen = documents.frozen(document_of(final))
    paper = account_from_json(frozen.context)
    assert (paper.digest, sha256(paper.content)) == (view(final).sha256, view(final).sha256)
    assert frozen.title == "Slutregnskab"
    assert [each.kind for each in paper.attestations] == ["Ledelsespåtegning", "Revisorpåtegning"]
    assert [each.id for each in documents.of_addressee(town.organisations[CODE])][-1] == frozen.id


def test_a_partial_account_is_signed_by_management_alone(town):
    town.accepted(CODE, lines=LINES)
    account = sent_partial(town, CODE)
    assert verify_account_pdf(file_of(account)) == ()
    paper = account_from_json(documents.frozen(document_of(account)).context)
    assert paper.period == "1. december 2021 til 31. december 2022"
    assert [each.organisation for each in paper.attestations] == ["København Kommune"]


def test_28_a_job_that_runs_again_makes_no_second_file_and_no_second_mail(final):
    first, mails = file_of(final), Mail.objects.count()
    jobs.run(Job.objects.get(key=f"document:{document_of(final)}").id)
    assert documents.content_of(document_of(final)) == first
    assert Mail.objects.count() == mails


def test_a_mail_says_that_it_lies_at_the_door(final):
    before = Mail.objects.count()
    file_of(final)
    subjects = list(Mail.objects.order_by("id").values_list("subject", flat=True))[before:]
    assert set(subjects) == {"Nyt i tilskudsportalen: Slutregnskab"}


def test_a_correction_becomes_a_document_of_its_own_and_the_old_one_stays(town):
    town.accepted(CODE, lines=LINES)
    auditor = engaged(town, CODE)
    first = sent_final(town, CODE, auditor=auditor)
    content = file_of(first)
    draft = accounts.correct(first, by=town.signatories[CODE], at=IN_TIME)
    write(town, CODE, draft, spent={1: Money.of("400000")})
    second = sent(town, CODE, reported(attested(town, CODE, draft), by=auditor))
    assert account_from_json(documents.frozen(document_of(second)).context).corrects == ("1",)
    assert verify_account_pdf(file_of(second)) == ()
    assert documents.content_of(document_of(first)) == content != file_of(second)


@pytest.fixture
def kept(town) -> bytes:
    """The sample's signed file, kept as that of a document of ours."""
    at, addressee = clock.now(), town.organisations[CODE]
    document = documents.create(
        "account", title="Slutregnskab", context=to_json(ACCOUNT), addressee_id=addressee, at=at
    )
    documents.store_rendering(
        document,
        content=signed(),
        media_type="application/pdf",
        template_version="1" * 64,
        head=journal.head(),
        at=at,
    )
    return signed()


def test_44_no_way_of_tampering_leaves_a_file_ours(kept):
    """Bad input 44: whatever the signatures say, our own digest tells."""
    assert verify_account_pdf(kept) == ()
    for way in WAYS:
        assert verify_account_pdf(way.do(kept))[0].code == "file_not_ours", way.told


def test_44_a_signed_file_with_one_byte_changed_has_a_broken_signature(final):
    content = file_of(final)
    a_page = content.index(b"stream") + 40
    codes = {problem.code for problem in verify_account_pdf(flipped(content, a_page))}
    assert {"file_not_ours", "signature_broken"} <= codes


def test_verify_documents_asks_the_signatures_as_well(kept, monkeypatch):
    out = StringIO()
    call_command("verify_documents", stdout=out)
    assert out.getvalue() == "Every document is what it was.\n"
    monkeypatch.setattr(verify, "authority", foreign)
    with pytest.raises(CommandError, match="signature_not_ours at segl"):
        call_command("verify_documents")


def test_every_download_of_a_signed_account_is_in_the_journal(town, final):
    content = file_of(final)
    papers.downloaded(document_of(final), by=town.caseworker, at=clock.now())
    entry = journal.JournalEntry.objects.order_by("-seq")[0]
    assert (entry.act, entry.subject, entry.user_id) == (
        "document.downloaded",
        f"document:{document_of(final)}",
        town.caseworker.user_id,
    )
    assert json.loads(entry.content) == {"file": sha256(content)}


@pytest.mark.parametrize(
    ("file", "told"),
    [("", "AUTHORITY_FILE is not set"), ("/no/such/file.p12", "cannot be opened as PKCS#12")],
)
def test_a_worker_that_could_not_sign_refuses_to_start(file, told):
    celery = Path(sys.executable).with_name("celery")
    done = subprocess.run(
        [celery, "-A", "fsm3.celery", "worker", "--pool=solo"],
        env={**os.environ, "AUTHORITY_FILE": file},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode != 0
    assert told in done.stderr + done.stdout
