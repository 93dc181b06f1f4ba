"""The forms of an amended award and of a lapse; which button was pressed says what is to be done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from applications.selectors.awards import AwardInForce
from budgets.rules.lines import Line
from fsm3.core.money import ZERO
from fsm3.core.periods import ProjectPeriod
from fsm3.dkfds.fields import DayField
from fsm3.dkfds.helper import Button, Helper
from fsm3.dkfds.layout import Columns, Fieldset
from fsm3.journeys.amend import Amended
from fsm3.web.shared.fields import MoneyField

SEE, HEAR, PROPOSE = "see", "hear", "propose"
_HEAR = Button(_("Hear the municipality first"), "secondary", name="act", value=HEAR)
_PROPOSE = Button(_("Propose"), "secondary", name="act", value=PROPOSE)


def _reason() -> forms.CharField:
    return forms.CharField(
        label=_("Reason"),
        max_length=2000,
        help_text=_("It stands in the letter to the municipality."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AmendForm(forms.Form):
    """The lines of the award with a reason where they change, its cohort and its period, and why."""

    def __init__(
        self, data: QueryDict | None, *, award: AwardInForce, lines: Sequence[Line], back: str
    ) -> None:
        """Fill the form with the award in force."""
        super().__init__(data)
        self.lines = lines
        self.act = "" if data is None else data.get("act", SEE)
        for line in lines:
            self.fields[f"amount_{line.number}"] = MoneyField(
                label=_("Amount"), least=ZERO, initial=line.amount
            )
            self.fields[f"reason_{line.number}"] = forms.CharField(
                label=_("Reason, where it changes"), required=False, max_length=2000
            )
        self.fields["cohort"] = forms.ChoiceField(
            label=_("Cohort"),
            choices=[(cohort.key, cohort.name) for cohort in award.terms.cohorts],
            initial=award.cohort.key,
        )
        self.fields["first_day"] = DayField(label=_("First day of the period"), initial=award.period.first)
        self.fields["last_day"] = DayField(label=_("Last day of the period"), initial=award.period.last)
        self.fields["reason"] = _reason()
        own = (_fieldset(line, award) for line in lines)
        terms = Fieldset(_("Terms of the award"), "cohort", Columns("first_day", "last_day"), "reason")
        see = Button(_("Show the effect"), name="act", value=SEE)
        buttons = (see, _HEAR, _PROPOSE, Button(_("Back"), "tertiary", url=back))
        self.helper = Helper(*own, terms, buttons=buttons)

    def clean(self) -> dict[str, object]:
        """A period ends after it begins."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if isinstance(first, date) and isinstance(last, date) and last < first:
            self.add_error("last_day", _("The last day lies before the first."))
        return cleaned

    @property
    def amended(self) -> Amended:
        """The award that is wanted."""
        told = self.cleaned_data
        approved = {
            line.number: (told[f"amount_{line.number}"], told[f"reason_{line.number}"]) for line in self.lines
        }
        return Amended(approved, told["cohort"], ProjectPeriod(told["first_day"], told["last_day"]))


def _fieldset(line: Line, award: AwardInForce) -> Fieldset:
    legend = f"{line.number}. {award.terms.category(line.category).name}, {line.department}"
    return Fieldset(legend, Columns(f"amount_{line.number}", f"reason_{line.number}"))


class LapseForm(forms.Form):
    """Why an award lapses."""

    def __init__(self, data: QueryDict | None, *, back: str) -> None:
        """Take what was sent, and the page to go back to."""
        super().__init__(data)
        self.act = PROPOSE if data is None else data.get("act", PROPOSE)
        self.fields["reason"] = _reason()
        self.helper = Helper(buttons=(_PROPOSE, _HEAR, Button(_("Back"), "tertiary", url=back)))
