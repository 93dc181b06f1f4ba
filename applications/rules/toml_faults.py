"""What is wrong with a text that is no TOML: the reader's own message, as a problem with its place and the line it stands on.

The messages are those of Python's `tomllib`, which says them in English alone. A test walks its source for every one of
them, so that a newer Python cannot bring one that has no sentence; until then it is told as `toml_syntax`.
"""

from __future__ import annotations

import re

from fsm3.core.problems import Problem

SAID = (
    ("Illegal character '\\n'", "toml_text_ends_with_line"),
    ("Found invalid character '\\n'", "toml_text_ends_with_line"),
    ("Illegal character", "toml_character"),
    ("Found invalid character", "toml_character"),
    ("Unterminated string", "toml_text_not_ended"),
    ("Expected \"'", "toml_text_not_ended"),
    ("Unescaped '\\' in a string", "toml_backslash"),
    ("Invalid hex value", "toml_backslash"),
    ("Escaped character is not a Unicode scalar value", "toml_backslash"),
    ("Invalid statement", "toml_statement"),
    ("Expected newline or end of document after a statement", "toml_more_on_line"),
    ("Expected '=' after a key in a key/value pair", "toml_no_value"),
    ("Invalid initial character for a key part", "toml_key"),
    ("Expected ']' at the end of a table declaration", "toml_heading_not_ended"),
    ("Expected ']]' at the end of an array declaration", "toml_heading_not_ended"),
    ("Unclosed array", "toml_list_not_ended"),
    ("Unclosed inline table", "toml_braces_not_ended"),
    ("Cannot declare", "toml_heading_twice"),
    ("Cannot redefine namespace", "toml_heading_twice"),
    ("Cannot mutate immutable namespace", "toml_closed"),
    ("Cannot overwrite a value", "toml_key_twice"),
    ("Duplicate inline table key", "toml_key_twice"),
    ("Invalid date or datetime", "toml_date"),
    ("Invalid value", "toml_value"),
    ("Exceeds the limit", "toml_number_too_long"),
)
"""How each message begins, and the code of its problem; the first that fits counts."""

_PLACE = re.compile(r"\(at (line (\d+), column \d+|end of document)\)")
_LONGEST = 80
"""How much of a line is shown: enough to find it by."""


def fault_of(error: ValueError | RecursionError, text: str) -> Problem:
    """What the reader of TOML stopped at in a text; `stands` is the line, to find it by."""
    if isinstance(error, RecursionError):
        return Problem("toml_too_deep")
    message = str(error)
    code = next((code for begins, code in SAID if message.startswith(begins)), "toml_syntax")
    place = _PLACE.search(message)
    if place is None:
        return Problem(code)
    return Problem(code, place[1], {"stands": _line(text, int(place[2]))} if place[2] else {})


def _line(text: str, number: int) -> str:
    """A line as the reader counts them, shortened."""
    line = text.replace("\r\n", "\n").split("\n")[number - 1].strip()
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]} …"
