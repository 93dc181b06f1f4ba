"""A draft of the agreed scores: of both assessors and of nobody else, never written over, gone when they are entered."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from applications.models import AgreedDraft
from applications.rules.assessment import Jotted
from applications.selectors import assessing, work
from fsm3.access.rights import NotAllowed
from fsm3.core import journal
from fsm3.journeys import assess
from tests.support.refused import codes
from tests.support.town import DECEMBER, Town, points

HALF = {"caseload": Jotted(2), "budget": Jotted(reason="Dyrt.")}


def admissible(town: Town, code: str) -> int:
    case = town.sent(code)
    assess.find_admissible(case, by=town.caseworker, at=DECEMBER)
    return case


@pytest.fixture
def case(town: Town) -> int:
    """A case that two have assessed."""
    found = admissible(town, "0101")
    for who in (0, 1):
        assess.score(found, points(3), by=town.caseworkers[who], at=DECEMBER)
    return found


def write(
    town: Town, case: int, draft: Mapping[str, Jotted] = HALF, who: int = 0, edition: int | None = None
) -> int:
    return assess.write_agreed_draft(case, draft, by=town.caseworkers[who], at=DECEMBER, edition=edition)


def test_either_of_the_two_goes_on_from_what_the_other_saved(town, case):
    assert write(town, case) == 1
    draft = assessing.agreed_draft(case)
    assert (draft.scores, draft.edition, draft.written_by) == (HALF, 1, town.caseworkers[0].user_id)
    assert write(town, case, {}, who=1, edition=1) == 2
    assert assessing.agreed_draft(case).scores == {}


def test_8_neither_writes_over_the_other(town, case):
    write(town, case)
    write(town, case, who=1, edition=1)
    assert codes(lambda: write(town, case, {}, edition=1)) == {"edited_meanwhile"}
    enter = lambda: assess.enter_agreed(  # noqa: E731
        case, points(2), by=town.caseworkers[0], at=DECEMBER, edition=1
    )
    assert codes(enter) == {"edited_meanwhile"}
    assert assessing.agreed_draft(case).scores == HALF


def test_nobody_else_writes_it_and_nobody_before_both_have_assessed(town, case):
    with pytest.raises(NotAllowed):
        write(town, case, who=2)
    other = admissible(town, "0155")
    assess.score(other, points(3), by=town.caseworkers[0], at=DECEMBER)
    assert codes(lambda: write(town, other)) == {"two_assessments_needed"}


def test_what_cannot_be_kept_leaves_the_draft_as_it_was(town, case):
    write(town, case)
    wrong = {"budget": Jotted(9, "010190-1234")}
    assert codes(lambda: write(town, case, wrong)) == {"points_off_scale", "looks_like_cpr"}
    assert assessing.agreed_draft(case).scores == HALF


def test_it_goes_when_the_scores_are_entered_and_when_they_are_confirmed(town, case):
    write(town, case)
    assess.enter_agreed(case, points(3), by=town.caseworkers[0], at=DECEMBER, edition=1)
    assert not AgreedDraft.objects.exists()
    write(town, case, who=1)
    assess.confirm_agreed(case, by=town.caseworkers[1], at=DECEMBER)
    assert not AgreedDraft.objects.exists()
    assert codes(lambda: write(town, case)) == {"not_now"}


def test_the_journal_tells_that_somebody_wrote_and_nothing_of_it(town, case):
    write(town, case)
    entry = journal.of_case(case)[-1]
    assert (entry.act, entry.user_id) == ("draft.agreed_scores_written", town.caseworker.user_id)
    assert journal.JournalEntry.objects.latest("seq").content == "{}"


def test_31_the_next_case_to_assess_is_ones_own_first_and_never_a_hidden_one(town):
    first, second = admissible(town, "0101"), admissible(town, "0155")
    by = town.caseworkers[2]
    today = DECEMBER.date()
    assert _next(town, by, today) == first
    assess.assign(second, caseworker_id=by.person, by=by, at=DECEMBER)
    assert _next(town, by, today) == second
    assess.score(second, points(3), by=by, at=DECEMBER)
    assert _next(town, by, today) == first
    assess.declare_conflict(first, reason="Opdigtet.", by=by, at=DECEMBER)
    assert _next(town, by, today) is None


def _next(town, by, today):
    found = work.next_to_assess(by, on=today)
    return found.id if found else None
