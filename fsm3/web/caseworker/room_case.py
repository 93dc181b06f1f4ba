"""A caseworker writes of a case in the decision room; its effect follows as one types, worked out by the server alone."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from applications.rules.workflow import Status
from applications.selectors import cases, room_list
from applications.selectors.case_heads import CaseHead
from applications.selectors.lists import first_choice
from applications.selectors.pools import InForce
from applications.selectors.room_list import RoomList, Row
from fsm3.access.guards import open_to
from fsm3.access.roles import Role
from fsm3.core.danish import decimal, kroner, moment
from fsm3.core.problems import Problem
from fsm3.journeys import room as journey
from fsm3.journeys.recommend import requested_lines
from fsm3.letters.suggested import award_reason, refusal_reason
from fsm3.web.caseworker.places import case_of
from fsm3.web.caseworker.room import pool_of, room_address
from fsm3.web.caseworker.room_case_forms import KEEP, RoomForm, room_form
from fsm3.web.caseworker.room_effect import effect
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.acts import stopped_by
from fsm3.web.shared.components import Alert, Breadcrumb, Fact, Link, Summary
from fsm3.web.shared.drawn import Component
from fsm3.web.shared.kept import typed
from fsm3.web.shared.labels import choice_label
from fsm3.web.shared.problem_texts import could_not, sentences
from fsm3.web.shared.room_texts import why_told


@open_to(Role.CASEWORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def room_case(request: SignedIn, pool_key: str, case_id: int) -> HttpResponse:
    """Show what is written of a case with its effect, and take what is to be written."""
    case = case_of(request, case_id)
    if case.pool_key != pool_key:
        raise Http404
    pool = pool_of(pool_key)
    if case.status is not Status.ASSESSED:
        messages.warning(request, _("The case does not stand in the room now. This is its page."))
        return redirect("case", case_id=case.id)
    found, row, form = _read(request, pool, case)
    problems: tuple[Problem, ...] = ()
    meanwhile = False
    if request.method == "POST" and form.is_valid() and form.act == KEEP:
        problems = _write(request, form)
        if not problems:
            messages.success(request, _("Saved. The sums have followed."))
            _tell_what_lacks(request, pool_key, row)
            return redirect(request.path)
        meanwhile = any(problem.code == "edited_meanwhile" for problem in problems)
    told = effect(pool, found, row, form.award())
    form.offer(told, address=reverse("room_effect", args=(pool_key, case.id)))
    context = {
        "case": case,
        "pool": pool.terms,
        "breadcrumb": _breadcrumb(pool, case),
        "facts": _facts(pool, row),
        **told,
        "form": form,
        "stands": _stands_now(form, row) if meanwhile else None,
        "problems": could_not(
            sentences(problem for problem in problems if problem.code != "edited_meanwhile")
        ),
        "next": _next(found, row, pool),
    }
    return render(request, "caseworker/room_case.html", context, status=409 if problems else 200)


@open_to(Role.CASEWORKER)
@require_POST
def room_effect(request: SignedIn, pool_key: str, case_id: int) -> HttpResponse:
    """Work out what is typed, for the script that asks as one types. Nothing is saved."""
    case = case_of(request, case_id)
    if case.pool_key != pool_key or case.status is not Status.ASSESSED:
        raise Http404
    pool = pool_of(pool_key)
    found, row, form = _read(request, pool, case)
    told = effect(pool, found, row, form.award(), tuple(form.unreadable()))
    return render(request, "caseworker/room_effect.html", told)


def _read(request: SignedIn, pool: InForce, case: CaseHead) -> tuple[RoomList, Row, RoomForm]:
    """The ranking, where the case stands in it, and the form of what is written of it."""
    found = room_list.room_list(pool, actor=request.actor)
    row = next(row for row in found.rows if row.case.id == case.id)
    return found, row, _form(request, pool, row)


def _breadcrumb(pool: InForce, case: CaseHead) -> Breadcrumb:
    return Breadcrumb(case.places, (Link(_("Decisions"), room_address(pool)),))


def _form(request: SignedIn, pool: InForce, row: Row) -> RoomForm:
    sent, agreed = cases.standing(row.case.id), cases.agreed(row.case.id)
    if sent is None or agreed is None:
        raise Http404
    criteria = pool.terms.criteria
    return room_form(
        typed(request),
        case=row.case.id,
        lines=requested_lines(sent),
        terms=pool.terms,
        edition=row.edition,
        begins=(award_reason(criteria, agreed.scores), refusal_reason(criteria, agreed.scores)),
        back=room_address(pool),
    )


def _write(request: SignedIn, form: RoomForm) -> tuple[Problem, ...]:
    edition, by, at = form.cleaned_data["edition"], request.actor, request.received_at
    return stopped_by(lambda: journey.write(form.recommended(), edition=edition, by=by, at=at))


def _tell_what_lacks(request: SignedIn, pool_key: str, row: Row) -> None:
    """What the case would be stopped by when the room is proposed: said at once, while one still has it in mind."""
    stops = [each for each in journey.room(pool_key).problems if each.where == row.case.number]
    for each in sentences(stops):
        messages.warning(request, each)


def _stands_now(form: RoomForm, row: Row) -> tuple[Component, ...]:
    """What somebody else wrote meanwhile, beside what is typed; the next save is on top of it."""
    edition = row.edition
    if edition is None:
        return ()
    form.reopen(edition.edition)
    heading = _("%(who)s has written of this case meanwhile") % {"who": edition.by}
    text = _("Nothing is overwritten. Compare, and save once more if yours is to count.")
    award = _("Refusal") if edition.award is None else kroner(edition.award)
    facts = (
        Fact(_("Proposed"), award, strong=True),
        Fact(_("Written"), f"{edition.by}, {moment(edition.at)}"),
        Fact(_("Reason"), edition.reason, written=True),
        *(
            (Fact(_("Deviation from the ranking or the request"), edition.deviation, written=True),)
            if edition.deviation
            else ()
        ),
    )
    return Alert("warning", heading, text, urgent=True), Summary(facts)


def _facts(pool: InForce, row: Row) -> Summary:
    case, position = row.case, row.position
    written = f"{row.edition.by}, {moment(row.edition.at)}" if row.edition else _("Nothing yet")
    place = _("%(place)s, with %(sum)s points") % {"place": position.place, "sum": decimal(position.sum)}
    return Summary(
        (
            Fact(_("Rank"), place, (why_told(position.why, pool.terms),), strong=True),
            Fact(_("Cohort"), pool.terms.cohort(case.cohort).name),
            *((Fact(_choice_name(pool), choice_label(case.choice)),) if _choice_name(pool) else ()),
            Fact(_("Requested"), kroner(case.requested)),
            Fact(_("Cap"), kroner(case.cap)),
            Fact(_("Written by"), written),
        )
    )


def _choice_name(pool: InForce) -> str:
    question = first_choice(pool.terms)
    return question.name if question else ""


def _next(found: RoomList, row: Row, pool: InForce) -> Link | None:
    """The way to the next case of the ranking."""
    place = found.rows.index(row) + 1
    if place == len(found.rows):
        return None
    case = found.rows[place].case
    text = _("Next: %(place)s. %(case)s") % {"place": found.rows[place].position.place, "case": case.names}
    return Link(text, reverse("room_case", args=(pool.terms.key, case.id)))
