"""The addresses that the tables name, in the case of København; what an address is of is begun there first."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse

from applications.models import Ranking
from applications.selectors import attachments
from applications.services import applications
from budgets.rules.accounts import AccountKind
from fsm3.access.selectors import memberships
from fsm3.core import documents, mail, proposals
from fsm3.core.actors import Actor
from fsm3.core.proposals import Proposal
from fsm3.journeys import accounts, award_life, budget_change, members
from tests.support.town import ACCEPTED, moved
from tests.web.december import membership_of


def change_begun(case: int) -> int:
    """A budget change that waits in the case, its award accepted."""
    by = memberships(membership_of("signatory").user_id)[0].actor
    award_life.accept(case, by=by, at=ACCEPTED)
    lines = moved(60_000, wages=1_500_000, audit=40_000)
    return budget_change.ask(case, lines, reason="Dyrere revision.", by=by, at=ACCEPTED)


def account_begun(case: int) -> int:
    """An account that is begun in the case, its award accepted."""
    by = memberships(membership_of("signatory").user_id)[0].actor
    award_life.accept(case, by=by, at=ACCEPTED)
    return accounts.start(case, AccountKind.PARTIAL, by=by, at=ACCEPTED)


def file_in_draft(case: int) -> int:
    """The file in the draft of the case, which is open once more."""
    applications.open_draft(case, open_=True)
    return attachments.of_draft(case)[0].id


BEGUN: dict[str, Callable[[int], int]] = {
    **dict.fromkeys(("own_attachment", "own_attachment_rename", "own_attachment_remove"), file_in_draft),
    "own_budget_change_asked": change_begun,
    "own_account": account_begun,
    "own_account_attest": account_begun,
    "own_account_send": account_begun,
    "own_account_correct": account_begun,
    "own_account_pdf": account_begun,
}
"""The pages of what is begun in the case first."""


def approver_proposed() -> int:
    """The administrator's own proposal that somebody becomes approver."""
    held = membership_of("administrator")
    by = Actor(user_id=held.user_id, role=held.role, organisation_id=held.organisation_id)
    return members.prepare_approver(membership_of("caseworker").user_id, by=by, at=ACCEPTED)


OF_A_DRAFT = (
    "own_attachments", "own_budget", "own_budget_sums", "own_budget_workbook", "own_budget_upload",
)  # fmt: skip
"""The pages of a draft, which is open once more."""


def address(name: str, case: int) -> str:
    """The address of a name: with the case, its newest letter, its proposal, one of the demo's people."""
    if name in BEGUN:
        return reverse(name, args=(case, BEGUN[name](case)))
    if name == "approver_take_back":
        return reverse(name, args=(approver_proposed(),))
    if name in OF_A_DRAFT:
        applications.open_draft(case, open_=True)
    letters = [each.id for each in documents.of_case(case)]
    proposed = [each.id for each in proposals.of_case(case)]
    parts = {
        "pool": ("fsm3",),
        "demo_map": ("fsm3",),
        "case": (case,),
        "own_application": (case,),
        "case_letter": (case, letters[-1]),
        "own_letter": (case, letters[-1]),
        "decide": (case, proposed[-1]),
        "letter_preview": (case, proposed[-1]),
        "correct_letter": (case, letters[-1]),
        "letters": ("fsm3",),
        "due_dates": (case,),
        **dict.fromkeys(
            ("impartiality", "admissibility", "case_assign", "write_note", "case_versions"), (case,)
        ),
        **dict.fromkeys(("case_expectations", "own_expectations"), (case,)),
        "own_expectation": (case, "steering_group", "2022-03-31"),
        **dict.fromkeys(("clarify", "own_clarification", "own_clarification_send"), (case,)),
        **dict.fromkeys(("own_clarification_ask_to_send", "own_correction_discard"), (case,)),
        **dict.fromkeys(("clarify_extend", "clarify_close"), (case, 1)),
        **dict.fromkeys(("assess", "assess_give", "agree"), (case,)),
        "budget_change": (case, 1),
        **dict.fromkeys(("amend", "lapse", "case_outcomes", "payout", "prepare_payout"), (case,)),
        **dict.fromkeys(("hear_settlement", "register_repayment"), (case,)),
        **dict.fromkeys(("account", "account_send_back", "release_held", "statement"), (case, 1)),
        **dict.fromkeys(("payments_of", "payments_file", "outcomes_of", "upload_outcomes"), ("fsm3",)),
        **dict.fromkeys(("lock_months", "unlock_months"), ("fsm3",)),
        "outcome_file": ("fsm3", 1),
        **dict.fromkeys(
            ("room", "room_map", "room_fill", "room_groups", "room_propose", "decide_many"), ("fsm3",)
        ),
        **dict.fromkeys(("room_case", "room_effect"), ("fsm3", case)),
        "ranking": (Ranking.objects.get().id,),
        "decide_other": (Proposal.objects.get(kind="cap_table").id,),
        "choose_password": ("MQ", "used-up"),
        "own_start": ("fsm3",),
        "own_question": (case, "caseload"),
        **dict.fromkeys(("own_contact", "own_obligations", "own_check", "own_send"), (case,)),
        **dict.fromkeys(("own_ask_to_send", "own_receipt", "own_correct", "own_withdraw"), (case,)),
        **dict.fromkeys(OF_A_DRAFT, (case,)),
        "own_award": (case,),
        "own_award_renounce": (case,),
        "own_budget_change": (case,),
        "own_account_start": (case, "partial"),
        "own_joint": (case,),
        "own_consent": (case,),
        "own_member": (membership_of("applicant").user_id,),
        "own_role_end": (membership_of("applicant").id,),
        "mail_look": (mail.newest(1)[0].id,),
        "own_hearing": (case, 1),
        "own_statement": (case, 1),
        "user": (membership_of("caseworker").user_id,),
        "user_role_end": (membership_of("caseworker").id,),
        **dict.fromkeys(("exceptions", "exceptions_file"), ("fsm3",)),
        **dict.fromkeys(("setup_pool", "setup_version", "setup_caps", "setup_cap"), ("fsm3",)),
        **dict.fromkeys(("setup_version_file", "setup_caps_file"), ("fsm3", 1)),
        "audit": (1,),
        "audit_pdf": (1,),
        **dict.fromkeys(("case_attachment", "own_sent_attachment"), (case, 1, 1)),
        "own_attachments": (case,),
        "demo_sign_in": (membership_of("caseworker").id,),
    }
    return reverse(name, args=parts.get(name, ()))
