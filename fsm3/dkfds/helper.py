"""The form helper with the pack's defaults: messages come from the server, no field is forgotten, errors stand on top."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from fsm3.dkfds import faults
from fsm3.dkfds.faults import Fault
from fsm3.dkfds.formsets import TableFormSet
from fsm3.dkfds.layout import Inner, tables
from fsm3.dkfds.widgets import Text


@dataclass(frozen=True)
class Button:
    """A button that sends the form, or a link that looks like one when it has a `url`."""

    text: Text
    kind: Literal["primary", "secondary", "tertiary"] = "primary"
    name: str = ""
    value: str = ""
    url: str = ""


class Helper(FormHelper):
    """How a form is printed: `layout` in order, then the fields it forgot, then the buttons.

    `enter` is the button that the Enter key presses where there is a table; without one it is the first.
    `focus` is whether the error summary takes the focus when the page opens, as it does after sending.
    """

    template_pack = "dkfds"
    render_unmentioned_fields = True

    def __init__(
        self,
        *layout: Inner,
        buttons: tuple[Button, ...],
        action: str = "",
        focus: bool = True,
        enter: Button | None = None,
    ) -> None:
        super().__init__()
        self.layout = Layout(*layout)
        self.buttons = buttons
        self._enter = enter
        self.form_action = action
        self.focus = focus
        self.attrs: dict[str, Any] = {
            "novalidate": True
        }  # the browser's own messages are neither Danish nor the server's

    def get_attributes(self, template_pack: str = "dkfds") -> dict[str, Any]:
        """What the templates are told: also of the helper itself, which knows the tables in its layout."""
        return {**super().get_attributes(template_pack), "helper": self}

    @property
    def enter(self) -> Button | None:
        """The button that the Enter key presses; none for a form without buttons."""
        return self._enter if self._enter and self.buttons else next(iter(self.buttons), None)

    @property
    def formsets(self) -> tuple[TableFormSet, ...]:
        """The formsets in the layout."""
        return tuple(tables(self.layout))

    def faults(self, form: forms.BaseForm) -> tuple[Fault, ...]:
        """What is wrong with a form and the tables in its layout."""
        inner = [fault for formset in self.formsets for fault in faults.of_formset(formset)]
        return (*faults.of_form(form), *inner)
