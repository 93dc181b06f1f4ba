"""Outcomes from the file to what is known of each month: vintages, shares, uploads, what a file is refused for.

Domain page, "Outcomes"; `bad-inputs.md` 20 to 23, 28 and 51.
"""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import Error, connection, transaction

from applications.selectors import awards
from fsm3.access.rights import NotAllowed
from fsm3.core.jobs import Job
from fsm3.core.journal import JournalEntry
from fsm3.core.problems import NotReady
from fsm3.jobs import outcome_files
from fsm3.journeys import outcomes
from payouts.models import CitizenMonth, MonthShare, OutcomeUpload, Vintage
from payouts.rules.shares import best
from payouts.selectors import outcomes as selectors
from payouts.selectors import vintages
from tests.rules.outcome_files import cells, file
from tests.rules.support import refused
from tests.support.outcomes import (
    AUGUST,
    IN_2024,
    JULY,
    imported,
    of,
    outcome_file,
    pool_id,
    rows,
    two_months,
    with_awards,
    work,
)
from tests.support.town import FSM3, Town

pytestmark = pytest.mark.django_db
CPR = "0101011234"


def shares(*arguments: str) -> Any:
    out = StringIO()
    call_command("outcome_shares", "fsm3", "--json", *arguments, stdout=out)
    return json.loads(out.getvalue())


def test_a_file_makes_a_vintage_whose_months_are_counted(town: Town):
    imported(town, two_months(m0101_08=(6, 30)))
    assert of("0101") == {"2022-07": (3, 30, False, 1), "2022-08": (6, 30, False, 1)}
    assert CitizenMonth.objects.count() == 180
    (entry,) = JournalEntry.objects.filter(act="outcomes.imported")
    assert json.loads(entry.content)["rows"] == 180


def test_counts_and_groups_of_a_joint_application_add_up_in_the_command(town: Town):
    imported(town, two_months(m0563_08=(0, 10)))
    expected = {
        "code": "0561",
        "covered": ["0563"],
        "months": {
            "2022-07": {"count": 6, "group": 60, "step_up": 0, "locked": False},
            "2022-08": {"count": 3, "group": 40, "step_up": 0, "locked": False},
        },
    }
    told = shares()
    assert (told["pool"], told["vintage"], len(told["municipalities"])) == ("fsm3", 1, 2)
    for code in ("0561", "0563"):
        assert shares("--municipality", code)["municipalities"] == [expected]


def test_before_the_first_file_the_command_tells_awards_without_months(town: Town):
    assert shares() == {
        "pool": "fsm3",
        "vintage": None,
        "municipalities": [
            {"code": "0101", "covered": [], "months": {}},
            {"code": "0561", "covered": ["0563"], "months": {}},
        ],
    }


def test_a_later_file_replaces_whole_months_and_leaves_the_others(town: Town):
    imported(town, two_months())
    imported(town, outcome_file({(code, "2022-08"): (9, 20) for code in ("0101", "0561", "0563")}))
    assert of("0101") == {"2022-07": (3, 30, False, 1), "2022-08": (9, 20, False, 2)}
    assert CitizenMonth.objects.filter(vintage__number=1).count() == 180


def test_the_same_file_twice_changes_nothing(town: Town):
    assert imported(town, two_months()) is not None
    before = JournalEntry.objects.count()
    assert imported(town, two_months()) is None
    assert (Vintage.objects.count(), JournalEntry.objects.count()) == (1, before)


def test_an_earlier_file_sent_again_after_a_correction_is_a_new_vintage(town: Town):
    imported(town, two_months())
    imported(town, two_months(m0101_08=(9, 30)))
    assert imported(town, two_months()) is not None
    assert of("0101")["2022-08"] == (3, 30, False, 3)


def test_a_municipality_without_an_award_is_counted_and_not_stored(town: Town):
    vintage = imported(town, two_months(m0825_07=(1, 4), m0155_08=(1, 2)))
    assert vintage is not None
    assert vintages.report(vintage).counted_not_stored == {"0155": 2, "0825": 4}
    assert not CitizenMonth.objects.filter(municipality__in=["0155", "0825"]).exists()


