"""A text that is no TOML is refused in words of ours: one fault of every kind, and every message that the reader has."""

from __future__ import annotations

import ast
import inspect
import tomllib
from collections.abc import Iterator
from importlib import import_module

import pytest

from applications.rules.pool_file import read_pool
from applications.rules.toml_faults import SAID, fault_of
from tests.rules.support import refused

FAULTS = {
    'key = "fsm3': ("toml_text_not_ended", "end of document"),
    'key = """fsm3"': ("toml_text_not_ended", "end of document"),
    "key = 'fsm3": ("toml_text_not_ended", "end of document"),
    "key = '''fsm3": ("toml_text_not_ended", "end of document"),
    'key = "fsm3\nshort = "FSM3"': ("toml_text_ends_with_line", "line 1, column 12"),
    "key = 'fsm3\nshort = 'FSM3'": ("toml_text_ends_with_line", "line 1, column 12"),
    'key = "a\x01"': ("toml_character", "line 1, column 9"),
    "# a\x01": ("toml_character", "line 1, column 4"),
    'key = "C:\\pulje"': ("toml_backslash", "line 1, column 12"),
    'key = "C:\\users"': ("toml_backslash", "line 1, column 12"),
    'key = "\\ud800"': ("toml_backslash", "line 1, column 14"),
    'key = """a \\ b"""': ("toml_backslash", "line 1, column 14"),
    "ærmer = 1": ("toml_statement", "line 1, column 1"),
    'name = "a "b" c"': ("toml_more_on_line", "line 1, column 12"),
    "envelope = 1.000,00": ("toml_more_on_line", "line 1, column 17"),
    "key name = 1": ("toml_no_value", "line 1, column 5"),
    "key. = 1": ("toml_key", "line 1, column 6"),
    "[]": ("toml_key", "line 1, column 2"),
    "[kohørte]": ("toml_heading_not_ended", "line 1, column 5"),
    "[[cohorts]": ("toml_heading_not_ended", "line 1, column 10"),
    "key = [1 2]": ("toml_list_not_ended", "line 1, column 10"),
    "key = {a = 1 b = 2}": ("toml_braces_not_ended", "line 1, column 14"),
    "[a]\n[a]": ("toml_heading_twice", "line 2, column 3"),
    "[a]\nb.c = 1\n[a.b]": ("toml_heading_twice", "line 3, column 5"),
    "[fruit]\napple.color = 1\n[fruit.apple.taste]\n[fruit]": ("toml_heading_twice", "line 4, column 7"),
    "a = {b = 1}\n[a.c]": ("toml_heading_twice", "line 2, column 5"),
    "a = {b = 1}\na.c = 2\n": ("toml_closed", "line 2, column 8"),
    "a = []\n[[a]]": ("toml_closed", "line 2, column 4"),
    "a = 1\na = 2": ("toml_key_twice", "end of document"),
    "a = {b = 1, b = 2}": ("toml_key_twice", "line 1, column 18"),
    "a = 2021-02-30": ("toml_date", "line 1, column 5"),
    "a =": ("toml_value", "end of document"),
    "a = yes": ("toml_value", "line 1, column 5"),
    "a = " + "9" * 5000: ("toml_number_too_long", ""),
    "a = " + "[" * 5000: ("toml_too_deep", ""),
}


@pytest.mark.parametrize("text", FAULTS, ids=range(len(FAULTS)))
def test_each_kind_of_fault_is_told_as_what_it_is(text):
    (problem,) = refused(lambda: read_pool(text))
    assert (problem.code, problem.where) == FAULTS[text]


def test_every_kind_has_a_text_that_shows_it():
    assert {code for code, _where in FAULTS.values()} >= {code for _begins, code in SAID}


def test_the_line_is_told_with_its_fault_and_shortened():
    (problem,) = refused(lambda: read_pool('key = "a"\r\nname = ? # ' + "x" * 200))
    assert problem.where == "line 2, column 8"
    assert problem.detail["stands"] == "name = ? # " + "x" * 69 + " …"


def test_no_message_of_the_reader_is_without_a_sentence():
    found = set(messages())
    assert len(found) > 20, "The reader of TOML tells its faults in another way than it did."
    silent = {each for each in found if fault_of(tomllib.TOMLDecodeError(each), "").code == "toml_syntax"}
    assert not silent


def test_a_message_nobody_knows_is_told_all_the_same():
    problem = fault_of(tomllib.TOMLDecodeError("Something new (at line 1, column 2)"), "a = 1")
    assert (problem.code, problem.where) == ("toml_syntax", "line 1, column 2")


def messages() -> Iterator[str]:
    """The beginning of every message that the reader of TOML raises, from its own source."""
    for call in ast.walk(ast.parse(inspect.getsource(import_module("tomllib._parser")))):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "suffixed_err":
            yield _begins(call.args[2])


def _begins(said: ast.expr) -> str:
    """A message as it is said of a quotation mark, where it names what it found."""
    if isinstance(said, ast.Constant):
        return str(said.value)
    assert isinstance(said, ast.JoinedStr)
    return "".join(str(part.value) if isinstance(part, ast.Constant) else '"\'"' for part in said.values)
