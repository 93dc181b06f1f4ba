"""Fields that count only under one answer of another field.

Without a script they always stand in the page, so the server decides alone: under another answer nothing is asked of
them, and nothing that was typed into them gets any further.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms


class ConditionalFields(forms.BaseForm):
    """A form whose `conditions` say of a field under which answer of which other field it counts."""

    conditions: ClassVar[Mapping[str, tuple[str, str]]] = {}

    def counts(self, name: str) -> bool:
        """Whether a field counts under the answers that were given."""
        other, answer = self.conditions[name]
        return str(self.cleaned_data.get(other, "")) == answer

    def clean(self) -> dict[str, Any]:
        """Leave out the fields that do not count, with all that is wrong with them."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in self.conditions:
            if not self.counts(name):
                self.errors.pop(name, None)
                cleaned[name] = getattr(self.fields[name], "empty_value", None)
        return cleaned


def shown_under(form: forms.BaseForm, name: str) -> dict[str, list[str]]:
    """The fields that count under each answer of a field."""
    found: dict[str, list[str]] = {}
    for each, (other, answer) in getattr(form, "conditions", {}).items():
        if other == name:
            found.setdefault(answer, []).append(each)
    return found
