"""The forms of the style page: every kind of field in every state, and one form that can be tried."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any, ClassVar

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from fsm3.access.guards import Anyone, open_to
from fsm3.core.money import Money
from fsm3.dkfds.conditions import ConditionalFields
from fsm3.dkfds.fields import DayField
from fsm3.dkfds.formsets import TableFormSet, keep_typed, table_of
from fsm3.dkfds.helper import Button, Helper
from fsm3.dkfds.layout import Columns, Conditional, Fieldset, FormsetTable
from fsm3.dkfds.widgets import AffixedInput
from fsm3.web.shared.acting import Visit
from fsm3.web.shared.demo import only_in_demo
from fsm3.web.shared.fields import DanishNumberField, MoneyField


class RowForm(forms.Form):
    """A row of the table: text, choice, amount and number."""

    note = forms.CharField(label=_("What for"), max_length=60)
    category = forms.ChoiceField(
        label=_("Category"),
        choices=(("", _("Choose")), ("wage", _("Wages")), ("other", _("Other expenses"))),
    )
    amount = MoneyField(label=_("Amount"))
    hours = DanishNumberField(label=_("Hours"), required=False)


class RowsBase(TableFormSet):
    """The table of the form."""

    caption = _("Expenses")
    row_name = _("Line")


Rows = table_of(RowForm, RowsBase, least=1, most=6)


class StyleForm(ConditionalFields, forms.Form):
    """One field of every kind."""

    conditions: ClassVar[dict[str, tuple[str, str]]] = {"partner": ("joint", "yes"), "why": ("joint", "no")}

    name = forms.CharField(
        label=_("Name of the project"), max_length=60, help_text=_("As it will stand in the letters.")
    )
    mail = forms.EmailField(label=_("Mail address"), required=False)
    postcode = forms.CharField(
        label=_("Postcode"), max_length=4, widget=AffixedInput({"class": "input-char-8"}, prefix="DK-")
    )
    amount = MoneyField(
        label=_("Amount applied for"), help_text=_("Thousands with a full stop, øre with a comma.")
    )
    posts = DanishNumberField(label=_("Full-time posts"), unit=_("posts"), required=False)
    start = DayField(label=_("First day"), help_text=_("For example 26 11 2021."))
    cohort = forms.ChoiceField(
        label=_("Cohort"), choices=(("", _("Choose")), ("1", _("First cohort")), ("2", _("Second cohort")))
    )
    joint = forms.ChoiceField(
        label=_("Do you apply with others?"),
        choices=(("yes", _("Yes")), ("no", _("No"))),
        widget=forms.RadioSelect,
    )
    partner = forms.CharField(label=_("With whom?"), max_length=60)
    why = forms.CharField(label=_("Why do you apply alone?"), max_length=60)
    groups = forms.MultipleChoiceField(
        label=_("Target groups"),
        choices=(
            ("young", _("Young people")),
            ("senior", _("Older people")),
            ("ill", _("People on sick leave")),
        ),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose all that fit."),
    )
    purpose = forms.CharField(
        label=_("Purpose"),
        max_length=200,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("In your own words."),
    )
    attachment = forms.FileField(
        label=_("Attachment"), required=False, widget=forms.FileInput({"accept": ".pdf"})
    )
    accepted = forms.BooleanField(label=_("We have read the call"))

    def __init__(self, *args: Any, rows: RowsBase, focus: bool = True, **kwargs: Any) -> None:
        """Lay the form out, with the table inside it."""
        super().__init__(*args, **kwargs)
        project = Fieldset(_("The project"), Columns("name", "mail"), "postcode", "start", "cohort")
        money = Fieldset(_("The money"), Columns("amount", "posts"), FormsetTable(rows))
        answers = Fieldset(
            _("The answers"), Conditional("joint"), "groups", "purpose", "attachment", "accepted"
        )
        self.helper = Helper(project, money, answers, buttons=(Button(_("Check")),), focus=focus)


FILLED = {
    "name": "Flere i job",
    "mail": "job@x.example",
    "postcode": "2100",
    "amount": Money.of("1250000.50"),
    "posts": Fraction(5, 2),
    "start": date(2022, 1, 1),
    "cohort": "1",
    "joint": "yes",
    "partner": "Fanø Kommune",
    "groups": ["young", "ill"],
    "purpose": "Flere borgere skal i job.\nOgså dem, der har været væk længe.",
    "accepted": True,
}
FILLED_ROWS = [
    {"note": "Jobkonsulent", "category": "wage", "amount": Money.of("1200000"), "hours": Fraction(2886)},
    {"note": "Transport", "category": "other", "amount": Money.of("50000.50")},
]
WRONG = QueryDict(
    "fejl-amount=1,234.56&fejl-posts=mange&fejl-start_day=31&fejl-start_month=2&fejl-start_year=2022&fejl-cohort=9&"
    "fejl-joint=yes&fejl-mail=job&fejl-postcode=21000&fejl-purpose=&"
    "fejl-lines-TOTAL_FORMS=2&fejl-lines-INITIAL_FORMS=0&fejl-lines-0-note=&fejl-lines-0-amount=12.34&"
    "fejl-lines-1-note=Transport&fejl-lines-1-category=other&fejl-lines-1-amount=-5"
)


@open_to(Anyone)
@only_in_demo
@require_http_methods(["GET", "HEAD", "POST"])
def style_forms(request: Visit) -> HttpResponse:
    """Show the fields in all their states; what is sent is checked and shown again, alone."""
    if request.method != "POST":
        return render(request, "demo/style_forms.html", {"states": _states()})
    form, rows = _form("tom", data=request.POST, files=request.FILES)
    if rows.changing:
        keep_typed(form)
    valid = not rows.changing and all([form.is_valid(), rows.is_valid()])
    return render(request, "demo/style_forms.html", {"states": [(_("Tried"), form)], "valid": valid})


def _form(state: str, *, rows: Any = None, **kwargs: Any) -> tuple[StyleForm, RowsBase]:
    table = Rows(kwargs.get("data"), initial=rows, prefix=f"{state}-lines")
    return StyleForm(prefix=state, rows=table, **kwargs), table


def _states() -> list[tuple[Any, StyleForm]]:
    empty = _form("tom")[0]
    filled = _form("udfyldt", initial=FILLED, rows=FILLED_ROWS)[0]
    wrong = _form("fejl", data=WRONG, focus=False)[0]
    locked, locked_rows = _form("laast", initial=FILLED, rows=FILLED_ROWS)
    for form in (locked, *locked_rows.forms):
        for field in form.fields.values():
            field.disabled = True
    locked.helper.buttons = ()
    return [(_("Empty"), empty), (_("Filled"), filled), (_("With errors"), wrong), (_("Locked"), locked)]