def test_51_an_awarded_municipality_missing_from_a_month_is_a_fault_unless_confirmed(town: Town):
    content = outcome_file(
        {(code, "2022-07"): (3, 30) for code in ("0101", "0561", "0563")}
        | {(code, "2022-08"): (3, 30) for code in ("0101", "0561")}
    )
    for beside in ([], ["2022-07:0563"], ["2022-08:0561"]):
        with pytest.raises(NotReady, match=r"municipality_absent at 2022-08.*0563"):
            imported(town, content, beside)
    assert not Vintage.objects.exists()
    vintage = imported(town, content, ["2022-08:0563"])
    assert vintage is not None
    assert vintages.report(vintage).confirmations == ("2022-08:0563",)
    assert of("0563")["2022-08"] == (0, 0, False, 1)
    assert of("0561", "0563")["2022-08"] == (3, 30, False, 1)


def test_20_a_month_with_nobody_in_the_group_has_no_share(town: Town):
    everybody = [cells(citizen_id=f"B{n}", month="2022-07", exempt="1", employed="1") for n in range(5)]
    others = rows({(code, "2022-07"): (3, 30) for code in ("0561", "0563")})
    imported(town, file(*everybody, *others).encode())
    (known,) = selectors.of_pool(pool_id()).of(["0101"]).months
    assert (known.count.share, known.count.left_out) == (None, {"exempt": 5})
    assert best([known.count], _own("0101").period) is None


def test_21_a_result_outside_the_own_period_is_shown_and_does_not_count(town: Town):
    imported(
        town,
        outcome_file(
            {(code, month): (20, 30) for code in ("0101", "0561", "0563") for month in ("2022-06", "2022-07")}
        ),
    )
    joint = _own("0561")
    assert list(of("0561")) == ["2022-06", "2022-07"]
    known = selectors.outcomes_of(pool_id(), ["0561", "0563"], joint.period)
    assert [str(month.count.month) for month in known.months] == ["2022-07"]


def _own(code: str):
    award = awards.in_force_of(pool_id(), code)
    assert award is not None
    return award


@pytest.mark.parametrize("column", ["municipality_code", "citizen_id", "month", "paid_hours"])
@pytest.mark.parametrize("cell", [CPR, "010101-1234", "B" + CPR, CPR + ".0"])
def test_23_a_cpr_number_refuses_the_file_and_nothing_keeps_it(town: Town, column, cell, caplog):
    content = two_months() + file(cells(**{"citizen_id": "X", column: cell})).split("\n")[1].encode()
    problems = refused(lambda: imported(town, content))
    assert problems[0].code == "cpr_in_file"
    assert not told_anywhere(str(problems))
    with pytest.raises(NotReady, match="cpr_in_upload") as caught:
        outcomes.receive("fsm3", content, file_name="f.csv", by=town.caseworker, at=IN_2024)
    assert not told_anywhere(str(caught.value) + caplog.text)
    assert not Vintage.objects.exists()
    assert not OutcomeUpload.objects.exists()


def told_anywhere(text: str) -> bool:
    return "1234" in text


def test_23_a_cpr_number_in_the_files_name_is_refused(town: Town):
    with pytest.raises(NotReady, match="looks_like_cpr"):
        outcomes.receive("fsm3", two_months(), file_name=f"{CPR}.csv", by=town.caseworker, at=IN_2024)
    with pytest.raises(NotReady, match="looks_like_cpr"):
        outcome_files.take_here(
            "fsm3", two_months(), file_name=f"{CPR}.csv", confirmations=[], by=town.caseworker, at=IN_2024
        )


def test_22_a_citizen_twice_in_a_month_refuses_the_file_with_both_lines(town: Town):
    content = two_months() + two_months().split(b"\n")[5] + b"\n"
    (problem,) = refused(lambda: imported(town, content))
    assert (problem.code, problem.where, problem.detail["first"]) == ("citizen_twice", "line 182", "6")
    assert not Vintage.objects.exists()


def test_an_uploaded_file_is_read_by_a_job_and_its_bytes_go(town: Town):
    upload = outcomes.receive("fsm3", two_months(), file_name="juli.csv", by=town.caseworker, at=IN_2024)
    work("import_outcomes")
    work("compute_shares")
    row, vintage = OutcomeUpload.objects.get(id=upload), Vintage.objects.get()
    assert (row.content, row.vintage_id, row.problems) == (None, vintage.id, [])
    assert vintage.imported_by_id == town.caseworker.person
    assert of("0101")["2022-07"] == (3, 30, False, 1)


def test_an_uploaded_file_that_is_refused_keeps_its_faults_and_not_its_bytes(town: Town):
    content = two_months() + b"0101,B1\n"
    upload = outcomes.receive("fsm3", content, file_name="juli.csv", by=town.caseworker, at=IN_2024)
    work("import_outcomes")
    row = OutcomeUpload.objects.get(id=upload)
    assert (row.content, row.vintage, row.problems[0]["where"]) == (None, None, "line 182")
    assert not Vintage.objects.exists()


