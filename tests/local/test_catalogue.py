"""The catalogue has one shape, whoever collected it."""

from fsm3.local.catalogue import CATALOGUE, tidy

LOOSE = b"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

#: here.py
msgid "b"
msgstr "B"

#: there.py
#, fuzzy
#| msgid "aa"
# | msgid "what an older guess came from"
msgid "a"
msgstr "noget andet"
"""


def test_it_is_sorted_without_places_and_without_guesses():
    text = tidy(LOOSE).decode()
    assert text.index('msgid "a"\nmsgstr ""\n') < text.index('msgid "b"\nmsgstr "B"\n')
    assert "#: " not in text
    assert "fuzzy" not in text
    assert "came from" not in text


def test_the_catalogue_at_hand_is_tidy():
    assert tidy(CATALOGUE.read_bytes()) == CATALOGUE.read_bytes()
