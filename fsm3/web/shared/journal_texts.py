"""What happened, in words: the acts of the journal as the page of a case tells them.

A test walks the source for acts and fails for one without words.
"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: dict[str, Promise] = {
    "application.started": _("Began the application"),
    "application.sent": _("Sent the application"),
    "application.sent_late": _("Sent after the deadline"),
    "application.correction_begun": _("Began a correction"),
    "application.correction_sent": _("Sent a correction"),
    "application.withdrawn": _("Withdrew the application"),
    "application.found_admissible": _("Found the application admissible"),
    "application.found_inadmissible": _("Decided that the application is inadmissible"),
    "application.awarded": _("Awarded the grant"),
    "application.refused": _("Refused the application"),
    "award.accepted": _("Accepted the award"),
    "award.renounced": _("Renounced the award"),
    "award.amendment_prepared": _("Proposed an amended award"),
    "award.lapse_prepared": _("Proposed that the award lapses"),
    "award.proposal_returned": _("Handed the proposal about the award back"),
    "award.amended": _("Amended the award"),
    "award.lapsed": _("Let the award lapse"),
    "due_date.moved": _("Moved a due date"),
    "budget_change.asked": _("Asked for a budget change"),
    "budget_change.withdrawn": _("Took the budget change back"),
    "budget_change.prepared": _("Proposed an answer to the budget change"),
    "budget_change.handed_back": _("Handed the answer to the budget change back"),
    "budget_change.in_force": _("The changed budget is in force"),
    "budget_change.refused": _("Refused the budget change"),
    "clarification.asked": _("Asked the municipality about the application"),
    "clarification.extended": _("Gave the municipality longer to answer"),
    "clarification.closed": _("Closed the questions without an answer"),
    "clarification.replied": _("Wrote replies to the agency's questions"),
    "clarification.answered": _("Answered the agency's questions"),
    "expectation.ticked": _("Ticked what is expected"),
    "expectation.open": _("Commented what is expected, not done yet"),
    "draft.answered": _("Wrote answers"),
    "draft.budget_written": _("Wrote the budget"),
    "draft.obligations_accepted": _("Accepted obligations"),
    "joint.invited": _("Invited a municipality to apply jointly"),
    "joint.consented": _("Consented to apply jointly"),
    "case.assigned": _("Gave the case to a caseworker"),
    "case.conflict_declared": _("Declared a conflict of interest"),
    "case.scored": _("Assessed the application"),
    "case.agreed_scores_entered": _("Entered the agreed scores"),
    "case.agreed_scores_confirmed": _("Confirmed the agreed scores"),
    "case.recommended": _("Recommended a decision"),
    "case.recommendation_returned": _("Handed the recommendation back"),
    "case.inadmissibility_prepared": _("Proposed to find the application inadmissible"),
    "account.started": _("Began an account"),
    "account.written": _("Wrote an account"),
    "account.attested": _("Attested an account for the management"),
    "account.reported": _("Reported on an account as auditor"),
    "account.sent": _("Sent an account"),
    "account.correction_begun": _("Began a correction of an account"),
    "account.sent_back": _("Sent an account back"),
    "account.accepted": _("Accepted an account"),
    "hearing.opened": _("Opened a hearing of the municipality"),
    "hearing.answered": _("Answered the hearing"),
    "hearing.waived": _("Waived the days of the hearing"),
    "payout.prepared": _("Prepared a payout or a claim"),
    "payout.handed_back": _("Handed a payout or a claim back"),
    "payout.released": _("Released an instalment"),
    "payout.settled": _("Settled the grant"),
    "payout.hold_release_prepared": _("Proposed to let a held payout go on"),
    "payout.hold_released": _("Let a held payout go on"),
    "payout.hold_kept": _("Kept a payout held"),
    "repayment.claimed": _("Claimed money back"),
    "repayment.registered": _("Registered a repayment"),
    "condition.prepared": _("Proposed to confirm a condition"),
    "condition.confirmed": _("Confirmed a condition"),
    "condition.not_confirmed": _("Did not confirm a condition"),
    "document.downloaded": _("Fetched a document"),
    "document.given": _("Laid a letter at the municipality's door"),
}


def act_label(act: str) -> str:
    """An act in words; its code where there are none."""
    return str(ACTS.get(act, act))
