"""The page of a pool's call: every term, where it rests, what is our reading, and how long is left."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.utils import translation

from applications.rules.pool_file import read_pool
from applications.selectors.calls import Call, from_terms
from fsm3.core.periods import Deadline
from fsm3.web.public.call import told
from fsm3.web.shared.call_texts import time_left
from tests.support.town import DEADLINE, FSM3, POOL_FILES


def page(client, key: str = "fsm3") -> str:
    answer = client.get(f"/puljer/{key}/")
    assert answer.status_code == 200
    text: str = answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    return text


def call_at(now: datetime, text: str = FSM3) -> Call:
    return from_terms(read_pool(text), now)


@pytest.mark.parametrize(
    "text",
    [
        "fredag 26. november 2021 kl. 12.00 (dansk tid, Europe/Copenhagen)",
        "52.000.000,00 kr.",
        "1. december 2021 – 31. december 2023",
        "§ 17.46.64.20",
        "Et godkendt slutregnskab og en resultatandel på mindst 22 % i én måned",
        "begynder 1. juli 2022 eller dagen efter, at den tidligere pulje slutter for kommunen",
        "Puljen lykkes med 20 % af målgruppen",
        "To sagsbehandlere giver hvert kriterium 0 til 4 point",
        "Står ansøgninger lige, går disse kommuner forrest: <strong>uden for Flere skal med 2</strong>",
        "Kun ved ja til: Vil kommunen arbejde med den udvidede indsatsmodel?",
        "1.924 om året; over det får budgettet en advarsel",
        "Skal godkendes, når en post flyttes mere end 10 % eller 100.000,00 kr.",
        "Til og med 31. december 2022, afleveres senest 31. marts 2023",
        "Afleveres senest 3 måneder efter, at projektet slutter",
        "Fra et tilsagn på 500.000,00 kr.",
        "Bilag 4: Kommunernes maksimale tilskudsbeløb",
        "Fristen er passeret.",
    ],
)
def test_the_page_tells_the_call_whole(sign_in, text):
    assert text in page(sign_in("nobody"))


def test_a_part_of_the_award_stands_with_its_share_and_section(sign_in):
    rows = re.findall(r'<th scope="row" data-title="Kommuner">.*?</tr>', page(sign_in("nobody")))
    cells = [re.sub(r"(<[^>]+>)+", "|", row).strip("|").split("|") for row in rows]
    assert [row[:3] for row in cells] == [
        ["uden for Flere skal med 2", "1", "50 %"],
        ["uden for Flere skal med 2", "2", "40 %"],
        ["uden for Flere skal med 2", "2", "10 %"],
        ["med i Flere skal med 2", "1", "50 %"],
        ["med i Flere skal med 2", "2", "40 %"],
        ["med i Flere skal med 2", "2", "10 %"],
    ]
    assert {row[4] for row in cells} == {"Opslaget, »Udbetaling og resultatkrav«"}


def test_what_is_our_reading_says_so(sign_in):
    html = page(sign_in("nobody"))
    assert "Vægtene: Vores læsning af opslaget, »Kriterier for tildeling af tilskud«" in html
    assert re.search(r"<dt>Ramme</dt>\s*<dd>.*Vores læsning af opslaget", html)
    assert re.search(r"<dt>Projektperiode</dt>\s*<dd>[^\n]*>Opslaget, »Projektperiode«", html)


def test_every_term_of_every_pool_file_has_its_section():
    for path in POOL_FILES.glob("*.toml"):
        call = call_at(DEADLINE, path.read_text())
        sources = [part.source for part in call.parts] + [cost.source for cost in call.costs]
        sources += [criterion.source for criterion in call.criteria]
        sources += [promise.source for promise in call.obligations]
        assert all(source.section for source in sources), path.name


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(days=12, hours=3), "Der er 12 dage tilbage til at sende."),
        (timedelta(days=2), "Der er 2 dage tilbage til at sende."),
        (timedelta(days=1, hours=23, minutes=59), "Der er 47 timer og 59 minutter tilbage til at sende."),
        (timedelta(0), "Der er 0 timer og 0 minutter tilbage til at sende."),
        (timedelta(milliseconds=-1), "Fristen er passeret. Det, der kommer nu, bliver modtaget, men det er for sent."),
    ],
)  # fmt: skip
def test_the_time_left_is_told_in_days_then_hours_then_not_at_all(left, words):
    now = DEADLINE - left
    with translation.override("da"):
        assert time_left(Deadline(DEADLINE), now) == words


def test_an_open_pool_says_so():
    call = call_at(DEADLINE)
    assert told(call, DEADLINE)["badge"].tone == "success"
    assert told(call, DEADLINE)["left"].tone == "info"


def test_a_pool_that_there_is_not_is_not_found(sign_in):
    assert sign_in("nobody").get("/puljer/findes-ikke/").status_code == 404


def test_the_front_page_leads_to_the_call(sign_in):
    assert '<a href="/puljer/fsm3/">Flere skal med 3</a>' in sign_in("nobody").get("/").content.decode()


def test_the_page_takes_at_most_two_queries_for_a_visitor(sign_in, django_assert_max_num_queries):
    client = sign_in("nobody")
    page(client)
    with django_assert_max_num_queries(2):
        page(client)
