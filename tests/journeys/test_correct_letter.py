"""A corrected letter: proposed by one, decided by another, a new document that names the old, which stays as it was."""

import json
from collections.abc import Callable

import pytest

from fsm3.access.rights import NotAllowed
from fsm3.core import documents, journal
from fsm3.core.documents import Document, Listed
from fsm3.jobs.render import render
from fsm3.journeys import assess, correct_letter, letters
from fsm3.letters import written
from fsm3.letters.contexts import Kind
from tests.support.refused import codes
from tests.support.town import ACCEPTED, DECEMBER, Town

WHY = "Begrundelsen nævnte en forkert sagsstamme."
NEW = "Planen er konkret, og sagsstammen er 25."


def newest(case: int) -> Listed:
    return documents.of_case(case)[-1]


def given(document: int) -> int:
    """The document with a file, as a worker makes it."""
    frozen, head = documents.frozen(document), journal.head()
    content = render(frozen.kind, frozen.context, head=head)
    letters.give(document, content=content, template_version="1", head=head, at=DECEMBER)
    return document


@pytest.fixture
def letter(town: Town) -> int:
    """The award letter of København, at its door."""
    return given(newest(town.awarded("0101")).id)


@pytest.fixture
def prepared(town: Town, letter: int) -> Callable[..., int]:
    def prepare(texts: dict[str, str] | None = None, *, reason: str = WHY, by: int = 2) -> int:
        return correct_letter.prepare_correction(
            letter, texts or {"reasons.1": NEW}, reason=reason, by=town.caseworkers[by], at=ACCEPTED
        )

    return prepare


def test_the_new_letter_names_the_one_it_corrects_and_says_the_other_words(town, letter, prepared):
    town.decided(prepared(), at=ACCEPTED)
    new = newest(town.cases["0101"])
    old, said = documents.frozen(letter), documents.frozen(new.id).context
    assert (new.corrects, new.kind, new.title) == (letter, Kind.AWARD, "Rettet: Tilsagn om tilskud")
    assert said["head"]["corrections"] == [
        {"document": "Tilsagn om tilskud", "dated": "15. december 2021", "change": WHY}
    ]
    assert said["head"]["dated"] == "5. januar 2022"
    assert said["reasons"] == [NEW]
    same = set(said) - {"head", "reasons", "caseworker", "approver"}
    assert {name: said[name] for name in same} == {name: old.context[name] for name in same}


def test_the_old_letter_stays_as_it_was_sent_and_both_are_readable(town, letter, prepared):
    before = Document.objects.values("context", "context_sha256").get(id=letter)
    town.decided(prepared(), at=ACCEPTED)
    given(newest(town.cases["0101"]).id)
    assert Document.objects.values("context", "context_sha256").get(id=letter) == before
    at_the_door = documents.of_addressee(town.organisations["0101"])
    assert {letter, newest(town.cases["0101"]).id} <= {each.id for each in at_the_door}
    assert all(documents.content_of(each.id) for each in at_the_door)
    assert not list(documents.broken())


def test_an_amount_is_no_word_and_what_else_is_sent_counts_for_nothing(town, letter, prepared):
    """Bad input 33."""
    assert codes(lambda: prepared({"amount": "9.000.000,00 kr.", "head.dated": "i går"})) == {
        "nothing_changes"
    }
    town.decided(prepared({"reasons.1": NEW, "amount": "9.000.000,00 kr."}), at=ACCEPTED)
    said = documents.frozen(newest(town.cases["0101"]).id).context
    assert said["amount"] == documents.frozen(letter).context["amount"]


def test_every_fault_is_told(prepared):
    assert codes(lambda: prepared({"reasons.1": " "})) == {"letter_field_empty"}
    assert codes(lambda: prepared(reason="")) == {"reason_missing"}
    assert codes(lambda: prepared({"reasons.1": "Ring til 010190-1234."})) == {"looks_like_cpr"}
    assert codes(lambda: prepared({"reasons.1": "a\x00b"})) == {"control_character"}
    assert codes(lambda: prepared({"reasons.1": "x" * 8001})) == {"text_too_long"}


def test_a_letter_that_is_not_at_the_door_is_not_corrected(town):
    waiting = newest(town.awarded("0185")).id
    act = lambda: correct_letter.prepare_correction(  # noqa: E731
        waiting, {"reasons.1": NEW}, reason=WHY, by=town.caseworker, at=ACCEPTED
    )
    assert codes(act) == {"letter_not_given"}


def test_a_receipt_holds_no_words_of_the_agency(town, letter):
    receipt = given(documents.of_case(town.cases["0101"])[0].id)
    act = lambda: correct_letter.prepare_correction(  # noqa: E731
        receipt, {"number": "1"}, reason=WHY, by=town.caseworker, at=ACCEPTED
    )
    assert codes(act) == {"letter_without_words", "nothing_changes"}


def test_a_letter_is_corrected_once_and_then_the_newest_is(town, letter, prepared):
    town.decided(prepared(), at=ACCEPTED)
    new = given(newest(town.cases["0101"]).id)
    assert codes(lambda: prepared({"reasons.1": "Endnu en gang."})) == {"letter_corrected"}
    again = correct_letter.prepare_correction(
        new, {"reasons.1": "Endnu en gang."}, reason="Mere.", by=town.caseworkers[2], at=ACCEPTED
    )
    town.decided(again, at=ACCEPTED)
    corrections = documents.frozen(newest(town.cases["0101"]).id).context["head"]["corrections"]
    assert [each["dated"] for each in corrections] == ["5. januar 2022", "15. december 2021"]


def test_two_wait_for_no_decision_on_one_letter(prepared):
    prepared()
    assert codes(lambda: prepared({"reasons.1": "Noget andet."}, by=3)) == {"proposal_open"}


def test_handed_back_no_letter_is_written_and_another_can_be_proposed(town, letter, prepared):
    before = newest(town.cases["0101"])
    town.handed_back(prepared())
    assert newest(town.cases["0101"]) == before
    assert documents.corrected_by(letter) is None
    town.decided(prepared(), at=ACCEPTED)
    assert documents.corrected_by(letter) == newest(town.cases["0101"]).id


def test_31_whoever_is_not_impartial_neither_proposes_nor_decides(town, letter, prepared):
    proposal = prepared()
    for partial in (town.caseworkers[3], town.approver):
        assess.declare_conflict(town.cases["0101"], reason="Opdigtet.", by=partial, at=DECEMBER)
    with pytest.raises(NotAllowed):
        prepared({"reasons.1": "Andet."}, by=3)
    with pytest.raises(NotAllowed):
        town.decided(proposal, at=ACCEPTED)


def test_the_journal_says_what_happened(town, letter, prepared):
    town.decided(prepared(), at=ACCEPTED)
    acts = [entry.act for entry in journal.of_case(town.cases["0101"])]
    assert {"letter.correction_prepared", "letter.corrected"} <= set(acts)
    assert not list(journal.verify(documents.witnesses()))


def test_every_written_part_of_the_letter_can_be_put_differently(town, letter, prepared):
    parts = written.parts(correct_letter.letter_of(documents.frozen(letter)))
    texts = {part.path: f"Rettet: {part.text}" for part in parts}
    town.decided(prepared(texts), at=ACCEPTED)
    context = json.loads(Document.objects.latest("id").context)
    assert context["reasons"] == [texts["reasons.1"]]
