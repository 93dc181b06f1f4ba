"""The sentences of problems with money: what keeps a payout, hearings, repayments, and the table of `what_if`."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PAYOUTS: dict[str, Promise] = {
    "no_accepted_account": _("No account has been accepted yet on which money could be paid."),
    "nothing_to_pay": _("There is nothing to pay or to decide now."),
    "held_by_report": _("The auditor's report holds the payout, until an approver decides otherwise."),
    "hearing_needed": _(
        "The municipality has to be heard first, because the amount is lowered or money is claimed back."
    ),
    "hearing_open": _("The municipality can answer the hearing until %(due)s."),
    "hearing_not_needed": _("There is nothing here that the municipality would have to be heard about."),
    "hearing_answered": _("The hearing has been answered, or its days waived, already."),
    "hearing_answer_missing": _("The answer is empty."),
    "not_held": _("No auditor's report holds a payout on this account."),
    "condition_unknown": _("The award has no such condition."),
    "condition_confirmed": _("The condition has been confirmed already."),
    "repayment_of_nothing": _("A repayment is more than nothing."),
    "repaid_too_much": _("No more can be paid back than %(left)s."),
    "received_later": _("The day on which money came in does not lie in the future."),
    "cohort_unknown": _("This pool has no such cohort. It has: %(cohorts)s."),
    "month_unreadable": _("%(field)s: “%(value)s” is no month. Write it as 2023-05."),
    "month_twice": _("%(field)s: the month %(month)s stands in line %(before)s already."),
    "row_not_whole": _("%(field)s: the row has %(cells)s cells instead of %(expected)s."),
    "more_results_than_people": _(
        "%(field)s: %(count)s with a result are more than the %(group)s in the group."
    ),
}
