"""The PDFs of the letters: what they say, what they refuse to fetch, and the same bytes every time."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

import pytest
from weasyprint.urls import FatalURLFetchingError

from fsm3.jobs.render import RefusedAddress, to_pdf
from fsm3.letters.contexts import Kind
from tests.letters.pdfs import HEAD, KINDS, flat, pdf_of, text_of
from tests.letters.samples import AWARD, REFUSAL, SAMPLES


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
        "from tests.letters.pdfs import SAMPLES, pdf_of\n"
        "sys.stdout.buffer.write(pdf_of(SAMPLES[sys.argv[1]]))\n"
    )
    for kind in KINDS:
        assert pdf_of(SAMPLES[kind]) == pdfs[kind]
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "fsm3.settings", "PYTHONHASHSEED": "7"}
    command = [sys.executable, "-c", code, Kind.RECEIPT]
    done = subprocess.run(command, capture_output=True, check=False, env=env)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout == pdfs[Kind.RECEIPT]
