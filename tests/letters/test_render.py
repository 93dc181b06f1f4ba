"""The PDFs of the letters: what they say, how they are tagged, what they refuse to fetch."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from operator import methodcaller
from typing import Any, cast

import pdfua
import pytest
from pypdf import PdfReader
from pypdf.generic import NullObject
from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError

from fsm3.core.journal import Head
from fsm3.jobs import render as rendering
from fsm3.jobs.render import RefusedAddress, render, to_pdf
from fsm3.letters import contexts, templates
from fsm3.letters.contexts import Kind
from fsm3.letters.storage import to_json
from tests.letters import walk
from tests.letters.samples import APPLIED_LINES, AWARD, AWARD_LINES, COVERED, RECEIPT, REFUSAL, SAMPLES
from tests.letters.samples_account import ACCOUNT, PARTIAL
from tests.letters.samples_life import CHANGE, HEARING, OTHERS, SETTLEMENT

HEAD = Head(1234, "9f86d081884c7d65" * 4)
KINDS = list(SAMPLES)


def pdf_of(letter) -> bytes:
    return render(templates.kind_of(letter), to_json(letter), head=HEAD)


def text_of(pdf: bytes, *options: str) -> str:
    done = subprocess.run(["pdftotext", *options, "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def pdfs() -> dict[Kind, bytes]:
    return {kind: pdf_of(letter) for kind, letter in SAMPLES.items()}


@pytest.fixture(scope="module")
def readers(pdfs) -> dict[Kind, PdfReader]:
    return {kind: PdfReader(io.BytesIO(pdf)) for kind, pdf in pdfs.items()}


def elements(reader: PdfReader):
    """Every structure element of a document with the one above it, in reading order."""

    def below(element, parent):
        yield element, parent
        kids = element.get("/K", [])
        for kid in map(methodcaller("get_object"), kids if isinstance(kids, list) else [kids]):
            if isinstance(kid, dict) and "/S" in kid:
                yield from below(kid, element)

    root: Any = cast("Any", reader.trailer)["/Root"]["/StructTreeRoot"]
    for top in root["/K"]:
        yield from below(top.get_object(), root)


class TestWhatItSays:
    def test_the_award_prints_the_municipalitys_own_instalments_in_kroner(self, pdfs):
        text = flat(text_of(pdfs[Kind.AWARD], "-layout"))
        for instalment in AWARD.instalments:
            assert instalment.amount in text.replace("\N{NO-BREAK SPACE}", " ")
        assert f"op til {AWARD.amount}" in text.replace("\N{NO-BREAK SPACE}", " ")

    def test_the_award_names_cohort_period_thresholds_and_dates(self, pdfs):
        text = flat(text_of(pdfs[Kind.AWARD]))
        for said in (
            AWARD.cohort,
            AWARD.first_day,
            AWARD.last_day,
            "Mindst 17 %",
            "Mindst 22 %",
            AWARD.acceptance.by,
        ):
            assert said in text

    def test_the_decision_comes_before_the_reasons_and_these_before_what_follows(self, pdfs):
        for kind, decision in (
            (Kind.AWARD, "giver Lyngby-Taarbæk Kommune tilsagn"),
            (Kind.REFUSAL, "giver afslag"),
            (Kind.INADMISSIBILITY, "afviser ansøgningen"),
            (Kind.AMENDED_AWARD, "ændrer tilsagnet"),
            (Kind.BUDGET_CHANGE, "godkender den ændring"),
            (Kind.SETTLEMENT, "udbetaler 827.920,00"),
            (Kind.REPAYMENT, "skal betale 334.900,00"),
        ):
            text = flat(text_of(pdfs[kind])).replace("\N{NO-BREAK SPACE}", " ")
            after = "Det skal I gøre nu" if kind is Kind.AWARD else "Hvad sker der nu"
            assert text.index(decision) < text.index("Begrundelse") < text.index(after)

    @pytest.mark.parametrize("kind", KINDS)
    def test_every_page_carries_case_journal_head_and_page_number(self, pdfs, readers, kind):
        count = len(readers[kind].pages)
        for number in range(1, count + 1):
            page = flat(text_of(pdfs[kind], "-f", str(number), "-l", str(number)))
            assert f"Sag {SAMPLES[kind].head.case_number}" in page
            assert f"Journal 1234 · {HEAD.digest[:12]}" in page
            assert f"Side {number} af {count}" in page

    @pytest.mark.parametrize("kind", KINDS)
    def test_every_page_of_a_made_up_letter_is_marked(self, pdfs, readers, kind):
        for number in range(1, len(readers[kind].pages) + 1):
            assert "Opdigtede data" in text_of(pdfs[kind], "-f", str(number), "-l", str(number))

    def test_the_budget_stands_on_pages_of_its_own(self, pdfs):
        pages = text_of(pdfs[Kind.AWARD]).split("\f")
        (budget,) = [page for page in pages if "Godkendt budget" in page]
        assert "Med venlig hilsen" not in budget
        assert "Bilag 2" not in budget


class TestTags:
    @pytest.mark.parametrize("kind", KINDS)
    def test_it_is_tagged_titled_and_in_danish(self, readers, kind):
        root = readers[kind].trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"].value is True
        assert root["/Lang"] == "da"
        assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
        assert readers[kind].metadata.title == templates.title(SAMPLES[kind])
        declared = b"pdfaid:conformance" if kind is Kind.ACCOUNT else b"pdfuaid:part"
        assert declared in root["/Metadata"].get_object().get_data()

    @pytest.mark.parametrize("kind", KINDS)
    def test_every_font_is_plex_and_embedded(self, readers, kind):
        for page in readers[kind].pages:
            for font in page["/Resources"]["/Font"].values():
                (below,) = font.get_object()["/DescendantFonts"]
                assert "IBM-Plex-Sans" in font.get_object()["/BaseFont"]
                assert "/FontFile2" in below.get_object()["/FontDescriptor"]

    @pytest.mark.parametrize("kind", KINDS)
    def test_headings_begin_with_one_h1_and_skip_no_level(self, readers, kind):
        levels = [
            int(each["/S"][2]) for each, _ in elements(readers[kind]) if re.fullmatch(r"/H\d", each["/S"])
        ]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))

    @pytest.mark.parametrize("kind", KINDS)
    def test_every_header_cell_says_what_it_heads_and_every_table_has_a_caption(self, readers, kind):
        for cell, row in elements(readers[kind]):
            if cell["/S"] == "/TH":
                in_head = row["/P"]["/S"] == "/THead"
                assert cell["/A"]["/Scope"] == ("/Column" if in_head else "/Row")
        tables = [each for each, _ in elements(readers[kind]) if each["/S"] == "/Caption"]
        captions = re.findall(r"<caption>\s*\w", templates.html(SAMPLES[kind], journal=HEAD))
        assert len(tables) == len(captions) == templates.html(SAMPLES[kind], journal=HEAD).count("<table")

    @pytest.mark.parametrize("kind", KINDS)
    def test_what_stands_in_the_margins_is_no_content(self, readers, kind):
        """A screen reader meets page numbers and marks as artifacts of pagination, and all else in the tree."""
        tree = readers[kind].trailer["/Root"]["/StructTreeRoot"]
        owners = tree["/ParentTree"]["/Nums"]
        reached = {each.indirect_reference.idnum for each, _ in elements(readers[kind])}
        for page in readers[kind].pages:
            content = page.get_contents().get_data()
            assert content.count(b"/Artifact\n<</Type /Pagination>>\nBDC") >= 3
            mcids = {int(number) for number in re.findall(rb"/MCID (\d+)", content)}
            of_page = owners[owners.index(page["/StructParents"]) + 1]
            assert {of_page[mcid].idnum for mcid in mcids} <= reached
            assert all(
                isinstance(owner, NullObject) for mcid, owner in enumerate(of_page) if mcid not in mcids
            )


class TestWhatItRefuses:
    @pytest.mark.parametrize(
        "address",
        [
            "file:///etc/passwd",
            "http://example.org/x.png",
            "https://example.org/x.png",
            "ftp://example.org/x",
            "data:image/png;base64,AAAA",
            "dkfds/fonts/IBMPlexSans/complete/ttf/IBMPlexSans-Bold.ttf",
            "https://static.invalid/../../../etc/passwd",
            "https://static.invalid/letters/letter.css",
        ],
    )
    @pytest.mark.parametrize(
        "way",
        [
            '<img alt="x" src="{}">',
            '<link rel="stylesheet" href="{}">',
            '<link rel="attachment" href="{}">',
            '<style>@import url("{}");</style>',
            '<style>p {{ background: url("{}") }}</style>',
            '<style>@font-face {{ font-family: x; src: url("{}") }}</style>',
        ],
        ids=["picture", "stylesheet", "attachment", "import", "background", "font"],
    )
    def test_a_template_that_would_fetch_anything_stops_the_letter(self, address, way):
        """Bad input 40."""
        page = (
            f'<html lang="da"><head><title>x</title>{way.format(address)}</head><body><p>x</p></body></html>'
        )
        with pytest.raises(FatalURLFetchingError) as refused:
            to_pdf(page)
        assert isinstance(refused.value.__cause__, RefusedAddress)

    def test_what_people_typed_comes_out_as_text(self):
        """Bad input 37."""
        typed = ("<script>alert(1)</script>", "{{ 7*7 }}", "{% load x %}", "=HYPERLINK(1)")
        text = flat(text_of(pdf_of(replace(REFUSAL, reasons=typed))))
        assert all(each in text for each in typed)

    def test_a_refused_address_in_a_typed_text_is_only_text(self):
        text = flat(text_of(pdf_of(replace(REFUSAL, reasons=('<img src="file:///etc/passwd">',)))))
        assert '<img src="file:///etc/passwd">' in text
        assert "root:" not in text


def test_the_same_context_gives_the_same_bytes_in_any_process(pdfs):
    code = (
        "import sys, django; django.setup()\n"
        "from tests.letters.test_render import pdf_of, SAMPLES\n"
        "sys.stdout.buffer.write(pdf_of(SAMPLES[sys.argv[1]]))\n"
    )
    for kind in KINDS:
        assert pdf_of(SAMPLES[kind]) == pdfs[kind]
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "fsm3.settings", "PYTHONHASHSEED": "7"}
    command = [sys.executable, "-c", code, Kind.RECEIPT]
    done = subprocess.run(command, capture_output=True, check=False, env=env)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout == pdfs[Kind.RECEIPT]


NOTE = (
    "Posten er beregnet ud fra den tid, som medarbejderne ifølge kommunens egne opgørelser bruger på opgaven. "
    * 3
)
LONG: dict[str, contexts.Letter] = {
    "long_award": replace(
        AWARD,
        head=replace(
            AWARD.head,
            recipient=contexts.Party(
                name="Ringkøbing-Skjern Kommune og Lyngby-Taarbæk Kommune", cvr="00 00 01 73"
            ),
        ),
        covered=COVERED,
        budget=replace(
            AWARD.budget,
            lines=tuple(
                replace(AWARD_LINES[number % 3], number=str(number + 1), note=NOTE) for number in range(30)
            ),
        ),
    ),
    "long_refusal": replace(
        REFUSAL,
        covered=COVERED,
        criteria=tuple(replace(each, considerations=NOTE * 20) for each in REFUSAL.criteria),
    ),
    "long_receipt": replace(
        RECEIPT,
        answers=tuple(replace(each, answer=f"{NOTE}\n\n" * 12 + "x" * 300) for each in RECEIPT.answers),
        budget=replace(
            RECEIPT.budget,
            lines=tuple(
                replace(APPLIED_LINES[number % 2], number=str(number + 1), note=NOTE * (1 + number % 9))
                for number in range(30)
            ),
        ),
    ),
    "long_settlement": replace(
        SETTLEMENT,
        covered=COVERED,
        reasons=(NOTE * 12,),
        statement=replace(
            SETTLEMENT.statement,
            lines=tuple(replace(each, text=NOTE) for each in SETTLEMENT.statement.lines * 2),
            months=SETTLEMENT.statement.months * 4,
            accounts=tuple(
                replace(each, lines=tuple(replace(one, name=NOTE, reason=NOTE * 4) for one in each.lines * 2))
                for each in SETTLEMENT.statement.accounts * 2
            ),
        ),
    ),
    "long_hearing": replace(HEARING, intends=(NOTE * 15,), facts=(NOTE * 6, "x" * 300), covered=COVERED),
    "long_change": replace(
        CHANGE,
        wish=(f"{NOTE}\n\n" * 12,),
        budget=replace(
            CHANGE.budget, lines=tuple(replace(each, note=NOTE * 9) for each in CHANGE.budget.lines)
        ),
    ),
    "long_account": replace(
        ACCOUNT,
        attestations=tuple(
            replace(each, emphasis=(NOTE * 3,), text=(f"{NOTE}\n\n" * 5,)) for each in ACCOUNT.attestations
        ),
        lines=tuple(
            replace(ACCOUNT.lines[number % 3], number=str(number + 1), explanation=(NOTE * (number % 7 + 1),))
            for number in range(30)
        ),
    ),
    "partial_account": PARTIAL,
    **OTHERS,
    **{kind.value: letter for kind, letter in SAMPLES.items()},
}


def boxes_of(box):
    yield box
    for child in getattr(box, "children", ()):
        yield from boxes_of(child)


@pytest.mark.parametrize("name", LONG)
def test_nothing_runs_over_the_edge_of_a_page(name):
    """Every line of text lies within the page's own margins, however long names, notes and tables are."""
    fonts, stylesheet = rendering._looks()
    page = HTML(string=templates.html(LONG[name], journal=HEAD), base_url=rendering._HERE)
    for sheet in page.render(font_config=fonts, stylesheets=[stylesheet]).pages:
        box = sheet._page_box
        right, bottom = box.content_box_x() + box.width, box.content_box_y() + box.height
        for content in (child for child in box.children if type(child).__name__ != "MarginBox"):
            for each in boxes_of(content):
                if type(each).__name__ == "TextBox":
                    assert each.position_x + each.width <= right + 0.5, each.text
                    assert each.position_y + each.height <= bottom + 0.5, each.text


