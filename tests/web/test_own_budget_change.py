"""A municipality divides its award in another way, and sees what that means before it asks."""

from __future__ import annotations

import pytest

from budgets import selectors as budgets
from budgets.rules.change import ChangeState
from budgets.selectors import changes
from fsm3.journeys import budget_change
from tests.support.town import ACCEPTED, moved
from tests.web.clients import client_of, table, words
from tests.web.test_own_award import given

WHY = "Revisionen bliver dyrere."


@pytest.fixture
def case(town):
    from fsm3.journeys import award_life

    case = given(town)
    award_life.accept(case, by=town.signatories["0101"], at=ACCEPTED)
    return case


@pytest.fixture
def client(town):
    return client_of(town.signatories["0101"])


def rows(broker="900.000,00", audit="25.000,00"):
    return [
        {
            "number": "1",
            "category": "job_brokers",
            "department": "Jobcenter",
            "note": "To jobformidlere på fuld tid.",
            "y2022": broker,
        },
        {
            "number": "2",
            "category": "audit",
            "department": "Økonomi",
            "note": "Revision af slutregnskabet.",
            "y2023": audit,
        },
    ]


NEW = {
    "number": "",
    "category": "audit",
    "department": "Jobcenter",
    "note": "Løbende revision.",
    "y2022": "500",
}


def typed(*given, reason=WHY, **more):
    return {**table(given or rows()), "reason": reason, **more}


def digest(answer):
    return str(answer.context["asking"].form.helper.buttons[0].value)


def place(case):
    return f"/ansoegninger/{case}/budgetaendring/"


def test_the_form_starts_with_the_approved_lines_and_needs_no_script(client, case):
    page = words(client.get(place(case)))
    assert 'value="900.000,00"' in page
    assert "mere end 10 %" in page
    assert "100.000,00 kr." in page


def test_before_sending_it_says_that_no_approval_is_needed(client, case):
    answer = client.post(place(case), typed(*rows("898.000", "27.000"), check="1"))
    assert "gælder, så snart I sender" in words(answer)
    assert changes.changes_of(case) == ()


def test_before_sending_it_says_which_lines_pass_the_limit(client, case):
    answer = client.post(place(case), typed(*rows("850.000", "75.000"), check="1"))
    page = words(answer)
    assert "skal godkendes" in page
    assert "+50.000,00" in page
    assert page.count("Over grænsen") == 1  # 200 % of audit; the job broker moves 5.6 %


def test_what_was_seen_is_sent_and_in_force_at_once(client, case):
    seen = client.post(place(case), typed(*rows("898.000", "27.000"), check="1"))
    done = client.post(place(case), typed(*rows("898.000", "27.000"), send=digest(seen)), follow=True)
    assert "Det ændrede budget gælder." in words(done)
    assert budgets.version_in_force(case) == 2


def test_what_passes_the_limit_waits_and_can_be_taken_back(client, case):
    seen = client.post(place(case), typed(*rows("850.000", "75.000"), check="1"))
    done = client.post(place(case), typed(*rows("850.000", "75.000"), send=digest(seen)), follow=True)
    change = changes.changes_of(case)[0]
    assert "Venter på svar" in words(done)
    assert "venter på styrelsens svar" in words(client.get(place(case)))
    assert client.post(f"{place(case)}{change.id}/").status_code == 302
    assert changes.change(change.id).state is ChangeState.WITHDRAWN
    assert client.post(f"{place(case)}{change.id}/").status_code == 409


def test_what_was_changed_after_it_was_seen_is_shown_again(client, case):
    seen = client.post(place(case), typed(*rows("898.000", "27.000"), check="1"))
    answer = client.post(place(case), typed(*rows("890.000", "35.000"), send=digest(seen)))
    assert "har ændret sig" in words(answer)
    assert changes.changes_of(case) == ()


def test_a_row_comes_and_goes_without_a_script_and_keeps_what_was_typed(client, case):
    more = words(client.post(place(case), typed(*rows("1"), **{"lines-add": "1"})))
    assert "Ny linje" in more
    assert 'value="1"' in more
    fewer = words(client.post(place(case), typed(*rows("1"), **{"lines-remove": "1"})))
    assert "Økonomi" not in fewer


def test_a_new_line_gets_the_next_number(client, case):
    wish = typed(*rows("899.500"), NEW)
    seen = client.post(place(case), {**wish, "check": "1"})
    client.post(place(case), {**wish, "send": digest(seen)})
    assert [line.number for line in changes.changes_of(case)[0].lines] == [1, 2, 3]


def test_a_number_that_is_not_the_budgets_is_a_new_line(client, case):
    sly = [rows()[0], rows()[0]]
    answer = client.post(place(case), typed(*sly, check="1"))
    assert answer.status_code == 200
    assert [move.number for move in answer.context["asking"].effect.moves] == [1, 2, 3]


def test_a_sum_that_is_not_the_award_is_told_before_sending(client, case):
    answer = client.post(place(case), typed(*rows("800.000"), check="1"))
    assert "825.000,00 kr." in words(answer)
    assert not any(button.name == "send" for button in answer.context["asking"].form.helper.buttons)


@pytest.mark.parametrize("amount", ["12.34", "1234.5", "1,234.56", "-5", "mange"])
def test_numbers_that_can_be_misread_are_refused_and_stay_typed(client, case, amount):
    answer = client.post(place(case), typed(*rows(amount), check="1"))
    assert f'value="{amount}"' in words(answer)
    assert answer.context["asking"].effect is None


def test_a_change_waits_for_an_accepted_award(town, client):
    answer = client.get(place(given(town)))
    assert "når tilsagnet er accepteret" in words(answer)


def test_29_a_change_of_another_case_is_not_found(town, client, case):
    other = given(town, "0155")
    by = town.signatories["0101"]
    change = budget_change.ask(case, moved(2_000), reason=WHY, by=by, at=ACCEPTED)
    assert client_of(town.signatories["0155"]).get(f"{place(other)}{change}/").status_code == 404
    assert client.get(f"{place(case)}{change}/").status_code == 200
