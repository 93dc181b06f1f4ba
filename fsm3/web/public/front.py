"""The front page: the pools in force, and in the demo how far its season is and what there is to see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from applications.selectors.public import pools_in_force
from applications.selectors.showcase import Sight, sights
from fsm3.access.guards import Anyone, open_to
from fsm3.core import clock, jobs
from fsm3.web.shared.acting import Visit
from fsm3.web.shared.components import Fact, Job, Progress, Summary
from fsm3.web.shared.labels import sight_label

REFRESH_SECONDS = 4


@dataclass(frozen=True)
class Loading:
    """How far the demo is: its season, and apart from it the letters."""

    season: jobs.Progress | None
    letters: jobs.Count
    sights: tuple[tuple[Sight, str], ...]

    @property
    def goes_on(self) -> bool:
        """Whether the page will say something else in a moment."""
        season_goes_on = self.season is not None and self.season.state in {
            jobs.State.WAITING,
            jobs.State.RUNNING,
        }
        return season_goes_on or bool(self.letters.waiting or self.letters.running)


@open_to(Anyone)
@require_safe
def home(request: Visit) -> HttpResponse:
    """Show the front page; while the demo loads, the browser is asked to come back by itself."""
    loading = _loading() if settings.DEMO else None
    pools = pools_in_force(clock.now())
    shown = _shown(loading) if loading else {}
    response = render(request, "public/home.html", {"pools": pools, "loading": loading, **shown})
    if loading and loading.goes_on:
        response.headers["Refresh"] = str(REFRESH_SECONDS)
    return response


def _loading() -> Loading:
    found = tuple((sight, sight_label(sight.kind)) for sight in sights())
    return Loading(jobs.progress("load_season"), jobs.count("render_document"), found)


def _shown(loading: Loading) -> dict[str, Any]:
    """How far the demo is, as components."""
    season, letters = loading.season, loading.letters
    facts = (
        Fact(_("Letters made"), str(letters.done)),
        Fact(_("Waiting to be made"), str(letters.waiting)),
        Fact(_("Being made"), str(letters.running)),
        Fact(_("Stuck"), str(letters.stuck)),
    )
    return {
        "season": _season(season) if season else None,
        "letters": Summary(facts) if letters.total else None,
    }


def _season(season: jobs.Progress) -> Progress:
    texts = {
        jobs.State.DONE: _("The season from November 2021 to June 2024 is loaded."),
        jobs.State.STUCK: _("The season could not be loaded. The worker's log says why."),
    }
    steps = _("The season is being replayed: %(done)s of %(total)s steps.")
    text = texts.get(season.state, steps % {"done": season.done, "total": season.total})
    return Progress(_("The season"), Job(season.state.value), season.percent, text, reverse("home"))
