"""What tests of the decision room do: read its pages, and send the form of a case as a browser does."""

from __future__ import annotations

from fsm3.core.actors import Actor
from fsm3.journeys import room
from tests.support.town import Town
from tests.web.clients import client_of, table, words

ROOM = "/afgoerelser/fsm3/"


def shown(town: Town, address: str, by: Actor | None = None) -> str:
    answer = client_of(by or town.caseworker).get(address)
    assert answer.status_code == 200, answer.status_code
    return words(answer)


def section(page: str, key: str) -> str:
    return page.split(f'id="{key}"', 1)[1].split("</section>", 1)[0]


def line(number: int, kroner: str, reason: str = "") -> dict[str, str]:
    return {"number": str(number), "amount": kroner, "reason": reason}


def form(act: str = "keep", *, edition: int = 0, verdict: str = "award", **more: str) -> dict[str, str]:
    """What a browser sends of a case's form, everything approved in full unless said otherwise."""
    rows = table([line(1, more.pop("first", "900.000"), more.pop("why", "")), line(2, "25.000")])
    sent = {"edition": str(edition), "verdict": verdict, "act": act, "deviation": ""}
    sent |= {"reason_award": "Planen er god.", "reason_refusal": "Andre er bedre."}
    return {**rows, **sent, **more}


def page_of(town: Town, code: str) -> str:
    return f"{ROOM}{town.cases[code]}/"


def seen() -> str:
    return room.room("fsm3").seen
