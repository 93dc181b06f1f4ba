"""What the templates need to know of a field, worked out in one place: its kind, its ids, its widget ready to print.

The ids are Django's own (`<id>_helptext`, `<id>_error`), because Django puts them into `aria-describedby` by itself.
Groups (radios, checkboxes, a day) get their description on the fieldset, single inputs on the input.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from fsm3.dkfds.widgets import AffixedInput, DayMonthYear, Text


@dataclass(frozen=True)
class Option:
    """One input of a group: a radio, a checkbox, or a part of a day."""

    id: str
    name: str
    value: SafeString
    text: Text
    chosen: bool
    disabled: bool
    autofocus: bool


@dataclass(frozen=True)
class Part:
    """A field as its template prints it; `target` is the id that a link to the field leads to."""

    kind: str
    target: str
    described_by: str
    optional: bool
    invalid: bool
    limit: int | None
    left: int
    prefix: Text
    suffix: Text
    readonly: bool
    html: SafeString
    options: tuple[Option, ...]


def part(field: BoundField) -> Part:
    """Everything about a field that its template prints."""
    kind = "hidden" if field.is_hidden else _kind(field.field.widget)
    options = tuple(_options(field, kind))
    limit = limit_of(field)
    return Part(
        kind=kind,
        target=options[0].id if options else field.id_for_label or field.auto_id,
        described_by=_described_by(field),
        optional=not (field.field.required or _asked_elsewhere(field) or kind == "checkbox"),
        invalid=bool(field.errors),
        limit=limit,
        left=(limit or 0) - len(_as_sent(field.value())),
        prefix=getattr(field.field.widget, "prefix", ""),
        suffix=getattr(field.field.widget, "suffix", ""),
        readonly=bool(field.field.widget.attrs.get("readonly")),
        html=SafeString("") if options else _printed(field, kind),
        options=options,
    )


def _kind(widget: forms.Widget) -> str:
    kinds: dict[str, type[forms.Widget]] = {
        "checkboxes": forms.CheckboxSelectMultiple,
        "radios": forms.RadioSelect,
        "day": DayMonthYear,
        "checkbox": forms.CheckboxInput,
        "file": forms.FileInput,
        "select": forms.Select,
    }
    return next((kind for kind, known in kinds.items() if isinstance(widget, known)), "text")


_UNPRINTABLE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127])
_CLASSES = {"checkbox": "form-checkbox", "file": "form-file", "select": "form-select", "text": "form-input"}


def _printed(field: BoundField, kind: str) -> SafeString:
    own = field.field.widget.attrs
    classes = f"{own.get('class', '')} {_CLASSES.get(kind, '')}".strip()
    attrs: dict[str, Any] = {"class": classes} if classes else {}
    if described_by := _described_by(field):
        attrs["aria-describedby"] = described_by
    if limit_of(field):
        attrs["maxlength"] = False  # the browser would cut what is pasted, without a word
    return printable(field.as_widget(attrs=attrs))


def printable(text: str) -> SafeString:
    """A text or markup as a page may hold it: escaped unless safe, without the characters that HTML has no place for.

    A browser would put another character in their place and send that one back.
    """
    return mark_safe(conditional_escape(text).translate(_UNPRINTABLE))  # noqa: S308  escaped in the same line


def limit_of(field: BoundField) -> int | None:
    """How many characters a textarea takes; other inputs are too short to count in."""
    has_limit = isinstance(field.field.widget, forms.Textarea)
    return getattr(field.field, "max_length", None) if has_limit else None


def _as_sent(value: Any) -> str:
    """A text as a browser sends it and the server counts it: a new line is two characters."""
    return str(value or "").replace("\r\n", "\n").replace("\n", "\r\n")


def _described_by(field: BoundField) -> str:
    widget = field.field.widget
    named = {
        "helptext": bool(field.help_text),
        "error": bool(field.errors),
        "prefix": isinstance(widget, AffixedInput) and bool(widget.prefix),
        "suffix": isinstance(widget, AffixedInput) and bool(widget.suffix),
        "limit": limit_of(field) is not None,
    }
    own = widget.attrs.get("aria-describedby")
    return " ".join(
        [*([own] if own else []), *(f"{field.auto_id}_{name}" for name, there in named.items() if there)]
    )


def _asked_elsewhere(field: BoundField) -> bool:
    """Whether a field is not required here, and yet not optional: under a condition, or only once a draft is sent."""
    return field.name in getattr(field.form, "conditions", {}) or getattr(field.form, "is_draft", False)


def _options(field: BoundField, kind: str) -> Iterator[Option]:
    if kind in {"radios", "checkboxes"}:
        for place, each in enumerate(field.subwidgets):
            yield _option(each.data, each.data["label"], focus=place == 0)
    elif kind == "day":
        texts = (_("Day"), _("Month"), _("Year"))
        attrs = field.build_widget_attrs({"id": field.auto_id})
        whole = field.field.widget.get_context(field.html_name, field.value(), attrs)["widget"]
        for place, (each, text) in enumerate(zip(whole["subwidgets"], texts, strict=True)):
            yield _option(each, text, focus=place == 0)


def _option(data: dict[str, Any], text: Text, *, focus: bool) -> Option:
    attrs = data["attrs"]
    return Option(
        id=str(attrs["id"]),
        name=str(data["name"]),
        value=printable("" if data["value"] is None else str(data["value"])),
        text=text,
        chosen=bool(data.get("selected")),
        disabled=bool(attrs.get("disabled")),
        autofocus=focus and bool(attrs.get("autofocus")),
    )
