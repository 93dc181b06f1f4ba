"""What stands in an attached file: the honest ones pass, the hostile ones are refused with the reason."""

from __future__ import annotations

import json
import zipfile
import zlib

import pytest
from PIL import ImageFile

from applications.rules.attachments import MediaType
from fsm3.core import bounded
from fsm3.jobs import files_image, files_office, files_pdf
from fsm3.journeys.attachments import MEGABYTES, SECONDS
from tests.support import files
from tests.support.files import SCRIPT, archive, content_types, docx, packed_pdf, pdf, picture, rels, xlsx

STREAM = b"<< /Length 4 %s >>\nstream\nabcd\nendstream"


def of_pdf(content: bytes) -> set[str]:
    return set(json.loads(files_pdf.answer(content, ()))["problems"])


def of_office(content: bytes) -> tuple[str, set[str]]:
    said = json.loads(files_office.answer(content, ()))
    return said["media_type"], set(said["problems"])


def of_image(content: bytes) -> tuple[str, set[str]]:
    said = json.loads(files_image.answer(content, ()))
    return said["media_type"], set(said["problems"])


class TestPdf:
    @pytest.mark.parametrize(
        "content",
        [
            pdf(),
            pdf({3: b"<< /A << /S /URI /URI (https://kommune.example/JavaScript) >> >>"}),
            pdf({3: b"<< /Font << /F#201 4 0 R >> /T (/S /JavaScrip) >>", 4: STREAM % b""}),
            packed_pdf(b"<< /Type /StructElem /S /P >>"),
            packed_pdf(b"<< /Type /StructElem /S /P >>", b"<< /A#20B [1 2] >>"),
        ],
        ids=["plain", "a link", "an escaped name", "packed", "an escaped name in a pack"],
    )
    def test_an_honest_pdf_is_in_order(self, content):
        assert of_pdf(content) == set()

    @pytest.mark.parametrize(
        ("body", "code"),
        [
            (SCRIPT, "file_has_script"),
            (b"<< /S /Java#53cript /JS 4 0 R >>", "file_has_script"),
            (b"<< /Names << /JavaScript << /Names [] >> >> >>", "file_has_script"),
            (b"<< /AcroForm << /XFA [] >> >>", "file_has_script"),
            (b"[1 [2 << /OpenAction << /S /Launch /F (calc.exe) >> >>]]", "file_has_action"),
            (b"<< /S /SubmitForm /F (https://ondt.example) >>", "file_has_action"),
            (b"/Launch", "file_has_action"),
            (b"<< /Type /Filespec /EF << /F 4 0 R >> >>", "file_holds_files"),
            (b"<< /Names << /EmbeddedFiles << /Names [] >> >> >>", "file_holds_files"),
            (b"<< /Type /Annot /Subtype /FileAttachment >>", "file_holds_files"),
            (STREAM % b"/Type /EmbeddedFile", "file_holds_files"),
        ],
    )
    def test_42_script_actions_and_files_are_found_wherever_they_stand(self, body, code):
        assert code in of_pdf(pdf({3: body}))

    @pytest.mark.parametrize("body", [SCRIPT, b"<< /S /J#61vaScript >>"])
    def test_42_what_is_packed_in_an_object_stream_is_found(self, body):
        assert "file_has_script" in of_pdf(packed_pdf(b"<< /T (x) >>", body))

    def test_42_what_an_earlier_revision_had_is_found(self):
        before = pdf({3: SCRIPT})
        start = len(before)
        added = b"3 0 obj\nnull\nendobj\n"
        table = b"xref\n3 1\n%010d 00000 n \ntrailer\n<< /Size 4 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
        first = int(before.rsplit(b"startxref\n", 1)[1].split()[0])
        assert "file_has_script" in of_pdf(before + added + table % (start, first, start + len(added)))

    def test_42_an_object_that_no_table_lists_is_found(self):
        begin, end = pdf().split(b"xref", 1)
        hidden = b"9 0 obj\n<< /S /Launch >>\nendobj\n"
        start = int(end.rsplit(b"startxref\n", 1)[1].split()[0])
        moved = end.replace(b"startxref\n%d" % start, b"startxref\n%d" % (start + len(hidden)))
        assert of_pdf(begin + hidden + b"xref" + moved) == {"file_has_action"}

    def test_42_a_password_is_refused(self):
        locked = pdf(
            {3: b"<< /Filter /Standard /V 2 /R 3 /O (x) /U (x) /P -4 /Length 128 >>"},
            trailer=b"/Encrypt 3 0 R",
        )
        assert of_pdf(locked) == {"file_encrypted"}

    @pytest.mark.parametrize(
        "content",
        [
            pdf()[:60],
            pdf()[:-40],
            b"%PDF-1.7\nnothing more",
            pdf({1: b"<< /Type /Catalog >>"}),
            pdf({1: b"7"}),
            pdf({3: b"<< /Broken"}),
            pdf({3: b"[" * 5_000}),
        ],
    )
    def test_41_what_is_not_whole_is_refused(self, content):
        assert of_pdf(content) == {"file_damaged"}

    def test_41_a_stream_that_unpacks_to_too_much_does_no_harm(self):
        bomb = zlib.compress(zlib.compress(b"\0" * 300_000_000, 9), 9)
        kind = b"<< /Type /ObjStm /N 1 /First 4 /Filter [/FlateDecode /FlateDecode] /Length %d >>\nstream\n"
        content = pdf({3: kind % len(bomb) + bomb + b"\nendstream"})
        assert of_pdf(content) == {"file_damaged"}


