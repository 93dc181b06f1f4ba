"""What two assessors gave, side by side, and whom the agreed scores wait for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.rules.assessment import LONGEST_REASON, Jotted, Points, distance, far_apart
from applications.rules.pool_terms import PoolTerms
from applications.selectors.assessing import SharedDraft
from applications.selectors.cases import Agreed, AssessmentView, SentVersion
from applications.selectors.clarifications import ClarificationView
from fsm3.core.danish import day, moment
from fsm3.core.problems import Problem
from fsm3.web.caseworker.assess_forms import Written
from fsm3.web.shared.assess_texts import points_label
from fsm3.web.shared.components import Alert, Badge, Link
from fsm3.web.shared.problem_texts import sentence


@dataclass(frozen=True)
class Apart:
    """A criterion with what both gave. `far` apart they say why they agree; `agreed` is what was entered, if it is shown."""

    key: str
    number: int
    name: str
    given: tuple[Written, ...]
    difference: int
    far: bool
    agreed: Written | None

    @property
    def badge(self) -> Badge:
        """How far apart they stood."""
        if not self.difference:
            return Badge(_("Same points"), "success")
        text = ngettext("%(points)s point apart", "%(points)s points apart", self.difference)
        return Badge(text % {"points": self.difference}, "warning" if self.far else "info")


@dataclass(frozen=True)
class Agreement:
    """Where the agreed scores of a case stand. `asked` is the clarification that waits; people are named by `names`.

    `draft` is what the two half agree on, `mine` says whether the reader is one of the two, who alone enter and confirm;
    `open` whether they still can.
    """

    case: int
    terms: PoolTerms
    standing: SentVersion
    made: tuple[AssessmentView, ...]
    agreed: Agreed | None
    asked: ClarificationView | None
    names: Mapping[int, str]
    reader: int
    open: bool
    draft: SharedDraft

    @property
    def mine(self) -> bool:
        """Whether the reader is one of the two."""
        return any(each.assessor_id == self.reader for each in self.made)

    @property
    def outdated(self) -> bool:
        """Whether the municipality has answered since the scores were entered, so that they are entered again."""
        entered = self.agreed
        if entered is None or entered.confirmed_by is not None or self.standing.clarification is None:
            return False
        return self.standing.received_at > entered.entered_at

    @property
    def confirms(self) -> bool:
        """Whether the reader is who confirms what stands."""
        entered = self.agreed
        waits = self.open and self.mine and not self.asked and not self.outdated
        return bool(waits and entered and entered.entered_by != self.reader)

    @property
    def enters(self) -> bool:
        """Whether the reader may enter, for the first time or anew."""
        return self.open and self.mine and not self.asked

    @property
    def asks(self) -> bool:
        """Whether nothing that counts is entered yet."""
        return self.agreed is None or self.outdated

    def others(self) -> str:
        """The names of the two but the reader's own."""
        return ", ".join(
            self.names[each.assessor_id] for each in self.made if each.assessor_id != self.reader
        )


def apart(state: Agreement) -> tuple[Apart, ...]:
    """The criteria in the call's order, each with what both gave."""
    given = [each.scores for each in state.made]
    agreed = state.agreed.scores if state.agreed else {}
    return tuple(
        Apart(
            key=criterion.key,
            number=number,
            name=criterion.name,
            given=tuple(
                _given(state, state.names[each.assessor_id], each.scores[criterion.key])
                for each in state.made
                if criterion.key in each.scores
            ),
            difference=distance(given, criterion.key),
            far=far_apart(given, criterion.key),
            agreed=_given(state, _("Agreed"), agreed[criterion.key]) if criterion.key in agreed else None,
        )
        for number, criterion in enumerate(state.terms.criteria, start=1)
    )


def _given(state: Agreement, who: str, given: Points) -> Written:
    return Written(who, points_label(given.points, state.terms.scale_highest), given.reason)


def filled(state: Agreement) -> dict[str, Jotted]:
    """What the form begins with: the draft, else what was entered, else the points both gave, with the reasons of both."""
    if state.draft.edition:
        return dict(state.draft.scores)
    if state.agreed:
        return {key: Jotted(each.points, each.reason) for key, each in state.agreed.scores.items()}
    first, second = (each.scores for each in state.made)
    return {key: _begun(first[key], second[key]) for key in first.keys() & second.keys()}


