"""Every text has its Danish, every problem its sentence, every act of the journal its words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from django.utils import translation

from applications.rules.pool_terms import Source, Trigger
from applications.rules.workflow import Event
from fsm3.core.money import Money
from fsm3.core.problems import Problem
from fsm3.web.shared import problem_texts
from fsm3.web.shared.award_texts import trigger_label
from fsm3.web.shared.journal_texts import ACTS
from fsm3.web.shared.problem_texts import TEXTS, sentences
from payouts.rules.terms import AwardPart
from tests.web.texts import CODE, ROOT, danish, msgids

PLACEHOLDER = re.compile(r"%\(\w+\)s")
WHEN = {
    Trigger.START_DATE: "Når projektet er begyndt",
    Trigger.PARTIAL_ACCOUNT: "Når delregnskabet er godkendt, højst det beløb, der godkendes i det",
    Trigger.FINAL_ACCOUNT: "Når slutregnskabet er godkendt",
}
PAGES = [path for path in sorted((ROOT / "templates").rglob("*.html")) if "letters" not in path.parts]


def calls(*names: str) -> Iterator[ast.Call]:
    """Every call of a function of one of these names in our code."""
    for app in CODE:
        for path in (ROOT / app).rglob("*.py"):
            found = (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))
            yield from (
                call for call in found if getattr(call.func, "id", getattr(call.func, "attr", "")) in names
            )


def strings(node: ast.AST) -> set[str]:
    """The texts that stand in an expression."""
    return {
        each.value
        for each in ast.walk(node)
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    }


def problem_codes() -> set[str]:
    """The codes of all problems: the first argument wherever one is made, directly or by a helper of the rules."""
    makers = (
        "Problem",
        "_problem",
        "_fault",
        "Misfit",
        "Unreadable",
        "_refuse",
        "Fault",
        "Wrong",
        "refuse",
        "_refused",
        "_differ",
    )
    first = {code for call in calls(*makers) if call.args for code in strings(call.args[0])}
    last = {
        code
        for call in calls("_at")
        for code in strings(call.args[-1])
        if not isinstance(call.args[-1], ast.JoinedStr)
    }
    return {code for code in first | last if re.fullmatch(r"[a-z]+(_[a-z]+)+", code)}


def test_every_text_has_its_danish():
    missing = msgids() - danish().keys()
    assert not missing


def test_no_danish_text_is_empty_uncertain_or_left_over():
    for msgid, message in danish().items():
        parts = message.string if isinstance(message.string, tuple) else (message.string,)
        assert all(parts), msgid
        assert not message.fuzzy, msgid
    assert not danish().keys() - msgids()


def test_danish_keeps_the_placeholders():
    for msgid, message in danish().items():
        for english, text in zip(_parts(msgid), _parts(message.string), strict=True):
            assert sorted(PLACEHOLDER.findall(english)) == sorted(PLACEHOLDER.findall(text)), msgid


def _parts(text: object) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, tuple | list) else (str(text),)


def test_every_problem_has_its_sentence():
    codes = problem_codes()
    assert {"not_now", "rate_missing", "wrong_type", "ambiguous_number"} <= codes
    assert sorted(codes - TEXTS.keys()) == []


def test_no_code_has_two_sentences():
    parts = [each for each in vars(problem_texts).values() if isinstance(each, dict) and each is not TEXTS]
    assert sum(len(each.keys() & TEXTS.keys()) for each in parts) == len(TEXTS)


def test_problems_are_told_once_each_with_their_figures():
    problem = Problem("total_over_cap", "total", {"total": "3 kr.", "cap": "2 kr.", "over": "1 kr."})
    assert sentences([problem, problem]) == [
        "Budgettet på 3 kr. er 1 kr. over det maksimale tilskudsbeløb på 2 kr."
    ]


def test_every_act_has_its_words():
    acts = {act for call in calls("record", "_record") for act in strings(call)}
    acts = {act for act in acts if re.fullmatch(r"[a-z_]+\.[a-z_]+", act)}
    acts |= {f"application.{event}" for event in (Event.SENT, Event.SENT_LATE, Event.CORRECTION_SENT)}
    assert sorted(acts - ACTS.keys()) == []
    assert "case.scored" in acts
    assert "application.awarded" in acts


@pytest.mark.parametrize("path", PAGES, ids=str)
def test_no_page_holds_style_or_script_of_its_own(path: Path):
    text = path.read_text()
    assert not re.search(r"<script(?![^>]* src=)|<style|\sstyle=|\son[a-z]+=|javascript:", text)


@pytest.mark.parametrize("trigger", WHEN)
def test_what_releases_a_part_is_told_as_a_moment(trigger: Trigger):
    part = AwardPart("first", 1, Fraction(1), Money.of(1), trigger, None, "", Source("Udbetaling"))
    with translation.override("da"):
        assert trigger_label(part) == WHEN[trigger]


OTHER_MARKS = re.compile("[“”„]")
TRANSLATED = re.compile(r"{% blocktranslate.*?endblocktranslate %}|{% translate .*?%}", re.DOTALL)


def in_danish() -> Iterator[tuple[str, str]]:
    """Every Danish text with where it stands: of the catalogue, and what code and templates say without translating it."""
    for message in danish().values():
        forms = (message.string,) if isinstance(message.string, str) else message.string or ()
        yield from (("django.po", text) for text in forms)
    known = {text for each in msgids() for text in (each if isinstance(each, tuple) else (each,))}
    for app in CODE:
        for path in (ROOT / app).rglob("*.py"):
            yield from ((path.name, text) for text in strings(ast.parse(path.read_text())) - known)
    for path in (ROOT / "templates").rglob("*.html"):
        yield path.name, TRANSLATED.sub("", path.read_text())


def test_danish_is_quoted_with_one_kind_of_marks():
    """» and « in all Danish; English, which stands as it is to be translated, has its own."""
    found = [(place, text) for place, text in in_danish() if OTHER_MARKS.search(text)]
    assert not found, found
    assert not [text for place, text in in_danish() if place == "django.po" and '"' in text]
