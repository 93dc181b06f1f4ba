"""Points and a reason on each criterion, beside what the criterion is about: as one assessor gives them, as two agree on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from applications.rules.assessment import LONGEST_REASON, Jotted, Points, finished
from fsm3.core.problems import Problem
from fsm3.dkfds.helper import Button, Helper
from fsm3.dkfds.layout import Within
from fsm3.web.shared.assess_texts import points_label
from fsm3.web.shared.problem_texts import sentence

GIVE = "give"
"""The button that goes on to the page where the assessment is given."""
DRAFT = "draft"
"""The button that saves what two half agree on."""
_OF_POINTS = {"score_missing", "points_off_scale"}


class ScoresForm(forms.Form):
    """The criteria one by one; `criteria` are keys with the template around the fields of each and what it is told."""

    is_draft = True
    """What is unfinished may be kept, so no field is called optional and none is required."""

    def __init__(
        self,
        data: QueryDict | None,
        *,
        criteria: Sequence[tuple[str, str, dict[str, Any]]],
        highest: int,
        stored: Mapping[str, Jotted],
        seen: Mapping[str, object],
        buttons: tuple[Button, ...],
    ) -> None:
        """Fill the form with what is stored, or with what was typed; `seen` fills the hidden fields."""
        super().__init__(data, initial={**_initial(stored), **seen})
        self.keys = tuple(key for key, _template, _told in criteria)
        for number, key in enumerate(self.keys, start=1):
            self._ask(key, number, highest)
        layout = (
            Within(template, told, f"points_{key}", f"reason_{key}") for key, template, told in criteria
        )
        self.helper = Helper(*layout, buttons=buttons)

    def _ask(self, key: str, number: int, highest: int) -> None:
        self.fields[f"points_{key}"] = forms.TypedChoiceField(
            label=_("Points, criterion %(number)s") % {"number": number},
            choices=[(points, points_label(points, highest)) for points in range(highest + 1)],
            coerce=int,
            empty_value=None,
            required=False,
            widget=forms.RadioSelect,
        )
        self.fields[f"reason_{key}"] = forms.CharField(
            label=_("Reason, criterion %(number)s") % {"number": number},
            max_length=LONGEST_REASON,
            required=False,
            widget=forms.Textarea({"rows": 7}),
        )

    @property
    def jotted(self) -> dict[str, Jotted]:
        """What was typed on each criterion, of a form without faults; nothing for one nothing was typed on."""
        typed = (
            (
                key,
                Jotted(
                    self.cleaned_data[f"points_{key}"],
                    self.cleaned_data[f"reason_{key}"].replace("\r\n", "\n"),
                ),
            )
            for key in self.keys
        )
        return {key: each for key, each in typed if each != Jotted()}

    @property
    def scores(self) -> dict[str, Points]:
        """The criteria that have points."""
        return finished(self.jotted)

    def mark(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Put what is wrong with a criterion beside its field; returns what belongs to none."""
        return tuple(problem for problem in problems if not self._marked(problem))

    def _marked(self, problem: Problem) -> bool:
        if problem.where not in self.keys:
            return False
        field = "points" if problem.code in _OF_POINTS else "reason"
        self.add_error(f"{field}_{problem.where}", sentence(problem))
        return True

    def reopen(self, **seen: object) -> None:
        """Go on from what is stored meanwhile, with what was typed in the fields."""
        data = cast("QueryDict", self.data).copy()
        for name, value in seen.items():
            data[name] = str(value)
        self.data = data


class AssessForm(ScoresForm):
    """One assessor's scores, which save themselves; `edition` and `read` are the draft's edition and the version that were seen."""

    edition = forms.IntegerField(widget=forms.HiddenInput({"autocomplete": "off"}), min_value=0)
    read = forms.IntegerField(widget=forms.HiddenInput({"autocomplete": "off"}), min_value=1)

    def __init__(self, data: QueryDict | None, **told: Any) -> None:
        """Offer to save, and to go on to the page where the assessment is given."""
        buttons = (
            Button(_("Save, and look it over before you give it"), name="then", value=GIVE),
            Button(_("Save the draft"), "secondary"),
        )
        super().__init__(data, buttons=buttons, **told)
        self.helper.attrs["data-autosave"] = "on"

    @property
    def seen(self) -> tuple[int, int]:
        """The edition and the version that were seen, of a form without faults."""
        return self.cleaned_data["edition"], self.cleaned_data["read"]


class AgreeForm(ScoresForm):
    """What two agree on, which saves itself as a draft of both.

    `seen` is the digest of what was entered before, `edition` the draft's that was seen.
    """

    seen = forms.CharField(widget=forms.HiddenInput({"autocomplete": "off"}), required=False)
    edition = forms.IntegerField(
        widget=forms.HiddenInput({"autocomplete": "off"}), min_value=0, required=False
    )

    def __init__(self, data: QueryDict | None, *, back: str, **told: Any) -> None:
        """Offer to enter what is agreed on, to save it as a draft that both see, and to go back."""
        buttons = (
            Button(_("Enter the agreed scores")),
            Button(_("Save the draft"), "secondary", name="then", value=DRAFT),
            Button(_("Back"), "secondary", url=back),
        )
        super().__init__(data, buttons=buttons, **told)
        self.helper.attrs["data-autosave"] = "on"


def _initial(stored: Mapping[str, Jotted]) -> dict[str, Any]:
    points = {f"points_{key}": each.points for key, each in stored.items()}
    return {**points, **{f"reason_{key}": each.reason for key, each in stored.items()}}


@dataclass(frozen=True)
class Written:
    """What stands on a criterion, to be read through: whose or of what it is, the points in words, and the reason."""

    who: str
    points: str
    reason: str


def written(
    names: Mapping[str, str], stored: Mapping[str, Jotted] | Mapping[str, Points], highest: int
) -> tuple[Written, ...]:
    """What stands on each criterion; `names` are the criteria by key."""
    found = ((name, stored.get(key, Jotted())) for key, name in names.items())
    return tuple(
        Written(
            name,
            _("No points yet") if each.points is None else points_label(each.points, highest),
            each.reason or _("No reason yet"),
        )
        for name, each in found
    )
