"""Who handles a case: whom it can be given to, how much each has, and that it says from whom to whom."""

import pytest

from applications.selectors import cases
from fsm3.journeys import assess
from tests.support.town import DECEMBER
from tests.web.clients import client_of, words


@pytest.fixture
def case(town):
    sent = town.sent("0101")
    town.impartial()
    return sent


@pytest.fixture
def client(town):
    return client_of(town.caseworker)


def place(case):
    return f"/sager/{case}/sagsbehandler/"


def test_each_stands_with_how_many_open_cases_they_have(town, client, case):
    town.sent("0155")
    for code in ("0101", "0155"):
        assess.assign(
            town.cases[code], caseworker_id=town.caseworkers[1].person, by=town.caseworker, at=DECEMBER
        )
    page = words(client.get(place(case)))
    assert "D Opdigtet, 2 åbne sager, har sagen nu" in page
    assert "C Opdigtet, 0 åbne sager" in page


def test_one_who_is_not_impartial_is_shown_as_not_possible_without_the_reason(town, client, case):
    assess.declare_conflict(case, reason="Min kusine.", by=town.caseworkers[3], at=DECEMBER)
    page = words(client.get(place(case)))
    partial = town.caseworkers[3].user_id
    assert "Kan ikke få sagen" in page
    assert "F Opdigtet" in page
    assert f'value="{partial}"' not in page
    assert "Min kusine" not in page
    assert client.post(place(case), {"caseworker": str(partial)}).status_code == 200
    assert cases.caseworker_of(case) is None


def test_it_says_from_whom_to_whom(town, client, case):
    first, second = (str(town.caseworkers[n].user_id) for n in (1, 2))
    given = client.post(place(case), {"caseworker": first}, follow=True)
    assert "Sagen er givet til D Opdigtet, som får besked på mail." in words(given)
    moved = client.post(place(case), {"caseworker": second}, follow=True)
    assert "Sagen er gået fra D Opdigtet til E Opdigtet, som får besked på mail." in words(moved)
    assert str(cases.caseworker_of(case)) == second


@pytest.mark.parametrize("typed", ["", "x", "999999", "-1"])
def test_nobody_else_can_be_chosen(client, case, typed):
    assert client.post(place(case), {"caseworker": typed}).status_code == 200
    assert cases.caseworker_of(case) is None
