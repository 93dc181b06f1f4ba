"""A municipality writes the budget of its draft: what it comes to, what is refused, and what a colleague wrote meanwhile."""

from __future__ import annotations

import re
from html import unescape

import pytest

from budgets import selectors as budgets
from fsm3.access.models import Membership
from fsm3.core.money import Money
from fsm3.journeys import apply
from tests.support.town import budget
from tests.web.clients import client_of, table, words


@pytest.fixture
def case(town):
    return town.drafted("0101")


@pytest.fixture
def client(town):
    return client_of(town.signatories["0101"])


def place(case, *below):
    return "/".join([f"/ansoegninger/{case}/budget", *below, ""])


WAGE = {
    "number": "1",
    "category": "job_brokers",
    "department": "Jobcenter",
    "note": "To jobformidlere på fuld tid.",
    "posts_2022": "2",
    "hourly_rate_2022": "300",
    "hours_2022": "3.000",
}
AUDIT = {
    "number": "2",
    "category": "audit",
    "department": "Økonomi",
    "note": "Revision af slutregnskabet.",
    "amount_2023": "25.000",
}


def typed(wages=(WAGE,), others=(AUDIT,), *, edition=1, **more):
    return {**table(wages, prefix="wages"), **table(others, prefix="others"), "edition": str(edition), **more}


def stored(case):
    return [(line.number, line.category, line.amount) for line in budgets.draft(case)]


def test_the_page_shows_what_is_stored_and_what_it_comes_to(client, case):
    page = words(client.get(place(case)))
    assert 'value="300,00"' in page
    assert 'value="3.000"' in page
    assert "925.000,00 kr. søgt – 2.075.000,00 kr. tilbage" in page
    assert "Hent budgettet som regneark" in page
    assert "data-autosave" in page


def test_a_budget_is_saved_and_leads_back_or_on(client, case):
    answer = client.post(place(case), typed(save="1"))
    assert answer.headers["Location"] == f"/ansoegninger/{case}/"
    on = client.post(place(case), typed(edition=2, go_on="1"))
    assert on.headers["Location"] == place(case)
    assert stored(case) == [(1, "job_brokers", Money.of(900_000)), (2, "audit", Money.of(25_000))]


def test_a_line_keeps_its_number_and_a_new_one_gets_the_next(client, case):
    new = {"category": "project_management", "department": "Stab", "note": "Leder.", "hours_2022": "10"}
    client.post(place(case), typed((WAGE, new), save="1"))
    assert [number for number, *_ in stored(case)] == [1, 2, 3]
    client.post(place(case), typed((), save="1", edition=2))
    assert stored(case) == [(2, "audit", Money.of(25_000))]


def test_a_card_that_nobody_wrote_in_is_no_line(client, case):
    empty = {"number": "3", "category": "", "department": " ", "note": ""}
    client.post(place(case), typed((WAGE, empty), (AUDIT, {"number": "4", "category": "audit"}), save="1"))
    assert [number for number, *_ in stored(case)] == [1, 2]


def test_cards_come_and_go_without_a_judgement_and_nothing_is_saved(client, case):
    page = words(client.post(place(case), typed((WAGE | {"hours_2022": "1,2,3"},), **{"others-add": "1"})))
    assert 'value="1,2,3"' in page
    assert "Post 3" in page
    assert "form-error" not in page
    page = words(client.post(place(case), typed(**{"wages-remove": "0"})))
    assert "Post 1" not in page
    assert len(stored(case)) == 2


