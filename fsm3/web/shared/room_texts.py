"""The decision room in words: what a case waits for, why it stands where it stands, and the sentences of its problems."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.rules.pool_terms import PoolTerms
from applications.rules.ranking import Why
from applications.selectors.room_list import Waits
from fsm3.web.shared.labels import why_label

_WAITS: dict[Waits, Promise] = {
    Waits.ADMISSIBILITY: gettext_lazy("a judgement of whether it is admissible"),
    Waits.INADMISSIBILITY: gettext_lazy("a decision that it is inadmissible"),
    Waits.ANSWER: gettext_lazy("the municipality's answer"),
    Waits.FIRST: gettext_lazy("two assessments"),
    Waits.SECOND: gettext_lazy("the second assessment"),
    Waits.AGREED: gettext_lazy("the agreed scores"),
    Waits.CONFIRMED: gettext_lazy("the other assessor's confirmation"),
}

ROOM: dict[str, Promise] = {
    "room_moved": gettext_lazy(
        "Somebody has written in the decision room since you opened this page. Look at it again as it is now."
    ),
    "nothing_to_propose": gettext_lazy("No case is assessed and waits to be proposed."),
    "group_gone": gettext_lazy("It has been taken back already, or a ranking has frozen it."),
    "nothing_chosen": gettext_lazy("Choose at least one proposal."),
    "not_decided_together": gettext_lazy(
        "This proposal stands on none of the pool's rankings, so it is decided by itself."
    ),
}


def waits_label(waits: Waits) -> str:
    """What a case waits for."""
    return str(_WAITS[waits])


def why_told(why: str, terms: PoolTerms) -> str:
    """Why a case stands where it stands; the tie-break is told as what it is, with the name of the cohort."""
    if why == Why.COHORT:
        first = min(terms.cohorts, key=lambda cohort: cohort.goes_first)
        return _("%(cohort)s goes first at equal points") % {"cohort": first.name}
    return why_label(why)
