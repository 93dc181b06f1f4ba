"""What import contracts cannot see: doors, jobs and letters never write to the database themselves.

Only services write, and journeys alone call them. The syntax trees are read for calls that would write, and for the
managers that hand out rows.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHELL = (
    "fsm3/web",
    "fsm3/jobs",
    "fsm3/letters",
    "fsm3/demo",
    "fsm3/journeys",
    "fsm3/tasks.py",
    "fsm3/management",
)
WRITES = frozenset(
    {"save", "create", "bulk_create", "update_or_create", "get_or_create", "bulk_update", "delete", "objects"}
)
ALLOWED = {"documents.create", "pdf.objects"}


def offences(source: str) -> Iterator[str]:
    """Every attribute that writes or hands out rows, as it is written."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in WRITES:
            text = ast.unparse(node)
            if text not in ALLOWED:
                yield f"{node.lineno}: {text}"


def modules() -> list[Path]:
    found = [path for place in SHELL for path in [ROOT / place, *(ROOT / place).rglob("*.py")]]
    return sorted(path for path in found if path.suffix == ".py")


@pytest.mark.parametrize("module", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_door_reads_through_selectors_and_writes_through_journeys(module):
    assert list(offences(module.read_text())) == []


@pytest.mark.parametrize(
    "line", ["user.save()", "User.objects.get(id=1)", "Award.objects.create()", "row.delete()"]
)
def test_the_check_above_is_awake(line):
    assert list(offences(line))


def importers(package: str) -> set[str]:
    """The modules of ours that import a package themselves."""
    found = set()
    for path in ROOT.rglob("*.py"):
        place = path.relative_to(ROOT)
        if place.parts[0] not in {"fsm3", "applications", "budgets", "payouts"}:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(name.split(".")[0] == package for name in names):
                found.add(str(place.with_suffix("")))
    return found


def test_one_place_knows_weasyprint():
    assert all(place.startswith("fsm3/jobs/") for place in importers("weasyprint"))
    assert "fsm3/jobs/render" in importers("weasyprint")


def test_one_place_knows_pandas():
    assert importers("pandas") | importers("numpy") == {"fsm3/jobs/intake"}
    assert not importers("polars")


def test_three_places_know_pyhanko():
    assert importers("pyhanko") == {"fsm3/jobs/files_pdf", "fsm3/jobs/seal", "fsm3/jobs/verify"}


def test_the_clock_alone_asks_what_time_it_is():
    askers = [
        str(path.relative_to(ROOT))
        for place in ("fsm3", "applications", "budgets", "payouts")
        for path in (ROOT / place).rglob("*.py")
        if "fsm3/local" not in str(path)
        and any(word in path.read_text() for word in ("datetime.now(", "date.today("))
    ]
    assert askers == ["fsm3/core/clock.py"]
