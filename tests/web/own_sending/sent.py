"""The moment that is too late, sending, and what became of the case."""

from __future__ import annotations

from datetime import timedelta

from applications.models import Application
from tests.support.town import DEADLINE
from tests.web.clients import place, words

TOO_LATE = DEADLINE + timedelta(seconds=3)


def sent(client, case):
    answer = client.post(place(case, "send/"))
    assert answer.headers["Location"] == place(case, "kvittering/")
    return words(client.get(place(case, "kvittering/")))


def status(case):
    return Application.objects.values_list("status", flat=True).get(id=case)
