"""The form that moves a due date."""

from __future__ import annotations

from collections.abc import Collection

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from applications.rules.due_dates import DueKind
from applications.selectors.case_heads import CaseHead
from fsm3.dkfds.fields import DayField
from fsm3.dkfds.helper import Button, Helper
from fsm3.web.shared.award_texts import due_label

ONE, ALL = "one", "all"


class DueDateForm(forms.Form):
    """What is moved, to which day, in which cases and why."""

    field_order = ("kind", "day", "scope", "reason")

    day = DayField(label=_("New day"), help_text=_("For example 26 11 2021."))
    scope = forms.ChoiceField(
        label=_("In which cases?"),
        choices=(
            (ONE, _("In this case")),
            (ALL, _("In every case of the pool where this is due, except those hidden from you")),
        ),
        widget=forms.RadioSelect,
        initial=ONE,
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        help_text=_("The municipality reads it."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: QueryDict | None, *, kinds: Collection[DueKind], case: CaseHead) -> None:
        """Take what was sent, what is due in the case, and the case to go back to."""
        super().__init__(data)
        self.fields["kind"] = forms.ChoiceField(
            label=_("What is moved?"),
            choices=[(kind.value, due_label(kind)) for kind in kinds],
            widget=forms.RadioSelect,
        )
        self.order_fields(self.field_order)
        back = Button(_("Back to the case"), "secondary", url=reverse("case", args=(case.id,)))
        self.helper = Helper(buttons=(Button(_("Move the due date")), back))
