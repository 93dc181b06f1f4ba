"""Letters about money are corrected as every other: other words by two persons, the amount and the days as they were."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from fsm3.core import documents, journal
from fsm3.journeys import amend, correct_letter, hearings, letters
from fsm3.letters import templates
from fsm3.letters.contexts import Kind
from payouts.models import Payment, Statement
from payouts.selectors.hearings import hearings_of
from tests.support.payouts import (
    APRIL_2023,
    APRIL_2024,
    MAY_2024,
    paid,
    prepared,
    ready_to_settle,
    with_partial,
)
from tests.support.refused import codes
from tests.support.town import ACCEPTED, Town, lowered

OLD, NEW = "Bilagene ændrer ikke beløbet.", "Bilagene er læst og ændrer ikke beløbet."
WHY = "Det gamle brev sagde det uklart."


def hearing(town: Town) -> int:
    """A hearing about a lower award."""
    case = town.accepted("0101")
    amend.hear_amendment(case, lowered(case, 800_000), reason=OLD, by=town.caseworker, at=ACCEPTED)
    return case


def settlement(town: Town) -> int:
    """A case that is settled, with a reason in the letter."""
    case = ready_to_settle(town, "0101")
    town.decided(prepared(town, case, reason=OLD), at=MAY_2024)
    return case


def repayment(town: Town) -> int:
    """A case of which money is claimed back, with a reason in the letter."""
    case = ready_to_settle(town, "0101", 300_000, 25_000)
    heard = hearings.hear_settlement(case, by=town.caseworker, at=APRIL_2024)
    hearings.waive(heard, by=town.signatories["0101"], at=APRIL_2024)
    town.decided(prepared(town, case, reason=OLD), at=MAY_2024)
    return case


WAYS: dict[Kind, tuple[Callable[[Town], int], datetime, str]] = {
    Kind.HEARING: (hearing, ACCEPTED, "Fristen er den samme som i det første brev: I kan svare til og med"),
    Kind.SETTLEMENT: (settlement, MAY_2024, "Vi udbetaler det kun én gang."),
    Kind.REPAYMENT: (repayment, MAY_2024, "dage fra datoen på det første brev"),
}
WORDS = {Kind.HEARING: "facts.1", Kind.SETTLEMENT: "reasons.1", Kind.REPAYMENT: "reasons.1"}


def given(case: int, *, at: datetime) -> int:
    """The newest letter of a case, at its door; what the file holds plays no part here."""
    document = documents.of_case(case)[-1].id
    content = f"%PDF-1.7 {document}".encode()
    letters.give(document, content=content, template_version="1", head=journal.head(), at=at)
    return document


def prepare(town: Town, letter: int, path: str, *, at: datetime) -> int:
    return correct_letter.prepare_correction(letter, {path: NEW}, reason=WHY, by=town.caseworkers[2], at=at)


@pytest.mark.parametrize("kind", WAYS)
def test_other_words_stand_in_a_new_letter_and_nothing_else_is_different(town, kind):
    way, at, told = WAYS[kind]
    case = way(town)
    old = given(case, at=at)
    town.decided(prepare(town, old, WORDS[kind], at=at), at=at)
    (before, after) = (documents.frozen(each).context for each in (old, documents.of_case(case)[-1].id))
    part = WORDS[kind].partition(".")[0]
    assert (documents.frozen(old).kind, before[part][0], after[part][0]) == (kind, OLD, NEW)
    assert [each["change"] for each in after["head"]["corrections"]] == [WHY]
    same = set(before) - {"head", part, "caseworker", "approver"}
    assert {name: after[name] for name in same} == {name: before[name] for name in same}
    new = correct_letter.letter_of(documents.frozen(documents.of_case(case)[-1].id))
    first = correct_letter.letter_of(documents.frozen(old))
    assert told in " ".join(templates.sheet(new).split())
    assert told not in " ".join(templates.sheet(first).split())


@pytest.mark.parametrize("kind", [Kind.SETTLEMENT, Kind.REPAYMENT])
def test_a_corrected_letter_pays_and_claims_nothing(town, kind):
    way, at, _ = WAYS[kind]
    case = way(town)
    before = (Payment.objects.count(), Statement.objects.count())
    town.decided(prepare(town, given(case, at=at), "reasons.1", at=at), at=at)
    assert (Payment.objects.count(), Statement.objects.count()) == before


@pytest.mark.parametrize("kind", [Kind.SETTLEMENT, Kind.REPAYMENT])
def test_what_the_statement_came_to_is_nobodys_word(town, kind):
    """Bad input 33."""
    way, at, _ = WAYS[kind]
    letter = given(way(town), at=at)
    assert codes(lambda: prepare(town, letter, "findings.1", at=at)) == {"nothing_changes"}


def test_a_letter_in_which_nobody_wrote_anything_has_nothing_to_correct(town):
    case = with_partial(town, "0101")
    paid(town, case, at=APRIL_2023)
    letter = given(case, at=APRIL_2023)
    assert codes(lambda: prepare(town, letter, "reasons.1", at=APRIL_2023)) == {
        "letter_without_words",
        "nothing_changes",
    }


def test_what_was_heard_stays_once_the_municipality_waived_or_its_days_are_over(town):
    case = hearing(town)
    letter = given(case, at=ACCEPTED)
    (heard,) = hearings_of(case)
    over = datetime.combine(heard.due, ACCEPTED.timetz()).replace(day=heard.due.day + 1)
    assert codes(lambda: prepare(town, letter, "facts.1", at=over)) == {"hearing_is_over"}
    town.waived(heard.id)
    assert codes(lambda: prepare(town, letter, "facts.1", at=ACCEPTED)) == {"hearing_is_over"}


def test_a_correction_proposed_before_the_answer_is_stale_after_it(town):
    case = hearing(town)
    proposal = prepare(town, given(case, at=ACCEPTED), "facts.1", at=ACCEPTED)
    town.waived(hearings_of(case)[0].id)
    assert codes(lambda: town.decided(proposal, at=ACCEPTED)) == {"proposal_stale"}


def test_a_corrected_hearing_is_corrected_again_and_ends_with_the_first(town):
    case = hearing(town)
    town.decided(prepare(town, given(case, at=ACCEPTED), "facts.1", at=ACCEPTED), at=ACCEPTED)
    again = given(case, at=ACCEPTED)
    act = lambda: correct_letter.prepare_correction(  # noqa: E731
        again, {"facts.1": "Tredje."}, reason=WHY, by=town.caseworkers[2], at=ACCEPTED
    )
    assert act()
    town.waived(hearings_of(case)[0].id)
    assert "hearing_is_over" in codes(act)


def test_the_letter_that_stands_is_the_newest_at_the_door(town):
    case = hearing(town)
    first = given(case, at=ACCEPTED)
    town.decided(prepare(town, first, "facts.1", at=ACCEPTED), at=ACCEPTED)
    assert documents.standing(first) == first
    assert correct_letter.letter_of_hearing(first).facts == (OLD,)
    new = given(case, at=ACCEPTED)
    assert documents.standing(first) == new
    assert correct_letter.letter_of_hearing(first).facts == (NEW,)
    assert documents.first_of(new) == first
