"""A module is read in one sitting: no more than 350 lines, in the tests as elsewhere; a migration is as long as it is."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLACES = ("fsm3", "applications", "budgets", "payouts", "tests")
LINES = 350


def too_long(modules: dict[str, str]) -> list[str]:
    """The modules that are longer than a module may be, with the number of their lines."""
    lengths = {name: len(text.splitlines()) for name, text in modules.items()}
    return [f"{name}: {length}" for name, length in sorted(lengths.items()) if length > LINES]


def test_no_module_is_longer_than_that():
    found = {
        str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
        for place in PLACES
        for path in (ROOT / place).rglob("*.py")
        if "migrations" not in path.parts
    }
    assert "fsm3/core/jobs.py" in found
    assert "tests/architecture/test_lengths.py" in found
    assert too_long(found) == []


@pytest.mark.parametrize(("lines", "told"), [(LINES, []), (LINES + 1, ["a.py: 351"])])
def test_the_check_above_is_awake(lines, told):
    assert too_long({"a.py": "x = 1\n" * lines}) == told
