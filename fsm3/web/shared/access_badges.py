"""How far somebody is with signing in: invited, in, switched off, or not reached by the mail."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from django.utils.translation import gettext as _

from fsm3.access import passwords
from fsm3.core import clock
from fsm3.core.danish import moment
from fsm3.web.shared.components import Badge


class SignsIn(Protocol):
    """Whoever may sign in; `invited_at` is when they were last asked to choose a password."""

    @property
    def active(self) -> bool:
        """Whether nobody has switched them off."""

    @property
    def has_password(self) -> bool:
        """Whether they have chosen one."""

    @property
    def invited_at(self) -> datetime | None:
        """When the newest invitation left."""


def access_of(who: SignsIn, *, unreachable: bool) -> tuple[Badge, str]:
    """How far somebody is with signing in, and a line that says more."""
    if not who.active:
        return Badge(_("Switched off"), "quiet"), _("The agency has switched off this person's access.")
    if unreachable:
        return Badge(_("Mail not delivered"), "error"), _(
            "The mail server refused the newest mail. Check the address."
        )
    if who.has_password:
        return Badge(_("Has access"), "success"), ""
    until = who.invited_at + passwords.lasts() if who.invited_at else None
    if until is None or until < clock.now():
        heading = _("Invitation expired") if until else _("Not invited yet")
        return Badge(heading, "warning"), _("Has not chosen a password. Send an invitation.")
    note = _("Has not chosen a password yet. The link works until %(moment)s.")
    return Badge(_("Invited"), "info"), note % {"moment": moment(until)}