@pytest.mark.parametrize("name", ["long_award", "long_receipt"])
def test_a_long_budget_repeats_its_head_on_every_page_and_loses_no_line(name):
    pages = text_of(pdf_of(LONG[name]), "-layout").split("\f")
    first = next(
        number for number, page in enumerate(pages) if re.search(r"Godkendt budget|Budgettet, som I", page)
    )
    lines = {
        "long_award": r"(?m)^\s*(\d+)\s+Løn|^\s*(\d+)\s+Revision",
        "long_receipt": r"(?m)^\s*(\d+)\. (?:Løn|Revision)",
    }[name]
    found = []
    for page in pages[first:]:
        numbers = [int(next(filter(None, match.groups()))) for match in re.finditer(lines, page)]
        if numbers:
            assert "Budgetpost" in page
            found += numbers
    assert found == list(range(1, 31))


@pytest.mark.parametrize("letter", [ACCOUNT, PARTIAL], ids=["final", "partial"])
def test_an_account_of_a_few_lines_is_two_pages_and_neither_is_left_empty(letter):
    first, second = text_of(pdf_of(letter)).rstrip("\f").split("\f")
    assert all(each.name in first for each in letter.attestations)
    assert "Regnskabet, post for post" in second
    assert "Om underskrifterne i filen" in second


