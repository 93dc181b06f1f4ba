"""The forms of setting up a pool: a file or its text, what was read to be proposed, and one municipality's cap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from fsm3.core.problems import Problem
from fsm3.dkfds.helper import Button, Helper
from fsm3.dkfds.widgets import Text
from fsm3.web.shared.fields import MoneyField, ShortDayField
from fsm3.web.shared.problem_texts import sentence

LARGEST = 1_000_000
"""The most bytes of a pool file or a table of caps."""
EDIT = "edit"
"""The button that leads back from the differences to the text."""


def text_of(file: UploadedFile[Any]) -> str:
    """What stands in a file. Raises ValidationError for one that is too large or no text, before anything is parsed."""
    if (file.size or 0) > LARGEST:
        raise _refused("text_too_large")
    try:
        text = str(file.read(LARGEST + 1), "utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refused("text_not_utf8") from error
    if "\0" in text:
        raise _refused("text_has_nul")
    return text


def _refused(code: str) -> ValidationError:
    return ValidationError(sentence(Problem(code)), code=code)


class TextForm(forms.Form):
    """A file, or its text; once a file was read its text stands in the page, to be mended there."""

    file = forms.FileField(label=_("File"), required=False, allow_empty_file=True, widget=forms.FileInput)
    text = forms.CharField(
        label=_("Or paste its text"),
        required=False,
        strip=False,
        max_length=LARGEST,
        widget=forms.Textarea({"rows": 12, "spellcheck": "false", "class": "code"}),
    )

    def __init__(
        self,
        data: QueryDict | None,
        files: MultiValueDict[str, UploadedFile[Any]] | None,
        *,
        hint: Text,
        back: str,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        """Take what was sent, what the file is, and the page to go back to."""
        super().__init__(data.dict() if data else data, files, initial=dict(initial or {}))
        self.fields["file"].help_text = str(hint)
        self.helper = Helper(
            buttons=(Button(_("See what changes")), Button(_("Back"), "secondary", url=back))
        )

    def clean(self) -> dict[str, Any]:
        """Read the file, or take the text that was pasted."""
        cleaned = super().clean() or {}
        file, text = cleaned.get("file"), cleaned.get("text", "")
        if "text" in self.errors or "file" in self.errors:
            return cleaned
        if file is None and not text.strip():
            self.add_error("file", _refused("nothing_given"))
        elif file is not None:
            self._take(file, cleaned)
        return cleaned

    def _take(self, file: UploadedFile[Any], cleaned: dict[str, Any]) -> None:
        """A file that was chosen takes the place of the text."""
        try:
            cleaned["text"] = text_of(file)
        except ValidationError as error:
            self.add_error("file", error)
            return
        self.data = {**self.data, "text": cleaned["text"]}


class CapsForm(TextForm):
    """A table of caps, where it comes from and of which day it is."""

    field_order = ("file", "text", "source", "dated")

    source = forms.CharField(label=_("Where does the table come from?"), max_length=200)
    dated = ShortDayField(label=_("Date of the source"))


class OneCapForm(forms.Form):
    """The cap and the cohort of one municipality, everything else staying as it is in force."""

    field_order = ("municipality", "amount", "cohort", "earlier_pool_ends", "source", "dated")

    amount = MoneyField(label=_("Cap"))
    earlier_pool_ends = ShortDayField(
        label=_("The earlier pool ends"),
        required=False,
        help_text=_("For a municipality that was in it; left out, the day of the cohort holds."),
    )
    source = forms.CharField(label=_("Where does the change come from?"), max_length=200)
    dated = ShortDayField(label=_("Date of the source"))

    def __init__(
        self,
        data: QueryDict | None,
        *,
        municipalities: Sequence[tuple[str, str]],
        cohorts: Sequence[tuple[str, str]],
        back: str,
    ) -> None:
        """Offer the municipalities and the cohorts of the pool."""
        super().__init__(data)
        choose = ("", _("Choose"))
        self.fields["municipality"] = forms.ChoiceField(
            label=_("Municipality"), choices=[choose, *municipalities]
        )
        self.fields["cohort"] = forms.ChoiceField(label=_("Cohort"), choices=[choose, *cohorts])
        self.order_fields(self.field_order)
        self.helper = Helper(
            buttons=(Button(_("See what changes")), Button(_("Back"), "secondary", url=back))
        )


class ProposeForm(forms.Form):
    """What was read, to be proposed against the state that the differences were seen against."""

    text = forms.CharField(widget=forms.HiddenInput, strip=False, max_length=LARGEST)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, data: QueryDict | None, *, initial: Mapping[str, Any], back: str) -> None:
        """Carry what was read, with the ways to mend it and to leave everything as it is."""
        super().__init__(data, initial=dict(initial))
        edit = Button(_("Change the text"), "secondary", name=EDIT, value="1")
        leave = Button(_("Leave everything as it is"), "tertiary", url=back)
        self.helper = Helper(buttons=(Button(_("Propose")), edit, leave))


class ProposeVersionForm(ProposeForm):
    """Terms to be proposed; where the deadline moves, with the reason that is published."""

    reason = forms.CharField(
        label=_("Why does the deadline move?"),
        help_text=_("Everybody can read it on the page of the call."),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, data: QueryDict | None, *, initial: Mapping[str, Any], back: str, moves: bool) -> None:
        """Ask for a reason where the deadline moves."""
        super().__init__(data, initial=initial, back=back)
        if not moves:
            del self.fields["reason"]


class ProposeCapsForm(ProposeForm):
    """A table of caps to be proposed, with its source and date."""

    source = forms.CharField(widget=forms.HiddenInput, max_length=200)
    dated = forms.DateField(widget=forms.HiddenInput, input_formats=["%Y-%m-%d"])
