"""A municipality attaches files to its draft, renames, removes and fetches them; who reads the case fetches what was sent."""

from __future__ import annotations

from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from applications.models import AttachmentFile
from applications.selectors import attachments as selectors
from applications.selectors import cases
from fsm3.access.roles import Role
from fsm3.core.canonical import sha256
from fsm3.journeys import apply, attachments, send
from tests.support.files import DEMANDING, SCRIPT, docx, pdf, picture
from tests.support.town import DEADLINE, OPENED, Town
from tests.web.clients import client_of, words

PLAN = pdf()


@pytest.fixture
def case(town):
    return town.drafted("0101")


@pytest.fixture
def by(town):
    return town.signatories["0101"]


@pytest.fixture
def client(by):
    return client_of(by)


def place(case, *more):
    return "/".join(["/ansoegninger", str(case), "bilag", *map(str, more), ""])


def upload(client, case, *files, key=""):
    chosen = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(place(case), {"key": key, "uploads": chosen})


def attached(case, by, content=PLAN, name="plan.pdf"):
    return attachments.attach(case, content, name=name, by=by, at=OPENED)


def names(case):
    return [each.name for each in selectors.of_draft(case)]


def said(answer):
    return unescape(words(answer))


def test_several_files_are_attached_at_once_and_shown_with_size_digest_and_who(client, case):
    files = ("Plan æøå.pdf", PLAN), ("foto.png", picture("PNG")), ("tekst.docx", docx())
    answer = upload(client, case, *files)
    assert answer.status_code == 302
    page = said(client.get(place(case)))
    assert "3 filer er vedhæftet." in page
    assert names(case) == ["Plan æøå.pdf", "foto.png", "tekst.docx"]
    assert "Plan æøå.pdf (PDF, 1 kB)" in page
    assert sha256(PLAN) in page
    assert "af S0101 Opdigtet" in page
    assert "3 filer af 20" in page


def test_what_is_good_of_several_files_is_kept_and_what_is_refused_is_named_with_its_reason(client, case):
    bad = pdf({3: SCRIPT})
    answer = upload(client, case, ("plan.pdf", PLAN), ("form.pdf", bad), ("tom.pdf", b""), ("x.docx", docx()))
    page = said(answer)
    assert answer.status_code == 409
    assert names(case) == ["plan.pdf", "x.docx"]
    assert "2 filer er vedhæftet." in page
    assert "Nogle filer blev ikke vedhæftet" in page
    assert "»form.pdf«: PDF-filen har et script" in page
    assert "»tom.pdf«: Filen er tom." in page


def test_nothing_chosen_is_said_at_the_field(client, case):
    answer = upload(client, case)
    assert "Vælg en fil først." in said(answer)
    assert 'href="#id_free_uploads"' in words(answer)


def test_23_a_file_name_with_a_cpr_number_is_refused_and_never_said_again(client, case):
    answer = upload(client, case, ("plan.pdf", PLAN), ("Borger 010170-1234.pdf", pdf({3: b"7"})))
    page = said(answer)
    assert answer.status_code == 409
    assert "Fil 2: Teksten ser ud til at indeholde et CPR-nummer" in page or "Fil 2: " in page
    assert "010170" not in page
    assert names(case) == ["plan.pdf"]


def test_38_39_a_name_is_text_wherever_it_stands(client, case):
    upload(client, case, ("=HYPERLINK(1)<script>.pdf", PLAN), ("../../etc/pas\0swd", docx()))
    page = words(client.get(place(case)))
    assert "=HYPERLINK(1)&lt;script&gt;.pdf" in page
    assert names(case)[1] == "passwd.docx"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("budget.xlsx", docx({"word/vbaProject.bin": b""}), "Filen har makroer."),
        ("plan.pdf", b"MZ a program", "Vi kan ikke tage imod den slags filer"),
        ("plan.pdf", PLAN[:40], "Filen er beskadiget eller ikke hel."),
        ("stor.pdf", PLAN.ljust(10_000_001), "Filen er større end 10 MB."),
        ("foto.png", b"\x89PNG\r\n\x1a\n<script>", "Filen er beskadiget"),
    ],
)
def test_41_42_what_is_not_taken_is_told_why_and_what_to_do(client, case, name, content, reason):
    answer = upload(client, case, (name, content))
    assert answer.status_code == 409
    assert reason in said(answer)
    assert not AttachmentFile.objects.exists()


