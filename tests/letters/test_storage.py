"""What was sent stays as it was sent: a stored context is read again to exactly the same value (house rule 10)."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsm3.core.canonical import canonical
from fsm3.letters.contexts import Kind
from fsm3.letters.storage import NotThatKind, from_json, to_json
from tests.letters import walk
from tests.letters.samples import SAMPLES


@pytest.mark.parametrize("kind", list(SAMPLES))
def test_a_stored_context_is_read_again_as_it_was(kind):
    stored = json.loads(canonical(to_json(SAMPLES[kind])))
    assert from_json(kind, stored) == SAMPLES[kind]


@given(st.sampled_from(list(SAMPLES)), st.data())
def test_any_text_survives_storage(kind, data):
    letter = SAMPLES[kind]
    path = data.draw(st.sampled_from([path for path, value in walk.leaves(letter) if isinstance(value, str)]))
    letter = walk.changed(letter, path, data.draw(st.text()))
    assert from_json(kind, json.loads(canonical(to_json(letter)))) == letter


@pytest.mark.parametrize(
    "spoil",
    [
        lambda stored: stored.pop("amount"),
        lambda stored: stored.update(more="x"),
        lambda stored: stored.update(amount=1),
        lambda stored: stored.update(reasons="one"),
        lambda stored: stored.update(head=None),
        lambda stored: stored["head"].update(invented="ja"),
        lambda stored: stored["budget"]["lines"][0].pop("reason"),
    ],
    ids=["missing", "more", "number", "text_for_list", "nothing", "text_for_truth", "missing_below"],
)
def test_a_context_of_another_shape_is_refused(spoil):
    stored = to_json(SAMPLES[Kind.AWARD])
    spoil(stored)
    with pytest.raises(NotThatKind):
        from_json(Kind.AWARD, stored)


def test_a_context_is_refused_under_another_kind():
    with pytest.raises(NotThatKind):
        from_json(Kind.REFUSAL, to_json(SAMPLES[Kind.AWARD]))


def test_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="no_such_letter"):
        from_json("no_such_letter", {})
