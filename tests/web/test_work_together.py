"""My work in December: what one page does for many cases is one line with their count, not a line for each."""

from __future__ import annotations

import re
from html import unescape

import pytest

from applications.models import Application
from applications.rules.workflow import Status
from fsm3.core.actors import Actor
from fsm3.journeys import assess
from tests.harness import deciding as deciding_worlds
from tests.harness.deciding import EQUALS, LED, REDUCED, UNREADY, WRITTEN
from tests.support.town import DECEMBER, Town
from tests.web.clients import client_of

pytestmark = pytest.mark.django_db
READY = (LED, WRITTEN, REDUCED, *EQUALS)


@pytest.fixture
def town(assessed: None, db: None) -> Town:
    """Five assessed, one not ready, nothing written."""
    return deciding_worlds.found()


def section(by: Actor, key: str) -> str:
    """A section of somebody's work."""
    page = client_of(by).get("/arbejde/").content.decode()
    return unescape(page[page.index(f'id="{key}"') :].partition("</section>")[0])


def text(part: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", part).split())


def counts(by: Actor) -> list[str]:
    """The figures on top: late, for me, anybody's, for others."""
    top = client_of(by).get("/arbejde/").content.decode().partition("</dl>")[0]
    return re.findall(r"<dd>(\d+)</dd>", top)


def give(town: Town, to: Actor, *codes: str) -> None:
    ids = [town.cases[code] for code in codes]
    assess.assign_many(ids, caseworker_id=to.person, by=town.caseworker, at=DECEMBER)


def test_cases_to_be_proposed_are_one_line_with_the_way_to_the_room_and_to_the_list(town):
    me = town.caseworkers[2]
    give(town, me, *READY, UNREADY)
    mine = section(me, "mine")
    assert mine.count("Foreslå en afgørelse") == 1
    assert "5 sager Flere skal med 3" in text(mine)
    assert 'href="/afgoerelser/fsm3/"' in mine
    shown = f"/sager/?pulje=fsm3&status=assessed&hos={me.person}"
    assert f'href="{shown}"' in mine
    assert "Læsø" in mine
    assert counts(me)[1] == "6"
    listed = client_of(me).get(shown).content.decode()
    assert listed.count('name="sag"') == 5


def test_one_case_to_be_proposed_is_a_line_of_its_own(town):
    me = town.caseworkers[2]
    give(town, me, LED)
    mine = text(section(me, "mine"))
    assert "Foreslå en afgørelse København FSM3-2021-0001" in mine
    assert "sager" not in mine


def test_what_is_to_be_proposed_by_others_is_one_line_as_well(town):
    give(town, town.caseworkers[2], *READY)
    assessor = town.caseworkers[0]
    others = section(assessor, "others")
    assert others.count("foreslår en afgørelse") == 1
    assert "5 sager Flere skal med 3" in text(others)
    assert 'href="/sager/?pulje=fsm3&status=assessed"' in others


def test_what_must_be_opened_by_itself_keeps_a_line_for_each(town):
    me = town.caseworkers[2]
    Application.objects.filter(id=town.cases[LED]).update(status=Status.SENT)
    give(town, me, UNREADY, LED)
    assert section(me, "mine").count("Tjek, om den kan behandles") == 2


def test_proposals_that_one_page_decides_are_one_line_for_who_decides_and_for_who_proposed(town):
    deciding_worlds.proposed(town)
    mine = section(town.approver, "mine")
    assert text(mine).count("Afgør tilsagn og afslag") == 1
    assert "5 sager Flere skal med 3" in text(mine)
    assert 'href="/afgoerelser/fsm3/beslut/"' in mine
    assert 'href="/sager/?pulje=fsm3&status=recommended"' in mine
    assert counts(town.approver)[1] == "5"
    own = section(town.caseworkers[2], "others")
    assert text(own).count("En godkender afgør tilsagn og afslag") == 1
    assert 'href="/afgoerelser/fsm3/"' in own


def test_31_a_hidden_case_is_not_counted(town):
    me = town.caseworkers[3]
    give(town, me, *READY)
    assess.declare_conflict(town.cases[WRITTEN], reason="Svoger.", by=me, at=DECEMBER)
    assert "4 sager" in text(section(me, "mine"))
    deciding_worlds.proposed(town)
    assess.declare_conflict(town.cases[LED], reason="Svoger.", by=town.approver, at=DECEMBER)
    assert "4 sager" in text(section(town.approver, "mine"))
