"""What stood before and what stands now, task by task: how the agency and the municipality read an answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from applications.rules import clarification
from applications.rules.pool_terms import AnswerKind, PoolTerms
from applications.rules.sending import Task
from applications.rules.tasks import of_answer
from budgets.rules.comparison import Difference, Pair, compare
from budgets.rules.content import from_content
from budgets.rules.lines import Line, total
from fsm3.core.danish import amount
from fsm3.web.shared.components import Badge, Cell, Column, Table
from fsm3.web.shared.labels import choice_label
from fsm3.web.shared.task_texts import task_title

NONE = "\N{EN DASH}"


@dataclass(frozen=True)
class BeforeAfter:
    """A task twice: as two texts, or as a table with a column for each. What is not `changed` is told once."""

    title: str
    changed: bool
    before: str = ""
    after: str = ""
    table: Table | None = None

    @property
    def badge(self) -> Badge:
        """Whether the task says something else."""
        return Badge(_("Changed"), "info") if self.changed else Badge(_("Unchanged"), "quiet")


def before_after(
    before: Mapping[str, Any], after: Mapping[str, Any], tasks: Iterable[str], terms: PoolTerms
) -> tuple[BeforeAfter, ...]:
    """The tasks asked about, each before and after."""
    return tuple(_task(task, before, after, terms) for task in tasks)


def _task(task: str, before: Mapping[str, Any], after: Mapping[str, Any], terms: PoolTerms) -> BeforeAfter:
    changed = clarification.is_changed(before, after, task)
    title = task_title(task, terms)
    if task == Task.BUDGET:
        return BeforeAfter(title, changed, table=_budget(before, after, terms))
    if task == Task.OBLIGATIONS:
        return BeforeAfter(title, changed, table=_obligations(before, after, terms) if changed else None)
    old, new = (_text(task, content, terms) for content in (before, after))
    return BeforeAfter(title, changed, old or NONE, new or NONE)


def _text(task: str, content: Mapping[str, Any], terms: PoolTerms) -> str:
    stands = clarification.value(content, task)
    if task == Task.CONTACT:
        return "\n".join(text for text in stands.values() if text)
    if task == Task.ATTACHMENTS:
        return "\n".join(str(each["name"]) for each in stands)
    yes_no = {of_answer(each.key) for each in terms.questions if each.kind is AnswerKind.YES_NO}
    return choice_label(stands) if task in yes_no else str(stands)


def _obligations(before: Mapping[str, Any], after: Mapping[str, Any], terms: PoolTerms) -> Table:
    """The obligations that are accepted in the one and not in the other."""
    columns = (Column(_("Obligation"), look="note"), Column(_("Before")), Column(_("After")))
    rows = tuple(
        (Cell(each.text), *(_accepted(each.key in content["obligations"]) for content in (before, after)))
        for each in terms.obligations
        if (each.key in before["obligations"]) != (each.key in after["obligations"])
    )
    return Table(_("Obligations before and after"), columns, rows, stacked=True)


def _accepted(accepted: bool) -> Cell:  # noqa: FBT001  a cell of one value
    return Cell(_("Accepted by the municipality") if accepted else _("Not accepted"), strong=not accepted)


def _budget(before: Mapping[str, Any], after: Mapping[str, Any], terms: PoolTerms) -> Table:
    """The budget line by line: the amounts and what is said of each, where it is not the same."""
    old, new = from_content(before["budget"]), from_content(after["budget"])
    names = {category.key: category.name for category in terms.budget.categories}
    columns = (
        Column(_("Line")),
        Column(_("Category, department and note"), look="note"),
        Column(_("Before, DKK"), number=True),
        Column(_("After, DKK"), number=True),
        Column(_("Difference")),
    )
    rows = tuple(_line(pair, names) for pair in compare(old, new))
    foot = (Cell(_("In all"), spans=2), Cell(amount(total(old))), Cell(amount(total(new))), Cell())
    return Table(_("Budget before and after, line by line"), columns, rows, foot=foot, stacked=True)


def _line(pair: Pair, names: Mapping[str, str]) -> tuple[Cell, ...]:
    line = pair.newest
    return (
        Cell(str(line.number)),
        Cell(names.get(line.category, line.category), lines=(line.department,), details=tuple(_notes(pair))),
        Cell(_sum(pair.before), details=tuple(_years(pair.before, pair))),
        Cell(
            _sum(pair.after),
            strong=_sum(pair.before) != _sum(pair.after),
            details=tuple(_years(pair.after, pair)),
        ),
        Cell(badge=difference_badge(pair.difference)),
    )


def _notes(pair: Pair) -> Iterator[str]:
    """The note as it is, and as it was where that is another."""
    yield pair.newest.note
    if pair.before and pair.after:
        old, new = pair.before, pair.after
        if old.department != new.department:
            yield _("Before: %(text)s") % {"text": old.department}
        if old.note != new.note:
            yield _("Before: %(text)s") % {"text": old.note}


def _sum(line: Line | None) -> str:
    return amount(line.amount) if line else NONE


def _years(line: Line | None, pair: Pair) -> Iterator[str]:
    """The amounts by year, for a line that is not the same."""
    if line and pair.difference is Difference.CHANGED:
        yield from (f"{cell.year}: {amount(cell.amount)}" for cell in line.cells)


def difference_badge(difference: Difference) -> Badge:
    """What became of a line, in a word."""
    return {
        Difference.SAME: Badge(_("Unchanged"), "quiet"),
        Difference.CHANGED: Badge(_("Changed"), "info"),
        Difference.NEW: Badge(_("New"), "success"),
        Difference.GONE: Badge(_("Removed"), "warning"),
    }[difference]
