"""The demo's map: the invented applications, said to be invented, with their table."""

from __future__ import annotations

import re

from applications.rules.workflow import Status
from applications.selectors.outlines import country
from fsm3.web.demo.maps import drawn


def page(client) -> str:
    answer = client.get("/demo/kort/fsm3/")
    assert answer.status_code == 200
    text: str = answer.content.decode()
    return text


def test_all_98_municipalities_have_an_outline_and_its_makers_a_notice():
    assert len({outline.code for outline in country().outlines}) == 98
    assert "MIT" in country().source
    assert "Martin Polley" in country().source


def test_only_who_was_awarded_in_the_demo_is_in_the_first_group():
    groups = {
        area.label: area.group
        for area in drawn(country(), {"0825": Status.AWARDED, "0563": Status.REFUSED}).areas
    }
    assert (groups["Læsø"], groups["Fanø"], groups["Samsø"]) == (0, 1, None)


def test_the_page_says_what_is_invented_before_it_shows_anything(sign_in):
    html = page(sign_in("nobody"))
    assert html.index("Opdigtet: det er ikke de kommuner") < html.index("<path")
    assert "Martin Polley" in html


def test_the_table_holds_lead_and_covered_municipalities_but_no_draft(sign_in):
    rows = dict(re.findall(r'<th scope="row">([^<]+)</th><td>([^<]+)</td>', page(sign_in("nobody"))))
    assert rows == {
        "København": "Har fået tilsagn (opdigtet)",
        "Esbjerg": "Har søgt uden at få tilsagn (opdigtet)",
        "Fanø": "Har søgt uden at få tilsagn (opdigtet)",
        "Dragør": "Har søgt uden at få tilsagn (opdigtet)",
        "Tårnby": "Har søgt uden at få tilsagn (opdigtet)",
    }


def test_a_pool_that_there_is_not_has_no_map(sign_in):
    assert sign_in("nobody").get("/demo/kort/findes-ikke/").status_code == 404


def test_outside_demo_mode_there_is_no_map(sign_in, settings):
    settings.DEMO = False
    settings.SECURE_SSL_REDIRECT = False
    assert sign_in("nobody").get("/demo/kort/fsm3/").status_code == 404


def test_the_map_takes_at_most_three_queries(sign_in, django_assert_max_num_queries):
    client = sign_in("nobody")
    page(client)
    with django_assert_max_num_queries(3):
        page(client)
