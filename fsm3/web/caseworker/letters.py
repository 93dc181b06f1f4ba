"""The letters of a pool as one piece of work: how far it is, what is stuck and why, and each letter with its addressee."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from applications.selectors import letters as selectors
from applications.selectors import pools
from applications.selectors.letters import LetterLine, Stage
from applications.selectors.pools import InForce
from fsm3.access.guards import open_to
from fsm3.core.problems import Problem
from fsm3.journeys import letters as journey
from fsm3.web.caseworker import letter_tables
from fsm3.web.caseworker.letter_tables import LETTERS, Wish
from fsm3.web.caseworker.outcomes import REFRESH_SECONDS, pool_of
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.acts import stopped_by
from fsm3.web.shared.components import Alert, Breadcrumb, Link, Tabs
from fsm3.web.shared.labels import AGENCY, READS_ALL
from fsm3.web.shared.problem_texts import could_not, sentences

ALL_STUCK = "alle"


@open_to(*READS_ALL)
@require_safe
def all_letters(request: SignedIn) -> HttpResponse:
    """Lead to the letters of the oldest pool in force."""
    keys = pools.keys_in_force()
    if keys:
        return redirect("letters", pool_key=keys[0])
    return render(request, "caseworker/no_letters.html", {"breadcrumb": Breadcrumb(_("Letters"))})


@open_to(*READS_ALL)
@require_http_methods(["GET", "HEAD", "POST"])
def letters(request: SignedIn, pool_key: str) -> HttpResponse:
    """Show the letters of a pool, or let stuck ones be made once more; while some are made the browser comes back."""
    pool = pool_of(pool_key)
    lines = selectors.letters_of(pool.pool_id, LETTERS, actor=request.actor)
    wish = letter_tables.read_wish(request.GET, lines)
    chosen = letter_tables.of_round(wish, lines)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        problems = _make_again(request, chosen)
        if not problems:
            return redirect(request.get_full_path())
    progress = letter_tables.progress(chosen, request.get_full_path())
    context = {
        "pool": pool.terms,
        "breadcrumb": Breadcrumb(_("Letters")),
        "tabs": _tabs(pool),
        "problems": could_not(sentences(problems)),
        "progress": progress if chosen else None,
        "stuck": letter_tables.stuck(chosen),
        "all_stuck": ALL_STUCK,
        "several_stuck": sum(line.stage is Stage.STUCK for line in chosen) > 1,
        "elsewhere": _elsewhere(wish, lines, chosen),
        "acts": request.actor.role in AGENCY,
        "filters": letter_tables.filters(wish, lines) if lines else None,
        "table": letter_tables.table(line for line in chosen if not wish.stage or line.stage == wish.stage),
    }
    response = render(request, "caseworker/letters.html", context, status=409 if problems else 200)
    if progress.goes_on:
        response.headers["Refresh"] = str(REFRESH_SECONDS)
    return response


def _make_again(request: SignedIn, chosen: Sequence[LetterLine]) -> tuple[Problem, ...]:
    """Let the letters that the form names be made once more; returns what stopped it."""
    if request.actor.role not in AGENCY:
        raise PermissionDenied
    named = request.POST.get("again", "")
    wanted = [line.id for line in chosen if line.stage is Stage.STUCK and named in {ALL_STUCK, str(line.id)}]
    problems = stopped_by(lambda: journey.make_again(wanted, by=request.actor, at=request.received_at))
    if not problems:
        said = ngettext("%(count)s letter is tried again.", "%(count)s letters are tried again.", len(wanted))
        messages.success(request, said % {"count": len(wanted)})
    return problems


def _elsewhere(wish: Wish, lines: Sequence[LetterLine], chosen: Sequence[LetterLine]) -> Alert | None:
    """That letters are stuck which the filters leave out."""
    left_out = sum(line.stage is Stage.STUCK for line in lines) - sum(
        line.stage is Stage.STUCK for line in chosen
    )
    if not left_out:
        return None
    said = ngettext(
        "%(count)s letter of another day or kind is stuck",
        "%(count)s letters of other days or kinds are stuck",
        left_out,
    )
    way = Link(_("Show what is stuck"), letter_tables.as_address(Wish(None, "", Stage.STUCK)))
    return Alert("warning", said % {"count": left_out}, link=way)


def _tabs(pool: InForce) -> Tabs | None:
    """The pools to choose from, where there are several."""
    found = pools.all_in_force()
    tabs = tuple(Link(each.terms.name, reverse("letters", args=(each.terms.key,))) for each in found)
    return Tabs(_("Pools"), tabs, pool.terms.name) if len(tabs) > 1 else None
