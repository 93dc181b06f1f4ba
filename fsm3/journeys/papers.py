"""Papers: the signed account. It is frozen in the act that sends the account, its file is made by a job, once.

Source: domain page, "Accounts": an attested account becomes a signed PDF; a correction is a new one; downloads are
logged.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from applications.selectors import awards
from budgets.selectors import accounts
from budgets.selectors.account_views import account
from budgets.services import accounts as services
from fsm3.core import documents, journal
from fsm3.core.actors import Actor
from fsm3.journeys import letters
from fsm3.letters import build_account
from fsm3.letters.parts import case_of

SEAL = "seal_account"


def write_account(account_id: int, *, at: datetime) -> int:
    """Freeze the document of an account within the act that sends it, and have it signed; returns it."""
    view = account(account_id)
    award = awards.in_force(view.application_id)
    paper = build_account.signed_account(case_of(award), view, accounts.content(account_id), at=at)
    document = letters.write(
        paper, case=view.application_id, addressee_id=award.lead.organisation_id, at=at, job=SEAL
    )
    services.keep_document(account_id, document)
    return document


@transaction.atomic
def downloaded(document_id: int, *, by: Actor, at: datetime) -> None:
    """Keep in the journal that somebody fetched a document's file, and which."""
    document = documents.frozen(document_id)
    journal.record(
        "document.downloaded",
        subject=f"document:{document_id}",
        case=document.case,
        by=by,
        at=at,
        content={"file": documents.file_digest(document_id)},
    )
