"""What somebody typed is not lost when their session has ended or their form lost its token (`bad-inputs.md` 7, 34).

The answer carries what was typed, signed, in the page itself and nowhere else. After signing in as the same person it
is laid into the session, and the form's own address shows the form filled with it; nothing is ever sent by itself.
Passwords and files are not kept. A form joins by taking what it is filled with from `typed`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.urls import resolve, reverse
from django.utils.translation import gettext as _

from fsm3.access.guards import Anyone
from fsm3.access.selectors import Held
from fsm3.web.shared.acting import CHOSEN

View = Callable[..., HttpResponseBase]
KEPT = "kept"
"""The name of the hidden field that carries it, and of its place in the session."""
WHOSE = "whose"
"""The cookie that remembers, signed, under which membership the browser acted last."""
SALT = "fsm3.kept"
LONGEST = 12 * 60 * 60
BUTTONS = {"sign_out", "choose_role", "choose_language", "demo_sign_in", "go_on", "stay"}
"""Addresses that take the press of a button and show no form."""


def fields(request: HttpRequest) -> list[tuple[str, list[str]]]:
    """What was typed: every field but tokens, secrets and the way on."""
    left_out = {"csrfmiddlewaretoken", "next", KEPT}
    sent = ((name, [str(value) for value in values]) for name, values in request.POST.lists())
    return [(name, values) for name, values in sent if name not in left_out and "password" not in name]


def packed(request: HttpRequest) -> str:
    """What was typed, where, and by whom, as a signed text; nothing where there was no form or nothing in it."""
    match = request.resolver_match or resolve(request.path)
    written = fields(request)
    if match.url_name in BUTTONS or not written:
        return ""
    whose = request.get_signed_cookie(WHOSE, "", salt=SALT)
    content = {"path": request.get_full_path(), "whose": whose, "fields": written}
    return signing.dumps(content, salt=SALT, compress=True)


def given_back(request: HttpRequest, held: Iterable[Held]) -> str:
    """Lay what a page carried into the session of the person who typed it; the address of its form, or nothing."""
    try:
        kept = signing.loads(request.POST.get(KEPT, ""), salt=SALT, max_age=LONGEST)
    except signing.BadSignature:
        return ""
    own = next((each for each in held if str(each.id) == kept["whose"]), None)
    if own is None:
        messages.warning(
            request, _("What was typed belongs to somebody else who was signed in here. It is not shown.")
        )
        return ""
    request.session[CHOSEN] = own.id
    request.session[KEPT] = {"path": kept["path"], "fields": kept["fields"]}
    messages.warning(
        request, _("What you typed is back. It has not been sent yet: look it over, and send it.")
    )
    return str(kept["path"])


def typed(request: HttpRequest) -> QueryDict | None:
    """What a form is filled with: what is being sent, or what was kept for this address; None for a fresh form."""
    if request.method == "POST":
        return request.POST
    kept = request.session.get(KEPT)
    if not kept or kept["path"] != request.get_full_path():
        return None
    del request.session[KEPT]
    filled = QueryDict(mutable=True)
    for name, values in kept["fields"]:
        filled.setlist(name, values)
    return filled


def keeping(get_response: View) -> View:
    """Ask whoever sends a form after their session ended to sign in, with what they typed; remember who acts."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        membership: Held | None = getattr(request, "membership", None)
        if membership and request.get_signed_cookie(WHOSE, "", salt=SALT) != str(membership.id):
            _remember(request, response, membership)
        return response

    middleware.process_view = _ask_to_sign_in  # type: ignore[attr-defined]
    return middleware


def _remember(request: HttpRequest, response: Any, membership: Held) -> None:
    secure = request.is_secure()
    response.set_signed_cookie(
        WHOSE, str(membership.id), salt=SALT, secure=secure, httponly=True, samesite="Lax"
    )


def _ask_to_sign_in(request: HttpRequest, view: View, _args: Any, _kwargs: Any) -> HttpResponseBase | None:
    needs_nobody = Anyone in getattr(view, "open_to", ())
    if request.method != "POST" or needs_nobody or getattr(request, "membership", None):
        return None
    kept = packed(request)
    return sign_in_instead(request, kept) if kept else None


def sign_in_instead(request: HttpRequest, kept: str) -> HttpResponseBase:
    """The page for signing in, carrying what was typed."""
    request.method = "GET"
    request.POST = QueryDict()
    request.kept = kept  # type: ignore[attr-defined]
    answer = resolve(reverse("sign_in")).func(request)
    answer.status_code = 403
    return answer  # type: ignore[no-any-return]


def carried(request: HttpRequest) -> str:
    """What the page for signing in carries on: what it was just handed, or what came with its own form."""
    return str(getattr(request, "kept", "") or request.POST.get(KEPT, ""))
