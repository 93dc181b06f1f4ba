"""The demo's own pages."""

from __future__ import annotations

from django.contrib import auth
from django.contrib.auth.backends import ModelBackend
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fsm3.access import passwords
from fsm3.access import selectors as access
from fsm3.access.guards import Anyone, open_to
from fsm3.core import mail
from fsm3.core.danish import moment
from fsm3.letters.mail_looks import looks
from fsm3.web.shared import paging
from fsm3.web.shared.acting import CHOSEN, Visit
from fsm3.web.shared.components import Breadcrumb
from fsm3.web.shared.demo import only_in_demo
from fsm3.web.shared.kept import given_back
from fsm3.web.shared.places import asked_for, first_page

ON_A_PAGE = 50


@open_to(Anyone)
@only_in_demo
@require_POST
def sign_in_as(request: Visit, membership_id: int) -> HttpResponse:
    """Sign in as one of the demo's invented people in one of their roles, and as nobody else."""
    held = access.invented(membership_id)
    user = ModelBackend().get_user(held.user_id) if held else None
    if held is None or user is None:
        raise Http404
    auth.login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    request.session[CHOSEN] = held.id
    return redirect(given_back(request, [held]) or asked_for(request) or first_page(held.role))


@open_to(Anyone)
@only_in_demo
@require_safe
def mailbox(request: Visit) -> HttpResponse:
    """Show the mails the program wrote, newest first; `foer` in the address names a mail, and older ones are shown."""
    found = mail.newest(ON_A_PAGE + 1, before=paging.before(request))
    shown = found[:ON_A_PAGE]
    context = {
        "breadcrumb": Breadcrumb(_("Mail of the demo")),
        "mails": [(kept, moment(kept.written_at, seconds=True)) for kept in shown],
        "leaf": paging.leaf(request, shown[-1].id if shown else None, more=len(found) > ON_A_PAGE),
    }
    return render(request, "demo/mailbox.html", context)


@open_to(Anyone)
@only_in_demo
@require_safe
def mail_look(request: Visit, mail_id: int) -> HttpResponse:
    """Show a mail as a mail program does; one that invites has a link that works now."""
    kept = mail.one(mail_id)
    if kept is None:
        raise Http404
    link = passwords.link(kept.user_id) if kept.text.invites else kept.text.link
    return HttpResponse(looks(kept.text, link=link).html)
