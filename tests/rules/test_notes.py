"""Notes: who reads which, as a table, and what a note may not say."""

import pytest

from applications.rules.notes import LONGEST_NOTE, READERS, Audience, Reader, note_faults, reads
from tests.rules.support import told

TABLE = {
    # audience        team  staff  municipality  national auditor  other
    Audience.TEAM: (True, False, False, True, False),
    Audience.STAFF: (True, True, False, True, False),
    Audience.MUNICIPALITY: (True, True, True, True, False),
}
CPR = "010180" + "-" + "1234"


@pytest.mark.parametrize("audience", Audience)
def test_who_reads_a_note_of_an_audience(audience):
    assert tuple(reads(reader, audience) for reader in Reader) == TABLE[audience]


def test_every_audience_has_its_readers():
    assert set(READERS) == set(Audience)


def test_a_wider_audience_takes_nobody_away():
    assert READERS[Audience.TEAM] < READERS[Audience.STAFF] < READERS[Audience.MUNICIPALITY]


def test_a_note_says_something():
    assert told(note_faults(" \n")) == [("note_text_missing", "text")]
    assert told(note_faults("Ring til kommunen.")) == []


def test_23_a_cpr_number_is_refused_and_not_repeated():
    (fault,) = note_faults(f"Borgeren {CPR} skrev.")
    assert (fault.code, fault.where) == ("looks_like_cpr", "text")
    assert CPR not in str(fault)


def test_39_control_characters_and_endless_texts_are_refused():
    assert told(note_faults("a\x00b")) == [("control_character", "text")]
    assert told(note_faults("a" * (LONGEST_NOTE + 1))) == [("text_too_long", "text")]
