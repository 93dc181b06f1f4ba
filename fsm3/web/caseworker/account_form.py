"""The form that accepts an account: of each line an amount, as it was spent unless it is changed, with a reason."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from budgets.selectors.account_views import AccountView, LineView
from fsm3.core.money import ZERO, Money
from fsm3.dkfds.helper import Button, Helper
from fsm3.dkfds.layout import Columns, Fieldset
from fsm3.web.shared.fields import MoneyField

ACCEPT, HEAR = "accept", "hear"


class AcceptForm(forms.Form):
    """What is accepted of each line. `act` is the button that was pressed."""

    def __init__(self, data: QueryDict | None, *, view: AccountView, back: str) -> None:
        """Fill every line with what was spent, but those that have no default."""
        super().__init__(data)
        self.view = view
        self.act = ACCEPT if data is None else data.get("act", ACCEPT)
        for line in view.lines:
            self.fields[f"accepted_{line.number}"] = MoneyField(
                label=_("Accepted"), least=ZERO, initial=None if line.overspent else line.value.spent
            )
            self.fields[f"reason_{line.number}"] = forms.CharField(
                label=_("Reason"), required=False, max_length=4000
            )
        buttons = (
            Button(_("Accept the account"), name="act", value=ACCEPT),
            Button(_("Hear the municipality about a cut"), "secondary", name="act", value=HEAR),
            Button(_("Back"), "tertiary", url=back),
        )
        self.helper = Helper(*(_fieldset(line) for line in view.lines), buttons=buttons)

    @property
    def amounts(self) -> dict[int, tuple[Money, str]]:
        """What was decided of each line."""
        cleaned = self.cleaned_data
        return {
            line.number: (cleaned[f"accepted_{line.number}"], cleaned[f"reason_{line.number}"])
            for line in self.view.lines
        }


def _fieldset(line: LineView) -> Fieldset:
    legend = f"{line.number}. {line.category}, {line.department}: {line.spent or '0,00'} kr."
    return Fieldset(legend, Columns(f"accepted_{line.number}", f"reason_{line.number}"))
