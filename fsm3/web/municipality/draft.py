"""What a draft is, on one page: until when one may send, the tasks, and what is known of the municipality already."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from applications.rules import tasks
from applications.rules.pool_terms import Cohort, PoolTerms
from applications.selectors import cases, pools
from applications.selectors.pools import CapInForce
from fsm3.access import selectors as access
from fsm3.access.roles import Role
from fsm3.access.selectors import Held
from fsm3.core.danish import amount, day, kroner, percent
from fsm3.core.money import Money
from fsm3.core.periods import Deadline
from fsm3.journeys.send import Ready
from fsm3.web.municipality.tasks import task_list
from fsm3.web.shared.award_texts import trigger_label
from fsm3.web.shared.call_texts import origin, time_left, until
from fsm3.web.shared.components import Alert, Cell, Column, Fact, Summary, Table
from payouts.rules.terms import AwardPart, award_terms


def signatories(organisation_id: int) -> tuple[Held, ...]:
    """Who can send for a municipality."""
    return access.holders(organisation_id, Role.SIGNATORY)


def gathered(case_id: int, pool_key: str, signs: tuple[Held, ...]) -> Ready:
    """The draft as it would be sent, by the first who can."""
    return Ready.of(case_id, pool_key, signatory=signs[0].user_name if signs else "")


def draft_parts(
    case_id: int, pool_key: str, *, organisation_id: int, writes: bool, now: datetime
) -> dict[str, Any]:
    """The components of a draft's page; a municipality that only reads gets no links."""
    ready = gathered(case_id, pool_key, signatories(organisation_id))
    terms = ready.pool.terms
    rows = tasks.listed(ready.as_rules_see_it(), terms, ready.problems())
    context: dict[str, Any] = {
        "left": left(terms.deadline, now),
        "tasks": task_list(case_id, rows, terms, cases.task_edits(case_id), writes=writes),
        "known": Summary(tuple(_known(ready))),
        "writes": writes,
    }
    if ready.cap and ready.lead_cap:
        context["parts"] = _parts(terms.cohort(ready.lead_cap.cohort), ready.cap)
    return context


def left(deadline: Deadline, now: datetime) -> Alert:
    """Until when one may send, and how long that is."""
    tone = "info" if deadline.includes(now) else "warning"
    return Alert(tone, _("Deadline: %(until)s") % {"until": until(deadline)}, time_left(deadline, now))


def _known(ready: Ready) -> Iterator[Fact]:
    """What nobody has to write, with where it comes from."""
    lead = pools.place(ready.participants[0].code)
    yield Fact(_("Applicant"), lead.official_name, (_("CVR %(cvr)s") % {"cvr": lead.cvr},))
    covered = [who.name for who in ready.participants if not who.leads]
    if covered:
        yield Fact(_("Together with"), ", ".join(covered))
    if ready.cap is None or ready.lead_cap is None:
        yield Fact(_("Cap"), _("None in this pool"), (_("Without a cap the municipality cannot apply."),))
        return
    yield Fact(_("Cap"), kroner(ready.cap), (_("The most that can be applied for."),), strong=True)
    yield from _cohort(ready.lead_cap, ready.pool.terms)


def _cohort(cap: CapInForce, terms: PoolTerms) -> Iterator[Fact]:
    cohort = terms.cohort(cap.cohort)
    place = f"cohorts[{terms.cohorts.index(cohort) + 1}].start"
    period = cap.own_period(terms)
    yield Fact(_("Cohort"), cohort.name, (origin(cohort.source),))
    yield Fact(
        _("Own project period"),
        f"{day(period.first)} – {day(period.last)}",
        (origin(terms.source_of(place) or cohort.source),),
    )


def _parts(cohort: Cohort, cap: Money) -> Table:
    """What the cohort means for the money: each part in per cent and, of the whole cap, in kroner."""
    columns = (
        Column(_("What releases it"), look="note"),
        Column(_("Share of the award"), number=True),
        Column(_("Of the whole cap, DKK"), number=True),
    )
    rows = tuple(_part(part) for part in award_terms(cohort, cap))
    caption = _("How the grant is paid")
    return Table(caption, columns, rows, stacked=True)


def _part(part: AwardPart) -> tuple[Cell, ...]:
    return Cell(trigger_label(part)), Cell(percent(part.share)), Cell(amount(part.amount))
