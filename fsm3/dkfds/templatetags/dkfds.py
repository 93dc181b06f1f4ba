"""What the pack's templates ask of Python."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Union

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

from fsm3.dkfds import faults, parts
from fsm3.dkfds.faults import Fault
from fsm3.dkfds.formsets import row_title
from fsm3.dkfds.helper import Helper

register = template.Library()
register.simple_tag(row_title, name="dkfds_row_title")
SCRIPT = forms.Script("dkfds_forms/forms.js", type="module")
Printed = Union[forms.BaseForm, "forms.BaseFormSet[Any]"]


@register.simple_tag
def dkfds_part(field: BoundField) -> parts.Part:
    """Everything about a field that its template prints."""
    return parts.part(field)


@register.simple_tag
def dkfds_faults(printed: Printed, helper: object = None) -> tuple[Fault, ...]:
    """What is wrong with a form, also in the tables of its helper's layout, or with a formset."""
    if isinstance(printed, forms.BaseFormSet):
        return tuple(faults.of_formset(printed))
    return helper.faults(printed) if isinstance(helper, Helper) else tuple(faults.of_form(printed))


@register.simple_tag
def dkfds_script(printed: Printed, helper: object = None) -> SafeString | str:
    """The script tag of the pack, for a form that has something to count or to fold away."""
    inner = [printed] if isinstance(printed, forms.BaseForm) else [*printed.forms]
    formsets = helper.formsets if isinstance(helper, Helper) else ()
    inner += [row for formset in formsets for row in formset.forms]
    return SCRIPT.__html__() if any(_scripted(form) for form in inner) else ""


def _scripted(form: forms.BaseForm) -> bool:
    return bool(getattr(form, "conditions", None)) or any(parts.limit_of(field) for field in form)


register.filter(parts.printable)


@register.filter
def under(panels: Mapping[str, list[SafeString]] | str, answer: str) -> list[SafeString]:
    """The fields that count under an answer."""
    return panels.get(answer, []) if isinstance(panels, Mapping) else []
