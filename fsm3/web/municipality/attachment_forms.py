"""The forms of a draft's files: what to attach, what to call a file, whether to remove it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.rules.attachments import EXTENSIONS, LONGEST_NAME
from fsm3.dkfds.fields import FilesField
from fsm3.dkfds.helper import Button, Helper

Files: TypeAlias = "MultiValueDict[str, UploadedFile[Any]]"
_ACCEPT = ",".join(ending for endings in EXTENSIONS.values() for ending in endings)


class UploadForm(forms.Form):
    """Files for one place: one that the pool demands, or the free one (no key)."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    uploads = FilesField(
        label=gettext_lazy("Choose one or more files"),
        help_text=gettext_lazy("PDF, Word (.docx), Excel (.xlsx), PNG or JPEG. At most 10 MB a file."),
    )

    def __init__(self, data: QueryDict | None, files: Files | None, *, key: str) -> None:
        """Take what was sent for this place; a place that the pool demands holds one file."""
        super().__init__(data, files, initial={"key": key}, auto_id=f"id_{key or 'free'}_%s")
        field = self.fields["uploads"]
        field.widget.attrs["accept"] = _ACCEPT
        if key:
            field.label = _("Choose the file")
            field.widget.attrs["multiple"] = False
        self.helper = Helper(buttons=(Button(_("Attach")),))

    @property
    def chosen(self) -> Iterator[UploadedFile[Any]]:
        """The files that were chosen."""
        yield from self.cleaned_data["uploads"]


class _OnEdition(forms.Form):
    """A form about the draft's files as they were seen at an edition."""

    edition = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def reopen(self, edition: int) -> None:
        """Let the next save be on the edition that is stored now, which the person has been shown."""
        data = cast("QueryDict", self.data).copy()
        data["edition"] = str(edition)
        self.data = data


class RenameForm(_OnEdition):
    """What a file is called."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=LONGEST_NAME, strip=True)

    def __init__(self, data: QueryDict | None, *, name: str, edition: int, back: str) -> None:
        """Begin with the name it has."""
        super().__init__(data, initial={"name": name, "edition": edition})
        self.helper = Helper(buttons=(Button(_("Save the name")), Button(_("Back"), "secondary", url=back)))


class RemoveForm(_OnEdition):
    """Whether to remove a file."""

    def __init__(self, data: QueryDict | None, *, edition: int, back: str) -> None:
        """Ask with two ways out."""
        super().__init__(data, initial={"edition": edition})
        self.helper = Helper(
            buttons=(Button(_("Remove the file")), Button(_("Keep the file"), "secondary", url=back))
        )