def test_41_a_request_larger_than_anything_we_take_is_refused_before_it_is_stored(client, case, monkeypatch):
    monkeypatch.setattr("fsm3.web.shared.uploads.MOST_AT_ONCE", 100)
    assert upload(client, case, ("plan.pdf", PLAN)).status_code == 400
    assert not AttachmentFile.objects.exists()


def test_a_file_that_does_not_fit_into_memory_is_taken_as_well(client, case):
    large = pdf({3: b"<< /Length 3000000 >>\nstream\n%b\nendstream" % (b"x" * 3_000_000)})
    assert upload(client, case, ("stor.pdf", large)).status_code == 302
    assert "stor.pdf (PDF, 3,1 MB)" in said(client.get(place(case)))


def test_a_file_is_sent_as_a_file_to_keep_under_its_own_name(client, case, by):
    file = attached(case, by, name="Årsplan “ny”.pdf")
    answer = client.get(place(case, file))
    assert answer.content == PLAN
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment; ")
    assert "filename*=utf-8''%C3%85rsplan%20%E2%80%9Cny%E2%80%9D.pdf" in disposition
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_file_is_renamed(client, case, by):
    file = attached(case, by)
    page = client.get(place(case, file, "navn"))
    edition = str(page.context["edition"])
    answer = client.post(place(case, file, "navn"), {"name": "Ny plan", "edition": edition}, follow=True)
    assert "Filen har fået sit nye navn." in said(answer)
    assert names(case) == ["Ny plan.pdf"]


@pytest.mark.parametrize(
    ("name", "reason"), [("010170-1234", "CPR-nummer"), ("a/b", "skråstreger"), ("foto.pdf", "det navn")]
)
def test_a_wrong_name_is_refused_and_stays_typed(client, case, by, name, reason):
    attached(case, by, pdf({3: b"7"}), "foto.pdf")
    file = attached(case, by)
    answer = client.post(place(case, file, "navn"), {"name": name, "edition": "2"})
    assert answer.status_code == 409
    assert reason in said(answer)
    assert f'value="{name}"' in words(answer)


def test_removing_asks_first(client, case, by):
    file = attached(case, by)
    page = client.get(place(case, file, "fjern"))
    assert "Fjern filen?" in said(page)
    assert names(case) == ["plan.pdf"]
    edition = str(page.context["edition"])
    answer = client.post(place(case, file, "fjern"), {"edition": edition}, follow=True)
    assert "plan.pdf er fjernet." in said(answer)
    assert names(case) == []
    assert client.get(place(case, file, "fjern")).status_code == 404


def test_8_a_page_that_is_older_than_somebodys_change_says_so_and_goes_on_from_there(town, client, case, by):
    file = attached(case, by)
    colleague = town.joined("kollega@kommune.example", town.organisations["0101"], Role.APPLICANT)
    attachments.rename(case, file, "Kollegaens", by=colleague, at=OPENED)
    answer = client.post(place(case, file, "fjern"), {"edition": "1"})
    assert answer.status_code == 409
    assert "Kollegaens.pdf" in said(answer)
    again = client.post(place(case, file, "fjern"), {"edition": str(answer.context["edition"])})
    assert again.status_code == 302


def test_29_files_of_another_municipality_are_not_found(town, case, by):
    file, other = attached(case, by), client_of(town.signatories["0155"])
    theirs = town.drafted("0155")
    assert client_of(by).get(place(case, file)).status_code == 200
    for whose in (case, theirs):
        assert other.get(place(whose, file)).status_code == 404
        for action in ("navn", "fjern"):
            assert other.post(place(whose, file, action), {"edition": "1"}).status_code == 404
    assert upload(other, case, ("plan.pdf", PLAN)).status_code == 404


