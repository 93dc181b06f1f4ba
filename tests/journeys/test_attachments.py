"""A file's way: attached to a draft, renamed, removed, frozen by sending, kept for ever once it was sent."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import Error, IntegrityError, connection, transaction

from applications.models import Attachment, AttachmentFile, SentAttachment
from applications.rules import attachments as rules
from applications.selectors import attachments as selectors
from applications.selectors import cases
from applications.selectors.attachments import in_content
from fsm3.access.rights import NotAllowed
from fsm3.access.roles import Role
from fsm3.core import documents, journal
from fsm3.core.canonical import sha256
from fsm3.core.csv_text import table
from fsm3.core.documents import Document
from fsm3.core.problems import NotReady
from fsm3.journeys import apply, attachments, send
from tests.support.files import DEMANDING, SCRIPT, docx, pdf, picture
from tests.support.town import DEADLINE, OPENED, Town, standing

PLAN, FOTO, SCAN = pdf(), docx(), picture("PNG")


@pytest.fixture
def by(town):
    return town.signatories["0101"]


@pytest.fixture
def case(town):
    return town.drafted("0101")


def attach(case, by, content=PLAN, name="plan.pdf", key=""):
    return attachments.attach(case, content, name=name, key=key, by=by, at=OPENED)


def names(case):
    return [each.name for each in selectors.of_draft(case)]


def digests(case):
    return set(AttachmentFile.objects.filter(application_id=case).values_list("sha256", flat=True))


def test_a_file_is_kept_with_its_size_its_digest_and_who_attached_it_when(case, by):
    attach(case, by)
    (file,) = selectors.of_draft(case)
    assert (file.name, file.media_type, file.size) == ("plan.pdf", "application/pdf", len(PLAN))
    assert (file.sha256, file.added_at) == (sha256(PLAN), OPENED)
    assert file.added_by
    assert journal.of_case(case)[-1].act == "draft.file_attached"
    assert cases.task_edits(case)["attachments"].edition == 1


def test_the_same_file_attached_twice_is_there_once(case, by):
    assert attach(case, by) == attach(case, by)
    assert names(case) == ["plan.pdf"]


def test_another_file_of_the_same_name_gets_a_number(case, by):
    attach(case, by)
    attach(case, by, pdf({3: b"7"}), "PLAN.pdf")
    assert names(case) == ["plan.pdf", "PLAN (2).pdf"]


def test_41_a_file_is_what_it_holds_and_its_name_ends_so(case, by):
    attach(case, by, FOTO, "budget.xlsx")
    (file,) = selectors.of_draft(case)
    assert (file.name, file.media_type.rpartition(".")[2]) == ("budget.xlsx.docx", "document")


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "plan.pdf", "attachment_empty"),
        (b"MZ", "plan.pdf", "file_type_unknown"),
        (PLAN[:50], "plan.pdf", "file_damaged"),
        (pdf({3: SCRIPT}), "plan.pdf", "file_has_script"),
        (docx({"word/vbaProject.bin": b""}), "plan.docx", "file_has_macros"),
        (PLAN, "010170-1234.pdf", "looks_like_cpr"),
        (PLAN, "../plan.pdf", "file_name_is_a_path"),
        (PLAN, "pl\0an.pdf", "control_character"),
        (PLAN, "p" * 198, "text_too_long"),
    ],
)
def test_23_39_41_42_what_is_wrong_is_refused_and_nothing_of_it_is_kept(case, by, content, name, code):
    with pytest.raises(NotReady) as refused:
        attach(case, by, content, name)
    assert refused.value.codes == {code}
    assert "1234" not in str(refused.value)
    assert not AttachmentFile.objects.exists()


def test_41_a_file_that_the_child_cannot_finish_with_is_refused(case, by, monkeypatch):
    monkeypatch.setattr(attachments, "SECONDS", 0.001)
    with pytest.raises(NotReady, match="file_too_complex"):
        attach(case, by)
    monkeypatch.setitem(attachments.READERS, "pdf", "fsm3.jobs.no_such_module")
    monkeypatch.setattr(attachments, "SECONDS", 20)
    with pytest.raises(NotReady, match="file_damaged"):
        attach(case, by)


def test_42_a_paper_of_our_own_may_hold_files(case, by):
    ours = pdf({3: b"<< /Names << /EmbeddedFiles << /Names [] >> >> >>"})
    with pytest.raises(NotReady, match="file_holds_files"):
        attach(case, by, ours)
    document = Document.objects.create(
        kind="receipt",
        title="K",
        context="{}",
        context_sha256=sha256("{}"),
        created_at=OPENED,
        addressee_id=by.organisation_id,
    )
    documents.store_rendering(
        document.id,
        content=ours,
        media_type="application/pdf",
        template_version="1",
        head=journal.head(),
        at=OPENED,
    )
    attach(case, by, ours)
    assert names(case) == ["plan.pdf"]


def test_a_draft_has_room_for_so_many_files(case, by, monkeypatch):
    monkeypatch.setattr(rules, "MOST_FILES", 1)
    attach(case, by)
    with pytest.raises(NotReady, match="too_many_files"):
        attach(case, by, FOTO, "foto.docx")


def test_38_a_name_that_begins_as_a_formula_stays_text_in_tables(case, by):
    attach(case, by, PLAN, "=HYPERLINK(1).pdf")
    assert "'=HYPERLINK(1).pdf" in table([names(case)])


def test_a_file_is_renamed_and_stays_what_it_is(case, by):
    file = attach(case, by)
    attachments.rename(case, file, " Den nye  plan ", by=by, at=OPENED)
    assert names(case) == ["Den nye plan.pdf"]
    assert journal.of_case(case)[-1].act == "draft.file_renamed"


@pytest.mark.parametrize(
    ("name", "code"),
    [("foto.docx", "file_name_taken"), ("", "file_name_missing"), ("010170-1234", "looks_like_cpr")],
)
def test_a_wrong_name_is_refused(case, by, name, code):
    attach(case, by, FOTO, "FOTO.docx")
    file = attach(case, by, docx({"word/b.png": "b"}), "plan.docx")
    with pytest.raises(NotReady, match=code):
        attachments.rename(case, file, name, by=by, at=OPENED)
    assert names(case) == ["FOTO.docx", "plan.docx"]


def test_a_file_that_is_removed_before_sending_is_gone_with_its_bytes(case, by):
    file = attach(case, by)
    attachments.remove(case, file, by=by, at=OPENED)
    assert names(case) == []
    assert digests(case) == set()
    with pytest.raises(NotReady, match="file_gone"):
        attachments.remove(case, file, by=by, at=OPENED)


def test_bytes_stay_while_another_name_has_them(case, by):
    first = attach(case, by)
    attach(case, by, PLAN, "kopi.pdf")
    attachments.remove(case, first, by=by, at=OPENED)
    assert digests(case) == {sha256(PLAN)}


def test_8_who_saw_the_files_before_somebody_changed_them_is_told(case, by):
    file = attach(case, by)
    for act in (
        lambda: attachments.rename(case, file, "ny", by=by, at=OPENED, edition=0),
        lambda: attachments.remove(case, file, by=by, at=OPENED, edition=0),
    ):
        with pytest.raises(NotReady, match="edited_meanwhile"):
            act()


def test_29_the_files_of_a_draft_are_written_by_the_municipality_that_leads(town, case, by):
    file, other = attach(case, by), town.signatories["0155"]
    for act in (
        lambda: attach(case, other),
        lambda: attachments.rename(case, file, "ny", by=other, at=OPENED),
        lambda: attachments.remove(case, file, by=other, at=OPENED),
    ):
        with pytest.raises(NotAllowed):
            act()
    with pytest.raises(NotAllowed):
        attach(case, town.joined("revisor@firma.example", town.agency, Role.CASEWORKER))


class TestSending:
    """What was sent names its files, and the digest of the receipt vouches for them."""

    def test_sending_freezes_the_files_into_what_the_receipt_vouches_for(self, case, by):
        attach(case, by)
        attach(case, by, SCAN, "scan.png")
        receipt = send.send(case, by=by, at=DEADLINE)
        sent = standing(case)
        assert sent.content["attachments"] == [
            {
                "key": "",
                "name": name,
                "media_type": media_type,
                "size": len(content),
                "sha256": sha256(content),
            }
            for name, media_type, content in (
                ("plan.pdf", "application/pdf", PLAN),
                ("scan.png", "image/png", SCAN),
            )
        ]
        assert receipt.sha256 == sent.sha256

    def test_the_receipt_lists_the_files_with_their_digests(self, case, by):
        attach(case, by)
        send.send(case, by=by, at=DEADLINE)
        paper = documents.frozen(documents.of_case(case)[-1].id)
        assert paper.context["attachments"] == [{"name": "plan.pdf", "digest": sha256(PLAN)}]

    def test_a_closed_draft_takes_no_file(self, case, by):
        send.send(case, by=by, at=DEADLINE)
        with pytest.raises(NotReady, match="draft_closed"):
            attach(case, by)

    def test_a_correction_begins_with_the_files_that_were_sent_and_what_was_sent_keeps_them(self, case, by):
        file = attach(case, by)
        send.send(case, by=by, at=OPENED)
        apply.begin_correction(case, by=by, at=OPENED)
        assert names(case) == ["plan.pdf"]
        attachments.remove(case, file, by=by, at=OPENED)
        attach(case, by, SCAN, "scan.png")
        send.send(case, by=by, at=DEADLINE)
        first, second = (in_content(each.number, each.content) for each in cases.submissions(case))
        assert ([each.name for each in first], [each.name for each in second]) == (["plan.pdf"], ["scan.png"])
        assert digests(case) == {sha256(PLAN), sha256(SCAN)}
        for version, place, content in ((1, 1, PLAN), (2, 1, SCAN)):
            found = selectors.sent_file(case, version, place, actor=by)
            assert found is not None
            assert found.content == content

    def test_29_sent_files_are_read_by_those_who_see_the_case_and_by_nobody_else(self, town, by):
        case = town.drafted("0561")
        lead, covered = town.signatories["0561"], town.signatories["0563"]
        apply.invite(case, "0563", by=lead, at=OPENED)
        apply.consent(case, by=covered, at=OPENED)
        file = attach(case, lead)
        assert selectors.draft_file(case, file, actor=covered)
        assert not selectors.draft_file(case, file, actor=by)
        assert not selectors.draft_file(case, file, actor=town.caseworker)
        send.send(case, by=lead, at=DEADLINE)
        assert not selectors.draft_file(case, file, actor=lead)
        for actor in (lead, covered, town.caseworker, town.approver):
            assert selectors.sent_file(case, 1, 1, actor=actor)
        for version, place, actor in ((1, 1, by), (1, 2, lead), (2, 1, lead), (1, 0, lead)):
            assert selectors.sent_file(case, version, place, actor=actor) is None

    def test_verifying_finds_a_file_that_is_not_what_the_receipt_vouches_for(self, case, by):
        attach(case, by)
        attach(case, by, SCAN, "scan.png")
        send.send(case, by=by, at=DEADLINE)
        call_command("verify_documents", stdout=io.StringIO())
        with transaction.atomic():
            AttachmentFile.objects.filter(sha256=sha256(SCAN))._raw_delete("default")
            with pytest.raises(CommandError, match="/1: file 2 changed"):
                call_command("verify_documents", stdout=io.StringIO())
            transaction.set_rollback(True)

    def test_a_file_that_was_sent_can_be_deleted_by_nobody(self, case, by):
        attach(case, by)
        send.send(case, by=by, at=DEADLINE)
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM applications_attachment")
            cursor.execute("DELETE FROM applications_attachmentfile")
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(Error, match=r"append-only|permission denied"), transaction.atomic():
            SentAttachment.objects.all().delete()
        with pytest.raises(Error, match=r"append-only|permission denied"), transaction.atomic():
            AttachmentFile.objects.update(media_type="image/png")
        assert Attachment.objects.exists()


def test_a_file_that_the_pool_demands_is_attached_before_sending(db):
    town = Town().build(text=DEMANDING)
    case, by = town.drafted("0101"), town.signatories["0101"]
    attach(case, by, SCAN, "scan.png")
    with pytest.raises(NotReady, match="attachment_missing"):
        send.send(case, by=by, at=DEADLINE)
    attach(case, by, key="agreement")
    with pytest.raises(NotReady, match="place_taken"):
        attach(case, by, FOTO, "foto.docx", key="agreement")
    with pytest.raises(NotReady, match="place_unknown"):
        attach(case, by, FOTO, "foto.docx", key="status")
    send.send(case, by=by, at=DEADLINE)
    assert [each["key"] for each in standing(case).content["attachments"]] == ["", "agreement"]
