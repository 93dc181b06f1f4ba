"""An account on a page, the same to the municipality, its auditor and the agency: facts, lines, who attested, versions."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from budgets.rules.accounts import AccountStatus
from budgets.rules.attestation import AttestedBy
from budgets.selectors.account_views import AccountView, AttestationView, LineView
from fsm3.web.shared.account_texts import account_badge, account_name, attested_label, conclusion_label
from fsm3.web.shared.components import Cell, Column, Event, Fact, Summary, Table, Timeline

SHORT = 16
"""How many signs of a digest are shown where the whole is not needed."""

_NEEDED = {
    AttestedBy.MANAGEMENT: gettext_lazy("the management"),
    AttestedBy.AUDITOR: gettext_lazy("the auditor"),
}


def account_title(view: AccountView) -> str:
    """An account by kind and version."""
    return account_name(view.kind, view.version)


def account_facts(view: AccountView) -> Summary:
    """What an account is about, and how far it is."""
    return Summary(tuple(_facts(view)))


def _facts(view: AccountView) -> Iterator[Fact]:
    yield Fact(_("Own project period"), view.period)
    if view.cut_off:
        yield Fact(_("Expenses up to"), view.cut_off)
    yield Fact(_("Award in force"), view.award)
    yield Fact(_("Mirrors"), _("Approved budget, version %(number)s") % {"number": view.budget_number})
    if view.due:
        until = () if view.due == view.in_time_until else (_in_time(view),)
        yield Fact(_("Due"), view.due, details=until)
    yield Fact(_("Attested by"), ", ".join(str(_NEEDED[role]) for role in view.needed))
    if view.sent_at:
        late = (_("Received late"),) if view.late else ()
        yield Fact(_("Sent"), f"{view.sent_at}, {view.sent_by}", details=late)
    if view.return_reason:
        yield Fact(_("Sent back"), f"{view.returned_at}, {view.returned_by}", details=(view.return_reason,))
    if view.accepted_at:
        yield Fact(_("Accepted"), f"{view.accepted_at}, {view.accepted_by}")


def _in_time(view: AccountView) -> str:
    return _("In time until %(day)s") % {"day": view.in_time_until}


def lines_table(view: AccountView) -> Table:
    """The lines with budget, expenses and deviation; once accepted, with what was accepted and why less."""
    accepted = view.status in {AccountStatus.ACCEPTED, AccountStatus.REPLACED} and bool(view.sums.accepted)
    columns = [
        Column(_("Line")),
        Column(_("What for"), look="note"),
        Column(_("Budget, DKK"), number=True),
        Column(_("Spent, DKK"), number=True),
        Column(_("Deviation"), number=True),
        Column(_("Expenses from and to"), look="note"),
        Column(_("Explanation"), look="note"),
    ]
    foot = [
        Cell(_("In all"), spans=2),
        Cell(view.sums.budget),
        Cell(view.sums.spent),
        Cell(_with_share(view.sums.deviation, view.sums.share)),
        Cell(spans=2),
    ]
    if accepted:
        columns.insert(4, Column(_("Accepted, DKK"), number=True))
        foot.insert(3, Cell(view.sums.accepted))
    rows = tuple(_line(line, accepted=accepted) for line in view.lines)
    return Table(_("Lines of the account"), tuple(columns), rows, foot=tuple(foot), stacked=True)


def _line(line: LineView, *, accepted: bool) -> tuple[Cell, ...]:
    cells = [
        Cell(str(line.number)),
        Cell(line.category, details=(line.department,)),
        Cell(line.budget),
        Cell(line.spent or "–"),
        Cell(_with_share(line.deviation, line.share) or "–", strong=line.deviates),
        Cell(line.days),
        Cell(line.explanation or "–"),
    ]
    if accepted:
        cells.insert(4, Cell(line.accepted, details=(line.reason,) if line.reason else (), strong=line.cut))
    return tuple(cells)


def _with_share(deviation: str, share: str) -> str:
    return f"{deviation} ({share})" if deviation and share else deviation


def attestations(view: AccountView) -> Timeline:
    """Who attested what, those that an edit voided as well."""
    events = tuple(_attested(each) for each in view.attestations)
    return Timeline(_("Attestations"), events, _("Nobody has attested the account yet."))


def _attested(each: AttestationView) -> Event:
    conclusion = f": {conclusion_label(each.conclusion)}" if each.conclusion else ""
    texts = [text for text in (each.emphasis, each.text) if text]
    short = _("For the content %(digest)s") % {"digest": each.content_sha256[:SHORT]}
    voided = (
        []
        if each.stands
        else [_("Lapsed on %(day)s, because the account was edited.") % {"day": each.voided_at}]
    )
    return Event(
        at=each.at,
        text=f"{attested_label(each.role)}{conclusion}",
        who=f"{each.user}, {each.organisation}",
        details="\n".join([short, *texts, *voided]),
    )


def versions(view: AccountView, address: Callable[[int], str]) -> Table:
    """All versions of the same account, newest first."""
    columns = (Column(_("Version")), Column(_("Status")), Column(_("Sent")), Column(_("Accepted")))
    rows = tuple(
        (
            Cell(str(each.version), "" if each.id == view.id else address(each.id)),
            Cell(badge=account_badge(each.status)),
            Cell(each.sent_at or "–"),
            Cell(each.accepted_at or "–"),
        )
        for each in reversed(view.versions)
    )
    return Table(_("Versions"), columns, rows, stacked=True)


def attested_sums(view: AccountView) -> Summary:
    """Exactly what is attested: the sums, how many lines they have, and the digest of the whole content in short."""
    lines = ngettext("%(count)s line", "%(count)s lines", len(view.lines)) % {"count": len(view.lines)}
    return Summary(
        (
            Fact(_("Spent"), f"{view.sums.spent} kr.", details=(lines,), strong=True),
            Fact(_("Budget"), f"{view.sums.budget} kr."),
            Fact(_("Deviation"), f"{_with_share(view.sums.deviation, view.sums.share)}"),
            Fact(_("Content (SHA-256, in short)"), view.sha256[:SHORT]),
        )
    )
