"""Quality page, "Security": what strangers upload is read in a child that cannot take the service with it."""

import json
import time
from pathlib import Path

import pytest

from fsm3.core.bounded import Failed, TooMuch, run

MODULE = "tests.support.bounded_modules"


def told(way, content=b"", *, seconds=10.0, megabytes=256, **kwargs):
    return run(MODULE, content, seconds=seconds, megabytes=megabytes, arguments=[way], **kwargs)


def test_the_answer_of_a_module_comes_back():
    assert told("upper", b"en note \xe6") == b"EN NOTE \xe6"


def test_nothing_and_much_are_given_whole():
    assert told("upper") == b""
    much = b"a" * 3_000_000
    assert told("upper", much) == much.upper()


@pytest.mark.parametrize("way", ["spin", "sleep"])
def test_one_that_takes_too_long_is_ended(way):
    begun = time.monotonic()
    with pytest.raises(TooMuch, match="time"):
        told(way, seconds=1)
    assert time.monotonic() - begun < 5


def test_one_that_takes_too_much_memory_is_stopped():
    with pytest.raises(TooMuch, match="memory"):
        told("swell", megabytes=200)


def test_one_that_tells_too_much_is_stopped():
    with pytest.raises(TooMuch, match="answer"):
        told("flood", largest_answer=1000)


def test_one_that_breaks_says_where_and_not_a_word_of_the_content():
    with pytest.raises(Failed) as caught:
        told("crash", b"0101901234")
    assert "ValueError in bounded_modules.py, line" in str(caught.value)
    assert "0101901234" not in str(caught.value)


def test_one_that_dies_is_a_fault_like_any_other():
    with pytest.raises(Failed, match="ended with -6"):
        told("abort")


def test_a_module_that_is_not_there_is_a_fault_like_any_other():
    with pytest.raises(Failed, match="ModuleNotFoundError"):
        run("fsm3.no_such_module", b"", seconds=10, megabytes=256)


def test_the_child_knows_none_of_our_secrets_and_no_framework(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "hush")
    found = json.loads(told("surroundings"))
    assert found["django"] is False
    assert not {"SECRET_KEY", "DATABASE_URL"} & set(found["names"])


def test_what_a_library_prints_is_no_part_of_the_answer():
    assert told("chatter", b"the answer") == b"the answer"


def test_no_child_is_left_behind():
    before = children()
    with pytest.raises(TooMuch):
        told("sleep", seconds=0.5)
    assert children() == before


def children():
    return {
        child
        for task in Path("/proc/self/task").iterdir()
        for child in (task / "children").read_text().split()
    }
