"""The sentences of what is wrong when a pool is set up: its file, its table of caps, what both may become."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fsm3.core.problems import Problem

SETUP: dict[str, Promise] = {
    "csv_syntax": gettext_lazy("This is no table that can be read. Save it as CSV, and try again."),
    "keys_too_deep": gettext_lazy("A key has more than twenty parts. No pool file has that."),
    "in_force_meanwhile": gettext_lazy(
        "Something else has come in force since you saw the differences. Look at them again before you propose."
    ),
    "criteria_after_deadline": gettext_lazy(
        "The deadline has passed, so criteria, weights and points stay as they are."
    ),
    "envelope_below_awards": gettext_lazy(
        "The envelope of %(envelope)s is less than the %(awarded)s that is awarded already."
    ),
    "cohort_in_use": gettext_lazy("The cohort “%(cohort)s” has to stay: the caps in force name it."),
    "other_pool": gettext_lazy(
        "The file is that of the pool “%(key)s”. Propose it on the page of that pool, or as a new one."
    ),
    "pool_known": gettext_lazy(
        "There is a pool “%(key)s” already. Propose a new version of it on its own page."
    ),
    "nothing_given": gettext_lazy("Choose a file, or paste its text."),
    "text_too_large": gettext_lazy("The file is larger than 1 MB. Look whether it is the right one."),
    "text_not_utf8": gettext_lazy("The file is not text in UTF-8. Save it as UTF-8, and try again."),
    "text_has_nul": gettext_lazy("The file holds characters that are no text. Save it as plain text."),
}

TOML: dict[str, Promise] = {
    "toml_syntax": gettext_lazy(
        "The file cannot be read from here on. Look for a quotation mark, a comma or a bracket that is missing."
    ),
    "toml_text_ends_with_line": gettext_lazy(
        "A text has no end: put a quotation mark at its end, on the same line. A text of several lines stands between three at each end."
    ),
    "toml_text_not_ended": gettext_lazy(
        "A text has no end: look for the last text that begins with a quotation mark, or with three, and end it with as many."
    ),
    "toml_character": gettext_lazy(
        "Here stands a character that cannot be seen and is no text. Delete it, and write what should stand there."
    ),
    "toml_backslash": gettext_lazy(
        "A backslash in a text is written twice (\\\\), unless it stands before a quotation mark."
    ),
    "toml_statement": gettext_lazy(
        "A line begins with a key, with [ or with #. Delete what stands here, or put # before it to make it a remark. A key holds none of æ, ø and å."
    ),
    "toml_more_on_line": gettext_lazy(
        "More stands on the line than one value. Put amounts and texts in quotation marks, and \\ before a quotation mark within a text."
    ),
    "toml_no_value": gettext_lazy(
        "After the key = and a value are missing. A key holds no spaces and none of æ, ø and å."
    ),
    "toml_key": gettext_lazy(
        "A key is missing here. It is made of a to z, digits, _ and -, and what stands between [ and ] is a key as well."
    ),
    "toml_heading_not_ended": gettext_lazy(
        "The line begins with [ and does not end as it began: [key] or [[key]], with no spaces and none of æ, ø and å in the key."
    ),
    "toml_list_not_ended": gettext_lazy(
        "A list that begins with [ does not go on here. Put a comma between its values, and ] at its end."
    ),
    "toml_braces_not_ended": gettext_lazy(
        "What begins with a curly bracket does not go on here. Put a comma between its parts but none after the last, and end it on the same line."
    ),
    "toml_heading_twice": gettext_lazy(
        "This table stands further up as well. Move its lines up there, and delete this heading."
    ),
    "toml_closed": gettext_lazy(
        "What stands in brackets further up takes nothing more. Move this in between them."
    ),
    "toml_key_twice": gettext_lazy("The key has a value further up already. Delete one of the two."),
    "toml_date": gettext_lazy("There is no such day or time. Write it as 2021-11-26 or 2021-11-26T12:00:00."),
    "toml_value": gettext_lazy(
        "The value is missing or cannot be read. Put amounts and texts in quotation marks; yes and no are written true and false."
    ),
    "toml_number_too_long": gettext_lazy("The file holds a number of thousands of digits. Look for it."),
    "toml_too_deep": gettext_lazy("Brackets stand in brackets too many times over. No pool file has that."),
}
"""What the reader of TOML stopped at (`applications.rules.toml_faults`), and what to do about it."""

_NAMED = {"header": gettext_lazy("The headings"), "end of document": gettext_lazy("The end of the file")}
"""Places that are no line and no key."""


def place_text(problem: Problem) -> str:
    """Where in a file a problem is: the line and column in words, a place of a pool file as the file names it."""
    where = problem.where
    if where.startswith("line ") and ", column " in where:
        line, column = where.removeprefix("line ").split(", column ")
        return _("Line %(line)s, column %(column)s") % {"line": line, "column": column}
    return str(_NAMED[where]) if where in _NAMED else where or _("The file")
