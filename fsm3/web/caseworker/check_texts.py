"""The checks of admissibility in words: what is looked at, and what was found."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.rules.admissibility import Check, Checked
from fsm3.web.shared.components import Badge, Cell, Column, Table
from fsm3.web.shared.problem_texts import sentences

_LABELS: dict[Check, Promise] = {
    Check.IN_TIME: gettext_lazy("Received in time"),
    Check.SIGNATORY: gettext_lazy("Sent by a signatory"),
    Check.CAP: gettext_lazy("Within the cap"),
    Check.CONTACT: gettext_lazy("Contact"),
    Check.ANSWERS: gettext_lazy("Every question answered"),
    Check.BUDGET: gettext_lazy("Budget complete"),
    Check.OBLIGATIONS: gettext_lazy("Obligations accepted"),
    Check.ATTACHMENTS: gettext_lazy("Attachments demanded"),
    Check.CONSENTS: gettext_lazy("Consents to a joint application"),
}
_FOUND: dict[Check, Promise] = {
    Check.IN_TIME: gettext_lazy("Received on %(received)s. The deadline was %(deadline)s."),
    Check.SIGNATORY: gettext_lazy("Sent by %(sender)s."),
    Check.CAP: gettext_lazy("Requested: %(requested)s Cap: %(cap)s"),
    Check.CONTACT: gettext_lazy("Name and mail address are given."),
    Check.ANSWERS: gettext_lazy("All %(all)s questions are answered."),
    Check.BUDGET: gettext_lazy("All %(lines)s lines are complete."),
    Check.OBLIGATIONS: gettext_lazy("All %(all)s that bind this applicant are accepted."),
    Check.ATTACHMENTS: gettext_lazy("All %(all)s are attached."),
    Check.CONSENTS: gettext_lazy("All %(all)s covered municipalities have consented."),
}
_NOT_MET: dict[Check, Promise] = {
    Check.SIGNATORY: gettext_lazy("Sent by %(sender)s, who was no signatory of the municipality then."),
}
_NONE: dict[Check, Promise] = {
    Check.ATTACHMENTS: gettext_lazy("The pool demands none."),
    Check.CONSENTS: gettext_lazy("Not a joint application."),
}


def check_label(check: str) -> str:
    """What a check looks at."""
    return str(_LABELS[Check(check)])


def checks_table(found: Sequence[Checked]) -> Table:
    """Every check with what was found; what is not met stands first."""
    columns = (Column(_("Point checked")), Column(_("Found"), look="note"), Column(_("Result")))
    rows = tuple(_row(each) for each in sorted(found, key=lambda each: each.met))
    return Table(_("What the program has checked"), columns, rows, stacked=True)


def _row(each: Checked) -> tuple[Cell, ...]:
    badge = Badge(_("Met"), "success") if each.met else Badge(_("Not met"), "error")
    if each.problems:
        first, *more = sentences(each.problems)
        return Cell(check_label(each.check)), Cell(first, lines=tuple(more)), Cell(badge=badge)
    return Cell(check_label(each.check)), Cell(_told(each)), Cell(badge=badge)


def _told(each: Checked) -> str:
    if each.check in _NONE and each.figures["all"] == "0":
        return str(_NONE[each.check])
    texts = _FOUND if each.met else {**_FOUND, **_NOT_MET}
    return str(texts[each.check]) % each.figures
