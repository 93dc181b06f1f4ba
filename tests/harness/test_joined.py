"""New pages join by themselves, or these tests fail: every address has its row, every role and error page is there."""

from __future__ import annotations

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from fsm3.access.guards import Anyone
from fsm3.access.roles import Role
from tests.harness.pages import NO_PAGES, PAGES
from tests.harness.visit import EVERYBODY, NOBODY, Page
from tests.web.texts import ROOT

OWN = [page for page in PAGES if page.name != "error"]


def patterns(of: URLResolver) -> list[URLPattern]:
    """Every address, those of included lists as well."""
    found: list[URLPattern] = []
    for each in of.url_patterns:
        found += patterns(each) if isinstance(each, URLResolver) else [each]
    return found


def test_every_address_has_its_row_or_is_named_as_no_page():
    names = [pattern.name for pattern in patterns(get_resolver())]
    assert sorted(map(str, names)) == sorted([*(page.name for page in OWN), *NO_PAGES])


@pytest.mark.parametrize("page", OWN, ids=lambda page: page.name)
def test_every_role_a_page_is_open_to_looks_at_it(page: Page):
    (view,) = [pattern.callback for pattern in patterns(get_resolver()) if pattern.name == page.name]
    open_to = view.open_to  # type: ignore[attr-defined]
    assert set(page.roles) == set(EVERYBODY if Anyone in open_to else open_to)
    assert {role for state in page.states for role in state.roles or page.roles} == set(page.roles)


@pytest.mark.parametrize("page", OWN, ids=lambda page: page.name)
def test_a_page_is_seen_full_and_in_another_state(page: Page):
    names = {state.name for state in page.states}
    assert len(names) >= 2 or names == {"every"}
    assert NOBODY in page.roles or set(page.roles) <= set(Role)


def test_every_error_page_has_its_row():
    (errors,) = [page for page in PAGES if page.name == "error"]
    templates = {path.stem for path in (ROOT / "templates").glob("[45]*.html")}
    assert {state.name for state in errors.states} == templates