def test_a_covered_municipality_reads_the_files_and_writes_none(town):
    case, lead, covered = town.drafted("0561"), town.signatories["0561"], town.signatories["0563"]
    apply.invite(case, "0563", by=lead, at=OPENED)
    file, client = attached(case, lead), client_of(covered)
    assert client.get(place(case, file)).status_code == 200
    assert upload(client, case, ("plan.pdf", PLAN)).status_code == 403
    assert client.post(place(case, file, "fjern"), {"edition": "1"}).status_code == 403
    apply.consent(case, by=covered, at=OPENED)
    send.send(case, by=lead, at=DEADLINE)
    assert client.get(place(case, "sendt", 1, 1)).content == PLAN


class TestSent:
    """What was sent is fetched from what was sent, by all who read the case."""

    @pytest.fixture
    def sent(self, case, by):
        file = attached(case, by)
        send.send(case, by=by, at=OPENED)
        apply.begin_correction(case, by=by, at=OPENED)
        attachments.remove(case, file, by=by, at=OPENED)
        attached(case, by, docx(), "ny.docx")
        return case

    def test_the_municipality_fetches_what_it_sent_while_it_corrects(self, client, sent):
        page = said(client.get(f"/ansoegninger/{sent}/"))
        assert "plan.pdf (PDF, 1 kB)" in page
        assert sha256(PLAN) in page
        assert client.get(place(sent, "sendt", 1, 1)).content == PLAN
        assert client.get(place(sent, "sendt", 2, 1)).status_code == 404

    def test_the_agency_fetches_it_from_the_page_of_the_case(self, town, sent):
        town.impartial()
        for actor in (town.caseworker, town.approver):
            agency = client_of(actor)
            page = said(agency.get(f"/sager/{sent}/"))
            assert f"/sager/{sent}/bilag/1/1/" in page
            assert "ny.docx" not in page
            assert agency.get(f"/sager/{sent}/bilag/1/1/").content == PLAN
            assert agency.get(f"/sager/{sent}/bilag/1/2/").status_code == 404

    def test_29_and_nobody_else(self, town, sent):
        other = client_of(town.signatories["0155"])
        assert other.get(place(sent, "sendt", 1, 1)).status_code == 404
        assert other.get(f"/sager/{sent}/bilag/1/1/").status_code == 403

    def test_a_draft_that_is_sent_shows_no_page_for_files(self, client, case, by):
        file = attached(case, by)
        send.send(case, by=by, at=DEADLINE)
        assert client.get(place(case)).status_code == 404
        assert client.get(place(case, file)).status_code == 404

    def test_a_file_that_comes_after_a_colleague_sent_is_refused_with_what_to_do(self, client, case, by):
        send.send(case, by=by, at=DEADLINE)
        answer = upload(client, case, ("aftale.pdf", PLAN))
        assert answer.status_code == 409
        assert "»aftale.pdf«: Kladden er lukket. Begynd en rettelse" in said(answer)
        assert names(case) == []


class TestDemanded:
    """A file that the pool demands has a place of its own."""

    @pytest.fixture
    def town(self, db):  # noqa: ARG002  the fixture it takes the place of
        return Town().build(text=DEMANDING)

    def test_it_is_attached_in_its_place_once(self, client, case):
        assert "Aftalen med psykiatrien" in said(client.get(place(case)))
        upload(client, case, ("aftale.pdf", PLAN), key="agreement")
        page = words(client.get(place(case)))
        assert 'id="id_agreement_uploads"' not in page
        again = upload(client, case, ("anden.pdf", pdf({3: b"7"})), key="agreement")
        assert "Der ligger allerede en fil her." in said(again)
        assert "kræver ikke dette bilag" in said(upload(client, case, ("x.docx", docx()), key="andet"))
        assert [(each.key, each.name) for each in selectors.of_draft(case)] == [("agreement", "aftale.pdf")]

    def test_the_sent_version_says_which_file_it_is(self, town, client, case, by):
        upload(client, case, ("aftale.pdf", PLAN), key="agreement")
        send.send(case, by=by, at=DEADLINE)
        town.impartial()
        assert "Samarbejdsaftalen" in said(client_of(town.caseworker).get(f"/sager/{case}/"))


def test_a_full_draft_offers_no_more_room(client, case, by, monkeypatch):
    monkeypatch.setattr("fsm3.web.municipality.attachment_parts.MOST_FILES", 1)
    attached(case, by)
    assert 'type="file"' not in words(client.get(place(case)))
    assert cases.draft(case).open
