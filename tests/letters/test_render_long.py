"""Letters as long as they may get: nothing runs over the edge, is lost, or disturbs a checker of PDF/UA."""

from __future__ import annotations

import re
from dataclasses import replace

import pdfua
import pytest
from weasyprint import HTML

from fsm3.jobs import render as rendering
from fsm3.jobs.render import to_pdf
from fsm3.letters import contexts, templates
from fsm3.letters.contexts import Kind
from tests.letters import walk
from tests.letters.pdfs import HEAD, pdf_of, text_of
from tests.letters.samples import APPLIED_LINES, AWARD, AWARD_LINES, COVERED, RECEIPT, REFUSAL, SAMPLES
from tests.letters.samples_account import ACCOUNT, PARTIAL
from tests.letters.samples_life import CHANGE, HEARING, OTHERS, SETTLEMENT

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
    assert [each.rule_id for each in report.skipped] == [
        "UA-14-001"
    ]  # headings: it fails on them, see `test_render_tags`


def test_the_checker_is_awake(tmp_path):
    path = tmp_path / "no_language.pdf"
    path.write_bytes(to_pdf("<title>x</title><p>Uden sprog</p>"))
    assert "UA-06-001" in {finding.rule_id for finding in pdfua.validate(str(path)).findings}
