"""The error summary: everything that is wrong with a form and the tables in it, in order, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from fsm3.dkfds.formsets import TableFormSet, row_title
from fsm3.dkfds.parts import part


@dataclass(frozen=True)
class Fault:
    """One error; `target` is the id of the input it belongs to, or empty when it belongs to none that is seen."""

    text: str
    target: str


def of_form(form: forms.BaseForm, row: str = "") -> Iterator[Fault]:
    """What is wrong with a form, or with a row of a table (`row` names it)."""
    for error in form.non_field_errors():
        yield Fault(_said(row, str(error)), _first_of(form) if row else "")
    for field in form:
        target = "" if field.is_hidden else part(field).target if field.errors else ""
        for error in field.errors:
            yield Fault(_said(row, _said(str(field.label), str(error))), target)


def of_formset(formset: forms.BaseFormSet[Any]) -> Iterator[Fault]:
    """What is wrong with a table and its rows; nothing while rows are being added or removed."""
    if isinstance(formset, TableFormSet) and formset.changing:
        return
    for error in formset.non_form_errors():
        yield Fault(str(error), f"{formset.prefix}-table")
    for number, form in enumerate(formset.forms, start=1):
        yield from of_form(form, row=row_title(formset, form, number))


def _said(where: str, error: str) -> str:
    """`Amount: Write a number.`; a question needs no colon."""
    if not where:
        return error
    return f"{where} {error}" if where.endswith("?") else f"{where.rstrip(':')}: {error}"


def _first_of(form: forms.BaseForm) -> str:
    seen: list[BoundField] = form.visible_fields()
    return part(seen[0]).target if seen else ""
