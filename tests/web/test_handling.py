"""Accounts, money and awards on the agency's pages: accepted by a caseworker, proposed by one, decided by another."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from applications.models import Application
from budgets.models import Account
from fsm3.core import proposals
from fsm3.core.journal import JournalEntry
from payouts.models import Hearing, Payment, Repayment
from tests.support import life
from tests.support.databases import database_like
from tests.web.conftest import client_of

AsOne = Callable[[str], Client]


@pytest.fixture(scope="module")
def lived(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Turn to a copy of what follows the awards; what a test does to it is rolled back."""
    with django_db_blocker.unblock(), database_like(life.LIFE):
        yield


@pytest.fixture
def as_one(lived: None, db: None) -> AsOne:
    """Clients signed in as one of December's people."""
    return client_of


def case_of(code: str) -> int:
    return Application.objects.values_list("id", flat=True).get(lead_id=code)


def at(code: str, rest: str = "") -> str:
    return f"/sager/{case_of(code)}/{rest}"


def account_at(code: str, rest: str = "") -> str:
    account = Account.objects.filter(application__lead_id=code).order_by("-id")[0]
    return at(code, f"regnskaber/{account.id}/{rest}")


def newest(code: str) -> str:
    """The address of the newest proposal in a case."""
    return at(code, f"forslag/{proposals.of_case(case_of(code))[-1].id}/")


def said(answer) -> str:
    text: str = answer.content.decode()
    return text.replace("\N{NO-BREAK SPACE}", " ")


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return said(answer)


ACCEPTED = {
    "act": "accept", "accepted_1": "900.000,00", "reason_1": "", "accepted_2": "25.000,00", "reason_2": "",
}  # fmt: skip


def test_an_account_is_shown_whole_and_accepted_as_it_was_spent(as_one):
    client, address = as_one("caseworker"), account_at(life.SENT)
    page = shown(client, address)
    for text in (
        "Delregnskab, version 1",
        "900.000,00",
        "25.000,00",
        "Godkend regnskabet",
        'value="900.000,00"',
    ):
        assert text in page, text
    assert client.post(address, ACCEPTED).headers["Location"] == address
    assert "Regnskabet er godkendt." in shown(client, address)
    assert Account.objects.get(application__lead_id=life.SENT).status == "accepted"


def test_a_cut_takes_a_reason_and_a_hearing_first(as_one):
    client, address = as_one("caseworker"), account_at(life.SENT)
    cut = {**ACCEPTED, "accepted_1": "800.000,00"}
    without_reason = client.post(address, cut)
    assert without_reason.status_code == 409
    assert 'value="800.000,00"' in said(without_reason)
    cut["reason_1"] = "Et bilag mangler."
    assert client.post(address, cut).status_code == 409
    assert client.post(address, {**cut, "act": "hear"}).headers["Location"] == address
    assert Hearing.objects.get(application__lead_id=life.SENT).about == "account_cut"
    assert "En nedskæring i et regnskab" in shown(client, address)
    assert Account.objects.get(application__lead_id=life.SENT).status == "sent"


def test_an_account_is_sent_back_with_a_reason(as_one):
    client = as_one("caseworker")
    assert "form-error-message" in said(client.post(account_at(life.SENT, "retur/"), {"reason": ""}))
    client.post(account_at(life.SENT, "retur/"), {"reason": "Post 2 er ikke forklaret."})
    assert "Post 2 er ikke forklaret." in shown(client, account_at(life.SENT))
    assert Account.objects.get(application__lead_id=life.SENT).status == "returned"


@pytest.mark.parametrize("who", ["approver", "national"])
def test_others_read_an_account_and_do_not_handle_it(as_one, who):
    assert "Godkend regnskabet" not in shown(as_one(who), account_at(life.SENT))
    assert as_one(who).post(account_at(life.SENT), ACCEPTED).status_code == 403
    assert Account.objects.get(application__lead_id=life.SENT).status == "sent"


def test_50_a_report_that_holds_the_payout_is_seen_first_and_let_go_by_two(as_one):
    page = shown(as_one("caseworker"), account_at(life.SETTLES))
    assert page.index("Revisorpåtegningen: ") < page.index('id="lines"')
    assert "Revisors påtegning holder udbetalingen" in shown(
        as_one("approver"), at(life.SETTLES, "opgoerelse/")
    )
    address = account_at(life.SETTLES, "frigivelse/")
    as_one("caseworker").post(address, {"reason": "Bilagene er set efter."})
    decide = newest(life.SETTLES)
    told = shown(as_one("approver"), decide)
    for text in (
        "Bilagene er set efter.",
        "Bilagene kunne ikke vises.",
        "Lad udbetalingen fortsætte",
        "E Opdigtet",
    ):
        assert text in told, text
    as_one("approver").post(decide, {"verdict": "approve"})
    assert "Revisors påtegning holder udbetalingen" not in shown(
        as_one("approver"), at(life.SETTLES, "opgoerelse/")
    )


