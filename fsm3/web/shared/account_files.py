"""The signed PDF of an account: how it is offered, and how it is sent, which the journal keeps."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from budgets.selectors.account_views import AccountView
from fsm3.core import documents
from fsm3.journeys import papers
from fsm3.web.shared import downloads
from fsm3.web.shared.account_pages import account_title
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.components import Download


def offered(view: AccountView, address: str) -> Download | None:
    """The signed PDF as a file to fetch from an address; nothing before the account is sent."""
    if view.document_id is None:
        return None
    found = next(each for each in documents.of_case(view.application_id) if each.id == view.document_id)
    return Download(
        title=account_title(view),
        url=address if found.rendered_at else "",
        size=downloads.size_text(found.size),
        sha256=found.sha256,
    )


def sent(request: SignedIn, view: AccountView) -> HttpResponse:
    """Send the signed PDF, and keep that it was fetched. Raises Http404 until it is made."""
    if view.document_id is None:
        raise Http404
    listed = documents.of_case(view.application_id)
    response = downloads.letter(view.case_number, listed, view.document_id)
    papers.downloaded(view.document_id, by=request.actor, at=request.received_at)
    return response