def test_work_out_shows_the_sums_and_saves_nothing(client, case):
    page = words(client.post(place(case), typed((WAGE | {"hours_2022": "1.000"},), work_out="1")))
    assert "325.000,00 kr. søgt" in page
    assert stored(case)[0][2] == Money.of(900_000)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("hourly_rate_2022", "1,234.56", "flere måder"),
        ("hourly_rate_2022", "12.34", "flere måder"),
        ("hours_2022", "1234.5", "flere måder"),
        ("hours_2022", "1e9", "ikke et tal"),
        ("hours_2022", "NaN", "ikke et tal"),
        ("hourly_rate_2022", "Infinity", "ikke et tal"),
        ("hourly_rate_2022", "9" * 30, "større"),
        ("hours_2022", "1,234", "flere måder"),
        ("posts_2022", "-1", "under nul"),
        ("hours_2022", "0", "over nul"),
        ("posts_2022", "0", "over nul"),
        ("hourly_rate_2022", "0", "over nul"),
        ("posts_2022", "999999999", "større"),
    ],
)
def test_12_13_a_number_that_is_not_read_is_told_beside_its_field_with_the_line(
    client, case, field, value, said
):
    answer = client.post(place(case), typed((WAGE | {field: value},), save="1"))
    page = words(answer)
    assert f'href="#id_wages-0-{field}"' in page
    assert "Post 1: " in page
    assert said in page
    assert f'value="{value}"' in page
    assert stored(case)[0][2] == Money.of(900_000)


@pytest.mark.parametrize(("typed_as", "hours"), [("1.500", 1500), ("1500,5", "1500.5"), (" 1 500 ", 1500)])
def test_13_numbers_are_read_as_people_here_write_them(client, case, typed_as, hours):
    client.post(place(case), typed((WAGE | {"hours_2022": typed_as, "hourly_rate_2022": "kr. 1"},), save="1"))
    assert stored(case)[0][2] == Money.of(hours)


def test_14_a_draft_may_be_unfinished_and_says_what_is_missing_line_by_line(client, case):
    bare = {"number": "1", "posts_2022": "2", "category": "job_brokers"}
    other = {"number": "3", "note": "En grund."}
    page = words(client.post(place(case), typed((bare, other), go_on="1"), follow=True))
    assert "Budgettet er gemt." in page
    assert "Mangler, før det kan sendes" in page
    for missing in (
        "kategori",
        "forvaltning",
        "begrunder",
        "Post 1, 2022: Timesatsen mangler.",
        "Post 1, 2022: Timerne mangler.",
    ):
        assert missing in page


def test_11_a_budget_at_the_cap_may_be_sent_and_an_oere_more_is_told_and_still_saved(client, case):
    page = words(
        client.post(place(case), typed((), (AUDIT | {"amount_2023": "3.000.000"},), go_on="1"), follow=True)
    )
    assert "over det maksimale" not in page
    over = typed((), (AUDIT | {"amount_2023": "3.000.000,01"},), edition=2, go_on="1")
    page = words(client.post(place(case), over, follow=True))
    assert "0,01 kr. over loftet" in page
    assert "Det kan ikke sendes sådan" in page
    assert stored(case) == [(2, "audit", Money(300_000_001))]


def test_23_39_what_may_not_be_kept_is_told_beside_its_field_and_stays_in_the_page(client, case):
    answer = client.post(place(case), typed((WAGE | {"note": "borger 010190-1234"},), save="1"))
    assert answer.status_code == 409
    page = words(answer)
    assert "CPR" in page
    assert 'href="#id_wages-0-note"' in page
    assert "borger 010190-1234" in page
    assert "id_wages-0-department" in words(
        client.post(place(case), typed((WAGE | {"department": "a\0b"},), save="1"))
    )
    assert stored(case)[0][2] == Money.of(900_000)


def test_33_fields_that_nobody_asked_for_and_amounts_of_wages_are_ignored(client, case):
    more = {"amount_2022": "1", "amount_2023": "5", "status": "sent", "hours_2030": "7"}
    client.post(place(case), typed((WAGE | more,), save="1"))
    assert stored(case)[0] == (1, "job_brokers", Money.of(900_000))
    assert [cell.year for cell in budgets.draft(case)[0].cells] == [2022]


