"""The forms of an application's short pages: the contact, one question, the obligations.

What is unfinished may be kept; what is wrong is told beside its field and is not kept. Hints say what the call asks for,
and in which section.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.rules.pool_terms import AnswerKind, Obligation, Question
from applications.rules.sending import NO, YES, read_number
from applications.rules.tasks import CONTACT_FIELDS
from fsm3.core.danish import Unreadable
from fsm3.core.problems import Problem
from fsm3.dkfds.helper import Button, Helper
from fsm3.dkfds.widgets import AffixedInput
from fsm3.web.shared.call_texts import origin
from fsm3.web.shared.components import Fact, Summary
from fsm3.web.shared.labels import choice_label
from fsm3.web.shared.problem_texts import sentence

EDITION = "edition"
NEXT = "next"


class TaskForm(forms.Form):
    """The fields of a task, and the edition that was seen; it saves itself while one types."""

    edition = forms.IntegerField(widget=forms.HiddenInput({"autocomplete": "off"}), min_value=0)

    def __init__(self, data: QueryDict | None, *, stored: Mapping[str, str], edition: int) -> None:
        """Fill the form with what is stored, or with what was typed."""
        super().__init__(data, initial={**stored, EDITION: edition})
        buttons = (
            Button(_("Save and go to the next task"), name="then", value=NEXT),
            Button(_("Save and return"), "secondary"),
        )
        self.helper = Helper(buttons=buttons)
        self.helper.attrs["data-autosave"] = "on"

    def add_error(self, field: str | None, error: Any) -> None:
        """Let what is empty be kept for now: it is asked for before sending."""
        if getattr(error, "code", "") != "required":
            super().add_error(field, error)

    @property
    def names(self) -> tuple[str, ...]:
        """The fields that are written in."""
        return tuple(name for name in self.fields if name != EDITION)

    def typed(self) -> dict[str, str]:
        """What was typed, of a form without faults."""
        return {name: self.cleaned_data.get(name, "").replace("\r\n", "\n") for name in self.names}

    def seen(self) -> int:
        """The edition that was seen; the first for a form that does not say."""
        return self.cleaned_data.get(EDITION) or 0

    def mark(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Put what is wrong with a field beside it; returns what belongs to no field."""
        return tuple(problem for problem in problems if not self._marked(problem))

    def _marked(self, problem: Problem) -> bool:
        name = problem.where if problem.where in self.names else "answer"
        if problem.where == "" or name not in self.fields:
            return False
        self.add_error(name, sentence(problem))
        return True

    def differing(self, mine: Mapping[str, str], theirs: Mapping[str, str]) -> tuple[str, ...]:
        """The fields that two wrote differently in; all of them where there is no difference."""
        found = (name for name in self.names if mine.get(name, "") != theirs.get(name, ""))
        return tuple(found) or self.names

    def told(self, written: Mapping[str, str], names: Iterable[str]) -> Summary:
        """What somebody wrote in some fields, to lay beside what another did."""
        return Summary(tuple(self._facts(written, names)))

    def _facts(self, written: Mapping[str, str], names: Iterable[str]) -> Iterator[Fact]:
        for name in names:
            text = choice_label(written.get(name, "")) or written.get(name, "") or _("Nothing")
            yield Fact(str(self.fields[name].label), text, written=True)


class ContactForm(TaskForm):
    """Whom the agency writes to about the application."""

    contact_name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=CONTACT_FIELDS["contact_name"],
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    contact_mail = forms.EmailField(
        label=gettext_lazy("Mail address"),
        max_length=CONTACT_FIELDS["contact_mail"],
        help_text=gettext_lazy("The agency writes here when it has a question about the application."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )


class NumberField(forms.CharField):
    """A number answer, kept as it was typed once it can be read."""

    widget = AffixedInput({"inputmode": "decimal", "class": "number"})

    def validate(self, value: str) -> None:
        """Raise ValidationError for what can be read in more than one way, or is not above zero."""
        super().validate(value)
        try:
            if value:
                read_number(value)
        except Unreadable as fault:
            raise forms.ValidationError(sentence(Problem(fault.code)), code=fault.code) from fault


class QuestionForm(TaskForm):
    """The answer to one question of the pool."""

    def __init__(
        self, data: QueryDict | None, *, question: Question, stored: Mapping[str, str], edition: int
    ) -> None:
        """Ask as the question is to be answered; none has a default."""
        super().__init__(data, stored=stored, edition=edition)
        self.fields["answer"] = _field(question)


def _field(question: Question) -> forms.Field:
    told: dict[str, Any] = {
        "label": _("Your answer"),
        "help_text": f"{question.hint.strip()} {origin(question.source)}.",
    }
    match question.kind:
        case AnswerKind.YES_NO:
            choices = [(each, choice_label(each)) for each in (YES, NO)]
            return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **told)
        case AnswerKind.NUMBER:
            return NumberField(max_length=question.longest, **told)
        case AnswerKind.TEXT:
            return forms.CharField(
                max_length=question.longest, widget=forms.Textarea({"rows": 14, "class": "long-text"}), **told
            )


class ObligationsForm(TaskForm):
    """The obligations one by one, each with the section of the call it stands in."""

    def __init__(
        self,
        data: QueryDict | None,
        *,
        obligations: Iterable[Obligation],
        stored: Mapping[str, str],
        edition: int,
    ) -> None:
        """Ask for each obligation that binds the applicant."""
        super().__init__(data, stored=stored, edition=edition)
        for each in obligations:
            hint = origin(each.source)
            self.fields[each.key] = forms.BooleanField(label=each.text, help_text=hint, required=False)

    def typed(self) -> dict[str, str]:
        """What was accepted."""
        return {name: YES if self.cleaned_data.get(name) else "" for name in self.names}

    def _facts(self, written: Mapping[str, str], names: Iterable[str]) -> Iterator[Fact]:
        for name in names:
            text = _("Obligation accepted") if written.get(name) else _("Obligation not accepted")
            yield Fact(str(self.fields[name].label), text)
