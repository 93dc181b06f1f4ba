"""The world of drafts with files: a small town whose pool demands one, which one municipality attached and others as well."""

from __future__ import annotations

from fsm3.access.roles import Role
from fsm3.journeys import attachments
from tests.support.files import DEMANDING, docx, pdf, picture
from tests.support.town import OPENED, Town

FILED, UNFILED = "0101", "0155"
LONG = "Bilag om samarbejdet mellem jobcenter, socialforvaltning, børne- og familieforvaltning og rusmiddelcenter"


def fill_attached() -> None:
    """Write two drafts, and attach files to one of them."""
    town = Town().build(text=DEMANDING)
    case, by = town.drafted(FILED), town.signatories[FILED]
    town.drafted(UNFILED)
    for role in (Role.APPLICANT, Role.ACCOUNTANT):
        town.joined(f"{role}{FILED}@kommune.example", town.organisations[FILED], role)
    for content, name, key in (
        (pdf(), "Samarbejdsaftale 2022.pdf", "agreement"),
        (docx(), LONG, ""),
        (picture("PNG", (900, 600)), "=organisation+v2.png", ""),
    ):
        attachments.attach(case, content, name=name, key=key, by=by, at=OPENED)