def test_no_text_of_a_row_longer_than_a_page_is_lost():
    considerations = " ".join(f"ord{number}" for number in range(3000))
    letter = walk.changed(REFUSAL, ("criteria", 1, "considerations"), considerations)
    assert re.findall(r"ord\d+", text_of(pdf_of(letter))) == considerations.split()


@pytest.mark.parametrize("name", LONG)
def test_a_checker_of_pdf_ua_finds_nothing(name, tmp_path):
    """`pdfua` knows a sixth of the rules of PDF/UA-1 that a machine can check; it confirms no conformance."""
    path = tmp_path / f"{name}.pdf"
    path.write_bytes(pdf_of(LONG[name]))
    report = pdfua.validate(str(path))
    # An account declares PDF/A-3a in its metadata, and no file can declare both.
    declares = {"UA-28-004"} if templates.kind_of(LONG[name]) is Kind.ACCOUNT else set()
    assert {finding.rule_id for finding in report.findings} == declares
    assert [each.rule_id for each in report.skipped] == ["UA-14-001"]  # headings: it fails on them, see above


def test_the_checker_is_awake(tmp_path):
    path = tmp_path / "no_language.pdf"
    path.write_bytes(to_pdf("<title>x</title><p>Uden sprog</p>"))
    assert "UA-06-001" in {finding.rule_id for finding in pdfua.validate(str(path)).findings}
