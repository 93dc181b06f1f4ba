"""Words for what departs from the ordinary way in a pool. Figures come in formatted; codes within them get their words here."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from applications.rules.due_dates import DueKind
from applications.rules.exceptional import Exceptional, Sort, What
from budgets.rules.accounts import AccountKind
from budgets.rules.attestation import Conclusion
from fsm3.web.shared.account_texts import account_label, conclusion_label
from fsm3.web.shared.award_texts import due_label
from fsm3.web.shared.labels import decision_label

_SORTS: dict[Sort, tuple[Promise, Promise]] = {
    Sort.HELD: (_("Held"), _("Nothing is held.")),
    Sort.LATE: (_("Late"), _("Nothing is late.")),
    Sort.DEVIATING: (_("Deviating"), _("Nothing deviates.")),
    Sort.CORRECTED: (_("Corrected"), _("Nothing was corrected.")),
}
_WHATS: dict[What, Promise] = {
    What.PAYOUT_HELD: _("The payout is held by the auditor's report: %(conclusion)s"),
    What.MONTH_AWAITED: _("The settlement waits for %(month)s to be locked"),
    What.HEARING_AWAITED: _("The settlement waits for the hearing, until %(day)s"),
    What.APPLICATION_LATE: _("The application was received after the deadline"),
    What.ACCEPTANCE_OVERDUE: _("The award is not accepted; that was due %(day)s"),
    What.CLARIFICATION_OVERDUE: _("The questions are not answered; that was due %(day)s"),
    What.ACCOUNT_LATE: _("%(account)s was sent late; it was due %(day)s"),
    What.ACCOUNT_OVERDUE: _("%(account)s is missing; it was due %(day)s"),
    What.RANKING_DEVIATION: _("%(decision)s that departs from the ranking or from the request"),
    What.ACCOUNT_CUT: _("%(account)s was cut by %(amount)s"),
    What.DUE_MOVED: _("%(due)s was moved to %(day)s"),
    What.CLARIFICATION_EXTENDED: _("The municipality got longer to answer, until %(day)s"),
    What.HOLD_RELEASED: _("The payout went on although the auditor's report held it"),
    What.CORRECTION_LATE: _("A correction of the application was received after the deadline"),
    What.LETTER_CORRECTED: _("A corrected letter was written: %(title)s"),
    What.ACCOUNT_CORRECTED: _("%(account)s was corrected by version %(version)s"),
    What.VINTAGE_AFTER_LOCK: _("Vintage %(number)s holds months that were locked before: %(months)s"),
}


def sort_label(sort: Sort) -> str:
    """How things depart, in a word."""
    return str(_SORTS[sort][0])


def none_of(sort: Sort) -> str:
    """What is said where nothing departs in this way."""
    return str(_SORTS[sort][1])


def what_label(each: Exceptional) -> str:
    """What departs, in words."""
    return str(_WHATS[each.what]) % {**each.figures, **_words(each.figures)}


def _words(figures: Mapping[str, str]) -> dict[str, str]:
    """The codes among the figures, in words."""
    words: dict[str, str] = {}
    if "account" in figures:
        words["account"] = account_label(AccountKind(figures["account"]))
    if "conclusion" in figures:
        words["conclusion"] = conclusion_label(Conclusion(figures["conclusion"])).lower()
    if figures.get("kind") in set(DueKind):
        words["due"] = due_label(DueKind(figures["kind"]))
    elif "kind" in figures:
        words["decision"] = decision_label(figures["kind"])
    if "first" in figures:
        first, last = figures["first"], figures["last"]
        words["months"] = first if first == last else f"{first} \N{EN DASH} {last}"
    return words
