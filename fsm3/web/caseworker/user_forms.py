"""The forms by which an administrator lets people in: somebody new, another role, an audit firm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fsm3.access.everybody import Place, by_kind
from fsm3.access.roles import ROLES_OF, OrganisationKind, Role
from fsm3.core.problems import Problem
from fsm3.dkfds.helper import Button, Helper
from fsm3.journeys.engagements import CVR_DIGITS
from fsm3.web.shared.inviting import MailField, NameField
from fsm3.web.shared.labels import role_label
from fsm3.web.shared.problem_texts import sentence
from fsm3.web.shared.role_texts import KINDS, offered

Grouped = list[tuple[str, list[tuple[str, str]]]]


def _places(found: Iterable[Place]) -> Grouped:
    """Organisations to choose from; a municipality without anybody who gives roles there says so."""
    grouped = by_kind(found).items()
    return [(str(KINDS[kind]), [(str(each.id), _named(each)) for each in places]) for kind, places in grouped]


def _named(place: Place) -> str:
    if place.kind is OrganisationKind.MUNICIPALITY and not place.keepers:
        return _("%(name)s (no administrator yet)") % {"name": place.name}
    return place.name


def _roles(kinds: Iterable[OrganisationKind]) -> Grouped:
    return [
        (str(KINDS[kind]), [(value, str(text)) for value, text in offered(ROLES_OF[kind])]) for kind in kinds
    ]


class _ForAPlace(forms.Form):
    """An organisation, and a role that it has."""

    organisation = forms.TypedChoiceField(
        label=gettext_lazy("Organisation"),
        coerce=int,
        error_messages={"required": gettext_lazy("Choose the organisation that the role is for.")},
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Role"), error_messages={"required": gettext_lazy("Choose the role.")}
    )

    def __init__(
        self, data: QueryDict | None, *, places: tuple[Place, ...], initial: Mapping[str, str]
    ) -> None:
        """Offer the organisations, and the roles they have; where there is one organisation it is not asked for."""
        super().__init__(data, initial=dict(initial))
        self.places = places
        self._offer("role", _roles(by_kind(places)))
        self._offer("organisation", _places(places))
        if len(places) == 1:
            del self.fields["organisation"]

    def _offer(self, name: str, choices: Grouped) -> None:
        self.fields[name].choices = [("", _("Choose")), *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Find whether the organisation has the role."""
        cleaned = super().clean() or {}
        if len(self.places) == 1:
            cleaned["organisation"] = self.places[0].id
        kinds = {place.id: place.kind for place in self.places}
        kind = kinds.get(cleaned.get("organisation") or 0)
        if kind and cleaned.get("role") and Role(cleaned["role"]) not in ROLES_OF[kind]:
            self.add_error("role", sentence(Problem("role_of_other_organisation")))
        return cleaned


class AddForm(_ForAPlace):
    """Somebody new."""

    field_order = ("name", "email", "organisation", "role")

    name = NameField(missing=gettext_lazy("Write the name of the person."))
    email = MailField(
        told=gettext_lazy("The invitation is sent here, and it is what the person signs in with.")
    )

    def __init__(
        self, data: QueryDict | None, *, places: tuple[Place, ...], initial: Mapping[str, str]
    ) -> None:
        """Take what was sent, or begin with what the address names."""
        super().__init__(data, places=places, initial=initial)
        back = Button(_("Cancel"), "secondary", url=reverse("users"))
        self.helper = Helper(buttons=(Button(_("Send the invitation")), back))


class GiveForm(_ForAPlace):
    """Another role for somebody who is known."""

    def __init__(
        self, data: QueryDict | None, *, places: tuple[Place, ...], initial: Mapping[str, str]
    ) -> None:
        """Offer the roles that fit what the person is already."""
        super().__init__(data, places=places, initial=initial)
        self.helper = Helper(buttons=(Button(_("Give the role"), name="act", value="give"),))


class FirmForm(forms.Form):
    """An audit firm that municipalities can engage."""

    name = NameField(
        label=gettext_lazy("Name of the firm"), missing=gettext_lazy("Write the name of the firm.")
    )
    cvr = forms.CharField(
        label=gettext_lazy("CVR number"),
        max_length=20,
        help_text=gettext_lazy("Eight digits."),
        error_messages={"required": gettext_lazy("A CVR number has eight digits.")},
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "numeric"}),
    )

    def __init__(self, data: QueryDict | None) -> None:
        """Take what was sent."""
        super().__init__(data)
        self.helper = Helper(buttons=(Button(_("Add the firm")),))

    def clean_cvr(self) -> str:
        """The number without the spaces it may be written with. Raises ValidationError unless it has eight digits."""
        digits = "".join(str(self.cleaned_data["cvr"]).split())
        if not (len(digits) == CVR_DIGITS and digits.isascii() and digits.isdigit()):
            raise forms.ValidationError(sentence(Problem("cvr_not_eight_digits")))
        return digits


def role_choices() -> Iterator[tuple[str, str]]:
    """Every role by its name, for a filter."""
    yield from ((role.value, role_label(role)) for role in Role)
