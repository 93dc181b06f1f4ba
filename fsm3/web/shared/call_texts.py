"""What pages of more than one door say of a call: where a term comes from, until when one may send, how long is left."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.rules.pool_terms import Source
from fsm3.core.danish import moment, weekday
from fsm3.core.periods import Deadline, day_of


def origin(source: Source) -> str:
    """Where a term comes from, in words."""
    if source.reading:
        return _("Our reading of the call, “%(section)s”") % {"section": source.section}
    return _("The call, “%(section)s”") % {"section": source.section}


def until(deadline: Deadline) -> str:
    """The last moment in, with its zone: `fredag 26. november 2021 kl. 12.00 dansk tid`."""
    told = f"{weekday(day_of(deadline.at))} {moment(deadline.at)}"
    return _("%(moment)s Danish time") % {"moment": told}


def time_left(deadline: Deadline, now: datetime) -> str:
    """How long is left until a deadline, in days, on the last two days in hours and minutes."""
    left = deadline.at - now
    if not deadline.includes(now):
        return _("The deadline has passed. What comes now is received, but it is too late.")
    days = left // timedelta(days=1)
    if days >= 2:
        return ngettext("%(days)s day left to send.", "%(days)s days left to send.", days) % {"days": days}
    minutes = left // timedelta(minutes=1)
    return _("%(hours)s hours and %(minutes)s minutes left to send.") % {
        "hours": minutes // 60,
        "minutes": minutes % 60,
    }
