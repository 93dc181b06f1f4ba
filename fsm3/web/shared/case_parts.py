"""The parts of a case's page that the agency and the municipality have in common, as components."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from applications.selectors.pages import Case, Decided, Version
from fsm3.web.shared import attached
from fsm3.web.shared.components import Cell, Column, Download, Fact, Summary, Table
from fsm3.web.shared.labels import decision_label

NONE = "\N{EN DASH}"


def facts(case: Case, decided: Iterable[Decided], *more: Fact) -> Summary:
    """What a case is, with what was decided first and what a door adds of its own last."""
    contact = ", ".join(part for part in (case.contact, case.contact_mail) if part)
    return Summary(
        (
            *(_decision(each) for each in decided),
            Fact(_("Requested"), case.requested or NONE, strong=True),
            Fact(_("Cap"), case.cap or NONE),
            Fact(_("Cohort"), case.cohort or NONE),
            Fact(_("Own project period"), case.period),
            Fact(_("Deadline"), case.deadline),
            Fact(_("Contact"), contact or NONE),
            *more,
        )
    )


def _decision(each: Decided) -> Fact:
    if each.amount:
        return Fact(decision_label(each.kind), each.amount, (each.decided_at,), strong=True)
    return Fact(decision_label(each.kind), each.decided_at)


def decisions(decided: Iterable[Decided]) -> tuple[Summary, ...]:
    """Each decision with what it gives."""
    return tuple(Summary(tuple(_decision_facts(each))) for each in decided)


def _decision_facts(each: Decided) -> Iterator[Fact]:
    yield Fact(decision_label(each.kind), each.decided_at)
    if each.amount:
        yield Fact(_("Awarded, up to"), each.amount, strong=True)
        yield Fact(_("Own project period"), each.period)


def versions(case: Case) -> Table:
    """What was sent and when, newest first; the one that is shown has no link."""
    columns = (
        Column(_("Receipt"), look="nowrap"),
        Column(_("Received")),
        Column(_("Effect")),
        Column(_("Requested"), number=True),
        Column("SHA-256", look="digest"),
    )
    rows = tuple(_version(each) for each in case.versions)
    return Table(_("Versions that were sent"), columns, rows, stacked=True)


def _version(each: Version) -> tuple[Cell, ...]:
    return (
        Cell(each.receipt, "" if each.shown else f"?version={each.number}"),
        Cell(each.received_at),
        Cell(_effect(each), strong=not (each.counts or each.in_time)),
        Cell(each.requested),
        Cell(each.sha256),
    )


def _effect(each: Version) -> str:
    if each.answers:
        return (
            _("Answer to the agency's questions. This version counts.")
            if each.counts
            else _("Answer to the agency's questions. Replaced by a newer version.")
        )
    if each.counts:
        return _("In time. This version counts.") if each.in_time else _("Received after the deadline.")
    if each.in_time:
        return _("In time. Replaced by a newer version.")
    return _(
        "Received after the deadline. Stamped and kept, without effect: the version that was sent in time stands."
    )


def files(case: Case, address: str) -> tuple[Download, ...]:
    """The files of the version that is shown; `address` names the view that sends one."""
    return attached.sent(
        case.files, case.terms, lambda file: reverse(address, args=(case.id, file.version, file.place))
    )