def let_go(as_one: AsOne) -> None:
    as_one("caseworker").post(account_at(life.SETTLES, "frigivelse/"), {"reason": "Bilagene er set efter."})
    as_one("approver").post(newest(life.SETTLES), {"verdict": "approve"})


def test_a_settlement_is_prepared_by_one_and_released_by_another_with_its_statement_line_by_line(as_one):
    let_go(as_one)
    address = at(life.SETTLES, "opgoerelse/foreslaa/")
    assert "462.500,00 kr." in shown(as_one("caseworker"), address)
    as_one("caseworker").post(address, {"reason": ""})
    decide = newest(life.SETTLES)
    told = shown(as_one("approver"), decide)
    for text in ("Slutafregning: Esbjerg", "<strong>462.500,00 kr.</strong>", "CVR 29189803", "Frigiv udbetalingen",
                 "maj 2023: 6 af 20", "Opgørelsen linje for linje", "E Opdigtet"):  # fmt: skip
        assert text in told, text
    as_one("approver").post(decide, {"verdict": "approve"})
    assert [payment.amount.oere for payment in Payment.objects.filter(application__lead_id=life.SETTLES)] == [
        462_500_00,
        462_500_00,
    ]
    assert Application.objects.get(lead_id=life.SETTLES).status == "closed"
    page = shown(as_one("national"), at(life.SETTLES, "opgoerelse/"))
    assert "Opgørelse 2" in page


def test_26_who_prepared_does_not_see_the_release_and_cannot_use_it(as_one):
    """The caseworker who assessed and prepared holds no approver's role; one who does is refused by the journey."""
    for who in ("caseworker", "first", "national"):
        assert "Frigiv udbetalingen" not in said(as_one(who).get(newest(life.PROPOSED)))
        assert as_one(who).post(newest(life.PROPOSED), {"verdict": "approve"}).status_code == 403
        page = said(as_one(who).get(at(life.PROPOSED, "opgoerelse/")))
        assert f'href="{newest(life.PROPOSED)}"' not in page
    assert not Payment.objects.filter(application__lead_id=life.PROPOSED).exists()


def test_26_an_approver_who_had_a_hand_in_it_sees_no_button_and_is_refused(as_one):
    from fsm3.access import services
    from fsm3.access.models import Membership
    from fsm3.access.roles import Role
    from fsm3.core import clock

    first = Membership.objects.get(user__email="c@star.example", role=Role.CASEWORKER)
    services.give_role(
        first.user_id, organisation_id=first.organisation_id, role=Role.APPROVER, at=clock.now()
    )
    client = client_of("first", Role.APPROVER)
    page = shown(client, newest(life.PROPOSED))
    assert "Frigiv udbetalingen" not in page
    assert "Du har haft hånd i det, så en anden afgør det." in page
    answer = client.post(newest(life.PROPOSED), {"verdict": "approve"})
    assert answer.status_code == 409
    assert not Payment.objects.filter(application__lead_id=life.PROPOSED).exists()


def test_27_a_release_that_is_clicked_twice_pays_once(as_one):
    client, address = as_one("approver"), newest(life.PROPOSED)
    assert client.post(address, {"verdict": "approve"}).status_code == 302
    second = client.post(address, {"verdict": "approve"})
    assert second.status_code == 409
    assert "Forslaget er allerede afgjort." in said(second)
    assert Payment.objects.filter(application__lead_id=life.PROPOSED).count() == 1


def test_31_a_conflict_of_interest_hides_every_page_of_the_case(as_one):
    for rest in ("", "aendring/", "bortfald/", "resultater/", "opgoerelse/", "opgoerelse/foreslaa/",
                 "opgoerelse/hoering/", "opgoerelse/tilbagebetaling/"):  # fmt: skip
        assert as_one("partial").get(at(life.ASKS, rest)).status_code == 404, rest
        assert as_one("partial").post(at(life.ASKS, rest), {"reason": "x"}).status_code in {404, 405}, rest
    assert "København" not in shown(as_one("partial"), "/resultater/fsm3/")
    assert "København" not in shown(as_one("partial_approver"), "/forslag/")