def test_8_what_a_colleague_saved_meanwhile_is_shown_beside_mine_and_stands(town, client, case):
    apply.write_budget(case, budget(wages=600_000), by=town.signatories["0101"], at=town.at)
    answer = client.post(place(case), typed(save="1"))
    page = words(answer)
    assert answer.status_code == 409
    assert "gemte budgettet" in page
    assert "600.000,00" in page
    assert 'value="300"' in page
    assert stored(case)[0][2] == Money.of(600_000)
    again = client.post(place(case), typed(save="1"))
    assert again.status_code == 409


def test_8_mine_takes_its_place_only_when_i_say_so_of_the_edition_i_was_shown(town, client, case):
    apply.write_budget(case, budget(wages=600_000), by=town.signatories["0101"], at=town.at)
    page = words(client.post(place(case), typed(save="1")))
    assert 'name="over" value="2"' in page
    apply.write_budget(case, budget(wages=500_000), by=town.signatories["0101"], at=town.at)
    assert client.post(place(case), typed(over="2")).status_code == 409
    assert client.post(place(case), typed(over="3")).status_code == 302
    assert stored(case)[0][2] == Money.of(900_000)


def test_an_edition_that_is_none_is_refused(client, case):
    assert client.post(place(case), typed(edition="x", save="1")).status_code == 200
    assert client.post(place(case), typed(save="1", edition=0)).status_code == 409


def test_the_sums_follow_as_one_types_and_nothing_is_saved(client, case):
    answer = client.post(
        place(case, "summer"), typed((WAGE | {"hours_2022": "2.000"}, {"number": "3", "hours_2022": "1,2,3"}))
    )
    part = words(answer)
    assert "<html" not in part
    assert '<span id="amount-1-2022" data-live>600.000,00</span>' in part
    assert '<span id="line-2" data-live>25.000,00</span>' in part
    assert "625.000,00 kr. søgt – 2.375.000,00 kr. tilbage" in part
    assert "Post 3: Timer 2022" in part
    assert stored(case)[0][2] == Money.of(900_000)


def test_the_sums_take_few_queries_however_many_lines_there_are(client, case, django_assert_max_num_queries):
    many = [WAGE | {"number": str(number)} for number in range(1, 40)]
    client.post(place(case, "summer"), typed(many))
    with django_assert_max_num_queries(9):  # three of them for whoever is signed in
        client.post(place(case, "summer"), typed(many))


def test_7_what_was_typed_when_the_session_ended_comes_back_and_is_not_saved(town, client, case):
    client.get(place(case))
    client.session.flush()
    answer = client.post(place(case), typed((WAGE | {"hours_2022": "1,2,3"},), save="1"))
    assert answer.status_code == 403
    (kept,) = set(re.findall(r'name="kept" value="([^"]+)"', words(answer)))
    own = Membership.objects.get(user=town.signatories["0101"].user_id).id
    client.post(f"/demo/log-ind/{own}/", {"kept": unescape(kept)})
    page = words(client.get(place(case)))
    assert 'value="1,2,3"' in page
    assert "form-error" not in page
    assert stored(case)[0][2] == Money.of(900_000)


def test_the_years_are_those_of_the_own_period(town):
    case = town.drafted("0561")
    page = words(client_of(town.signatories["0561"]).get(place(case)))
    assert "posts_2022" in page
    assert "posts_2021" not in page


def test_a_budget_that_is_sent_or_somebody_elses_is_not_written_in(town, client):
    sent = town.sent("0101")
    other = town.drafted("0825")
    for case in (sent, other):
        assert client.get(place(case)).status_code == 404
        assert client.get(place(case, "regneark")).status_code == 404
        assert client.get(place(case, "regneark", "laeg-op")).status_code == 404
    assert client.post(place(other, "summer"), typed()).status_code == 404
    late = client.post(place(sent), typed(save=""))
    assert late.status_code == 409
    assert "Kladden er lukket. Begynd en rettelse" in words(late)


def test_38_what_people_write_is_text_in_the_page(client, case):
    note = "<script>alert(1)</script>{{ 7*7 }}"
    page = words(
        client.post(place(case), typed((WAGE | {"note": note, "department": note},), go_on="1"), follow=True)
    )
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}" in page
