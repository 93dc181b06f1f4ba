"""The decision room as tables: the ranking with the envelope's line, what was proposed before, who is not ready."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from applications.rules.envelope import Claim, Reach, reach
from applications.rules.pool_terms import PoolTerms
from applications.selectors.lists import first_choice
from applications.selectors.pools import InForce
from applications.selectors.room_list import Candidate, Past, RoomList, Row
from fsm3.core.danish import amount, decimal, kroner
from fsm3.core.money import Money
from fsm3.core.proposals import Verdict
from fsm3.web.shared.components import Badge, Cell, Column, Fact, Table
from fsm3.web.shared.labels import choice_label, status_badge
from fsm3.web.shared.pictures import Meter
from fsm3.web.shared.room_texts import waits_label, why_told

NONE = "\N{EN DASH}"
_WHOLE, _MARK = 1000, 994


def ranking_table(pool: InForce, found: RoomList, address: Callable[[Row], str]) -> Table:
    """The ranking of the assessed cases, with a line where the money ends."""
    columns = _columns(pool.terms)
    rows = [
        _row(row, running, pool.terms, address(row))
        for row, running in zip(found.rows, found.reach.running, strict=True)
    ]
    foot = (
        Cell(_("In all"), spans=_before_amounts(pool.terms)),
        Cell(amount(Money.sum(row.case.requested for row in found.rows))),
        Cell(),
        Cell(amount(found.reach.taken)),
        Cell(),
    )
    return Table(
        caption=_("The ranking of the assessed cases, with what is written of each"),
        columns=columns,
        rows=tuple(drawn_through(rows, found.reach, found.free, len(columns))),
        empty=_("No case is assessed and waits to be proposed."),
        foot=foot,
        stacked=True,
    )


def _columns(terms: PoolTerms) -> tuple[Column, ...]:
    question = first_choice(terms)
    return (
        Column(_("Place"), number=True),
        Column(_("Municipality")),
        Column(_("Cohort")),
        *((Column(question.name),) if question else ()),
        Column(_("Points"), number=True),
        Column(_("Why here"), look="note"),
        Column(_("Requested, DKK"), number=True),
        Column(_("Cap, DKK"), number=True),
        Column(_("Proposed, DKK"), number=True),
        Column(_("Running total, DKK"), number=True),
    )


def _before_amounts(terms: PoolTerms) -> int:
    return 6 if first_choice(terms) else 5


def _row(row: Row, running: Money, terms: PoolTerms, address: str) -> tuple[Cell, ...]:
    case = row.case
    return (
        Cell(str(row.position.place), strong=True),
        Cell(case.names, address, (case.number,)),
        Cell(terms.cohort(case.cohort).name),
        *_choice(case, terms),
        Cell(decimal(row.position.sum)),
        Cell(why_told(row.position.why, terms)),
        Cell(amount(case.requested)),
        Cell(amount(case.cap)),
        _written(row),
        Cell(amount(running)),
    )


def _choice(case: Candidate, terms: PoolTerms) -> tuple[Cell, ...]:
    return (Cell(choice_label(case.choice)),) if first_choice(terms) else ()


def _written(row: Row) -> Cell:
    """What is written of a case: an award with what is special about it, a refusal, or nothing yet."""
    if row.edition is None:
        return Cell(badge=Badge(_("Nothing yet"), "quiet"))
    explained = (_("With a deviation"),) if row.edition.deviation.strip() else ()
    if row.edition.award is None:
        return Cell(badge=Badge(_("Refusal"), "warning"), details=explained)
    reduced = (_("Reduced"),) if row.edition.award < row.case.requested else ()
    return Cell(amount(row.edition.award), strong=True, details=(*reduced, *explained))


def drawn_through(
    rows: Sequence[tuple[Cell, ...]], reached: Reach, free: Money, columns: int
) -> Iterator[tuple[Cell, ...]]:
    """Rows with the envelope's line among them."""
    for place, row in enumerate(rows):
        if place == reached.above:
            yield (_line(reached, free, columns),)
        yield row
    if rows and reached.above == len(rows):
        yield (_line(reached, free, columns),)


def _line(reached: Reach, free: Money, columns: int) -> Cell:
    figures = {"free": kroner(free), "left": kroner(abs_of(reached.left))}
    said = (
        _("The money ends here: %(free)s, of which %(left)s are left")
        if reached.left.oere >= 0
        else _("The money ends here: %(free)s, and %(left)s too much are proposed")
    )
    return Cell(said % figures, spans=columns)


