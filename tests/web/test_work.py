"""My work: what waits for each person of the agency in December, in words that lead to where it is done."""

from __future__ import annotations

import re
from html import unescape

from fsm3.access.roles import Role
from fsm3.web.shared.places import first_page
from tests.web.clients import words
from tests.web.december import membership_of


def section(page: str, key: str) -> str:
    """What stands in a section of the page, without markup."""
    part = page[page.index(f'id="{key}"') :].partition("</section>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", part)).split())


def work_of(client) -> str:
    answer = client.get("/arbejde/")
    assert answer.status_code == 200
    text: str = answer.content.decode()
    return text


def test_an_approver_sees_what_they_decide_and_a_preparer_what_waits_for_others(sign_in):
    assert "Afslag" in section(work_of(sign_in("approver")), "mine")
    own = work_of(sign_in("first"))
    assert "Afslag" in section(own, "others")
    assert "Afslag" not in section(own, "mine")


def test_what_nobody_has_is_counted_with_the_way_to_the_list_that_shows_it(sign_in):
    page = work_of(sign_in("caseworker"))
    assert "Vurder ansøgningen Flere skal med 3 1" in section(page, "free")
    assert 'href="/sager/?pulje=fsm3&amp;status=admissible"' in page


def test_what_waits_for_an_approver_is_not_offered_to_caseworkers(sign_in):
    assert "Foreslå afvisning" not in work_of(sign_in("caseworker"))
    assert "Afvisning" in section(work_of(sign_in("approver")), "mine")


def test_a_case_of_ones_own_waits_with_the_way_to_where_it_is_done(sign_in, case_of):
    case, client = case_of("0185"), sign_in("caseworker")
    client.post(f"/sager/tildel/?sag={case}", {"caseworker": membership_of("caseworker").user_id})
    page = work_of(client)
    assert "Vurder ansøgningen Tårnby FSM3-2021-0004" in section(page, "mine")
    assert f'href="/sager/{case}/vurdering/"' in page


def test_what_is_overdue_stands_on_top_with_how_late_it_is(sign_in, case_of):
    case, client = case_of("0101"), sign_in("caseworker")
    client.post(f"/sager/tildel/?sag={case}", {"caseworker": membership_of("caseworker").user_id})
    late = section(work_of(client), "late")
    assert "Tilsagnet er ikke accepteret: spørg kommunen København" in late
    assert "dage for sent" in late


def test_31_a_hidden_case_is_in_no_list_and_no_count(sign_in, case_of):
    page = work_of(sign_in("partial_approver"))
    assert "Esbjerg" not in page
    assert f"/sager/{case_of('0561')}/" not in page


def test_an_empty_desk_says_so(sign_in):
    assert "Intet venter på dig." in words(sign_in("partial").get("/arbejde/"))


def test_signing_in_leads_the_agency_to_its_work_and_the_audit_office_to_the_cases():
    assert first_page(Role.CASEWORKER) == first_page(Role.APPROVER) == "/arbejde/"
    assert first_page(Role.NATIONAL_AUDITOR) == "/sager/"