def test_33_fields_nobody_asked_for_are_ignored(as_one):
    before = JournalEntry.objects.count()
    as_one("caseworker").post(
        at(life.SETTLES, "opgoerelse/tilbagebetaling/"),
        {"amount": "0", "cvr": "12345678", "status": "closed", "released_by": "1"},
    )
    assert JournalEntry.objects.count() == before
    as_one("caseworker").post(account_at(life.SENT), {**ACCEPTED, "accepted_3": "1", "accepted_by": "1"})
    assert Account.objects.get(application__lead_id=life.SENT).lines.count() == 2


def test_money_that_came_back_is_registered_up_to_what_was_paid(as_one):
    client, address = as_one("caseworker"), at(life.SETTLES, "opgoerelse/tilbagebetaling/")
    day = {"received_on_day": "1", "received_on_month": "3", "received_on_year": "2024"}
    refused = client.post(address, {**day, "amount": "900.000"})
    assert refused.status_code == 409
    assert 'value="900.000"' in said(refused)
    assert client.post(address, {**day, "amount": "1.234,50"}).status_code == 302
    assert Repayment.objects.get().amount.oere == 123_450
    assert "1.234,50 kr." in shown(client, at(life.SETTLES, "opgoerelse/"))


AMENDED = {
    "amount_1": "700.000", "reason_1": "Færre borgere.", "amount_2": "25.000", "reason_2": "", "cohort": "new",
    "first_day_day": "1", "first_day_month": "12", "first_day_year": "2021", "reason": "Projektet er mindre.",
    "last_day_day": "31", "last_day_month": "12", "last_day_year": "2023",
}  # fmt: skip


def test_an_amended_award_shows_its_effect_is_heard_and_is_decided_by_another(as_one):
    client, address = as_one("caseworker"), at(life.WAITS, "aendring/")
    effect = client.post(address, {**AMENDED, "act": "see"})
    assert effect.status_code == 200
    for text in ("725.000,00", "362.500,00", "Færre borgere."):
        assert text in said(effect), text
    refused = client.post(address, {**AMENDED, "act": "propose"})
    assert refused.status_code == 409
    assert "Kommunen skal partshøres først" in said(refused) or "partshør" in said(refused)
    assert client.post(address, {**AMENDED, "act": "hear"}).status_code == 302
    assert Hearing.objects.get(application__lead_id=life.WAITS).about == "amendment"


def test_an_award_may_grow_without_a_hearing_and_is_told_line_by_line(as_one):
    client = as_one("caseworker")
    sent = {**AMENDED, "amount_1": "890.000", "amount_2": "35.000", "reason_2": "Revisionen er dyrere."}
    assert client.post(at(life.WAITS, "aendring/"), {**sent, "act": "propose"}).status_code == 302
    told = shown(as_one("approver"), newest(life.WAITS))
    for text in ("Ændret tilsagn: Læsø", "Revisionen er dyrere.", "890.000,00", "Projektet er mindre."):
        assert text in told, text


def test_a_lapse_is_heard_first(as_one):
    client, address = as_one("caseworker"), at(life.WAITS, "bortfald/")
    assert client.post(address, {"reason": "Projektet begynder ikke.", "act": "propose"}).status_code == 409
    assert client.post(address, {"reason": "Projektet begynder ikke.", "act": "hear"}).status_code == 302
    assert Hearing.objects.filter(application__lead_id=life.WAITS).exists()


def test_payments_are_listed_with_their_sum_and_as_a_file(as_one):
    page = shown(as_one("national"), "/udbetalinger/fsm3/")
    for text in ("29189803", "Esbjerg Kommune", "462.500,00"):
        assert text in page, text
    answer = as_one("caseworker").get("/udbetalinger/fsm3/csv/")
    content = b"".join(answer.streaming_content).decode()
    assert "29189803;Esbjerg Kommune;" in content


def test_an_account_or_a_statement_is_found_in_its_own_case_only(as_one):
    account = Account.objects.filter(application__lead_id=life.SENT)[0].id
    client = as_one("caseworker")
    for rest in (
        f"regnskaber/{account}/",
        f"regnskaber/{account}/retur/",
        "opgoerelser/1/",
        "opgoerelser/99999/",
    ):
        assert client.get(at(life.WAITS, rest)).status_code == 404, rest
