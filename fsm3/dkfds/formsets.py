"""Formsets that stand as a table, whose rows are added and removed by submit buttons: no script is needed.

A button sends the whole form. Then nothing is judged yet: the page comes back with a row more or less and everything
that was typed, and no row is deleted anywhere but in the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeGuard, TypeVar, cast

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    _Rows = forms.BaseFormSet[forms.Form]
else:
    _Rows = forms.BaseFormSet


@dataclass(frozen=True)
class Told:
    """A figure that the server works out; a script may put a newer one in its place, found by `id`."""

    id: str
    text: str


@dataclass(frozen=True)
class GridRow:
    """A row of a small table: what it is about, its fields, and what follows from them."""

    heading: str
    fields: tuple[BoundField, ...]
    told: Told | None = None


@dataclass(frozen=True)
class Grid:
    """The small table in a row of a formset: headings, rows, and the sum below (`foot` with its label)."""

    corner: str | Promise
    columns: tuple[str | Promise, ...]
    rows: tuple[GridRow, ...]
    foot_label: str | Promise
    foot: Told


class TableFormSet(_Rows):
    """Rows of a table; the view shows the page again while `changing`, before it asks whether anything is valid."""

    caption: str | Promise = ""
    row_name: str | Promise = _("Row")
    add_text: str | Promise = _("Add a row")

    def __init__(self, data: QueryDict | None = None, *, prefix: str | None = None, **kwargs: Any) -> None:
        """Add or remove the row that a button was pressed for."""
        prefix = prefix or self.get_default_prefix()
        self.adding = data is not None and f"{prefix}-add" in data
        self.removing = not self.adding and data is not None and f"{prefix}-remove" in data
        if data is not None and self.changing:
            data = self._with_row(data, prefix) if self.adding else self._without_row(data, prefix)
        super().__init__(data, prefix=prefix, **kwargs)

    @property
    def changing(self) -> bool:
        """Whether the form was sent to add or remove a row."""
        return self.adding or self.removing

    @cached_property
    def forms(self) -> list[forms.Form]:
        """The rows; while rows change they hold what was typed and are not judged."""
        rows: list[forms.Form] = super().forms
        if self.changing:
            for row in rows:
                keep_typed(row)
        if self.adding and rows:
            next(iter(rows[-1].visible_fields())).field.widget.attrs["autofocus"] = True
        return rows

    def is_valid(self) -> bool:
        """Whether all rows can be used; never while rows change."""
        return not self.changing and super().is_valid()

    @property
    def may_grow(self) -> bool:
        """Whether there is room for one row more."""
        return not self.locked and len(self.forms) < self.max_num

    @property
    def may_shrink(self) -> bool:
        """Whether a row may go."""
        return not self.locked and len(self.forms) > self.min_num

    @property
    def locked(self) -> bool:
        """Whether no field can be written in, so that no row comes or goes either."""
        return all(field.disabled for row in self.forms for field in row.fields.values())

    def _with_row(self, data: QueryDict, prefix: str) -> QueryDict:
        return _counted(data, prefix, TOTAL_FORMS=1) if _count(data, prefix) < self.max_num else data

    def _without_row(self, data: QueryDict, prefix: str) -> QueryDict:
        total, gone = _count(data, prefix), data.get(f"{prefix}-remove", "")
        if not (_is_count(gone) and int(gone) < total and total > self.min_num):
            return data
        was_there = int(gone) < _count(data, prefix, "INITIAL_FORMS")
        left = _counted(data, prefix, TOTAL_FORMS=-1, INITIAL_FORMS=-1 if was_there else 0)
        for name in [name for name in left if name.startswith(f"{prefix}-")]:
            row = re.match(rf"{re.escape(prefix)}-(\d{{1,4}})-(.+)", name)
            if row and int(row[1]) >= int(gone):
                values = left.pop(name)
                if int(row[1]) > int(gone):
                    left.setlist(f"{prefix}-{int(row[1]) - 1}-{row[2]}", values)
        return left


def row_title(formset: forms.BaseFormSet[Any], form: forms.BaseForm, number: int) -> str:
    """What a row is called: by its own `row_title`, or as the table calls its rows, with its number."""
    return str(getattr(form, "row_title", "") or f"{getattr(formset, 'row_name', _('Row'))} {number}")


Table = TypeVar("Table", bound=TableFormSet)


def table_of(form: type[forms.Form], base: type[Table], *, least: int, most: int) -> type[Table]:
    """The formset class of a table with rows of that form, at least and at most so many of them."""
    made = forms.formset_factory(
        form,
        base,
        extra=0,
        min_num=least,
        max_num=most,
        absolute_max=most,
        validate_min=True,
        validate_max=True,
    )
    return cast("type[Table]", made)


def _is_count(text: object) -> TypeGuard[str]:
    return isinstance(text, str) and text.isascii() and text.isdigit() and len(text) <= 4


def _count(data: QueryDict, prefix: str, name: str = "TOTAL_FORMS") -> int:
    text = data.get(f"{prefix}-{name}")
    return int(text) if _is_count(text) else 0


def _counted(data: QueryDict, prefix: str, **more: int) -> QueryDict:
    counted = data.copy()
    for name, step in more.items():
        counted[f"{prefix}-{name}"] = str(_count(data, prefix, name) + step)
    return counted


def keep_typed(form: forms.BaseForm) -> None:
    """Turn a form that was sent back into one that is being filled in: all that was typed, and no judgement."""
    form.initial = {field.name: field.data for field in form}
    form.is_bound = False
