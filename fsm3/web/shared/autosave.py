"""What the view of a form that saves itself answers (`static/autosave.js`): in JSON, what is told and the new edition.

A form joins with `data-autosave` and a hidden `edition`. The answer's status says what the script does: 200 goes on from
the new edition, 422 tells what is wrong and goes on, 409 tells and stops.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _

from fsm3.core.periods import COPENHAGEN
from fsm3.core.problems import Problem
from fsm3.web.shared.problem_texts import sentences

_STOPS = {
    "edited_meanwhile",
    "draft_closed",
    "draft_in_another_window",
    "already_assessed",
    "two_have_assessed",
    "not_now",
}


def asked(request: HttpRequest) -> bool:
    """Whether a form saves itself, and nobody pressed a button."""
    return request.headers.get("X-Requested-With") == "autosave"


def saved(edition: int, at: datetime, also: str = "") -> JsonResponse:
    """It is kept, and the next save is on this edition; `also` is what the writer should know besides."""
    told = _("Saved at %(time)s") % {"time": f"{at.astimezone(COPENHAGEN):%H.%M.%S}"}
    return JsonResponse({"edition": edition, "said": f"{told}. {also}" if also else told})


def wrong(texts: Iterable[str]) -> JsonResponse:
    """It is not kept, because of what was typed."""
    return JsonResponse({"said": _("Not saved. %(why)s") % {"why": " ".join(texts)}}, status=422)


def stopped(problems: tuple[Problem, ...]) -> JsonResponse:
    """It is not kept for these problems; after a colleague's save a button shows both texts."""
    codes = {problem.code for problem in problems}
    if not codes & _STOPS:
        return wrong(sentences(problems))
    told = " ".join(sentences(problems))
    if "edited_meanwhile" in codes:
        told = _("%(who)s has written here meanwhile, so it is not saved. Press Save to see both texts.") % {
            "who": ", ".join(problem.detail.get("by", "") for problem in problems)
        }
    return JsonResponse({"said": told}, status=409)
