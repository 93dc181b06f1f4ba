"""A municipality writes its account in a table that needs no script, attests, sends and corrects it."""

from __future__ import annotations

import pytest

from budgets.rules.accounts import AccountKind, AccountStatus
from budgets.selectors.account_views import account as view
from budgets.selectors.account_views import accounts_of
from fsm3.access.roles import Role
from fsm3.core import documents, journal
from fsm3.core.money import Money
from fsm3.journeys import accounts
from tests.support import accounts as way
from tests.support.accounts import MARCH_2023
from tests.web.clients import client_of, table, words


@pytest.fixture
def case(town):
    return town.accepted("0101")


@pytest.fixture
def client(town):
    return client_of(town.signatories["0101"])


@pytest.fixture
def draft(town, case):
    by = town.signatories["0101"]
    return accounts.start(case, AccountKind.FINAL, by=by, at=MARCH_2023)


def typed(account, *spent, explanation="Revisionen blev dyrere.", **more):
    rows = [
        {
            "number": str(number),
            "spent": amount,
            "first_day": "01.12.2021",
            "last_day": "31-12-2023",
            "explanation": explanation,
        }
        for number, amount in enumerate(spent, 1)
    ]
    return {**table(rows), "edition": str(view(account).edition), **more}


def place(case, account):
    return f"/ansoegninger/{case}/regnskaber/{account}/"


def test_an_account_is_begun_once(client, case):
    begun = client.post(f"/ansoegninger/{case}/regnskaber/partial/start/", follow=True)
    assert "Delregnskab, version 1" in words(begun)
    client.post(f"/ansoegninger/{case}/regnskaber/partial/start/")
    assert len(accounts_of(case)) == 1
    assert client.post(f"/ansoegninger/{case}/regnskaber/andet/start/").status_code == 404


def test_danish_amounts_are_saved_and_sums_and_deviations_are_worked_out(client, case, draft):
    page = words(client.post(place(case, draft), typed(draft, "890.000,50", "kr. 27.500"), follow=True))
    assert "Gemt." in page
    assert "Afvigelse -9.999,50 (-1,1 %)" in page
    assert "Afvigelse 2.500,00 (10,0 %)" in page
    assert "917.500,50 kr." in page


@pytest.mark.parametrize("amount", ["12.34", "1234.5", "1,234.56", "-5", "mange"])
def test_12_13_amounts_that_can_be_misread_are_refused_and_stay_typed(client, case, draft, amount):
    page = words(client.post(place(case, draft), typed(draft, amount, "0")))
    assert f'value="{amount}"' in page
    assert view(draft).lines[1].spent == ""


def test_what_is_wrong_stands_at_its_field_with_what_was_typed(client, case, draft):
    outside = typed(draft, "1", "0") | {"lines-0-last_day": "31.01.2024"}
    answer = client.post(place(case, draft), outside)
    assert answer.status_code == 409
    assert 'href="#id_lines-0-last_day"' in words(answer)
    assert 'value="31.01.2024"' in words(answer)


def test_an_unfinished_draft_is_saved_and_told_what_is_missing(client, case, draft):
    page = words(client.post(place(case, draft), typed(draft, "", "0"), follow=True))
    assert "Gemt." in page
    assert "Mangler, før det kan sendes" in page
    assert "Attestér regnskabet" not in page


def test_two_in_one_account_overwrite_nothing_silently(town, client, case, draft):
    first = typed(draft, "800.000", "25.000")
    way.write(town, "0101", draft)
    answer = client.post(place(case, draft), first)
    page = words(answer)
    assert answer.status_code == 409
    assert "Det, der er gemt nu" in page
    assert 'value="800.000"' in page
    assert view(draft).lines[0].spent == "900.000,00"
    again = client.post(place(case, draft), first | {"edition": str(answer.context["account"].edition)})
    assert again.status_code == 302
    assert view(draft).lines[0].spent == "800.000,00"


def test_a_line_of_another_budget_is_not_taken(client, case, draft):
    answer = client.post(place(case, draft), typed(draft, "1", "2") | {"lines-1-number": "7"})
    assert answer.status_code == 409
    assert "Linje 7 findes ikke i det godkendte budget." in words(answer)


