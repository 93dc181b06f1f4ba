"""An approver decides several proposals of the decision room in one act, and the ranking that was frozen with them."""

from __future__ import annotations

import pytest

from applications.models import AgreedScore, Award, Decision, Ranking
from fsm3.access.roles import Role
from fsm3.core.actors import Actor
from fsm3.core.proposals import Proposal, Verdict
from fsm3.journeys import assess, deciding, members
from tests.harness.deciding import LED
from tests.support.town import DECEMBER
from tests.web.clients import client_of, section, words
from tests.web.room.rooms import ROOM, shown

pytestmark = pytest.mark.django_db


def test_an_approver_reads_deviations_first_and_decides_several_in_one_act(proposed):
    address, client = f"{ROOM}beslut/", client_of(proposed.approver)
    assert "5 forslag venter på din beslutning" in shown(proposed, ROOM, proposed.approver)
    page = shown(proposed, address, proposed.approver)
    deviations = section(page, "deviations")
    assert "Resten af rammen rækker ikke." in deviations
    assert "Timetallet er sat ned." in deviations
    assert "Her slutter pengene" in page
    ids = [
        str(each) for each in Proposal.objects.filter(kind__in=deciding.TOGETHER).values_list("id", flat=True)
    ]
    assert client.post(address, {"act": "chosen", "chosen": ids[:2]}).status_code == 200, (
        "Nothing read, nothing decided."
    )
    assert not Decision.objects.exists()
    answer = client.post(address, {"act": "chosen", "chosen": ids[:2], "read": "on"})
    assert answer.headers["Location"] == ROOM
    assert Decision.objects.count() == 2
    client.post(address, {"act": "all", "all": ids[2:], "read": "on"})
    assert Decision.objects.count() == 5
    assert "Intet her venter på dig." in shown(proposed, address, proposed.approver)


def test_a_stale_proposal_is_named_with_the_way_to_it_and_nothing_is_decided(proposed):
    case = proposed.cases[LED]
    AgreedScore.objects.filter(scores_id=case).update(points=0)
    ids = [
        str(each) for each in Proposal.objects.filter(kind__in=deciding.TOGETHER).values_list("id", flat=True)
    ]
    answer = client_of(proposed.approver).post(
        f"{ROOM}beslut/", {"act": "all", "all": ids, "read": "on", "chosen": ids[0]}
    )
    page = words(answer)
    assert answer.status_code == 409
    assert "Intet er afgjort" in page
    assert "København: Det, forslaget bygger på, er ændret, siden" in page
    assert f"/sager/{case}/forslag/" in page
    assert not Decision.objects.exists()
    assert f'value="{ids[0]}" checked' in page


def test_nothing_ticked_is_told(proposed):
    answer = client_of(proposed.approver).post(f"{ROOM}beslut/", {"act": "chosen", "read": "on"})
    assert answer.status_code == 409
    assert "Vælg mindst ét forslag." in words(answer)


def test_26_who_wrote_in_the_room_has_nothing_to_tick_and_decides_nothing(proposed):
    writer = proposed.caseworkers[2]
    role = members.prepare_approver(writer.person, by=proposed.administrators[0], at=DECEMBER)
    deciding.decide_proposal(role, approve=True, by=proposed.administrators[1], at=DECEMBER)
    own = Actor(writer.person, Role.APPROVER, proposed.agency)
    page = shown(proposed, f"{ROOM}beslut/", own)
    assert 'type="checkbox"' not in page
    assert "Du har haft hånd i den" in page
    ids = [
        str(each) for each in Proposal.objects.filter(kind__in=deciding.TOGETHER).values_list("id", flat=True)
    ]
    for act in ("chosen", "all"):
        client_of(own).post(f"{ROOM}beslut/", {"act": act, act: ids, "read": "on"})
    assert set(Proposal.objects.filter(id__in=ids).values_list("verdict", flat=True)) == {Verdict.OPEN}
    assert not Award.objects.exists()


def test_31_a_proposal_that_is_hidden_from_an_approver_is_hidden_here(proposed):
    assess.declare_conflict(proposed.cases[LED], reason="Svoger.", by=proposed.approver, at=DECEMBER)
    assert "København" not in shown(proposed, f"{ROOM}beslut/", proposed.approver)


def test_a_frozen_ranking_is_shown_with_its_replay(proposed):
    number = Ranking.objects.get().id
    assert f'href="/rangordninger/{number}/"' in shown(proposed, ROOM)
    page = shown(proposed, f"/rangordninger/{number}/")
    assert "Samme rækkefølge" in page
    assert Ranking.objects.get().sha256 in page
    assert page.index("København") < page.index("Dragør") < page.index("Esbjerg")
    assert client_of(proposed.caseworker).get("/rangordninger/999999/").status_code == 404


def test_31_a_hidden_case_is_not_named_in_a_frozen_ranking(proposed):
    partial = proposed.caseworkers[3]
    assess.declare_conflict(proposed.cases[LED], reason="Svoger.", by=partial, at=DECEMBER)
    assert "København" not in shown(proposed, f"/rangordninger/{Ranking.objects.get().id}/", partial)
