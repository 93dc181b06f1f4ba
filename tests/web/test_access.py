"""Every address, every role, own and other municipality, reading and sending: one table for each door in `tests/web/access/`.

`200` is a page, `in` is led to sign in, `on` is led on elsewhere, `403`, `404` and `405` are what they say. The case is
København's, whose people `applicant`, `accountant`, `signatory` and `keeper` (its administrator) are; `other` signs for
another municipality; `partial` is a caseworker who declared a conflict of interest in the case.
"""

from __future__ import annotations

import pytest
from django.urls import URLPattern, get_resolver

from tests.web.access import agency, everybody, municipality
from tests.web.access.addresses import address

WHO = (
    "nobody", "caseworker", "partial", "approver", "administrator", "applicant", "accountant", "signatory", "keeper",
    "other", "auditor", "national",
)  # fmt: skip
ROWS = [
    line.split() for door in (everybody, agency, municipality) for line in door.TABLE.strip().splitlines()[1:]
]
CASES = [(row[0], row[1], who, met) for row in ROWS for who, met in zip(WHO, row[2:], strict=True)]


def outcome(response) -> str:
    """What met the person."""
    if response.status_code == 302:
        return "in" if response.headers["Location"].startswith("/log-ind/") else "on"
    return str(response.status_code)


@pytest.mark.parametrize(("name", "method", "who", "met"), CASES)
def test_an_address_is_open_to_whom_the_table_says(sign_in, case_of, name, method, who, met):
    url = address(name, case_of("0101"))
    assert outcome(sign_in(who).generic(method, url)) == met


def test_every_address_has_its_rows_in_the_table():
    names = {pattern.name for pattern in get_resolver().url_patterns if isinstance(pattern, URLPattern)}
    assert {(row[0], row[1]) for row in ROWS} == {
        (name, method) for name in names for method in ("GET", "POST")
    }


def test_every_view_says_whom_it_is_open_to():
    patterns = get_resolver().url_patterns
    assert patterns
    for pattern in patterns:
        assert isinstance(pattern, URLPattern), "An included list of addresses would escape this test."
        assert getattr(pattern.callback, "open_to", None), pattern.name