def test_a_cpr_number_in_an_explanation_is_refused_and_not_said_again(client, case, draft):
    answer = client.post(place(case, draft), typed(draft, "1", "2", explanation="Borger 010170-1234."))
    assert answer.status_code == 409
    assert "CPR-nummer" in words(answer)


def test_attesting_shows_exactly_what_is_attested(town, client, case):
    account = way.written(town, "0101")
    page = words(client.get(f"{place(case, account)}attester/"))
    assert view(account).sha256[:16] in page
    assert "925.000,00 kr." in page
    assert "står på ledelsens vegne inde for" in page
    client.post(f"{place(case, account)}attester/", {"content_sha256": view(account).sha256})
    assert "Ledelsespåtegning" in words(client.get(place(case, account)))
    assert len(view(account).attestations) == 1


def test_what_changed_since_it_was_read_is_not_attested(town, client, case):
    account = way.written(town, "0101")
    old = view(account).sha256
    way.write(town, "0101", account, spent={1: Money.of(1)})
    answer = client.post(f"{place(case, account)}attester/", {"content_sha256": old})
    assert answer.status_code == 409
    assert "Regnskabet er ændret" in words(answer)


def test_24_an_account_without_its_attestations_is_not_sent(town, client, case):
    account = way.written(town, "0101")
    answer = client.post(f"{place(case, account)}send/")
    assert answer.status_code == 409
    assert "Ledelsespåtegningen mangler" in words(answer)
    way.attested(town, "0101", account)
    assert "Revisorpåtegningen mangler" in words(client.post(f"{place(case, account)}send/"))
    assert view(account).status is AccountStatus.DRAFT


def test_a_partial_account_is_sent_and_corrected(town, client, case):
    account = way.attested(town, "0101", way.written(town, "0101", AccountKind.PARTIAL, at=MARCH_2023))
    sent = client.post(f"{place(case, account)}send/", follow=True)
    assert "Sendt, gennemgås" in words(sent)
    assert "lines-0-spent" not in words(sent)
    corrected = client.post(f"{place(case, account)}ret/", follow=True)
    assert "Delregnskab, version 2" in words(corrected)
    assert client.post(f"{place(case, account)}ret/").status_code == 409


def test_29_an_account_of_another_municipality_is_not_found(town, case, draft):
    other = client_of(town.signatories["0155"])
    theirs = town.accepted("0155")
    for action in ("", "attester/", "send/", "ret/"):
        for whose in (case, theirs):
            assert other.post(f"{place(whose, draft)}{action}").status_code == 404
    assert other.get(place(case, draft)).status_code == 404


def test_only_a_signatory_attests_and_sends(town, case):
    account = way.written(town, "0101")
    by = client_of(town.joined("regnskab@kommune.example", town.organisations["0101"], Role.ACCOUNTANT))
    assert by.get(place(case, account)).status_code == 200
    assert "Attestér regnskabet" not in words(by.get(place(case, account)))
    for action in ("attester/", "send/"):
        assert by.post(f"{place(case, account)}{action}").status_code == 403


def test_33_fields_that_a_form_does_not_have_are_ignored(client, case, draft):
    more = {"status": "accepted", "amount": "1", "lines-0-accepted": "1", "lines-0-budget": "1"}
    assert client.post(place(case, draft), typed(draft, "1", "2") | more).status_code == 302
    assert view(draft).status is AccountStatus.DRAFT
    assert [line.budget for line in view(draft).lines] == ["900.000,00", "25.000,00"]


def test_the_signed_pdf_is_fetched_once_it_is_made_and_the_journal_says_so(town, client, case):
    account = way.sent_partial(town, "0101")
    assert client.get(f"{place(case, account)}pdf/").status_code == 404
    assert "Filen er ved at blive lavet" in words(client.get(place(case, account)))
    document = view(account).document_id or 0
    documents.store_rendering(
        document,
        content=b"%PDF-1.7 signed",
        media_type="application/pdf",
        template_version="1",
        head=journal.head(),
        at=MARCH_2023,
    )
    assert client.get(f"{place(case, account)}pdf/").content == b"%PDF-1.7 signed"
    assert journal.of_case(case)[-1].act == "document.downloaded"
    other = client_of(town.signatories["0155"])
    assert other.get(f"{place(case, account)}pdf/").status_code == 404
