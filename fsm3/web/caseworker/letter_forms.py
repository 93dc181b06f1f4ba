"""The form of a corrected letter: what people wrote in it, each part to be put differently, and why."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from fsm3.dkfds.helper import Button, Helper
from fsm3.dkfds.layout import Fieldset
from fsm3.journeys.award_life import LONGEST_REASON
from fsm3.journeys.correct_letter import LONGEST_TEXT
from fsm3.letters.written import Part
from fsm3.web.shared.letter_texts import part_label


class CorrectLetterForm(forms.Form):
    """The written parts of a letter as they stand, and what is corrected and why."""

    def __init__(self, data: QueryDict | None, *, parts: Sequence[Part], back: str) -> None:
        """Fill the form with the letter's words."""
        super().__init__(data)
        self.parts = {f"text_{number}": part for number, part in enumerate(parts)}
        self.fields["reason"] = forms.CharField(
            label=_("What is corrected, and why"),
            max_length=LONGEST_REASON,
            help_text=_("It stands at the top of the new letter, after the date of the letter it corrects."),
            widget=forms.Textarea({"rows": 3, "class": "wide"}),
        )
        for name, part in self.parts.items():
            self.fields[name] = forms.CharField(
                label=part_label(part.name, part.beside),
                max_length=LONGEST_TEXT,
                initial=part.text,
                widget=forms.Textarea({"rows": min(12, 2 + len(part.text) // 70), "class": "wide"}),
            )
        words = Fieldset(_("What the letter says"), *self.parts)
        buttons = (Button(_("Propose the corrected letter")), Button(_("Back"), "secondary", url=back))
        self.helper = Helper(words, "reason", buttons=buttons)

    @property
    def texts(self) -> dict[str, str]:
        """What the parts say now, by their paths."""
        return {part.path: self.cleaned_data[name].replace("\r\n", "\n") for name, part in self.parts.items()}

    @property
    def reason(self) -> str:
        """What is corrected and why."""
        return str(self.cleaned_data["reason"]).replace("\r\n", "\n")
