"""Letters on a screen: the same words as on paper, what is missing marked, and nothing that runs as code."""

import re
from html import unescape

import pytest

from fsm3.core.journal import Head
from fsm3.journeys.correct_letter import CORRECTABLE
from fsm3.letters import templates, written
from fsm3.letters.completeness import incomplete, marked
from fsm3.letters.contexts import AS_ASKED, Correction, Kind, Signer
from fsm3.letters.storage import to_json
from fsm3.web.shared.letter_texts import missing_label, part_label
from tests.letters import walk
from tests.letters.samples import REFUSAL, SAMPLES

HEAD = Head(1234, "9f86d081884c7d65" * 4)
KINDS = [kind for kind in SAMPLES if kind not in {Kind.RECEIPT, Kind.ACCOUNT}]
PREVIEWED = [kind for kind in KINDS if kind is not Kind.HEARING]
PLACES = [(kind, path) for kind in PREVIEWED for path in walk.required(SAMPLES[kind])]
MARK = "¤Mangler¤"


def words(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.mark.parametrize("kind", KINDS)
def test_the_screen_says_what_the_paper_says(kind):
    paper = templates.html(SAMPLES[kind], journal=HEAD).partition("<main")[2].partition(">")[2]
    assert words(templates.sheet(SAMPLES[kind])) == words(paper)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "{{ 7*7 }}", "{% load x %}", '"><img src=x>'])
def test_37_what_people_typed_stays_text_on_a_screen(kind, typed):
    letter = SAMPLES[kind]
    for path, value in walk.leaves(letter):
        if isinstance(value, str):
            letter = walk.changed(letter, path, typed)
    page = templates.sheet(letter)
    assert typed in unescape(page)
    assert not {"<script", "<img"} & set(re.findall(r"<\w+", page))
    assert "49" not in words(page)


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_scrolls_by_itself_and_says_what_it_is(kind):
    page = templates.sheet(SAMPLES[kind])
    labels = re.findall(r'role="region" aria-label="([^"]+)"><table', page)
    assert len(labels) == page.count("<table")
    assert all(label.strip() for label in labels)


@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_with_everything_filled_has_no_mark(kind):
    assert marked(SAMPLES[kind], MARK) == SAMPLES[kind]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place[0]}:{walk.written(place[1])}")
def test_what_is_missing_is_marked_where_it_would_stand_and_named(place):
    kind, path = place
    there = walk.at(SAMPLES[kind], path)
    if isinstance(there, tuple) and path[-1] in {"cells", "year_sums", "years"}:
        return  # such a table cannot be written
    letter = walk.changed(SAMPLES[kind], path, "" if isinstance(there, str) else ())
    whole = marked(letter, MARK)
    assert incomplete(letter)
    assert incomplete(whole) == ()
    assert MARK in words(templates.sheet(whole))
    assert all(missing_label(problem.where) for problem in incomplete(letter))


class TestWritten:
    @pytest.mark.parametrize("kind", KINDS)
    def test_only_some_kinds_have_words_of_people_in_them(self, kind):
        assert bool(written.parts(SAMPLES[kind])) == (kind in CORRECTABLE)

    def test_the_words_of_an_award_are_its_reasons(self):
        parts = written.parts(SAMPLES[Kind.AWARD])
        assert {part.name for part in parts} == {"reasons", "reason"}
        assert all(part_label(part.name, part.beside) for part in parts)
        assert AS_ASKED not in {part.text for part in parts}

    def test_the_words_of_a_refusal_are_named_by_their_criterion(self):
        parts = written.parts(SAMPLES[Kind.REFUSAL])
        named = [part.beside for part in parts if part.name == "considerations"]
        assert named == [each.criterion for each in REFUSAL.criteria]

    @pytest.mark.parametrize("kind", sorted(CORRECTABLE))
    def test_other_words_change_nothing_but_the_words(self, kind):
        letter = SAMPLES[kind]
        texts = {part.path: f"Rettet {number}." for number, part in enumerate(written.parts(letter))}
        new = written.rewritten(letter, texts)
        assert [part.text for part in written.parts(new)] == list(texts.values())
        back = written.rewritten(new, {part.path: part.text for part in written.parts(letter)})
        assert to_json(back) == to_json(letter)

    def test_a_correction_stands_on_top_of_those_before_it(self):
        signer = Signer(name="En Opdigtet", title="Godkender")
        letter = SAMPLES[Kind.REFUSAL]
        for name in ("den første", "den anden"):
            why = Correction(document="Afslag", dated=name, change="Rettet.")
            letter = written.correcting(
                letter, {}, correction=why, dated="1. maj 2022", caseworker=signer, approver=signer
            )
        assert [each.dated for each in letter.head.corrections] == ["den anden", "den første"]
        assert words(templates.sheet(letter)).count("træder i stedet for Afslag af den") == 2
