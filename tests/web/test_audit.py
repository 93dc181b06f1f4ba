"""An auditor sees the accounts of the municipalities that engaged the firm, and reports on just what was shown."""

from __future__ import annotations

import pytest

from budgets.rules.accounts import AccountKind
from budgets.rules.attestation import Conclusion
from budgets.selectors.account_views import account as view
from fsm3.access.models import Membership
from fsm3.access.roles import Role
from fsm3.core import documents, journal
from fsm3.journeys import accounts
from tests.support import accounts as way
from tests.support.accounts import IN_TIME
from tests.web.clients import client_of, words


@pytest.fixture
def place(town):
    """København, its award accepted, its firm engaged, its final account attested."""
    town.accepted("0101")
    town.auditor = way.engaged(town, "0101")
    town.account = way.attested(town, "0101", way.written(town, "0101"))
    return town


@pytest.fixture
def client(place):
    return client_of(place.auditor)


def report(place, conclusion="clean", **more):
    return {"content_sha256": view(place.account).sha256, "conclusion": conclusion, **more}


def test_what_waits_for_a_report_stands_first(place, client):
    accounts.start(place.cases["0101"], AccountKind.PARTIAL, by=place.signatories["0101"], at=IN_TIME)
    page = words(client.get("/revision/"))
    assert page.index("Slutregnskab, version 1") < page.index("Alle andre regnskaber")
    assert page.index("Alle andre regnskaber") < page.index("Delregnskab, version 1")


def test_a_report_is_given_on_what_was_shown(place, client):
    shown = words(client.get(f"/revision/{place.account}/"))
    assert view(place.account).sha256[:16] in shown
    done = words(client.post(f"/revision/{place.account}/", report(place), follow=True))
    assert "Påtegningen er afgivet." in done
    assert "Uden forbehold" in done
    assert view(place.account).attestations[-1].conclusion is Conclusion.CLEAN


def test_a_conclusion_has_to_be_chosen_and_explained(place, client):
    none = client.post(f"/revision/{place.account}/", report(place, conclusion=""))
    assert "Vælg en konklusion." in words(none)
    bare = client.post(f"/revision/{place.account}/", report(place, "adverse", emphasis="Se note 2."))
    assert bare.status_code == 409
    assert "Se note 2." in words(bare)
    assert len(view(place.account).attestations) == 1


def test_what_was_edited_meanwhile_is_read_anew(place, client):
    old = report(place)
    way.write(place, "0101", place.account, spent={2: view(place.account).lines[0].value.budget})
    way.attested(place, "0101", place.account)
    answer = client.post(f"/revision/{place.account}/", old)
    assert answer.status_code == 409
    assert f'value="{view(place.account).sha256}"' in words(answer)


def test_29_the_account_of_a_municipality_that_did_not_engage_the_firm_is_not_found(place, client):
    place.accepted("0155")
    other = way.written(place, "0155")
    assert client.get(f"/revision/{other}/").status_code == 404
    assert client.post(f"/revision/{other}/", report(place)).status_code == 404
    assert "Dragør" not in words(client.get("/revision/"))


def test_30_an_auditor_writes_nothing_but_the_report(place, client):
    case, account = place.cases["0101"], place.account
    for address in (
        "",
        "tilsagn/",
        "budgetaendring/",
        f"regnskaber/{account}/",
        f"regnskaber/{account}/send/",
    ):
        assert client.post(f"/ansoegninger/{case}/{address}").status_code == 403
    for address in (f"/ansoegninger/{case}/", f"/sager/{case}/", "/revisor/"):
        assert client.get(address).status_code == 403


def test_an_ended_engagement_closes_the_door_at_once(place, client):
    signatory = client_of(place.signatories["0101"])
    page = words(signatory.post("/revisor/", {"end": str(place.auditor.organisation_id)}, follow=True))
    assert "Firmaet er fratrådt." in page
    assert client.get(f"/revision/{place.account}/").status_code == 404
    again = signatory.post("/revisor/", {"end": str(place.auditor.organisation_id)})
    assert again.status_code == 409


def test_a_municipality_engages_a_firm(town):
    auditor = way.firm(town)
    keeper = town.joined("admin@kommune.example", town.organisations["0101"], Role.MUNICIPALITY_ADMINISTRATOR)
    by = client_of(keeper)
    assert "ikke antaget noget" in words(by.get("/revisor/"))
    page = words(by.post("/revisor/", {"firm": str(auditor.organisation_id), "act": "engage"}, follow=True))
    assert "Firmaet er antaget." in page
    for wrong in ("", "999999", "x"):
        assert by.post("/revisor/", {"firm": wrong, "act": "engage"}).status_code == 200
    assert by.post("/revisor/", {"end": "x"}).status_code == 409


def test_an_auditor_begins_on_the_accounts(place, client):
    held = Membership.objects.get(user=place.auditor.user_id)
    assert client.post(f"/demo/log-ind/{held.id}/").headers["Location"] == "/revision/"
    assert "Regnskaber til revision" in words(client.get("/"))


def test_an_auditor_fetches_signed_accounts_of_clients_alone(place, client):
    sent = way.sent(place, "0101", way.reported(place.account, by=place.auditor))
    assert client.get(f"/revision/{sent}/pdf/").status_code == 404
    head = journal.head()
    documents.store_rendering(
        view(sent).document_id or 0,
        content=b"%PDF-1.7 signed",
        media_type="application/pdf",
        template_version="1",
        head=head,
        at=IN_TIME,
    )
    assert client.get(f"/revision/{sent}/pdf/").content == b"%PDF-1.7 signed"
    assert journal.of_case(place.cases["0101"])[-1].act == "document.downloaded"
