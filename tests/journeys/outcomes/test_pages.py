"""Outcomes as pages show them, and to whom. Domain page, "Outcomes"; `bad-inputs.md` 21, 29 and 58."""

import pytest

from fsm3.access.roles import Role
from fsm3.core.actors import Actor
from fsm3.journeys import outcomes
from payouts.rules.flags import Flag
from payouts.selectors import outcome_pages as pages
from tests.support.outcomes import (  # fmt: skip
    IN_2024,
    JULY,
    imported,
    locked,
    outcome_file,
    pool_id,
    two_months,
    work,
)
from tests.support.town import Town

pytestmark = pytest.mark.django_db
SPACE = "\N{NO-BREAK SPACE}"


def test_the_matrix_has_a_line_for_each_award_and_a_cell_for_each_month(town: Town):
    imported(town, two_months(m0101_08=(6, 12)))
    locked(town, JULY)
    imported(town, two_months(m0101_08=(6, 12), m0563_07=(9, 30)))
    shown = pages.matrix(pool_id(), town.caseworkers[2])
    assert (shown.newest_vintage, shown.months) == (2, ("juli 2022", "august 2022"))
    alone, joint = shown.lines
    assert (alone.names, joint.names) == (("København",), ("Esbjerg", "Fanø"))
    july, august = alone.cells
    assert july is not None
    assert august is not None
    assert (july.share, july.locked, july.vintage, july.best, july.later) == (
        f"10,0{SPACE}%",
        True,
        1,
        False,
        "",
    )
    assert (august.share, august.count, august.group) == (f"50,0{SPACE}%", "6", "12")
    assert (august.locked, august.best, august.flags) == (False, True, (Flag.SMALL_GROUP,))
    assert joint.cells[0] is not None
    assert (joint.cells[0].share, joint.cells[0].later) == (f"10,0{SPACE}%", f"20,0{SPACE}%")
    (line,) = pages.differences(pool_id())
    assert (line.name, line.month, line.locked[1:], line.newest[1:]) == (
        "Esbjerg", "juli 2022", ("6", "60"), ("12", "60"),
    )  # fmt: skip


def test_21_a_month_outside_the_own_period_is_shown_as_such(town: Town):
    groups = {(code, "2022-06"): (20, 30) for code in ("0101", "0561", "0563")}
    imported(town, outcome_file(groups))
    alone, joint = pages.matrix(pool_id(), town.caseworkers[2]).lines
    assert alone.cells[0] is not None
    assert joint.cells[0] is not None
    assert (alone.cells[0].in_period, alone.cells[0].best) == (True, True)
    assert (joint.cells[0].in_period, joint.cells[0].best) == (False, False)


def test_29_a_municipality_sees_its_own_award_alone_and_the_audit_office_all(town: Town):
    imported(town, two_months())
    seen = {
        code: [line.code for line in pages.matrix(pool_id(), town.signatories[code]).lines]
        for code in ("0101", "0563", "0825")
    }
    assert seen == {"0101": ["0101"], "0563": ["0561"], "0825": []}
    auditor = Actor(1, Role.NATIONAL_AUDITOR, None)
    assert len(pages.matrix(pool_id(), auditor).lines) == 2
    assert pages.matrix(pool_id(), town.administrators[0]).lines == ()


def test_months_to_lock_tell_what_is_flagged_and_where(town: Town):
    imported(town, two_months(m0101_08=(6, 12)))
    locked(town, JULY)
    july, august = pages.months_to_lock(pool_id())
    assert (july.month, july.text, july.locked, july.flags) == ("2022-07", "juli 2022", True, ())
    assert (august.counted, august.flags) == (True, (("København", (Flag.SMALL_GROUP,)),))


def test_vintages_tell_what_they_took_and_what_they_left(town: Town):
    groups = {(code, "2022-07"): (3, 30) for code in ("0101", "0561", "0825")}
    imported(town, outcome_file(groups), ["2022-07:0563"])
    (line,) = pages.vintages(pool_id())
    assert (line.number, line.file_name, line.imported_by) == (1, "udtræk.csv", "C Opdigtet")
    assert (line.rows, line.months) == ("60", ("juli 2022", "juli 2022"))
    assert (line.not_stored, line.without_award) == ("30", 1)
    assert line.confirmed == (("Fanø", "juli 2022"),)


def test_uploads_tell_what_became_of_them(town: Town):
    for content in (two_months(), two_months(), two_months() + b"0101,B1\n"):
        outcomes.receive("fsm3", content, file_name="f.csv", by=town.caseworker, at=IN_2024)
        work("import_outcomes")
    outcomes.receive("fsm3", two_months(), file_name="g.csv", by=town.caseworker, at=IN_2024)
    waits, refused, same, stored = pages.uploads(pool_id())
    assert (waits.read, waits.file_name) == (False, "g.csv")
    assert {problem.where for problem in refused.problems} == {"line 182"}
    assert (same.read, same.vintage, same.problems) == (True, None, ())
    assert (stored.vintage, stored.uploaded_by) == (1, "C Opdigtet")


def test_a_jump_in_marks_and_a_group_under_half_its_median_are_flagged(town: Town):
    from tests.rules.outcome_files import cells, file
    from tests.support.outcomes import rows

    groups = {(code, f"2022-0{month}"): (3, 60) for month in (7, 8, 9) for code in ("0101", "0561", "0563")}
    table = list(rows(groups))
    for row in [each for each in table if each["municipality_code"] == "0101" and each["month"] == "2022-09"][
        :40
    ]:
        row["exempt"] = "1"
    imported(town, file(*table, cells(citizen_id="X", month="2022-09")).encode())
    flags = pages.months_to_lock(pool_id())[2].flags
    assert flags == (("København", (Flag.UNDER_HALF_OWN_MEDIAN, Flag.JUMP_IN_MARKS)),)
