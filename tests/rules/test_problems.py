"""Problems: all faults at once."""

import pytest

from fsm3.core.problems import NotReady, Problem, require


def test_every_problem_is_carried_and_never_only_the_first():
    problems = [Problem("one", "here"), Problem("two", detail={"cap": "5"})]
    with pytest.raises(NotReady) as caught:
        require(iter(problems))
    assert caught.value.problems == tuple(problems)
    assert caught.value.codes == {"one", "two"}
    assert str(caught.value) == "one at here; two cap=5"


def test_no_problem_passes():
    require([])
