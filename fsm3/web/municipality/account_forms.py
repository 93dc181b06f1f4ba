"""The form of an account: a row for each line of the approved budget, which no row comes to or goes from.

Amounts are Danish. Budget and deviation stand beside what is typed as the server last worked them out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgets.rules.accounts import AccountLine
from budgets.selectors.account_views import AccountView, LineView
from fsm3.core.money import ZERO
from fsm3.core.problems import Problem
from fsm3.dkfds.formsets import TableFormSet, table_of
from fsm3.dkfds.helper import Button, Helper
from fsm3.dkfds.layout import FormsetTable
from fsm3.web.shared.fields import MoneyField, ShortDayField
from fsm3.web.shared.problem_texts import sentence


class SpentForm(forms.Form):
    """What was spent on a line, within which days, and why it deviates."""

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    spent = MoneyField(label=gettext_lazy("Spent"), least=ZERO, required=False)
    first_day = ShortDayField(label=gettext_lazy("First day"))
    last_day = ShortDayField(label=gettext_lazy("Last day"))
    explanation = forms.CharField(
        label=gettext_lazy("Explanation"), required=False, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args: Any, line: LineView | None = None, **kwargs: Any) -> None:
        """Tell in the head of the row which line it is."""
        super().__init__(*args, **kwargs)
        if line:
            self.row_title = _("Line %(number)s") % {"number": line.number}
            self.row_details = tuple(_details(line))

    def line(self) -> AccountLine:
        """What was typed; what the budget says of the line is the budget's."""
        typed = self.cleaned_data
        return AccountLine(
            number=typed["number"],
            category="",
            department="",
            note="",
            budget=ZERO,
            spent=typed["spent"],
            explanation=typed["explanation"],
            first_day=typed["first_day"],
            last_day=typed["last_day"],
        )


def _details(line: LineView) -> Iterable[str]:
    yield line.category
    yield line.department
    yield _("Budget %(amount)s") % {"amount": line.budget}
    if line.deviation:
        share = f" ({line.share})" if line.share else ""
        yield _("Deviation %(amount)s") % {"amount": line.deviation} + share


class SpentRows(TableFormSet):
    """The lines of the account."""

    caption = gettext_lazy("Expenses by line, in kroner")
    row_name = gettext_lazy("Line")

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """Hand each row its line of the budget."""
        views: tuple[LineView, ...] = self.form_kwargs["views"]
        return {"line": None if index is None or index >= len(views) else views[index]}


class AccountForm(forms.Form):
    """The table, and the edition it was opened on."""

    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, data: QueryDict | None, *, view: AccountView, rows: SpentRows, back: str) -> None:
        """Lay the form out on an account."""
        super().__init__(data, initial={"edition": view.edition})
        self.rows = rows
        buttons = (Button(_("Save")), Button(_("Back to the case"), "secondary", url=back))
        self.helper = Helper(FormsetTable(rows), buttons=buttons)

    def lines(self) -> list[AccountLine]:
        """The lines that were typed, of a valid form."""
        return [cast("SpentForm", row).line() for row in self.rows.forms]

    def mark(self, problems: Iterable[Problem]) -> list[Problem]:
        """Put what is wrong with a field beside it; returns what belongs to no field."""
        return [problem for problem in problems if not self._marked(problem)]

    def _marked(self, problem: Problem) -> bool:
        row, _dot, field = problem.where.partition(".")
        of = {f"lines[{form.cleaned_data.get('number')}]": form for form in self.rows.forms}
        if row not in of or field not in of[row].fields:
            return False
        of[row].add_error(field, sentence(problem))
        return True

    def reopen(self, edition: int) -> None:
        """Let the next save be on the edition that is stored now, which the person has been shown."""
        data = cast("QueryDict", self.data).copy()
        data["edition"] = str(edition)
        self.data = data


def account_form(data: QueryDict | None, view: AccountView, *, back: str) -> AccountForm:
    """The form of an account, filled with what is stored or with what was sent."""
    count = max(len(view.lines), 1)
    made = table_of(SpentForm, SpentRows, least=count, most=count)
    initial = [_initial(line) for line in view.lines]
    rows = made(data, prefix="lines", initial=initial, form_kwargs={"views": view.lines})
    return AccountForm(data, view=view, rows=rows, back=back)


def _initial(line: LineView) -> dict[str, Any]:
    value = line.value
    return {
        "number": value.number,
        "spent": value.spent,
        "first_day": value.first_day,
        "last_day": value.last_day,
        "explanation": value.explanation,
    }
