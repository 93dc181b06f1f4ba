"""Setting up: what the machine lacks is said in one line, and what is done is not done again."""

from pathlib import Path

import pytest

from fsm3.local import needs, setup
from fsm3.local.needs import Need

THERE = Need("Bread", "bread", lambda: True)
MISSING = (Need("Milk", "milk", lambda: False), THERE, Need("Honey", "honey-pot", lambda: False))


def test_a_plain_user_is_told_everything_that_is_missing_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(SystemExit) as caught:
        needs.see_to(MISSING)
    line = "Missing on this machine: Milk, Honey. Install as root: apt-get install -y milk honey-pot"
    assert caught.value.args == (line,)


def test_root_has_it_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    installed: list[str] = []
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(needs, "_install", installed.extend)
    needs.see_to([THERE, Need("Milk", "milk", lambda: bool(installed))])
    assert installed == ["milk"]


def test_what_could_not_be_installed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(needs, "_install", len)
    with pytest.raises(SystemExit, match="not found: Milk, Honey"):
        needs.see_to(MISSING)


def test_this_machine_has_what_the_tests_need() -> None:
    needs.see_to(needs.TO_TEST)


def test_a_step_is_done_again_only_when_its_source_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup, "CLONE", tmp_path)
    done: list[str] = []
    (tmp_path / "a").write_text("1")
    (tmp_path / "b").write_text("1")

    def step(*sources: str) -> None:
        setup._once(tmp_path / "mark", sources, lambda: done.append("".join(sources)))

    step("a", "b")
    step("a", "b")
    step("a")
    assert done == ["ab"], "who has installed more than is asked for has nothing to do"
    (tmp_path / "a").write_text("2")
    step("a")
    step("a", "b")
    assert done == ["ab", "a", "ab"]


def test_a_step_that_failed_is_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "CLONE", tmp_path)
    (tmp_path / "a").write_text("1")
    done: list[int] = []

    def fail() -> None:
        raise SystemExit

    with pytest.raises(SystemExit):
        setup._once(tmp_path / "mark", ["a"], fail)
    setup._once(tmp_path / "mark", ["a"], lambda: done.append(1))
    assert done == [1]
