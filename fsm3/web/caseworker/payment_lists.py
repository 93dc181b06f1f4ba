"""The payments and claims of a pool, as a page and as a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from applications.selectors import pools
from fsm3.access.guards import open_to
from fsm3.web.caseworker.outcomes import pool_of
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.components import Breadcrumb, Cell, Column, Link, Table, Tabs
from fsm3.web.shared.exports import as_csv
from fsm3.web.shared.labels import READS_ALL
from payouts.selectors import payment_lists
from payouts.selectors.payment_lists import PaymentRow, PoolPayments


@open_to(*READS_ALL)
@require_safe
def payments(request: SignedIn) -> HttpResponse:
    """Lead to the payments of the oldest pool in force."""
    keys = pools.keys_in_force()
    if keys:
        return redirect("payments_of", pool_key=keys[0])
    return render(request, "caseworker/no_payments.html", {"breadcrumb": Breadcrumb(_("Payouts"))})


@open_to(*READS_ALL)
@require_safe
def payments_of(request: SignedIn, pool_key: str) -> HttpResponse:
    """Show what a pool has paid, claimed back and received back."""
    pool = pool_of(pool_key)
    found = payment_lists.of_pool(pool.pool_id, request.actor)
    in_force = pools.all_in_force()
    tabs = tuple(Link(each.terms.name, reverse("payments_of", args=(each.terms.key,))) for each in in_force)
    context = {
        "pool": pool.terms,
        "breadcrumb": Breadcrumb(_("Payouts")),
        "tabs": Tabs(_("Pools"), tabs, pool.terms.name) if len(tabs) > 1 else None,
        "found": found,
        "paid": replace(_payments(found), export=_export(pool_key)),
        "claims": _table(
            _("Claims for repayment"), found.claims, found.claimed, _("Nothing is claimed back.")
        ),
    }
    return render(request, "caseworker/payments.html", context)


@open_to(*READS_ALL)
@require_safe
def payments_file(request: SignedIn, pool_key: str) -> StreamingHttpResponse:
    """Send the payments of a pool as a file."""
    found = payment_lists.of_pool(pool_of(pool_key).pool_id, request.actor)
    return as_csv(_payments(found), f"udbetalinger-{pool_key}")


def _payments(found: PoolPayments) -> Table:
    return _table(_("Payments"), found.payments, found.paid, _("Nothing is paid yet."))


def _export(pool_key: str) -> Link:
    return Link(_("Get the payments as a file (CSV)"), reverse("payments_file", args=(pool_key,)))


def _table(caption: str, found: Iterable[PaymentRow], total: str, empty: str) -> Table:
    columns = (
        Column(_("CVR")),
        Column(_("Municipality")),
        Column(_("Case")),
        Column(_("Amount, DKK"), number=True),
        Column(_("Released or decided")),
    )
    foot = (Cell(_("In all"), spans=3), Cell(total), Cell())
    return Table(caption, columns, tuple(_row(each) for each in found), empty, foot=foot)


def _row(each: PaymentRow) -> tuple[Cell, ...]:
    return (
        Cell(each.cvr),
        Cell(each.recipient),
        Cell(each.case_number, reverse("statement", args=(each.case, each.statement))),
        Cell(each.amount),
        Cell(each.at),
    )
