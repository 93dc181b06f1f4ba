"""One page of all that departs from the ordinary way in a pool: held, late, deviating, corrected; and the same as a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from applications.rules.exceptional import Exceptional, Sort, What
from applications.rules.workflow import Status
from applications.selectors import case_heads, pools
from applications.selectors import exceptions as of_applications
from applications.selectors.case_heads import CaseHead
from applications.selectors.pools import InForce
from budgets.selectors import exceptions as of_budgets
from fsm3.access import selectors as access
from fsm3.access.guards import open_to
from fsm3.core.danish import day, moment
from fsm3.core.periods import day_of
from fsm3.web.caseworker.outcomes import pool_of
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.components import Breadcrumb, Cell, Column, Filter, Filters, Link, Table, Tabs
from fsm3.web.shared.exception_texts import none_of, sort_label, what_label
from fsm3.web.shared.exports import as_csv
from fsm3.web.shared.labels import READS_ALL
from payouts.selectors import exceptions as of_payouts

_SORTS = {"holdt": Sort.HELD, "sent": Sort.LATE, "afviger": Sort.DEVIATING, "rettet": Sort.CORRECTED}
"""How the address names the sorts."""


@dataclass(frozen=True)
class _Found:
    """What departs in a pool, newest first, with the cases and the people it names; `sort` is what the address asks for."""

    pool: InForce
    sort: Sort | None
    all: tuple[Exceptional, ...]
    heads: Mapping[int, CaseHead]
    people: Mapping[int, str]

    def of(self, sort: Sort) -> tuple[Exceptional, ...]:
        """What departs in one way."""
        return tuple(each for each in self.all if each.sort is sort)

    @property
    def wanted(self) -> tuple[Sort, ...]:
        """The sorts that are asked for."""
        return (self.sort,) if self.sort else tuple(Sort)


@open_to(*READS_ALL)
@require_safe
def exceptions_newest(request: SignedIn) -> HttpResponse:
    """Lead to what departs in the newest pool in force."""
    keys = pools.keys_in_force()
    if keys:
        return redirect("exceptions", pool_key=keys[-1])
    return render(request, "caseworker/no_exceptions.html", {"breadcrumb": Breadcrumb(_("Exceptions"))})


@open_to(*READS_ALL)
@require_safe
def exceptions(request: SignedIn, pool_key: str) -> HttpResponse:
    """Show what departs in a pool, in the cases that somebody sees (`bad-inputs.md` 31)."""
    found = _read(request, pool_key)
    in_force = pools.all_in_force()
    tabs = tuple(Link(each.terms.name, reverse("exceptions", args=(each.terms.key,))) for each in in_force)
    context = {
        "pool": found.pool.terms,
        "breadcrumb": Breadcrumb(_("Exceptions")),
        "tabs": Tabs(_("Pools"), tabs, found.pool.terms.name) if len(tabs) > 1 else None,
        "sums": [(sort_label(sort), len(found.of(sort)), f"?slags={name}") for name, sort in _SORTS.items()],
        "filters": _filters(found),
        "parts": [(sort, sort_label(sort), _table(found, sort)) for sort in found.wanted],
        "export": _export(found),
    }
    return render(request, "caseworker/exceptions.html", context)


@open_to(*READS_ALL)
@require_safe
def exceptions_file(request: SignedIn, pool_key: str) -> StreamingHttpResponse:
    """Send what departs as a file, as the address filters it."""
    found = _read(request, pool_key)
    rows = tuple(
        (Cell(sort_label(sort)), *_plain(found, each)) for sort in found.wanted for each in found.of(sort)
    )
    columns = tuple(
        Column(name)
        for name in (
            _("Sort"), _("Case"), _("Municipality"), _("What"), _("Since"), _("Who"), _("Decided by"), _("Reason as written"),
        )
    )  # fmt: skip
    return as_csv(Table(_("Exceptions"), columns, rows), f"undtagelser-{pool_key}")


def _read(request: SignedIn, pool_key: str) -> _Found:
    pool, today = pool_of(pool_key), day_of(request.received_at)
    heads = case_heads.in_pool(pool.pool_id, actor=request.actor)
    owing = [case for case, head in heads.items() if head.status is Status.ACCEPTED]
    found = (
        *of_applications.in_cases(heads, today=today),
        *of_budgets.in_cases(heads, owing=owing, today=today),
        *of_payouts.in_pool(pool.pool_id, heads, today=today),
    )
    newest = tuple(sorted(found, key=lambda each: each.since, reverse=True))
    people = access.names({who for each in newest for who in (each.who, each.decided_by) if who})
    return _Found(pool, _SORTS.get(request.GET.get("slags", "")), newest, heads, people)


def _filters(found: _Found) -> Filters:
    chosen = next((name for name, sort in _SORTS.items() if sort is found.sort), "")
    choices = (("", _("All")), *((name, sort_label(sort)) for name, sort in _SORTS.items()))
    own = reverse("exceptions", args=(found.pool.terms.key,))
    return Filters(
        (Filter("slags", _("Sort"), choices, chosen),),
        all=Link(_("Show all"), own) if found.sort else None,
    )


def _export(found: _Found) -> Link | None:
    if not any(found.of(sort) for sort in found.wanted):
        return None
    chosen = next((f"?slags={name}" for name, sort in _SORTS.items() if sort is found.sort), "")
    address = reverse("exceptions_file", args=(found.pool.terms.key,))
    return Link(_("Get the exceptions as a file (CSV)"), f"{address}{chosen}")


def _table(found: _Found, sort: Sort) -> Table:
    columns = (
        Column(_("Case")), Column(_("What"), look="note"), Column(_("Since"), look="nowrap"), Column(_("Who")),
        Column(_("Reason as written"), look="note"),
    )  # fmt: skip
    rows = tuple(_row(found, each) for each in found.of(sort))
    return Table(sort_label(sort), columns, rows, none_of(sort), stacked=True)


def _row(found: _Found, each: Exceptional) -> tuple[Cell, ...]:
    head = found.heads[each.case] if each.case else None
    return (
        Cell(head.number, reverse("case", args=(head.id,)), (head.places,)) if head else Cell(_("The pool")),
        Cell(what_label(each), _place(found, each)),
        Cell(_since(each)),
        Cell(found.people.get(each.who or 0, ""), details=tuple(_decided(found, each))),
        Cell(each.reason),
    )


def _decided(found: _Found, each: Exceptional) -> Iterator[str]:
    """Who decided it, where two persons made it so."""
    if each.decided_by:
        yield _("Decided by %(name)s") % {"name": found.people[each.decided_by]}


def _plain(found: _Found, each: Exceptional) -> Iterator[Cell]:
    head = found.heads[each.case] if each.case else None
    texts: Iterable[str] = (
        head.number if head else "",
        head.places if head else "",
        what_label(each),
        _since(each),
        found.people.get(each.who or 0, ""),
        found.people.get(each.decided_by or 0, ""),
        each.reason,
    )
    yield from map(Cell, texts)


_TO_THE_SECOND = frozenset({What.APPLICATION_LATE, What.CORRECTION_LATE})
_BY_THE_DAY = frozenset({What.ACCEPTANCE_OVERDUE, What.CLARIFICATION_OVERDUE, What.ACCOUNT_OVERDUE})


def _since(each: Exceptional) -> str:
    """Since when: what came after the deadline to the second, what is overdue by the day."""
    if each.what in _BY_THE_DAY:
        return day(day_of(each.since))
    return moment(each.since, seconds=each.what in _TO_THE_SECOND)


_ACCOUNTS = frozenset(
    {What.PAYOUT_HELD, What.ACCOUNT_LATE, What.ACCOUNT_CUT, What.HOLD_RELEASED, What.ACCOUNT_CORRECTED}
)
_PAGES = {
    What.MONTH_AWAITED: "payout",
    What.HEARING_AWAITED: "payout",
    What.CLARIFICATION_OVERDUE: "clarify",
    What.CLARIFICATION_EXTENDED: "clarify",
}
"""The page of the case on which something is found."""


def _place(found: _Found, each: Exceptional) -> str:
    """Where it is found: its account, its letter, its page, or the outcomes of the pool."""
    if each.case is None:
        return reverse("outcomes_of", args=(found.pool.terms.key,))
    if each.what in _ACCOUNTS:
        return reverse("account", args=(each.case, each.place))
    if each.what is What.LETTER_CORRECTED:
        return reverse("case_letter", args=(each.case, each.place))
    return reverse(_PAGES[each.what], args=(each.case,)) if each.what in _PAGES else ""
