"""The form of a case in the decision room: award or refusal, each line of the budget with what is approved of it, reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.rules.pool_terms import PoolTerms
from applications.rules.room import LONGEST, LONGEST_REASON
from applications.selectors.room import Edition
from budgets.rules.lines import Line
from fsm3.core.danish import amount
from fsm3.core.money import ZERO, Money
from fsm3.dkfds.conditions import ConditionalFields
from fsm3.dkfds.formsets import TableFormSet, table_of
from fsm3.dkfds.helper import Button, Helper
from fsm3.dkfds.layout import Conditional, Drawn, Fieldset, FormsetTable
from fsm3.journeys.recommend import Recommended
from fsm3.web.shared.fields import MoneyField

AWARD, REFUSAL = "award", "refusal"
KEEP = "keep"


class ApprovedForm(forms.Form):
    """What is approved of a line, and why less."""

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    amount = MoneyField(label=gettext_lazy("Approved"), least=ZERO)
    reason = forms.CharField(
        label=gettext_lazy("Reason, where it is less"), required=False, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args: Any, line: Line | None = None, category: str = "", **kwargs: Any) -> None:
        """Tell in the head of the row which line it is, and what was asked for."""
        super().__init__(*args, **kwargs)
        if line:
            self.row_title = _("Line %(number)s") % {"number": line.number}
            requested = _("Requested %(amount)s") % {"amount": amount(line.amount)}
            self.row_details = (category, line.department, requested)

    def read(self) -> Money | None:
        """What is approved, as far as it can be read."""
        try:
            read: Money = self.fields["amount"].clean(self["amount"].value())
        except forms.ValidationError:
            return None
        return read


class ApprovedRows(TableFormSet):
    """The lines that were asked for."""

    caption = gettext_lazy("What is approved of each line, in kroner")
    row_name = gettext_lazy("Line")

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """Hand each row its line."""
        lines: tuple[Line, ...] = self.form_kwargs["lines"]
        terms: PoolTerms = self.form_kwargs["terms"]
        if index is None or index >= len(lines):
            return {}
        return {"line": lines[index], "category": terms.category(lines[index].category).name}


def _reason(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=gettext_lazy("It stands in the letter to the municipality."),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 9, "class": "long-text"}),
    )


class RoomForm(ConditionalFields, forms.Form):
    """What is to be proposed for a case, on the edition that was seen."""

    conditions = {  # noqa: RUF012  declared so by the class above
        "reason_award": ("verdict", AWARD),
        "reason_refusal": ("verdict", REFUSAL),
    }

    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    verdict = forms.ChoiceField(
        label=gettext_lazy("What is to be proposed?"),
        choices=((AWARD, gettext_lazy("Award")), (REFUSAL, gettext_lazy("Refusal"))),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose an award or a refusal.")},
    )
    reason_award = _reason(gettext_lazy("Reason of the award"))
    reason_refusal = _reason(gettext_lazy("Reason of the refusal"))
    deviation = forms.CharField(
        label=gettext_lazy("Why less than asked for, or why not by the ranking"),
        help_text=gettext_lazy(
            "Needed when the award is reduced, and when a case is passed over. The reason of a reduction stands in the letter."
        ),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3, "class": "wide"}),
    )

    def __init__(
        self, data: QueryDict | None, *, case: int, rows: ApprovedRows, initial: dict[str, Any], back: str
    ) -> None:
        """Lay the form out on what is written of a case, or on what it begins with."""
        super().__init__(data, initial=initial)
        self.case, self.rows = case, rows
        self.act = "" if data is None else data.get("act", "")
        self.back = back

    @property
    def lines(self) -> list[ApprovedForm]:
        """The lines, each with what is approved of it."""
        return cast("list[ApprovedForm]", self.rows.forms)

    def is_valid(self) -> bool:
        """Whether it can be used: the lines count for an award alone."""
        own = super().is_valid()
        return own and (self.cleaned_data["verdict"] == REFUSAL or self.rows.is_valid())

    def recommended(self) -> Recommended:
        """What a valid form says."""
        told = self.cleaned_data
        if told["verdict"] == REFUSAL:
            return Recommended(self.case, told["reason_refusal"], deviation=told["deviation"])
        rows = [row.cleaned_data for row in self.lines]
        approved = {row["number"]: (row["amount"], row["reason"]) for row in rows}
        return Recommended(self.case, told["reason_award"], approved, told["deviation"])

    def award(self) -> Money | None:
        """The award as it stands in the form, what cannot be read left out; None for a refusal, and where nothing is chosen."""
        if self["verdict"].value() != AWARD:
            return None
        return Money.sum(read for read in (row.read() for row in self.lines) if read is not None)

    def unreadable(self) -> Iterator[str]:
        """The lines of an award whose amount cannot be read, each with why."""
        if self["verdict"].value() != AWARD:
            return
        for row in self.lines:
            yield from (f"{row.row_title}: {error}" for error in row.errors.get("amount", ()))

    def offer(self, effect: dict[str, Any], *, address: str) -> None:
        """Lay the form out: award or refusal, the lines, what they come to, and the buttons. A script asks for it at the address."""
        keep = Button(_("Save"), name="act", value=KEEP)
        see = Button(_("Show the effect"), "secondary", name="work_out", value="1")
        lines = Fieldset(_("Line by line, for an award"), FormsetTable(self.rows))
        drawn = Drawn("caseworker/room_sums.html", effect)
        buttons = (keep, see, Button(_("Back to the room"), "tertiary", url=self.back))
        self.helper = Helper(
            "edition", Conditional("verdict"), lines, drawn, "deviation", buttons=buttons, enter=see
        )
        self.helper.attrs |= {"data-sums": address}

    def reopen(self, edition: int) -> None:
        """Let the next save be on the edition that is stored now, which the person has been shown."""
        data = cast("QueryDict", self.data).copy()
        data["edition"] = str(edition)
        self.data = data


def room_form(
    data: QueryDict | None,
    *,
    case: int,
    lines: Sequence[Line],
    terms: PoolTerms,
    edition: Edition | None,
    begins: tuple[str, str],
    back: str,
) -> RoomForm:
    """The form of a case; `begins` are the reasons of an award and of a refusal that it begins with."""
    made = table_of(ApprovedForm, ApprovedRows, least=len(lines), most=len(lines))
    kept = edition.approved if edition else {}
    rows = made(
        data,
        prefix="lines",
        initial=[_initial(line, kept) for line in lines],
        form_kwargs={"lines": tuple(lines), "terms": terms},
    )
    initial: dict[str, Any] = {"edition": 0, "reason_award": begins[0], "reason_refusal": begins[1]}
    if edition:
        verdict = REFUSAL if edition.award is None else AWARD
        initial |= {"edition": edition.edition, "verdict": verdict, "deviation": edition.deviation}
        initial[f"reason_{verdict}"] = edition.reason
    return RoomForm(data, case=case, rows=rows, initial=initial, back=back)


def _initial(line: Line, kept: Any) -> dict[str, Any]:
    approved, reason = kept.get(line.number, (line.amount, ""))
    return {"number": line.number, "amount": approved, "reason": reason}
