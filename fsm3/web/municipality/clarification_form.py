"""The form in which a municipality replies to the questions of a clarification."""

from __future__ import annotations

from typing import cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from applications.rules.clarification import LONGEST_REPLY
from applications.rules.pool_terms import PoolTerms
from applications.selectors.clarifications import ClarificationView, Replies
from fsm3.dkfds.helper import Button, Helper
from fsm3.web.shared.task_texts import task_title

CHECK = "check"
"""The button that goes on to the page where the answer is looked through."""


class ReplyForm(forms.Form):
    """A short reply to each question; `edition` is that of the replies the form was filled with."""

    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, data: QueryDict | None, *, asked: ClarificationView, replies: Replies, terms: PoolTerms
    ) -> None:
        """Offer a field for each question, filled with the reply it has."""
        filled = {f"reply_{question}": text for question, text in replies.texts.items()}
        super().__init__(data, initial={**filled, "edition": replies.edition})
        for each in asked.questions:
            self.fields[f"reply_{each.id}"] = forms.CharField(
                label=f"{each.place}. {each.text}",
                help_text=_("About: %(task)s") % {"task": task_title(each.task, terms)},
                required=False,
                max_length=LONGEST_REPLY,
                widget=forms.Textarea({"rows": 3, "class": "wide"}),
            )
        save = Button(_("Save"), "secondary", name="save", value="1")
        self.helper = Helper(
            buttons=(Button(_("Save, and look the answer through"), name=CHECK, value="1"), save)
        )

    @property
    def texts(self) -> dict[int, str]:
        """What was typed, by question."""
        fields = ((name, text) for name, text in self.cleaned_data.items() if name.startswith("reply_"))
        return {int(name.removeprefix("reply_")): text for name, text in fields}

    def reopen(self, edition: int) -> None:
        """Go on from what somebody else saved meanwhile; the page shows it beside what was typed here."""
        data = cast("QueryDict", self.data).copy()
        data["edition"] = str(edition)
        self.data = data
