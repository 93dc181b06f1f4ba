"""What the page of a case says once there is an award: the award, what is due, budget changes, accounts, payouts, proposals."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from applications.rules.due_dates import DueKind
from applications.rules.workflow import ACCOUNTABLE, Status
from applications.selectors import awards
from applications.selectors.due_dates import Due
from applications.selectors.pages import Case
from budgets.rules.accounts import AccountStatus
from budgets.selectors import changes
from budgets.selectors.account_lists import AccountHead, sent_in
from fsm3.access.roles import Role
from fsm3.core.danish import day
from fsm3.journeys.kinds import Kind
from fsm3.web.caseworker.next_step import NextStep
from fsm3.web.caseworker.places import WITH_AWARD
from fsm3.web.caseworker.told import Told
from fsm3.web.shared.account_tables import accounts_table, changes_table
from fsm3.web.shared.account_texts import account_name
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.award_texts import award_facts, due_label, parts_table
from fsm3.web.shared.components import Alert, Cell, Column, Link, Summary, Table

NONE = "\N{EN DASH}"


PAID = frozenset({Kind.INSTALMENT, Kind.SETTLEMENT, Kind.REPAYMENT, Kind.ADVERSE_RELEASE, Kind.CONDITION})
"""The kinds of proposal that are about money to pay or to claim back."""


@dataclass(frozen=True)
class AfterAward:
    """The sections of a case with an award. `acts` are the ways to what a caseworker does with the award."""

    facts: Summary
    parts: Table
    due: Table
    changes: Table
    accounts: Table
    payouts: Table
    proposals: Table
    acts: tuple[Link, ...]
    next_step: NextStep | None


def after_award(request: SignedIn, case: Case, proposed: Collection[Told]) -> AfterAward | None:
    """The sections; nothing for a case that never had an award."""
    if case.status not in WITH_AWARD:
        return None
    (award, due), accounts = awards.with_due(case.id), sent_in(case.id)
    handles = request.actor.role == Role.CASEWORKER
    return AfterAward(
        facts=award_facts(award),
        parts=parts_table(award),
        due=_due(due),
        changes=changes_table(case.id, changes.changes_of(case.id), page="budget_change"),
        accounts=accounts_table(case.id, accounts, page="account", empty=_("No account was sent yet.")),
        payouts=_proposals(
            _("Payouts and claims"),
            [each for each in proposed if each.code in PAID],
            _("Nothing is paid or claimed back yet."),
        ),
        proposals=_proposals(
            _("Proposed since the award"),
            [each for each in proposed if each.code not in PAID],
            _("Nothing was proposed."),
        ),
        acts=tuple(_acts(case)) if handles else (),
        next_step=_next_step(case, accounts, handles=handles),
    )


def _acts(case: Case) -> Iterator[Link]:
    yield Link(_("Move a due date"), reverse("due_dates", args=(case.id,)))
    if case.status in {Status.AWARDED, *ACCOUNTABLE}:
        yield Link(_("Amend the award"), reverse("amend", args=(case.id,)))
    if case.status in {Status.AWARDED, Status.ACCEPTED, Status.RENOUNCED}:
        yield Link(_("Let the award lapse"), reverse("lapse", args=(case.id,)))


def _next_step(case: Case, accounts: Sequence[AccountHead], *, handles: bool) -> NextStep | None:
    """What has to happen next; what waits for an approver stands on top as well."""
    sent = [each for each in accounts if each.status is AccountStatus.SENT]
    if case.status is Status.AWARDED:
        return _step(_("The municipality accepts the award."))
    if case.status is Status.RENOUNCED:
        way = Link(_("Let the award lapse"), reverse("lapse", args=(case.id,)))
        text = _("A caseworker proposes that the award lapses: it was given up.")
        return _step(text, way) if handles else _step(text)
    if sent:
        ways = (
            Link(account_name(each.kind, each.version), reverse("account", args=(case.id, each.id)))
            for each in sent
        )
        return _step(_("A caseworker handles the account that was sent."), *ways)
    if case.status is Status.ACCEPTED:
        return _step(_("The municipality sends its accounts; what is due when stands below."))
    return None


def _step(text: str, *ways: Link) -> NextStep:
    return NextStep(Alert("info", _("What happens next"), text), ways)


def _due(found: Mapping[DueKind, Due]) -> Table:
    columns = (Column(_("What")), Column(_("Due")), Column(_("Moved because"), look="note"))
    rows = tuple(
        (Cell(due_label(kind)), Cell(day(found[kind].day)), Cell(found[kind].reason or NONE))
        for kind in DueKind
        if kind in found
    )
    return Table(_("What is due"), columns, rows, _("Nothing is due."), stacked=True)


def _proposals(caption: str, proposed: Sequence[Told], empty: str) -> Table:
    """What was proposed, newest first; where something waits, also the letter as it would be."""
    with_letter = any(each.letter for each in proposed)
    names = (_("Proposal"), _("Status"), _("Prepared"), _("Decided"), *([_("Letter")] if with_letter else []))
    columns = tuple(Column(name) for name in names)
    rows = tuple(
        (
            Cell(each.title, each.url if each.may_decide else ""),
            Cell(badge=each.badge),
            Cell(each.prepared_by, details=(each.prepared_at,)),
            Cell(each.decided_by or NONE, details=(each.decided_at,) if each.decided_at else ()),
            *([_letter(each)] if with_letter else []),
        )
        for each in reversed(proposed)
    )
    return Table(caption, columns, rows, empty, stacked=True)


def _letter(each: Told) -> Cell:
    """The way to the letter before it is decided."""
    return Cell(_("See the letter"), each.letter) if each.letter else Cell(NONE)
