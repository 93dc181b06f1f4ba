"""Clients signed in as people of the small town, and what they type into tables."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import unescape

from django.test import Client

from fsm3.access.models import Membership
from fsm3.core.actors import Actor
from fsm3.web.shared.acting import CHOSEN

MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"


def client_of(actor: Actor) -> Client:
    """A client signed in as somebody, in the role they act in."""
    held = Membership.objects.select_related("user").get(
        user=actor.user_id, role=actor.role, organisation=actor.organisation_id
    )
    client = Client()
    client.force_login(held.user, backend=MODEL_BACKEND)
    session = client.session
    session[CHOSEN] = held.id
    session.save()
    return client


def table(
    rows: Sequence[Mapping[str, str]], *, initial: int | None = None, prefix: str = "lines"
) -> dict[str, str]:
    """What a browser sends of a table with these rows."""
    sent = {
        f"{prefix}-TOTAL_FORMS": str(len(rows)),
        f"{prefix}-INITIAL_FORMS": str(len(rows) if initial is None else initial),
    }
    for place, row in enumerate(rows):
        sent |= {f"{prefix}-{place}-{name}": value for name, value in row.items()}
    return sent


def words(answer) -> str:
    """The text of a page, with spaces that break."""
    text: str = answer.content.decode()
    return text.replace("\N{NO-BREAK SPACE}", " ")


def place(case: int, task: str = "") -> str:
    """Where the municipality that leads a case has its page, or that of one of its tasks."""
    return f"/ansoegninger/{case}/{task}"


def section(page: str, key: str) -> str:
    """One section of a page."""
    return page.split(f'id="{key}"', 1)[1].split("</section>", 1)[0]


def hidden(page: str) -> str:
    """What a page for signing in carries of a form that was sent after the session had ended."""
    (found,) = set(re.findall(r'name="kept" value="([^"]+)"', page))
    return unescape(found)


def signed_out(client: Client) -> None:
    """End the session as time does: the row is gone, the browser's other cookies stay."""
    client.session.flush()


def came_back(client: Client, membership: int, address: str, sent: Mapping[str, object]) -> str:
    """The page of a form that was sent after the session had ended, once its sender is signed in again."""
    client.get("/")
    signed_out(client)
    kept = hidden(words(client.post(address, sent)))
    answer = client.post(f"/demo/log-ind/{membership}/", {"kept": kept})
    assert answer.headers["Location"] == address
    return words(client.get(address))
