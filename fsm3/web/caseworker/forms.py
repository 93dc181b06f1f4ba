"""The forms of the agency's door: how the list is wished, and what an approver decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from applications.rules.workflow import Status
from applications.selectors.lists import Column, Wish
from fsm3.dkfds.helper import Button, Helper

ORDERS = {
    "sag": Column.NUMBER,
    "kommune": Column.MUNICIPALITY,
    "kohorte": Column.COHORT,
    "valg": Column.CHOICE,
    "ansoegt": Column.REQUESTED,
    "point": Column.SCORE,
    "plads": Column.RANK,
    "sagsbehandler": Column.CASEWORKER,
    "status": Column.STATUS,
    "tilsagn": Column.AWARDED,
}
"""How the address names the columns."""


def read_wish(address: Mapping[str, str]) -> Wish:
    """What the address asks of the list; what it does not understand it leaves out."""
    status, choice, who = (address.get(name, "") for name in ("status", "valg", "hos"))
    return Wish(
        column=ORDERS.get(address.get("orden", ""), Column.NUMBER),
        descending=address.get("faldende") == "ja",
        status=status if status in set(Status) else "",
        cohort=address.get("kohorte", ""),
        choice=choice if choice in {"yes", "no"} else "",
        caseworker=who if who.isascii() and who.isdigit() else "",
        search=address.get("soeg", "").replace("\0", "")[:60],
    )


def turned(wish: Wish, column: Column) -> Wish:
    """The wish after a click on a column: sorted by it, or the other way round when it is already."""
    descending = not wish.descending if wish.column is column else False
    return replace(wish, column=column, descending=descending)


def as_address(wish: Wish) -> dict[str, str]:
    """The wish as parts of an address, without what goes without saying."""
    names = {column: name for name, column in ORDERS.items()}
    parts = {
        "status": wish.status,
        "kohorte": wish.cohort,
        "valg": wish.choice,
        "hos": wish.caseworker,
        "soeg": wish.search,
        "orden": "" if wish.column is Column.NUMBER else names[wish.column],
        "faldende": "ja" if wish.descending else "",
    }
    return {name: value for name, value in parts.items() if value}


def list_parts(pool_key: str, wish: Wish) -> dict[str, str]:
    """The list of a pool's cases as wished, as parts of an address."""
    return {"pulje": pool_key, **as_address(wish)}


def list_address(pool_key: str, wish: Wish) -> str:
    """Where the list of a pool's cases is shown as wished. What is wished was read, so the address leads nowhere else."""
    return f"{reverse('cases')}?{urlencode(list_parts(pool_key, wish))}"


APPROVE, RETURN = "approve", "return"


class VerdictForm(forms.Form):
    """Approve a proposal, or hand it back with a reason."""

    field_order = ("verdict", "reason")

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=2000,
        help_text=_("Needed when you hand back: what has to be different?"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: QueryDict | None, *, approve: str, back_to: str) -> None:
        """Take what was sent, what approving is called for this kind, and the address to go back to."""
        super().__init__(data)
        self.fields["verdict"] = forms.ChoiceField(
            label=_("What do you decide?"),
            choices=((APPROVE, approve), (RETURN, _("Hand back"))),
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose whether you approve or hand back.")},
        )
        self.order_fields(self.field_order)
        back = Button(_("Back"), "secondary", url=back_to)
        self.helper = Helper(buttons=(Button(_("Decide")), back))

    def clean(self) -> dict[str, Any]:
        """Ask for the reason of handing back."""
        cleaned = super().clean() or {}
        if cleaned.get("verdict") == RETURN and not cleaned.get("reason"):
            self.add_error("reason", _("Say why you hand it back."))
        return cleaned

    @property
    def approves(self) -> bool:
        """Whether a valid form approves."""
        return bool(self.cleaned_data["verdict"] == APPROVE)
