"""What scripts ask about money: the statement of a case, of an invented case, and the list of payments.

The keys are stable: a change of one of them breaks programs that others wrote.
"""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.support.payouts import APRIL_2023, paid, ready_to_settle, with_partial

pytestmark = pytest.mark.django_db
KEYS = [
    "pool", "pool_version", "municipality", "covered", "cohort", "award", "period", "accepted_partial",
    "accepted_final", "best", "thresholds", "parts", "entitled", "released", "repaid", "to_pay", "waits_for", "vintage",
    "lines",
]  # fmt: skip


def run(*arguments: object) -> str:
    out = StringIO()
    call_command(*map(str, arguments), stdout=out)
    return out.getvalue()


def faults(*arguments: object) -> list[str]:
    with pytest.raises(CommandError) as told:
        run(*arguments)
    return str(told.value).splitlines()


@pytest.fixture
def shares(tmp_path: Path) -> Path:
    file = tmp_path / "andele.csv"
    months = [f"{year}-{number:02}" for year in (2021, 2022, 2023) for number in range(1, 13)][11:]
    file.write_text(
        "month,count,group\n" + "".join(f"{month},{3 + (month == '2023-05')},20\n" for month in months)
    )
    return file


def what_if(shares: Path, *more: str) -> tuple[object, ...]:
    return ("what_if", "fsm3", "--cohort", "new", "--shares", shares, *more)


def test_payout_statement_tells_a_case_as_it_stands(town):
    ready_to_settle(town, "0101")
    told = json.loads(run("payout_statement", "fsm3", "0101", "--json"))
    assert list(told) == KEYS
    assert (told["award"], told["released"], told["to_pay"]) == ("925000.00", "462500.00", "462500.00")
    assert told["best"] == {"month": "2023-05", "count": 4, "group": 20}
    assert (told["waits_for"], told["vintage"], told["pool_version"]) == (None, 1, 1)
    assert told["lines"][-1]["amount"] == "462500.00"


def test_payout_statement_in_danish_names_every_rule_with_its_section(town):
    ready_to_settle(town, "0101")
    told = run("payout_statement", "fsm3", "0101")
    assert told.startswith("Flere skal med 3: kommune 0101\nHar ret til 925.000,00")
    assert "\nUdbetaling og resultatkrav:\n" in told
    assert "\nKrav til regnskab:\n" in told
    assert max(map(len, told.splitlines())) <= 96


def test_a_municipality_without_award_and_a_pool_not_in_force_end_with_their_reason(town):
    assert faults("payout_statement", "fsm3", "0825") == ["0825 has no award in fsm3."]
    assert faults("payout_statement", "fsm9", "0101")[1:] == ["  - pool_not_in_force at fsm9"]


def test_what_if_gives_the_same_statement_for_an_invented_case(town, shares):
    told = json.loads(
        run(
            *what_if(shares, "--award", "1000000.00", "--partial", "600000", "--final", "980000.50", "--json")
        )
    )
    assert list(told) == KEYS
    assert (told["municipality"], told["covered"], told["vintage"]) == (None, [], None)
    assert (told["entitled"], told["to_pay"], told["waits_for"]) == ("980000.50", "980000.50", None)
    assert told["thresholds"] == [
        {"at": "0.15", "releases": "400000.00", "reached": True},
        {"at": "0.2", "releases": "100000.00", "reached": True},
    ]
    assert told["parts"] == ["500000.00", "400000.00", "100000.00"]


def test_48_what_if_waits_for_a_month_that_is_missing(town, tmp_path):
    file = tmp_path / "en.csv"
    file.write_text("month,count,group\n2021-12,3,20\n")
    told = json.loads(run(*what_if(file, "--award", "1000000.00", "--final", "1000000.00", "--json")))
    assert (told["entitled"], told["waits_for"]) == ("900000.00", "2022-01")


def test_what_if_in_danish_says_that_the_case_is_invented(town, shares):
    told = run(*what_if(shares, "--award", "1000000.00"))
    assert told.startswith("Flere skal med 3: opdigtet sag, kommune uden for Flere skal med 2\n")


def test_every_fault_of_what_if_is_told_at_once(town, tmp_path):
    file = tmp_path / "fejl.csv"
    file.write_text("month,count,group\n2023-1,5,10\n2023-02,11,10\n")
    told = faults(
        "what_if", "fsm3", "--cohort", "old", "--award", "1.000,00", "--partial", "-1", "--final", "1e9", "--shares", file
    )  # fmt: skip
    assert told == [
        "6 problems:",
        "  - cohort_unknown at --cohort cohorts=new, fsm2",
        "  - not_an_amount at --award value=1.000,00",
        "  - not_an_amount at --partial value=-1",
        "  - not_an_amount at --final value=1e9",
        "  - month_unreadable at line 2 value=2023-1",
        "  - more_results_than_people at line 3 count=11, group=10",
    ]


@pytest.mark.parametrize("award", ["0", "0.00", "NaN", "Infinity", "1.234", "9" * 30, ""])
def test_12_amounts_that_are_none_are_refused(town, shares, award):
    assert len(faults(*what_if(shares, f"--award={award}"))) == 2


def test_the_payment_list_names_whom_to_pay_and_how_much(town):
    case = with_partial(town, "0101")
    assert run("payment_list", "fsm3") == "CVR-nummer;Modtager;Sagsnummer;Beløb;Frigivet\n"
    paid(town, case, at=APRIL_2023)
    _, row = run("payment_list", "fsm3").splitlines()
    assert row == "64942212;København Kommune;FSM3-2021-0001;462500,00;2023-04-03 09:00"
