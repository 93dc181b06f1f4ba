"""The list of cases: what it says, how the address sorts and filters it, what is hidden, and what it costs."""

from __future__ import annotations

import csv
import io
import re

import pytest

from applications.models import Municipality
from fsm3.web.shared.exports import plain

MUNICIPALITY = re.compile(r'</th><td><a href="/sager/\d+/">([^<]+)</a></td>')


def municipalities(page: str) -> list[str]:
    """The municipalities of the rows, in their order."""
    return [name.split()[0] for name in MUNICIPALITY.findall(page)]


def listed(client, address: str = "") -> str:
    answer = client.get(f"/sager/{address}")
    assert answer.status_code == 200
    text: str = answer.content.decode()
    return text


def test_a_row_tells_the_case_in_danish_figures(sign_in):
    row = re.search(r"<tr><th.*København.*?</tr>", listed(sign_in("caseworker")))
    assert row is not None
    cells = re.sub(r"<[^>]+>", "|", row[0])
    assert re.sub(r"\|+", "|", cells).strip("|").split("|") == [
        "FSM3-2021-0001", "København", "uden for Flere skal med 2", "Ja", "1.540.000,00", "3,00", "1",
        "Tilsagn givet", "1.540.000,00",
    ]  # fmt: skip


def test_a_joint_application_names_who_is_covered(sign_in):
    assert ">Esbjerg med Fanø</a></td>" in listed(sign_in("caseworker"))


def test_sums_are_of_what_is_shown_and_the_envelope_is_the_pools(sign_in):
    page = listed(sign_in("caseworker"), "?status=recommended")
    assert municipalities(page) == ["Esbjerg"]
    assert "<dd>52.000.000,00</dd>" in page
    assert "<dd>1.540.000,00</dd>" in page
    assert "<dd>50.460.000,00</dd>" in page
    foot = page[page.index("<tfoot>") :]
    assert "1 sag vist" in foot
    assert '<td class="number">925.000,00</td>' in foot


@pytest.mark.parametrize(
    ("address", "order"),
    [
        ("", ["København", "Esbjerg", "Dragør", "Tårnby"]),
        ("?orden=kommune", ["Dragør", "Esbjerg", "København", "Tårnby"]),
        ("?orden=kommune&faldende=ja", ["Tårnby", "København", "Esbjerg", "Dragør"]),
        ("?orden=ansoegt&faldende=ja", ["København", "Esbjerg", "Dragør", "Tårnby"]),
        ("?orden=plads", ["København", "Esbjerg", "Dragør", "Tårnby"]),
        ("?orden=plads&faldende=ja", ["Esbjerg", "København", "Dragør", "Tårnby"]),
        ("?orden=point", ["Esbjerg", "København", "Dragør", "Tårnby"]),
        ("?orden=status", ["Dragør", "Tårnby", "Esbjerg", "København"]),
        ("?orden=tilsagn", ["København", "Esbjerg", "Dragør", "Tårnby"]),
        ("?orden=valg", ["Esbjerg", "København", "Dragør", "Tårnby"]),
        ("?orden=kohorte", ["Esbjerg", "Tårnby", "København", "Dragør"]),
        (
            "?orden='; DROP TABLE&pulje=%00&status=x&valg=%3Cscript%3E",
            ["København", "Esbjerg", "Dragør", "Tårnby"],
        ),
        ("?kohorte=fsm2", ["Esbjerg", "Tårnby"]),
        ("?valg=no", ["Esbjerg"]),
        ("?status=late&kohorte=fsm2", []),
        ("?soeg=k%C3%98BEN", ["København"]),
        ("?soeg=fan%C3%B8", ["Esbjerg"]),
        ("?soeg=2021-0003", ["Dragør"]),
        ("?soeg=%20", ["København", "Esbjerg", "Dragør", "Tårnby"]),
        ("?soeg=%00", ["København", "Esbjerg", "Dragør", "Tårnby"]),
        ("?soeg=%25", []),
        ("?hos=0", ["København", "Esbjerg", "Dragør", "Tårnby"]),
        ("?hos=%C2%B2", ["København", "Esbjerg", "Dragør", "Tårnby"]),
    ],
)
def test_the_address_sorts_and_filters(sign_in, address, order):
    assert municipalities(listed(sign_in("caseworker"), address)) == order


def test_a_heading_leads_to_the_list_sorted_by_it_and_back(sign_in):
    page = listed(sign_in("caseworker"), "?orden=kommune&status=late")
    assert (
        'aria-sort="ascending"><a href="?pulje=fsm3&amp;status=late&amp;orden=kommune&amp;faldende=ja">'
        in page
    )
    assert 'href="?pulje=fsm3&amp;status=late&amp;orden=plads"' in page


def test_31_a_case_is_hidden_from_whom_it_is_a_conflict_of_interest_for(sign_in):
    assert municipalities(listed(sign_in("partial"))) == ["Dragør", "Tårnby"]
    assert municipalities(listed(sign_in("partial_approver"))) == ["København", "Dragør", "Tårnby"]


def test_a_draft_is_no_case_of_the_agency(sign_in):
    for who in ("caseworker", "approver", "national"):
        assert "Læsø" not in listed(sign_in(who))


def filed(client, address: str = "") -> list[list[str]]:
    """The rows of the file."""
    answer = client.get(f"/sager/csv/{address}")
    assert answer.streaming
    assert answer.headers["Content-Disposition"] == 'attachment; filename="sager-fsm3.csv"'
    text = answer.getvalue().decode()
    assert text.startswith("\N{ZERO WIDTH NO-BREAK SPACE}Sag;Kommune;")
    return list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=";"))


def test_the_list_comes_as_a_file_with_what_the_page_shows(sign_in):
    client = sign_in("caseworker")
    rows = filed(client, "?orden=kommune&faldende=ja")
    assert [row[1].split()[0] for row in rows[1:]] == ["Tårnby", "København", "Esbjerg", "Dragør"]
    assert rows[2][-2:] == ["Tilsagn givet", "1.540.000,00"]
    assert [row[1] for row in filed(client, "?valg=no")[1:]] == ["Esbjerg med Fanø"]
    assert 'href="/sager/csv/?pulje=fsm3&amp;valg=no"' in listed(client, "?valg=no")


@pytest.mark.parametrize("begins", ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\t=1", "\r=1"])
def test_38_a_name_never_becomes_a_formula_in_the_file(sign_in, begins):
    Municipality.objects.filter(code="0101").update(name=begins)
    assert filed(sign_in("caseworker"), "?status=awarded")[1][1] == f"'{begins}"


@pytest.mark.parametrize("fine", ["København", "a=b", "1.234,00", "", "– ingen"])
def test_38_a_text_that_begins_no_formula_stays_as_it_is(fine):
    assert plain(fine) == fine


def test_what_is_kept_of_a_row_is_kept_by_language_and_by_whether_it_can_be_ticked(sign_in):
    caseworker = sign_in("caseworker")
    danish = listed(caseworker)
    caseworker.cookies["django_language"] = "en"
    english = listed(caseworker)
    assert ">Tilsagn givet</span>" in danish
    assert ">Awarded</span>" in english
    assert ">Tilsagn givet</span>" not in english
    assert 'type="checkbox"' in danish
    assert 'type="checkbox"' not in listed(sign_in("approver"))
