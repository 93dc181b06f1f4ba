"""Where somebody is led: the page a role begins on, and an address that was asked for when it is one of ours."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from fsm3.access.roles import Role
from fsm3.web.shared.labels import AGENCY, READS_ALL, TAKES_PART

_FIRST = {
    Role.AUDITOR: "audits",
    Role.MUNICIPALITY_ADMINISTRATOR: "own_members",
    Role.ADMINISTRATOR: "users",
}


def first_page(role: Role) -> str:
    """The address of the page a role begins on."""
    if role in AGENCY:
        return reverse("work")
    if role in READS_ALL:
        return reverse("cases")
    if role in TAKES_PART:
        return reverse("own_applications")
    return reverse(_FIRST.get(role, "home"))


def asked_for(request: HttpRequest) -> str:
    """The address the form was to lead to, or nothing when it leads away from this site (`bad-inputs.md` 35)."""
    wish = request.POST.get("next", "")
    hosts, secure = {request.get_host()}, request.is_secure()
    return wish if url_has_allowed_host_and_scheme(wish, allowed_hosts=hosts, require_https=secure) else ""
