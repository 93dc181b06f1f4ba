"""The forms of a clarification at the agency's door: the questions with their day, a later day, the end of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.rules.clarification import LONGEST_QUESTION, MOST_QUESTIONS, Question
from fsm3.dkfds.fields import DayField
from fsm3.dkfds.formsets import TableFormSet, keep_typed, table_of
from fsm3.dkfds.helper import Button, Helper
from fsm3.dkfds.layout import FormsetTable
from fsm3.web.caseworker.acts import ReasonForm


class QuestionForm(forms.Form):
    """A question: the task it reopens, and what is asked."""

    task = forms.ChoiceField(label=gettext_lazy("Task"), widget=forms.Select({"class": "in-table"}))
    text = forms.CharField(
        label=gettext_lazy("What do you ask?"),
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea({"rows": 3, "class": "wide"}),
    )

    def __init__(self, *args: Any, tasks: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the tasks of the application."""
        super().__init__(*args, **kwargs)
        self.fields["task"].choices = [("", _("Choose")), *tasks]  # type: ignore[attr-defined]
        self.fields["text"].max_length = None  # type: ignore[attr-defined]  # judged, not counted in the row


class Questions(TableFormSet):
    """The questions of a clarification."""

    caption = gettext_lazy("Your questions")
    row_name = gettext_lazy("Question")


class AskForm(forms.Form):
    """The questions, and until when the answer is awaited."""

    due = DayField(label=gettext_lazy("Answer until"), help_text=gettext_lazy("You can give longer later."))

    def __init__(
        self, data: QueryDict | None, *, tasks: Sequence[tuple[str, str]], due: date, back: str
    ) -> None:
        """Take what was sent, the tasks there are, the day by default and the page to go back to."""
        super().__init__(data, initial={"due": due})
        made = table_of(QuestionForm, Questions, least=1, most=MOST_QUESTIONS)
        self.rows = made(data, prefix="questions", form_kwargs={"tasks": tasks})
        buttons = (Button(_("Ask the municipality")), Button(_("Cancel"), "secondary", url=back))
        self.helper = Helper(FormsetTable(self.rows), "due", buttons=buttons)
        if self.rows.changing:
            keep_typed(self)

    @property
    def is_right(self) -> bool:
        """Whether the questions and the day can be used; never while rows come and go."""
        return not self.rows.changing and all([self.is_valid(), self.rows.is_valid()])

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions that were typed."""
        typed = (row.cleaned_data for row in self.rows.forms)
        return tuple(Question(each["task"], each["text"]) for each in typed)


class ExtendForm(ReasonForm):
    """A later day, and why."""

    field_order = ("day", "reason")

    day = DayField(label=gettext_lazy("New day"), help_text=gettext_lazy("For example 26 11 2021."))
