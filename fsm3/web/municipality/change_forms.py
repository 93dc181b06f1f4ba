"""The form of a budget change: the approved lines with their amounts by year, new lines below them, and the reason.

A line of the approved budget keeps its category and its department. Rows come and go without a script.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.selectors.awards import AwardInForce
from budgets.rules.checks import LONGEST_DEPARTMENT, LONGEST_NOTE, MOST_LINES
from budgets.rules.content import to_content
from budgets.rules.lines import Cell, Line, amount_cell
from fsm3.core.canonical import canonical, sha256
from fsm3.dkfds.formsets import TableFormSet, table_of
from fsm3.dkfds.helper import Button, Helper
from fsm3.dkfds.layout import FormsetTable
from fsm3.dkfds.widgets import AffixedInput
from fsm3.journeys.award_life import LONGEST_REASON
from fsm3.web.municipality.budget_lines import number_of
from fsm3.web.shared.fields import MoneyField


def _amount() -> AffixedInput:
    """An amount without its unit, which the table's caption tells: three years stand beside each other."""
    return AffixedInput({"inputmode": "decimal", "class": "number"})


class LineForm(forms.Form):
    """A line: what it is for, and its amount in each year of the period."""

    number = forms.CharField(widget=forms.HiddenInput, required=False)
    category = forms.ChoiceField(label=gettext_lazy("Category"), widget=forms.Select({"class": "in-table"}))
    department = forms.CharField(label=gettext_lazy("Department"), max_length=LONGEST_DEPARTMENT)
    note = forms.CharField(
        label=gettext_lazy("Note"), max_length=LONGEST_NOTE, widget=forms.Textarea({"rows": 2})
    )

    def __init__(
        self,
        *args: Any,
        categories: Mapping[str, str],
        years: Sequence[int],
        known: Mapping[int, Line],
        **kwargs: Any,
    ) -> None:
        """Offer every category to a new line, and its own to one that is known."""
        super().__init__(*args, **kwargs)
        line = known.get(number_of(self["number"].value()))
        offered = [("", _("Choose")), *categories.items()]
        if line:
            offered = [(line.category, categories.get(line.category, line.category))]
            self.fields["department"].widget.attrs["readonly"] = True
            self.row_title = _("Line %(number)s") % {"number": line.number}
        else:
            self.row_title = _("New line")
        self.fields["category"].choices = offered  # type: ignore[attr-defined]
        self.fields["note"].max_length = None  # type: ignore[attr-defined]  # judged, not counted in the row
        for year in years:
            self.fields[f"y{year}"] = MoneyField(label=str(year), required=False, widget=_amount())

    def amounts(self) -> Iterator[Cell]:
        """The years with an amount."""
        for name, amount in self.cleaned_data.items():
            if name.startswith("y") and amount is not None:
                yield amount_cell(int(name[1:]), amount)


class Lines(TableFormSet):
    """The lines of the wanted budget."""

    caption = gettext_lazy("The budget as you want it, in kroner")
    row_name = gettext_lazy("Line")

    def lines(self, known: Mapping[int, Line]) -> tuple[Line, ...]:
        """The lines that were typed; a new one, or a number that is not known or used before, gets the next number."""
        taken: set[int] = set()
        found = []
        free = max(known, default=0) + 1
        for form in self.forms:
            number = number_of(form.cleaned_data["number"])
            if number not in known or number in taken:
                number, free = free, free + 1
            taken.add(number)
            found.append(_line(number, form, known.get(number)))
        return tuple(found)


def _line(number: int, form: Any, before: Line | None) -> Line:
    typed = form.cleaned_data
    cells = tuple(form.amounts())
    line = Line(number, typed["category"], typed["department"], typed["note"], cells)
    return line if before is None else replace(line, cells=tuple(_kept(cell, before) for cell in cells))


def _kept(cell: Cell, before: Line) -> Cell:
    """A year whose amount stays keeps how it was worked out."""
    return next((old for old in before.cells if (old.year, old.amount) == (cell.year, cell.amount)), cell)


def lines_form(data: QueryDict | None, award: AwardInForce, before: Sequence[Line]) -> Lines:
    """The table, filled with the approved lines or with what was sent."""
    made = table_of(LineForm, Lines, least=1, most=MOST_LINES)
    years = award.period.years()
    known = {line.number: line for line in before}
    categories = {category.key: category.name for category in award.terms.budget.categories}
    kwargs = {"categories": categories, "years": years, "known": known}
    return made(data, prefix="lines", initial=[_initial(line) for line in before], form_kwargs=kwargs)


def _initial(line: Line) -> dict[str, Any]:
    amounts = {f"y{cell.year}": cell.amount for cell in line.cells}
    own = {"number": line.number, "category": line.category, "department": line.department, "note": line.note}
    return {**own, **amounts}


class ChangeForm(forms.Form):
    """The table with the reason; `checked` is the digest of what was last shown with its effect."""

    reason = forms.CharField(
        label=gettext_lazy("Why do you want the change?"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, data: QueryDict | None, *, rows: Lines, back: str, checked: str = "") -> None:
        """Lay the form out; it can be sent once its effect was shown."""
        super().__init__(data)
        self.rows = rows
        self.offer(back, checked)

    def offer(self, back: str, checked: str) -> None:
        """Offer to send what was `checked`, or only to see the effect."""
        send = (Button(_("Send the change"), name="send", value=checked),) if checked else ()
        see = Button(_("See the effect"), "secondary" if checked else "primary", name="check", value="1")
        cancel = Button(_("Cancel"), "tertiary", url=back)
        self.helper = Helper(FormsetTable(self.rows), "reason", buttons=(*send, see, cancel))


def digest_of(lines: Sequence[Line], reason: str) -> str:
    """What was shown, in short: what is sent has to be the same."""
    return sha256(canonical({"lines": to_content(lines), "reason": reason}))