def _begun(one: Points, other: Points) -> Jotted:
    if one.points != other.points:
        return Jotted(reason=one.reason if one.reason == other.reason else "")
    both = "\n\n".join(dict.fromkeys((one.reason, other.reason)))
    return Jotted(one.points, both if len(both) <= LONGEST_REASON else one.reason)


def missing(found: Sequence[Problem], state: Agreement) -> Iterator[Problem]:
    """What is missing in words that fit: a reason where the two stood far apart is asked for as what it is."""
    given = [each.scores for each in state.made]
    for problem in found:
        is_reason = problem.code == "score_reason_missing" and far_apart(given, problem.where)
        yield Problem("difference_unexplained", problem.where, problem.detail) if is_reason else problem


def alerts(state: Agreement) -> Iterator[Alert]:
    """Whom it waits for, and what came since the assessments were given."""
    if state.agreed and state.agreed.confirmed_by:
        people = (state.names[state.agreed.entered_by], state.names[state.agreed.confirmed_by])
        text = _("Entered by %(first)s, confirmed by %(second)s.") % {"first": people[0], "second": people[1]}
        yield Alert("success", _("The two have agreed"), text)
        return
    if not state.open:
        return
    way = Link(_("See what was asked, and before and after"), reverse("clarify", args=(state.case,)))
    if state.asked:
        heading = _("The municipality has been asked, and answers by %(day)s") % {"day": day(state.asked.due)}
        text = _("Scores are agreed on when the answer has come, or the questions are closed.")
        yield Alert("info", heading, text, link=way)
        return
    if state.outdated:
        yield Alert("warning", sentence(Problem("agreed_before_the_answer")), link=way)
    elif _answered_since(state, (each.made_at for each in state.made)):
        heading = _("The municipality has answered since the assessments were given")
        yield Alert("warning", heading, _("Read the answer before you agree."), link=way)
    yield _waits(state)


def _answered_since(state: Agreement, moments: Iterator[datetime]) -> bool:
    return state.standing.clarification is not None and state.standing.received_at > min(moments)


def _waits(state: Agreement) -> Alert:
    """Whom the agreed scores wait for."""
    entered = state.agreed
    if entered and not state.outdated:
        other = next(each.assessor_id for each in state.made if each.assessor_id != entered.entered_by)
        people = {"first": state.names[entered.entered_by], "second": state.names[other]}
        if state.confirms:
            text = (
                _("%(first)s has entered what you agreed on. Read it through, and confirm it below.") % people
            )
            return Alert("info", _("It waits for you"), text)
        text = _("%(first)s has entered the agreed scores. %(second)s confirms them on this page.") % people
        return Alert("info", _("It waits for %(second)s") % people, text)
    if state.mine:
        text = _("One of you enters what you agree on below. The other confirms it on this page.")
        return Alert("info", _("It waits for you and %(other)s") % {"other": state.others()}, text)
    return Alert(
        "info",
        _("It waits for the two assessors"),
        _("One of them enters what they agree on, the other confirms it: %(names)s.")
        % {"names": state.others()},
    )


def saved(state: Agreement) -> str:
    """Which of the two saved the draft last, and when; without one, what it is for."""
    if state.draft.saved_at is None:
        return _("When you agree on some of it only, save the draft: you both see it here.")
    told = {"name": state.names.get(state.draft.written_by, ""), "moment": moment(state.draft.saved_at)}
    return _("The draft was last saved by %(name)s %(moment)s. You both see it here.") % told


def agreement_in_words(found: Sequence[Apart]) -> str:
    """How far the two stood from each other on the whole."""
    same = sum(not each.difference for each in found)
    far = sum(each.far for each in found)
    text = _("The two gave the same points on %(same)s of %(all)s criteria.") % {
        "same": same,
        "all": len(found),
    }
    if not far:
        return text
    more = ngettext(
        "On %(far)s criterion they stand two points or more apart, which the agreed reason explains.",
        "On %(far)s criteria they stand two points or more apart, which the agreed reasons explain.",
        far,
    )
    return f"{text} {more % {'far': far}}"


def entered_at(entered: Agreed, names: Mapping[int, str]) -> str:
    """Who entered the agreed scores, and when."""
    told = {"name": names[entered.entered_by], "moment": moment(entered.entered_at)}
    return _("Entered by %(name)s on %(moment)s.") % told