class TestOffice:
    def test_documents_and_workbooks_are_told_apart_by_what_they_hold(self):
        assert of_office(docx()) == (MediaType.DOCX, set())
        assert of_office(xlsx()) == (MediaType.XLSX, set())

    def test_links_to_pages_and_to_mail_are_no_fault(self):
        links = {"word/_rels/document.xml.rels": rels("hyperlink", "https://kommune.example/plan")}
        inner = {"word/_rels/footer.xml.rels": rels("image", "media/1.png", external=False)}
        mail = {"word/_rels/header.xml.rels": rels("hyperlink", "mailto:kirsten@kommune.example")}
        assert of_office(docx(links | inner | mail)) == (MediaType.DOCX, set())

    def test_a_chart_pasted_from_a_workbook_is_no_fault(self):
        pasted = {"word/embeddings/": b"", "word/embeddings/Microsoft_Excel_Sheet.xlsx": xlsx()}
        assert of_office(docx(pasted)) == (MediaType.DOCX, set())

    @pytest.mark.parametrize(
        "content",
        [
            xlsx(main=files.MACRO_MAIN),
            xlsx({"xl/vbaProject.bin": b"macro"}),
            xlsx({"xl/macrosheets/sheet1.xml": "<x/>"}),
            docx({"word/activeX/activeX1.xml": "<x/>"}),
            docx({"word/embeddings/Sheet1.xlsx": xlsx({"xl/vbaProject.bin": b"macro"})}),
        ],
        ids=["by its kind", "by its part", "old macros", "controls", "in a pasted workbook"],
    )
    def test_41_macros_are_found_under_any_name(self, content):
        assert of_office(content)[1] == {"file_has_macros"}

    @pytest.mark.parametrize(
        "inside",
        [b"MZ a program", xlsx({"xl/embeddings/Sheet2.xlsx": xlsx()}), archive({"a.txt": "a"}), b""],
        ids=["a program", "a workbook in a workbook", "another archive", "nothing"],
    )
    def test_41_other_files_inside_are_refused(self, inside):
        assert of_office(docx({"word/embeddings/oleObject1.bin": inside}))[1] == {"file_holds_files"}

    @pytest.mark.parametrize(
        "parts",
        [
            {"word/_rels/settings.xml.rels": rels("attachedTemplate", "https://ondt.example/t.dotm")},
            {"word/_rels/document.xml.rels": rels("image", "https://ondt.example/spor.png")},
            {"word/_rels/document.xml.rels": rels("hyperlink", "file://server/share")},
            {"xl/externalLinks/_rels/externalLink1.xml.rels": rels("externalLinkPath", "anden.xlsx")},
            {
                "word/footer1.xml": '<w:f xmlns:w="urn:w"><w:instrText> DDE</w:instrText><w:instrText>AUTO c</w:instrText></w:f>'
            },
            {"word/document2.xml": '<w:f xmlns:w="urn:w"><w:fldSimple w:instr="INCLUDEPICTURE x"/></w:f>'},
        ],
    )
    def test_41_what_is_fetched_from_elsewhere_is_refused(self, parts):
        assert of_office(docx(parts))[1] == {"file_links_out"}

    def test_the_fields_that_documents_are_full_of_are_no_fault(self):
        page = '<w:f xmlns:w="urn:w"><w:instrText>PAGE</w:instrText><w:t>DDE LINK</w:t></w:f>'
        assert of_office(docx({"word/footer1.xml": page})) == (MediaType.DOCX, set())

    def test_41_an_encrypted_part_is_refused(self):
        locked = bytearray(docx())
        for mark, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            locked[locked.index(mark) + flag] |= 1
        assert of_office(bytes(locked))[1] == {"file_encrypted"}

    @pytest.mark.parametrize(
        "content",
        [
            docx()[:100],
            docx()[:-30],
            archive({files.CONTENT_TYPES: "<Types>"}),
            docx({"word/_rels/a.xml.rels": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
            archive({files.CONTENT_TYPES: content_types(files.DOCX_MAIN)}, compression=zipfile.ZIP_LZMA),
        ],
        ids=["cut short", "without its end", "no XML", "entities", "packed in another way"],
    )
    def test_41_what_is_not_whole_is_refused(self, content):
        assert of_office(content)[1] == {"file_damaged"}

    def test_41_a_part_that_changed_is_refused(self):
        parts = {files.CONTENT_TYPES: content_types(files.DOCX_MAIN), "word/media/1.png": "as it was drawn"}
        changed = archive(parts, compression=zipfile.ZIP_STORED).replace(b"was drawn", b"is shown.")
        assert of_office(changed)[1] == {"file_damaged"}

    @pytest.mark.filterwarnings("ignore:Duplicate name")
    def test_41_two_parts_of_one_name_are_refused(self):
        assert of_office(docx({"WORD/document.xml": "<a/>"}))[1] == {"file_damaged"}

    @pytest.mark.parametrize(
        "content",
        [
            docx({"word/media/bomb": b"\0" * 100_000_001}),
            docx({f"word/{number}.png": "" for number in range(2_001)}),
        ],
        ids=["a bomb", "too many parts"],
    )
    def test_41_an_archive_that_unpacks_to_too_much_is_refused(self, content):
        assert len(content) < 1_000_000
        assert of_office(content)[1] == {"file_unpacks_too_large"}

    def test_41_parts_that_lie_over_each_other_are_refused(self):
        content = docx({f"word/{number}.bin": "" for number in range(3)} | {"word/a.bin": b"\1" * 4000})
        at = content.rindex(b"PK\x01\x02")
        grown = content[: at + 20] + (50_000).to_bytes(4, "little") + content[at + 24 :]
        assert of_office(grown)[1] == {"file_unpacks_too_large"}

    def test_another_archive_is_not_taken(self):
        assert of_office(archive({"a.txt": "a"})) == ("", {"file_type_unknown"})
        assert of_office(docx(main="application/vnd.oasis.opendocument.text"))[1] == {"file_type_unknown"}


class TestPictures:
    @pytest.fixture(autouse=True)
    def _as_in_the_child(self, monkeypatch):
        """WeasyPrint, where a test before loaded it, makes the library take half a picture for a whole one."""
        monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", False)

    @pytest.mark.parametrize(("kind", "media_type"), [("PNG", MediaType.PNG), ("JPEG", MediaType.JPEG)])
    def test_a_picture_is_in_order(self, kind, media_type):
        assert of_image(picture(kind)) == (media_type, set())

    @pytest.mark.parametrize("kind", ["PNG", "JPEG"])
    def test_41_half_a_picture_is_refused(self, kind):
        whole = picture(kind, (200, 200))
        assert of_image(whole[: len(whole) // 2])[1] == {"file_damaged"}

    @pytest.mark.parametrize("begin", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"])
    def test_41_a_picture_that_is_none_is_refused(self, begin):
        assert of_image(begin + b"<script>alert(1)</script>")[1] == {"file_damaged"}

    def test_41_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked(self):
        small = picture("PNG")
        begin = small.index(b"IHDR")
        head = b"IHDR" + (40_000).to_bytes(4, "big") * 2 + small[begin + 12 : begin + 17]
        grown = small[:begin] + head + zlib.crc32(head).to_bytes(4, "big") + small[begin + 21 :]
        assert of_image(grown)[1] == {"picture_too_large"}


@pytest.mark.parametrize(
    ("module", "content"),
    [("files_pdf", pdf()), ("files_office", docx()), ("files_image", picture("JPEG"))],
)
def test_each_is_read_in_a_child_within_its_bounds(module, content):
    said = bounded.run(f"fsm3.jobs.{module}", content, seconds=SECONDS, megabytes=MEGABYTES)
    assert json.loads(said)["problems"] == []
