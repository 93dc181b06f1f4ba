"""The decision room: groups as the ranking sees them, and what can never be right in the texts of an edition."""

from applications.rules.ranking import Choice, SameDegree
from applications.rules.room import LONGEST, LONGEST_REASON, GroupKind, as_group, kind_of, text_faults
from tests.rules.support import told


def test_a_group_is_what_its_kind_says_and_a_choice_keeps_its_order():
    same, choice = (as_group(kind, ["b", "a"], "Fordi.") for kind in GroupKind)
    assert same == SameDegree(frozenset({"a", "b"}), "Fordi.")
    assert choice == Choice(("b", "a"), "Fordi.")
    assert [kind_of(same), kind_of(choice)] == [GroupKind.SAME_DEGREE, GroupKind.CHOICE]


def test_texts_that_fit_have_no_fault():
    assert list(text_faults("x" * LONGEST_REASON, "x" * LONGEST, [(3, "")])) == []


def test_every_text_is_looked_at_and_named_by_its_place():
    found = told(
        text_faults("x" * (LONGEST_REASON + 1), "Ring 010170-1234", [(1, ""), (3, "x" * (LONGEST + 1))])
    )
    assert found == [
        ("text_too_long", "reason"),
        ("looks_like_cpr", "deviation"),
        ("text_too_long", "lines[3].reason"),
    ]
