"""Layout objects of the pack. Unlike those of crispy-forms none of them reads a text as a template."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from crispy_forms.layout import LayoutObject
from crispy_forms.utils import render_field
from django import forms
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from fsm3.dkfds.conditions import shown_under
from fsm3.dkfds.formsets import TableFormSet
from fsm3.dkfds.widgets import Text

Inner: TypeAlias = "str | LayoutObject"


class _Group(LayoutObject):
    """Fields together in one template of the pack."""

    template = ""

    def __init__(self, *fields: Inner) -> None:
        self.fields = list(fields)

    def render(self, form: forms.BaseForm, context: Context, template_pack: str, **_: Any) -> SafeString:
        """Print the fields one by one, and the template around them."""
        parts = [render_field(each, form, context, template_pack=template_pack) for each in self.fields]
        return render_to_string(f"{template_pack}/layout/{self.template}.html", self.around(parts))

    def around(self, parts: list[SafeString]) -> dict[str, Any]:
        """What the template is told."""
        return {"parts": parts}


class Fieldset(_Group):
    """Fields under a heading of their own."""

    template = "fieldset"

    def __init__(self, legend: Text, *fields: Inner) -> None:
        super().__init__(*fields)
        self.legend = legend

    def around(self, parts: list[SafeString]) -> dict[str, Any]:
        """The heading and the fields."""
        return {"legend": self.legend, "parts": parts}


class Columns(_Group):
    """Fields side by side where there is room: two, three or four."""

    template = "columns"

    def around(self, parts: list[SafeString]) -> dict[str, Any]:
        """The fields, and how many twelfths of the width each one has."""
        return {"parts": parts, "width": 12 // len(parts)}


class Within(_Group):
    """Fields within a template of the page's own, which is told what it says around them."""

    def __init__(self, template: str, context: dict[str, Any], *fields: Inner) -> None:
        super().__init__(*fields)
        self.template, self.context = template, context

    def render(self, form: forms.BaseForm, context: Context, template_pack: str, **_: Any) -> SafeString:
        """Print the fields one by one, and the page's template around them."""
        parts = [render_field(each, form, context, template_pack=template_pack) for each in self.fields]
        return render_to_string(self.template, {**self.context, "parts": parts})


class Conditional(LayoutObject):
    """Radios with the fields that count under an answer below that answer (the form's `conditions` say which)."""

    def __init__(self, name: str) -> None:
        self.name, self.fields = name, [name]

    def render(self, form: forms.BaseForm, context: Context, template_pack: str, **_: Any) -> SafeString:
        """Print the fields of each answer, and the radios around them."""
        panels = {
            answer: [render_field(name, form, context, template_pack=template_pack) for name in names]
            for answer, names in shown_under(form, self.name).items()
        }
        extra = {"dkfds_panels": panels}
        html: SafeString = render_field(
            self.name, form, context, template_pack=template_pack, extra_context=extra
        )
        return html


class FormsetTable(LayoutObject):
    """A formset as a table in the middle of a form; it is sent with the form."""

    template = "formset_table"

    def __init__(self, formset: TableFormSet) -> None:
        self.formset = formset
        self.fields: list[Inner] = []

    def render(self, _form: forms.BaseForm, _context: Context, template_pack: str, **_: Any) -> SafeString:
        """Print the table with its management form."""
        return render_to_string(f"{template_pack}/{self.template}.html", {"formset": self.formset})


class FormsetCards(FormsetTable):
    """A formset with more in a row than a table has room for: each row is a group with a small table in it.

    A row says with `above` which fields stand before its table, and with `grid` what the table holds.
    """

    template = "formset_cards"


class Drawn(LayoutObject):
    """Something that is no field between fields: a template with what it is told."""

    def __init__(self, template: str, context: dict[str, Any]) -> None:
        self.template, self.context = template, context
        self.fields: list[Inner] = []

    def render(self, *_: Any, **__: Any) -> SafeString:
        """Print the template."""
        return render_to_string(self.template, self.context)


def tables(layout: LayoutObject) -> Iterator[TableFormSet]:
    """The formsets that stand in a layout, at any depth."""
    for each in layout.fields:
        if isinstance(each, FormsetTable):
            yield each.formset
        elif isinstance(each, LayoutObject):
            yield from tables(each)
