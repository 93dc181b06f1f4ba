"""How the PDFs of the letters are tagged, for those who have them read aloud."""

from __future__ import annotations

import re
from itertools import pairwise
from operator import methodcaller
from typing import Any, cast

import pytest
from pypdf import PdfReader
from pypdf.generic import NullObject

from fsm3.letters import templates
from fsm3.letters.contexts import Kind
from tests.letters.pdfs import HEAD, KINDS
from tests.letters.samples import SAMPLES


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
