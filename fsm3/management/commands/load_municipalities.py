"""`load_municipalities`: the agency and the 98 municipalities with their organisations, from applications/data."""

from __future__ import annotations

from typing import Any

from applications.data import AGENCY, municipalities
from fsm3.core import clock
from fsm3.journeys import members
from fsm3.management.base import JourneyCommand


class Command(JourneyCommand):
    """Add what is missing and bring the rest up to date; may run again."""

    help = "Add the agency and all municipalities, or bring them up to date."

    def handle(self, *_: Any, **__: Any) -> None:
        """Keep the agency and each municipality."""
        moment = clock.now()
        name, cvr = AGENCY
        members.keep_agency(name=name, cvr=cvr, at=moment)
        rows = municipalities()
        for row in rows:
            members.keep_municipality(
                code=row.code,
                name=row.name,
                official_name=row.official_name,
                cvr=row.cvr,
                region=row.region,
                at=moment,
            )
        self.stdout.write(f"{len(rows)} municipalities are in place.")
