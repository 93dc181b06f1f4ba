"""The sentences of problems with money: what keeps a payout, hearings, repayments, and the table of `what_if`."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PAYOUTS: dict[str, Promise] = {
    "no_accepted_account": _("No account has been accepted yet on which money could be paid."),
    "nothing_to_pay": _("There is nothing to pay or to decide now."),
    "month_not_locked": _("The settlement waits for %(month)s to be locked."),
    "held_by_report": _("The auditor's report holds the payout, until an approver decides otherwise."),
    "hearing_needed": _(
        "The municipality has to be heard first, because the amount is lowered or money is claimed back."
    ),
    "hearing_open": _("The municipality can answer the hearing until %(due)s."),
}
