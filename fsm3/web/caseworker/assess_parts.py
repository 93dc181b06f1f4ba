"""What stands beside the score of a criterion: the answers it is about, and the figures that belong to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from applications.rules import clarification
from applications.rules.pool_leaves import write_share
from applications.rules.pool_terms import BUDGET, AnswerKind, Criterion, PoolTerms
from applications.rules.sending import Task
from applications.rules.spread import Spread
from applications.rules.tasks import of_answer
from applications.selectors.assessing import Read
from applications.selectors.cases import SentVersion
from budgets.rules.content import from_content
from budgets.tables import table
from fsm3.core.danish import kroner
from fsm3.web.shared.assess_texts import drawn_spread
from fsm3.web.shared.budget_tables import category_chart, drawn, meter
from fsm3.web.shared.call_texts import origin
from fsm3.web.shared.components import Badge, Fact, Summary
from fsm3.web.shared.drawn import Component
from fsm3.web.shared.labels import choice_label


@dataclass(frozen=True)
class Told:
    """An answer with its question, or the budget; `changed` since the version that was read before. `wide` needs the whole width."""

    title: str
    text: str = ""
    changed: bool = False
    shown: tuple[Component, ...] = ()
    wide: tuple[Component, ...] = ()

    @property
    def badge(self) -> Badge:
        """That it says something else than when it was read before."""
        return Badge(_("Changed"), "warning")


@dataclass(frozen=True)
class Beside:
    """A criterion with what it is about; where the pool does not say, `told` is empty and the whole application counts."""

    key: str
    number: int
    name: str
    told: tuple[Told, ...]
    weighs: str = ""

    @property
    def wide(self) -> tuple[Component, ...]:
        """What needs the whole width."""
        return tuple(each for told in self.told for each in told.wide)


def numbers_asked(terms: PoolTerms) -> tuple[str, ...]:
    """The questions with a number for an answer that a criterion is about: the spread of all applicants belongs to them."""
    about = {key for criterion in terms.criteria for key in criterion.about or _everything(terms)}
    asked = (each for each in terms.questions if each.kind is AnswerKind.NUMBER)
    return tuple(each.key for each in asked if each.key in about)


def criteria(found: Read, spreads: Mapping[str, Spread], *, before: SentVersion | None) -> tuple[Beside, ...]:
    """The criteria in the call's order; `before` is the version the assessor read when they saved."""
    return tuple(
        Beside(
            criterion.key,
            number,
            criterion.name,
            _told(found, criterion.about, spreads, before),
            _weighs(criterion),
        )
        for number, criterion in enumerate(found.terms.criteria, start=1)
    )


def whole(found: Read, spreads: Mapping[str, Spread], *, before: SentVersion | None) -> tuple[Told, ...]:
    """The whole application, for criteria of a pool that does not say what they are about; else nothing."""
    if all(criterion.about for criterion in found.terms.criteria):
        return ()
    return _told(found, _everything(found.terms), spreads, before)


def _everything(terms: PoolTerms) -> tuple[str, ...]:
    return (*(question.key for question in terms.questions), BUDGET)


def _weighs(criterion: Criterion) -> str:
    return _("Weighs %(weight)s. %(origin)s.") % {
        "weight": write_share(criterion.weight),
        "origin": origin(criterion.source),
    }


def _told(
    found: Read, about: tuple[str, ...], spreads: Mapping[str, Spread], before: SentVersion | None
) -> tuple[Told, ...]:
    return tuple(
        _budget(found, before) if key == BUDGET else _answer(found, key, spreads, before) for key in about
    )


def _answer(found: Read, key: str, spreads: Mapping[str, Spread], before: SentVersion | None) -> Told:
    question = next(each for each in found.terms.questions if each.key == key)
    text = found.standing.content["answers"].get(key, "")
    if question.kind is AnswerKind.YES_NO:
        text = choice_label(text)
    return Told(
        title=question.title,
        text="" if key in spreads else text,
        changed=_changed(found, of_answer(key), before),
        shown=(drawn_spread(spreads[key]),) if key in spreads else (),
    )


def _budget(found: Read, before: SentVersion | None) -> Told:
    lines = from_content(found.standing.content["budget"])
    figures = (
        meter(found.standing.requested, found.cap),
        Summary(tuple(_per_citizen(found))),
        category_chart(lines, found.terms.budget),
    )
    return Told(
        title=_("Budget"),
        changed=_changed(found, Task.BUDGET, before),
        shown=figures,
        wide=(drawn(table(lines, found.terms.budget)).lines,),
    )


def _per_citizen(found: Read) -> Iterator[Fact]:
    """What is asked for each citizen of the target group, and what that is worked out from."""
    label = _("Asked for, per citizen of the target group")
    if not found.target_group:
        yield Fact(label, _("Not known: the table of caps does not say how large the target group is."))
        return
    each = found.standing.requested.share(1 / Fraction(found.target_group))
    worked_out = _("%(requested)s asked for ÷ %(group)s citizens by the table of caps") % {
        "requested": kroner(found.standing.requested),
        "group": found.target_group,
    }
    yield Fact(label, kroner(each), (worked_out,), strong=True)


def _changed(found: Read, task: str, before: SentVersion | None) -> bool:
    return before is not None and clarification.is_changed(before.content, found.standing.content, task)
