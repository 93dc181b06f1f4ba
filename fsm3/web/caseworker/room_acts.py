"""What is done in the decision room as a whole: fill down to the envelope, see what would be proposed, and propose it."""

from __future__ import annotations

from collections.abc import Iterator

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from applications.selectors import case_heads
from applications.selectors.pools import InForce
from fsm3.access.guards import open_to
from fsm3.access.roles import Role
from fsm3.core.danish import kroner
from fsm3.core.money import Money
from fsm3.core.problems import Problem
from fsm3.journeys import room as journey
from fsm3.journeys.room import Room
from fsm3.web.caseworker.acts import FormPage, PlainForm, form_page
from fsm3.web.caseworker.room import below, pool_of, room_address
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.acts import stopped_by
from fsm3.web.shared.components import Alert, Fact, Link, Summary
from fsm3.web.shared.kept import typed
from fsm3.web.shared.problem_texts import could_not, sentence, sentences


class SeenForm(PlainForm):
    """A button that acts on the room as it was seen."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class FillForm(SeenForm):
    """Fill down, leaving what is written or not."""

    overwrite = forms.BooleanField(required=False)

    field_order = ("overwrite", "seen")

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Name the box in the language of the page."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["overwrite"].label = _("Write anew also of the cases that something is written of")


@open_to(Role.CASEWORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def room_fill(request: SignedIn, pool_key: str) -> HttpResponse:
    """Award in full down the ranking until the envelope ends, as a start."""
    pool = pool_of(pool_key)
    now = _room(request, pool)
    form = FillForm(typed(request), button=_("Fill down"), back=room_address(pool))
    form.initial["seen"] = now.seen

    def act() -> None:
        told = form.cleaned_data
        journey.fill_down(
            pool_key, overwrite=told["overwrite"], seen=told["seen"], by=request.actor, at=request.received_at
        )

    page = FormPage(
        title=_("Fill down to the envelope"),
        lead=_(
            "Every case is awarded in full in the order of the ranking, until the envelope does not hold the next one. The rest is refused. It is a start: nothing is proposed yet."
        ),
        breadcrumb=below(pool, _("Fill down")),
        next=room_address(pool),
        done=_("Filled down. Go through the cases, and write what is special about them."),
        shown=(_counted(now),),
    )
    return form_page(request, form, act, page)


def _room(request: SignedIn, pool: InForce) -> Room:
    """The room whole, for one from whom nothing of it is hidden. Raises PermissionDenied."""
    now = journey.room(pool.terms.key)
    ids = [case.id for case in now.cases.values()]
    if len(case_heads.heads(ids, actor=request.actor)) < len(ids):
        raise PermissionDenied
    return now


def _counted(now: Room) -> Summary:
    return Summary(
        (
            Fact(_("Assessed cases"), str(len(now.cases))),
            Fact(_("Something is written of"), str(len(now.editions))),
            Fact(_("To be given"), kroner(now.left), strong=True),
        )
    )


@open_to(Role.CASEWORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def room_propose(request: SignedIn, pool_key: str) -> HttpResponse:
    """Tell every fault where it is mended, and what is frozen; then propose it."""
    pool = pool_of(pool_key)
    now = _room(request, pool)
    form = SeenForm(typed(request), button=_("Freeze the ranking and propose"), back=room_address(pool))
    form.initial["seen"] = now.seen
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        seen, by, at = form.cleaned_data["seen"], request.actor, request.received_at
        problems = stopped_by(lambda: journey.propose(pool_key, seen=seen, by=by, at=at))
        if not problems:
            messages.success(request, _("Proposed. The ranking is frozen, and an approver decides."))
            return redirect("room", pool_key=pool_key)
    moved = [problem for problem in problems if problem.code not in {each.code for each in now.problems}]
    context = {
        "pool": pool.terms,
        "breadcrumb": below(pool, _("Propose")),
        "faults": _faults(pool, now, request) if now.problems else None,
        "frozen": _frozen(pool, now),
        "ready": not now.problems and bool(now.cases),
        "form": form,
        "problems": could_not(sentences(moved)),
    }
    return render(request, "caseworker/room_propose.html", context, status=409 if problems else 200)


def _faults(pool: InForce, now: Room, request: SignedIn) -> Alert:
    links = tuple(dict.fromkeys(_links(pool, now, request)))
    heading = ngettext("%(count)s thing is missing", "%(count)s things are missing", len(links)) % {
        "count": len(links)
    }
    return Alert("error", heading, _("Each leads to where it is mended."), links=links)


def _links(pool: InForce, now: Room, request: SignedIn) -> Iterator[Link]:
    heads = case_heads.heads([case.id for case in now.cases.values()], actor=request.actor)
    for problem in now.problems:
        case = now.cases.get(problem.where)
        if case:
            said = f"{heads[case.id].places}: {sentence(problem)}"
            choose = reverse("room_groups", args=(pool.terms.key,))
            own = reverse("room_case", args=(pool.terms.key, case.id))
            yield Link(said, choose if problem.code == "choice_needed" else own)
        elif problem.where == "envelope":
            yield Link(sentence(problem), room_address(pool))
        else:
            yield Link(sentence(problem), reverse("room_groups", args=(pool.terms.key,)))


def _frozen(pool: InForce, now: Room) -> Summary:
    """What a proposal freezes."""
    awards = [each.award for each in now.editions.values() if each.award is not None]
    deviations = sum(bool(each.deviation.strip()) for each in now.editions.values())
    return Summary(
        (
            Fact(_("Cases in the ranking"), str(len(now.cases))),
            Fact(_("Awards"), f"{len(awards)}, {kroner(Money.sum(awards))}", strong=True),
            Fact(_("Refusals"), str(len(now.editions) - len(awards))),
            Fact(_("With a deviation"), str(deviations)),
            Fact(_("Equal cases and choices"), str(len(now.groups))),
            Fact(_("Left of the envelope"), kroner(now.left - Money.sum(awards))),
            Fact(_("Version of the pool"), str(pool.number), (pool.sha256,)),
        )
    )
