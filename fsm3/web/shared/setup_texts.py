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


def place_text(problem: Problem) -> str:
    """Where in a file a problem is: the line and column in words, a place of a pool file as the file names it."""
    where = problem.where
    if where.startswith("line ") and ", column " in where:
        line, column = where.removeprefix("line ").split(", column ")
        return _("Line %(line)s, column %(column)s") % {"line": line, "column": column}
    return _("The headings") if where == "header" else where or _("The file")