def abs_of(money: Money) -> Money:
    """An amount without its sign."""
    return money if money.oere >= 0 else -money


def envelope_meter(pool: InForce, found: RoomList) -> Meter:
    """How much of the envelope is taken: before, here, and what is left."""
    envelope, taken = pool.terms.envelope, found.taken + found.reach.taken
    over = found.reach.left.oere < 0
    longest = max(envelope.oere, taken.oere, 1)
    facts = (
        Fact(_("Envelope"), kroner(envelope)),
        *((Fact(_("Awarded or with an approver"), kroner(found.taken)),) if found.taken else ()),
        Fact(_("Proposed here"), kroner(found.reach.taken)),
        Fact(_("Too much") if over else _("Left"), kroner(abs_of(found.reach.left))),
    )
    return Meter(
        facts, taken.oere * _WHOLE // longest, min(envelope.oere * _WHOLE // longest, _MARK), over=over
    )


def past_table(terms: PoolTerms, past: Sequence[Past], caption: str) -> Table:
    """What was proposed, in the order of its ranking, with how far it is."""
    columns = (
        Column(_("Place"), number=True),
        Column(_("Municipality")),
        Column(_("Cohort")),
        Column(_("Points"), number=True),
        Column(_("Why here"), look="note"),
        Column(_("Requested, DKK"), number=True),
        Column(_("Proposed, DKK"), number=True),
        Column(_("Status")),
    )
    rows = [_past(each, terms) for each in past]
    reached = reach([Claim(each.case.asks, each.award) for each in past], terms.envelope)
    foot = (
        Cell(_("In all"), spans=5),
        Cell(amount(Money.sum(each.case.requested for each in past))),
        Cell(amount(reached.taken)),
        Cell(),
    )
    return Table(
        caption,
        columns,
        tuple(drawn_through(rows, reached, terms.envelope, len(columns))),
        _("Nothing is proposed yet."),
        foot=foot,
        stacked=True,
    )


def _past(each: Past, terms: PoolTerms) -> tuple[Cell, ...]:
    case, content = each.case, each.proposal.content
    return (
        Cell(str(content["place"]), strong=True),
        Cell(case.names, reverse("case", args=(case.id,)), (case.number,)),
        Cell(terms.cohort(case.cohort).name),
        Cell(decimal(each.sum)),
        Cell(why_told(content["why"], terms)),
        Cell(amount(case.requested)),
        proposed_cell(each),
        Cell(badge=_state(each)),
    )


def proposed_cell(each: Past) -> Cell:
    """What is proposed: an amount, or a refusal."""
    deviates = (_("With a deviation"),) if each.proposal.content["deviation"] else ()
    if each.award is None:
        return Cell(badge=Badge(_("Refusal"), "warning"), details=deviates)
    reduced = (_("Reduced"),) if each.award < each.case.requested else ()
    return Cell(amount(each.award), strong=True, details=(*reduced, *deviates))


def _state(each: Past) -> Badge:
    if each.proposal.verdict is Verdict.OPEN:
        return Badge(_("Waits for an approver"), "warning")
    return status_badge(each.case.status)


def unready_table(found: RoomList) -> Table:
    """Who cannot be ranked yet, and what each waits for."""
    columns = (Column(_("Municipality")), Column(_("Case")), Column(_("Waits for")))
    rows = tuple(
        (
            Cell(each.case.names, reverse("case", args=(each.case.id,))),
            Cell(each.case.number),
            Cell(waits_label(each.waits)),
        )
        for each in found.unready
    )
    return Table(
        _("Cases that are not ready"),
        columns,
        rows,
        _("Every case that was sent in time is assessed."),
        stacked=True,
    )


def told_of_awards(pool: InForce, cases: Iterable[Candidate]) -> tuple[Fact, ...]:
    """How many are awarded, how many of them with the pool's choice, and how many of each cohort."""
    awarded, question = tuple(cases), first_choice(pool.terms)
    chosen = sum(case.choice == "yes" for case in awarded)
    return (
        Fact(_("Awards proposed"), str(len(awarded)), strong=True),
        *((Fact(_("With “%(choice)s”") % {"choice": question.name}, str(chosen)),) if question else ()),
        *(
            Fact(
                cohort.name[:1].upper() + cohort.name[1:],
                str(sum(case.cohort == cohort.key for case in awarded)),
            )
            for cohort in pool.terms.cohorts
        ),
    )
