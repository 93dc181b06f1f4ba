"""The form of a draft's budget as a whole, and the forms of its workbook.

The two sides of the budget are two formsets in one form. Every line has a number that stays: a new one gets the next
that is free, so that page, workbook and messages speak of the same line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.selectors.frames import BudgetFrame
from budgets.rules.checks import MOST_LINES
from budgets.rules.lines import Line
from budgets.rules.sides import of_kind, on_wage_side
from fsm3.core.problems import Problem
from fsm3.dkfds.formsets import TableFormSet, keep_typed, table_of
from fsm3.dkfds.helper import Button, Helper
from fsm3.dkfds.layout import Drawn, FormsetCards
from fsm3.web.municipality.budget_lines import LineForm, Others, Wages
from fsm3.web.shared.problem_texts import sentence

SAVES = ("save", "go_on", "over")
"""The names of the buttons that save; `over` carries the edition it is meant to take the place of."""


def work_out() -> Button:
    """The button that only works the sums out: it does no harm, so the Enter key presses it."""
    return Button(_("Work out"), "tertiary", name="work_out", value="1")


class BudgetForm(forms.Form):
    """Both sides, and the edition of the budget that the form was opened on."""

    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self, data: QueryDict | None, *, frame: BudgetFrame, stored: Sequence[Line], edition: int
    ) -> None:
        """Fill the form with what is stored, or with what was sent."""
        super().__init__(data, initial={"edition": edition})
        self.wages: TableFormSet = _side(Wages, data, frame, stored)
        self.others: TableFormSet = _side(Others, data, frame, stored)
        if self.changing:
            self.unjudge()
        self._number(max((line.number for line in stored), default=0))

    @property
    def rows(self) -> list[LineForm]:
        """The cards of both sides."""
        return [cast("LineForm", row) for side in (self.wages, self.others) for row in side.forms]

    @property
    def changing(self) -> bool:
        """Whether the form was sent to add or remove a card."""
        return self.wages.changing or self.others.changing

    def unjudge(self) -> None:
        """Show everything as it was typed, and say nothing of it yet."""
        for form in (self, *self.rows):
            if form.is_bound:
                keep_typed(form)

    def is_valid(self) -> bool:
        """Whether everything that was typed can be read."""
        judged = [super().is_valid(), self.wages.is_valid(), self.others.is_valid()]
        return all(judged)

    def lines(self) -> tuple[Line, ...]:
        """The lines as typed so far, by number."""
        found = [line for line in (row.line() for row in self.rows) if line]
        return tuple(sorted(found, key=lambda line: line.number))

    def base(self, sent: QueryDict) -> int:
        """The edition this is saved on: the one it was opened on, or the one it is meant to take the place of."""
        over = sent.get("over", "")
        return int(over) if over.isascii() and over.isdigit() else int(self.cleaned_data["edition"])

    def unreadable(self) -> Iterator[str]:
        """What is typed and cannot be read, each with its line."""
        for row in self.rows:
            for name in row.figures:
                if str(row[name].value() or "").strip() and row.read(name) is None:
                    yield f"{row.row_title}: {row.fields[name].label}"

    def mark(self, problems: Iterable[Problem]) -> list[Problem]:
        """Put what is wrong with a field beside it; returns what belongs to no field."""
        return [problem for problem in problems if not self._marked(problem)]

    def _marked(self, problem: Problem) -> bool:
        line, _dot, place = problem.where.partition(".")
        row = {f"lines[{row.place}]": row for row in self.rows}.get(line)
        name = row.field_of(place) if row else None
        if row is None or name is None:
            return False
        row.add_error(name, sentence(problem))
        return True

    def offer(self, sums: dict[str, Any], *buttons: Button, address: str) -> None:
        """Lay the form out: both sides, what they come to, and the buttons. A script asks for sums at the address."""
        cards = (FormsetCards(self.wages), FormsetCards(self.others))
        drawn = Drawn("municipality/budget_sums.html", sums)
        self.helper = Helper(*cards, drawn, buttons=buttons, enter=work_out())
        self.helper.attrs |= {"data-autosave": True, "data-sums": address}

    def _number(self, last: int) -> None:
        """Give every card without a number of its own the next that is free."""
        taken: set[int] = set()
        free = max([last, *(row.place for row in self.rows)]) + 1
        for row in self.rows:
            if not row.place or row.place in taken:
                row.take(free)
                free += 1
            taken.add(row.place)


def _side(made_of: type[Any], data: QueryDict | None, frame: BudgetFrame, stored: Sequence[Line]) -> Any:
    terms, years = frame.terms.budget, frame.period.years()
    wages = made_of is Wages
    own = [line for line in stored if on_wage_side(line, terms) == wages]
    initial = [made_of.form_class.initial_of(line) for line in own] or ([] if stored else [{}])
    made = table_of(made_of.form_class, made_of, least=0, most=MOST_LINES)
    kwargs = {"categories": of_kind(terms, made_of.kind), "years": years}
    return made(data, prefix="wages" if wages else "others", initial=initial, form_kwargs=kwargs)


class UploadForm(forms.Form):
    """A workbook that was filled in."""

    file = forms.FileField(
        label=gettext_lazy("Spreadsheet"),
        help_text=gettext_lazy("The one you fetched here, saved as .xlsx without a password. At most 2 MB."),
        widget=forms.FileInput({"accept": ".xlsx"}),
        allow_empty_file=True,
    )

    def __init__(
        self,
        data: QueryDict | None,
        files: MultiValueDict[str, UploadedFile[Any]] | None,
        *,
        case: int,
    ) -> None:
        """Take what was sent, with the way back to the budget."""
        super().__init__(data, files)
        back = Button(_("Back to the budget"), "secondary", url=reverse("own_budget", args=(case,)))
        self.helper = Helper(buttons=(Button(_("Upload and see what changes")), back))


class StoreForm(forms.Form):
    """The lines that were read, signed, to be stored on the edition they were compared with."""

    lines = forms.CharField(widget=forms.HiddenInput)
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, lines: str, edition: int, *, case: int) -> None:
        """Carry the lines, with the way back to the budget."""
        super().__init__(initial={"lines": lines, "edition": edition})
        back = Button(_("Leave the budget as it is"), "secondary", url=reverse("own_budget", args=(case,)))
        self.helper = Helper(buttons=(Button(_("Save the budget of the spreadsheet")), back))
