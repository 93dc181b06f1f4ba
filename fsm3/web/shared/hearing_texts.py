"""Words of hearings: what they are about, and where one stands."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fsm3.web.shared.components import Badge
from payouts.rules.hearing import About
from payouts.selectors.payments import HearingPage

_ABOUT: dict[About, Promise] = {
    About.SETTLEMENT: gettext_lazy("The settlement of the grant"),
    About.ACCOUNT_CUT: gettext_lazy("Expenses of an account that the agency will not accept"),
    About.AMENDMENT: gettext_lazy("A lower award"),
}


def about_label(about: About) -> str:
    """What a hearing is about, in words."""
    return str(_ABOUT[about])


def hearing_badge(hearing: HearingPage) -> Badge:
    """Where a hearing stands, in words."""
    if hearing.answered:
        return Badge(_("Answered"), "success")
    if hearing.waived:
        return Badge(_("Days waived"), "success")
    return (
        Badge(_("Waits for your answer"), "warning")
        if hearing.open
        else Badge(_("Its days are over"), "quiet")
    )