def test_an_upload_by_one_who_loses_the_role_is_refused_for_good(town: Town):
    from fsm3.access.models import Membership

    upload = outcomes.receive("fsm3", two_months(), file_name="juli.csv", by=town.caseworker, at=IN_2024)
    Membership.objects.filter(user_id=town.caseworker.person).update(ended=IN_2024)
    work("import_outcomes")
    row = OutcomeUpload.objects.get(id=upload)
    assert (row.content, row.problems[0]["code"]) == (None, "not_yours")


def test_28_a_job_run_twice_has_one_effect(town: Town):
    vintage = imported(town, two_months())
    assert vintage is not None
    before = list(MonthShare.objects.order_by("id").values())
    for month in (JULY, AUGUST):
        outcomes.keep_shares(vintage, vintages.count_month(vintage, month))
    Job.objects.filter(kind="compute_shares").update(state="waiting", finished_at=None)
    work("compute_shares")
    assert list(MonthShare.objects.order_by("id").values()) == before


def test_the_timetable_asks_for_every_month_whose_shares_are_missing(town: Town):
    parsed = outcome_files.parse("fsm3", two_months(), file_name="f.csv", confirmations=[])
    vintage = outcomes.import_outcomes("fsm3", parsed, by=town.caseworker, at=IN_2024)
    Job.objects.filter(kind="compute_shares").delete()
    outcomes.due()
    keys = Job.objects.filter(kind="compute_shares").order_by("key").values_list("key", flat=True)
    assert list(keys) == [f"shares:{vintage}:2022-07", f"shares:{vintage}:2022-08"]
    assert of("0101") == {}
    work("compute_shares")
    outcomes.due()
    assert len(of("0101")) == Job.objects.filter(kind="compute_shares").count() == 2


def test_a_file_that_was_checked_against_other_awards_is_not_stored(town: Town):
    from applications.models import Award

    parsed = outcome_files.parse("fsm3", two_months(), file_name="f.csv", confirmations=[])
    Award.objects.filter(application=town.cases["0101"]).update(in_force=False)
    with pytest.raises(NotReady, match="awards_moved"):
        outcomes.import_outcomes("fsm3", parsed, by=town.caseworker, at=IN_2024)


def test_only_a_caseworker_imports_and_proposes(town: Town):
    for by in (town.approver, town.signatories["0101"]):
        with pytest.raises(NotAllowed):
            outcomes.receive("fsm3", two_months(), file_name="f.csv", by=by, at=IN_2024)
        with pytest.raises(NotAllowed):
            outcomes.prepare_lock("fsm3", [JULY], by=by, at=IN_2024)


def fixed_list(db: None) -> Town:
    """The town under a pool whose group is fixed once."""
    return with_awards(Town().build(text=FSM3.replace('"monthly_less_marks"', '"fixed_list"')))


def test_a_group_that_is_fixed_once_is_who_had_a_row_in_the_first_own_month(db: None):
    town = fixed_list(db)
    first = {("0101", "2021-12"): (0, 30), ("0561", "2022-07"): (3, 20), ("0563", "2022-07"): (0, 20)}
    absent = ["2021-12:0561", "2021-12:0563", "2022-07:0101"]
    imported(town, outcome_file(first), absent)
    assert (of("0101")["2022-07"], of("0561")["2022-07"]) == ((0, 30, False, 1), (3, 20, False, 1))
    later = {(code, "2022-08"): (8, 25) for code in ("0101", "0561", "0563")}
    marked = outcome_file(later).replace(b"2022-08,0", b"2022-08,1")
    imported(town, marked)
    assert (of("0101")["2022-08"], of("0561")["2022-08"]) == ((8, 30, False, 2), (8, 20, False, 2))


def test_a_list_is_imported_before_or_with_the_months_that_need_it(db: None):
    town = fixed_list(db)
    with pytest.raises(NotReady, match="list_month_missing at 2021-12"):
        imported(town, two_months())


@pytest.mark.parametrize("table", ["vintage", "citizenmonth", "monthshare"])
@pytest.mark.parametrize("statement", ["DELETE FROM payouts_{}", "TRUNCATE payouts_{} CASCADE"])
def test_what_was_imported_and_counted_is_never_removed(town: Town, table, statement):
    imported(town, two_months())
    with pytest.raises(Error, match="permission denied"), transaction.atomic():
        connection.cursor().execute(statement.format(table))
