"""The table of pages: each address that shows one, for whom, in which states, and how many queries it takes.

A new address joins by a row here, or by standing among `NO_PAGES` with the reason; a test fails until it does. Cases are
found in the season's database by what they show, never by number. `queries` counts what a visit takes, beside the three
for whoever is signed in: session, user, roles.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from _pytest.mark import ParameterSet

from tests.harness import (
    pages_agency,
    pages_applying,
    pages_assessing,
    pages_awarded,
    pages_people,
    pages_public,
    pages_room,
    pages_setup,
)
from tests.harness.visit import Visit

PAGES = (
    *pages_public.PAGES,
    *pages_agency.PAGES,
    *pages_assessing.PAGES,
    *pages_room.PAGES,
    *pages_applying.PAGES,
    *pages_awarded.PAGES,
    *pages_people.PAGES,
    *pages_setup.PAGES,
)
"""Every page. `error` is no address: its states are the error pages' templates, each with an address that brings it."""

NO_PAGES = {
    "sign_out": "takes a form and leads on",
    "go_on": "takes a form and leads on",
    "stay": "for the script that warns",
    "choose_role": "takes a form and leads on",
    "choose_language": "takes a form and leads on",
    "demo_sign_in": "takes a form and leads on",
    "cases_file": "a file",
    "payments_file": "a file",
    "exceptions_file": "a file",
    "setup_version_file": "a file",
    "setup_caps_file": "a file",
    "case_letter": "a file",
    "own_letter": "a file",
    "mail_look": "a mail, as a mail program shows it",
    "own_account_pdf": "a file",
    "own_attachment": "a file",
    "own_sent_attachment": "a file",
    "case_attachment": "a file",
    "own_budget_workbook": "a file",
    "own_budget_sums": "a part of a page, for the script that asks for it",
    "room_effect": "a part of a page, for the script that asks for it",
    "audit_pdf": "a file",
    "own_start": "takes a form and leads on, or shows the applications with what stopped it",
    "own_send": "takes a form and leads on to the receipt, or shows what is missing on the page of the check",
    "own_ask_to_send": "takes a form and leads on, or shows what stopped it on the page of the check",
    "own_clarification_ask_to_send": "takes a form and leads on, or shows what stopped it on the page of the answer",
    "own_correct": "takes a form and leads on",
    "own_account_start": "takes a form and leads on",
    "own_account_correct": "takes a form and leads on, or shows the page of the account with what stopped it",
    "live": "for machines",
    "ready": "for machines",
}
"""The addresses that show no page, and what they do instead."""


def visits() -> Iterator[Visit]:
    """Every page in every state in the eyes of every role it has."""
    for page in PAGES:
        for state in page.states:
            yield from (Visit(page, state, role) for role in state.roles or page.roles)


def first_visits() -> Iterator[Visit]:
    """Every page in every state once."""
    for page in PAGES:
        for state in page.states:
            yield Visit(page, state, (state.roles or page.roles)[0])


def each_page() -> Iterator[Visit]:
    """Every page once: in its first state, in the eyes of its first role."""
    for page in PAGES:
        yield Visit(page, page.states[0], (page.states[0].roles or page.roles)[0])


def every_state_and_role() -> Iterator[Visit]:
    """Every page in every state once, and in its first state in the eyes of every role."""
    for page in PAGES:
        for state in page.states:
            roles = state.roles or page.roles
            yield from (
                Visit(page, state, role) for role in (roles if state is page.states[0] else roles[:1])
            )


def in_worlds(found: Iterator[Visit]) -> list[Visit]:
    """The visits world by world, so that each world is served once."""
    return sorted(found, key=lambda visit: visit.state.world)


def cases(found: Iterator[Visit]) -> list[ParameterSet]:
    """The visits as the cases of a test; those of a world stay in one process."""
    return [
        pytest.param(visit, id=str(visit), marks=pytest.mark.xdist_group(visit.state.world))
        for visit in in_worlds(found)
    ]
