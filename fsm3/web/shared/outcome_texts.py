"""The sentences of problems with outcomes: the monthly file, its months, and locks. No sentence repeats a cell of the file."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FILE: dict[str, Promise] = {
    "file_empty": _("The file is empty."),
    "file_too_large": _("The file is larger than %(most)s MB."),
    "file_binary": _("This is no text file. Save it as CSV in UTF-8 and try again."),
    "file_not_utf8": _("The file is not written in UTF-8. Save it as CSV in UTF-8 and try again."),
    "cpr_in_upload": _(
        "The file or its name holds something that looks like a CPR number. Nothing of it is kept. Use pseudonyms with a"
        " letter and without ten digits in a row."
    ),
    "cpr_in_file": _(
        "%(place)s: something in column “%(column)s” looks like a CPR number. Nothing of the file is kept. Use pseudonyms"
        " with a letter and without ten digits in a row."
    ),
    "quotes_broken": _("%(place)s: a quoted cell does not end as it should. Perhaps the file was cut off."),
    "row_width": _("%(place)s: the row has %(cells)s cells instead of %(expected)s."),
    "code_not_four_digits": _("%(place)s: a municipality code has four digits."),
    "code_unknown": _("%(place)s: there is no municipality with this code."),
    "citizen_without_letter": _("%(place)s: a pseudonym has at least one letter."),
    "citizen_unreadable": _("%(place)s: a pseudonym has at most 64 characters that can be read."),
    "not_a_month": _("%(place)s: write the month as 2022-03."),
    "not_zero_or_one": _("%(place)s: column “%(column)s” takes 0 or 1."),
    "not_hours": _("%(place)s: write the hours in column “%(column)s” as 37.5 or 37,5."),
    "hours_out_of_range": _("%(place)s: the hours in column “%(column)s” lie between 0 and 744."),
    "citizen_twice": _("%(place)s: the same citizen is in the same month in line %(first)s."),
    "more_faults": _("There are %(count)s faults in all; the first %(shown)s are shown. By kind: %(codes)s."),
    "municipality_absent": _(
        "Municipality %(municipality)s has an award but no row in %(month)s. Confirm that this is right, or send a whole"
        " file."
    ),
    "confirmation_unreadable": _("A confirmation is written as 2022-03:0101, the month and the code."),
    "list_month_missing": _(
        "The group is a list from the first month of the project, %(month)s, and no file contains that month."
    ),
    "awards_moved": _("Awards have changed since the file was checked. Import it once more."),
}

MONTHS: dict[str, Promise] = {
    "no_months": _("Choose at least one month."),
    "month_unknown": _("No file contains %(month)s."),
    "month_locked_already": _("%(month)s is locked already."),
    "month_not_locked": _("%(month)s is not locked."),
    "shares_not_counted": _("The shares of %(month)s are still being counted. Try again in a moment."),
}

OUTCOMES = {**FILE, **MONTHS}
