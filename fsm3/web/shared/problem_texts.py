"""The sentence of every problem: rules and journeys name a code and give the figures, the words stand here.

A test walks the source for codes and fails for one without a sentence. Figures are named in the sentence; where a
problem has a place that its figures do not tell, the place is put in front.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fsm3.core.problems import Problem
from fsm3.web.shared.apply_texts import BUDGET, CLARIFICATION, SENDING, WORKBOOK
from fsm3.web.shared.components import Alert
from fsm3.web.shared.file_texts import FILES
from fsm3.web.shared.outcome_texts import OUTCOMES
from fsm3.web.shared.payout_texts import PAYOUTS
from fsm3.web.shared.room_texts import ROOM
from fsm3.web.shared.setup_texts import SETUP, TOML

_ACTS: dict[str, Promise] = {
    "not_now": _("This cannot be done while the case stands where it stands."),
    "not_yours": _("Your role does not do this."),
    "nothing_to_retry": _("There is nothing left to try again here."),
    "proposal_decided": _("The proposal has been decided already."),
    "proposal_open": _("A proposal is already waiting for a decision."),
    "proposal_stale": _(
        "What this rests on has changed since it was proposed. Hand it back, and let it be proposed anew."
    ),
    "own_proposal": _(
        "You prepared this yourself or had a hand in the case. Somebody else has to decide it."
    ),
    "not_your_proposal": _("Only those who prepared a proposal can take it back."),
    "reason_missing": _("A reason is missing."),
    "draft_closed": _("The draft is closed. Begin a correction to write on."),
    "asked_lately": _("The signatories were told %(moment)s. They are told once an hour at most."),
    "nothing_sent": _("Nothing has been sent yet."),
    "pool_not_in_force": _("The pool is not in force."),
    "conflict_of_interest": _("The caseworker is not impartial in %(case)s."),
    "not_a_caseworker": _("Choose one of the agency's caseworkers."),
    "remark_missing": _("A check is not met. Write why the application is admissible all the same."),
    "audience_missing": _("Choose who is to read the note."),
    "note_text_missing": _("Write the note."),
    "hand_in_case": _(
        "You have assessed this case already, so the conflict of interest has to be handled by hand."
    ),
    "already_assessed": _("You have assessed this case already."),
    "two_have_assessed": _("Two have assessed this case already."),
    "draft_in_another_window": _(
        "You have written in this assessment in another window since, so it is not saved. Press “Save the draft” to see both."
    ),
    "answered_meanwhile": _(
        "The municipality has answered since you last saved. Read the answer, and save your draft again."
    ),
    "agreed_meanwhile": _(
        "The agreed scores have been entered since you opened the page. Look at them before you go on."
    ),
    "two_assessments_needed": _("Two assessments are needed first."),
    "agreed_scores_missing": _("The agreed scores have not been entered."),
    "other_assessor_confirms": _("The agreed scores are confirmed by the other of the two assessors."),
    "deadline_moves_backwards": _("A deadline is never moved to an earlier time."),
    "deadline_moves_without_reason": _("A deadline is moved only with a reason, which is published."),
}

_PEOPLE: dict[str, Promise] = {
    "access_is_off": _("The access of this person is switched off. Switch it on first."),
    "access_is_on": _("The access of this person is switched on already."),
    "nothing_to_invite_to": _("The person has no role to be invited to. Give a role first."),
    "own_access": _("Nobody switches off their own access. Another administrator can do it."),
    "person_unknown": _("Nobody is known under this number."),
    "two_administrators_stay": _(
        "Two administrators have to stay, so that they can check each other. Make somebody else administrator first."
    ),
    "firm_known": _("An audit firm with this CVR number is there already."),
    "firm_name_missing": _("Write the name of the firm."),
    "administrators_exist": _("There are administrators already."),
    "two_administrators_needed": _(
        "Give at least two different people: the first administrators check each other."
    ),
    "mail_in_use": _("Somebody with this mail address is known already."),
    "own_role": _("Nobody gives a role to themselves."),
    "approver_takes_two": _("The role of approver is given by two administrators together."),
    "role_of_other_organisation": _("This kind of organisation does not have that role."),
    "administrator_holds_no_other_role": _("An administrator holds no other role."),
    "auditor_holds_no_other_role": _("An auditor holds no other role."),
    "of_another_organisation": _(
        "The mail address belongs to somebody who works for another kind of organisation, such as the agency or an audit firm, and so cannot have a role here."
    ),
    "name_missing": _("Write the name of the person."),
    "role_missing": _("Choose at least one role."),
    "role_held_already": _("The person has that role already."),
    "switched_off": _("The access of this person is switched off. Ask the agency."),
    "password_chosen": _("The person has chosen a password already."),
    "role_ended_already": _("The role has ended already."),
    "last_administrator": _(
        "This is the municipality's only administrator. Make a colleague administrator first, so that somebody can give roles."
    ),
}

_ASSESSMENT: dict[str, Promise] = {
    "criterion_unknown": _("This pool has no such criterion."),
    "score_missing": _("“%(criterion)s” has no points."),
    "score_reason_missing": _("“%(criterion)s” has no reason."),
    "points_off_scale": _("“%(criterion)s” takes points from 0 to %(highest)s."),
    "score_without_reason": _("“%(criterion)s” has points but no reason."),
    "difference_unexplained": _(
        "“%(criterion)s”: the two stood two points or more apart, so say why you agree on this."
    ),
    "same_degree_without_reason": _("A declaration that cases are equal needs a reason."),
    "same_degree_leaves_out": _("A declaration that cases are equal leaves out %(cases)s."),
    "same_degree_twice": _("%(cases)s stands in two declarations that cases are equal."),
    "choice_without_reason": _("A choice among equals needs a reason."),
    "choice_not_among_equals": _("A choice is made only among cases that nothing else tells apart."),
    "choice_made_twice": _("The choice among these cases is made twice."),
    "choice_needed": _("Place %(place)s is shared, and not all can be awarded: a reasoned choice is needed."),
    "case_not_ranked": _("%(cases)s is not ranked."),
    "nothing_recommended": _("Nothing is recommended for a case that is ranked."),
    "passed_over_unexplained": _("The case on place %(place)s is passed over without an explanation."),
    "consideration_missing": _("The refusal says nothing about “%(criterion)s”."),
}

_AWARD: dict[str, Promise] = {
    "no_award": _("There is no award in this case."),
    "change_is_not_the_award": _("The lines sum to %(total)s, but the award is %(award)s."),
    "change_waits": _("A budget change waits for its answer. Wait for it, or take it back."),
    "change_is_answered": _("This budget change is answered or taken back."),
    "change_outdated": _(
        "The award was amended after this change was asked for. Refuse it; the municipality can ask anew."
    ),
    "nothing_changes": _("Nothing is changed."),
    "line_became_another": _(
        "Line %(line)s has another category or department than before. Add a new line for it instead."
    ),
    "amendment_without_reason": _("Line %(line)s: the change from %(before)s to %(after)s needs a reason."),
    "not_expected": _("This is not expected of the municipality."),
    "not_owed": _("Nothing of this kind is due in %(case)s."),
    "letter_not_given": _(
        "The letter is not at the municipality's door yet, so there is nothing to correct."
    ),
    "letter_without_words": _(
        "Nobody's own words stand in this letter, so there are none to put differently. Another amount or date is a new decision, which is told by a letter of its own."
    ),
    "hearing_is_over": _(
        "The municipality has answered the hearing, or its days are over, so what it was heard about stays. Put it right in the letter of the decision, or hear the municipality again about what is new."
    ),
    "letter_corrected": _(
        "This letter has been corrected already. If something is wrong still, correct the newest letter."
    ),
    "letter_not_stuck": _("The letter is not stuck any more. Look at the list again."),
    "letter_field_empty": _("The letter cannot be made: a field is empty (%(field)s)."),
    "award_of_nothing": _("An award is more than nothing."),
    "award_above_request": _("The award of %(award)s is more than the %(requested)s that was asked for."),
    "award_above_cap": _("The award of %(award)s is above the cap of %(cap)s."),
    "award_is_not_the_sum": _("The award of %(award)s is not the sum of its lines, which is %(sum)s."),
    "awards_over_envelope": _("Awards of %(total)s would exceed the envelope of %(envelope)s."),
    "reduced_award_unexplained": _("The award is lower than what was asked for, and nothing explains it."),
    "line_not_asked_for": _("Line %(line)s was not asked for."),
    "line_not_approved_once": _("Line %(line)s has to be approved exactly once."),
    "approved_above_requested": _(
        "Line %(line)s: %(approved)s is more than the %(requested)s that was asked for."
    ),
    "reduction_without_reason": _("Line %(line)s: %(approved)s instead of %(requested)s needs a reason."),
}

_ACCOUNT: dict[str, Promise] = {
    "award_not_accepted": _("This needs an award that has been accepted and still stands."),
    "partial_not_asked_for": _("No partial account is asked for here: the final one serves for both."),
    "account_exists": _("This account has been begun already. Write on in it, or correct what was sent."),
    "account_sent": _("The account has been sent. Begin a correction to write on."),
    "corrected_already": _("A newer version of this account has been begun already."),
    "edited_meanwhile": _(
        "Somebody else has written here since you opened the page. See both texts before you save."
    ),
    "line_not_in_budget": _("Line %(line)s is not in the approved budget."),
    "line_missing": _("Line %(line)s of the approved budget is missing."),
    "line_twice": _("Line %(line)s is there more than once."),
    "spent_missing": _("Line %(line)s says nothing of what was spent. Write 0 where nothing was."),
    "explanation_missing": _("Line %(line)s deviates so much from the budget that it needs an explanation."),
    "days_backwards": _("Line %(line)s: the last day lies before the first."),
    "expense_outside_period": _(
        "Line %(line)s: the project period runs from %(first)s to %(last)s, and other expenses are not taken."
    ),
    "expense_after_cut_off": _("Line %(line)s: this account covers expenses up to %(cut_off)s."),
    "accepted_above_spent": _("Line %(line)s: %(accepted)s is more than the %(spent)s that was spent."),
    "acceptance_without_reason": _("Line %(line)s: accepting %(accepted)s of %(spent)s needs a reason."),
    "overspending_undecided": _(
        "Line %(line)s is overspent beyond what may move without approval. Accept it or cut it, with a reason."
    ),
    "attestation_missing": _("The attestation of the management is missing."),
    "auditor_report_missing": _("The auditor's report is missing."),
    "attested_other_content": _("The account has changed since it was opened to be attested. Read it anew."),
    "attested_already": _("The account has been attested already as it stands."),
    "same_person": _("Auditor and signatory have to be two persons."),
    "report_before_management": _("The auditor reports after the management has attested."),
    "no_report_on_partial": _("Auditors report on final accounts only."),
    "conclusion_without_text": _("Every conclusion but one without reservation has to be explained."),
    "not_an_audit_firm": _("This organisation is no audit firm."),
    "engaged_already": _("The audit firm is engaged already."),
    "not_engaged": _("The audit firm is not engaged."),
    "cvr_not_eight_digits": _("A CVR number has eight digits."),
}

_POOL_FILE: dict[str, Promise] = {
    "missing_key": _("This is missing."),
    "unknown_key": _("This does not belong here."),
    "key_used_twice": _("“%(key)s” is used twice."),
    "key_not_plain": _("A key has small letters, digits and underscores only."),
    "wrong_type": _("Something else is expected here: %(expected)s."),
    "empty_text": _("The text is empty."),
    "empty_list": _("The list is empty."),
    "number_out_of_range": _("The number has to lie between 0 and %(highest)s."),
    "not_an_amount": _("This is not an amount. Write it as 1234.50."),
    "not_a_share": _("This is not a share. Write it as 15 percent or 1/6."),
    "share_out_of_range": _("A share lies between 0 and 100 percent."),
    "not_a_date": _("This is not a date."),
    "not_a_moment": _("This is not a moment. Write it as 2021-11-26 12:00."),
    "unknown_choice": _("Choose one of: %(choices)s."),
    "envelope_empty": _("The envelope holds nothing."),
    "period_backwards": _("The period ends before it begins."),
    "deadline_after_period": _("The deadline lies after the project period."),
    "parts_not_whole": _("The parts sum to %(sum)s instead of the whole."),
    "weights_not_one": _("The weights sum to %(sum)s instead of one."),
    "threshold_missing": _("The threshold is missing."),
    "threshold_without_best_month": _("A threshold belongs to the best month only."),
    "threshold_does_not_rise": _("The threshold has to be higher than %(before)s."),
    "condition_missing": _("What is to be confirmed is missing."),
    "condition_not_used": _("A condition belongs to a confirmed condition only."),
    "instalment_out_of_order": _("Instalments are counted from one, in order."),
    "earlier_pool_end_missing": _("The end of the earlier pool is missing."),
    "earlier_pool_end_not_used": _("This cohort does not start after an earlier pool."),
    "earlier_pool_ends_too_late": _("The earlier pool ends after this project period."),
    "main_category_not_one": _("Exactly one category is the main one; here are %(count)s."),
    "audit_not_an_amount": _("Audit is an amount, not a wage."),
    "no_partial_account": _("This pool has no partial account that could release anything."),
    "partial_date_missing": _("The pool has a partial account, so its dates are needed."),
    "partial_date_not_used": _("The pool has no partial account, so it has no dates for one."),
    "cut_off_outside_period": _("The cut-off date lies outside the project period."),
    "due_not_after_cut_off": _("The partial account is due after its cut-off date."),
    "column_unknown": _("The column “%(column)s” is not known."),
    "column_used_twice": _("The column “%(column)s” is used twice."),
    "question_unknown": _("There is no yes-or-no question “%(question)s”."),
    "about_unknown": _("There is no question “%(about)s”; a criterion looks at questions or at the budget."),
    "about_twice": _("“%(about)s” is named twice."),
    "expectation_day_missing": _("What is expected once needs a day."),
    "expectation_day_not_used": _(
        "This day is not used: what is expected has another one, or follows the calendar."
    ),
    "expectation_outside_period": _("The day lies outside the project period."),
    "document_unknown": _("There is no document “%(document)s”."),
}

_CAPS_FILE: dict[str, Promise] = {
    "no_rows": _("The table has no rows."),
    "column_missing": _("The column “%(column)s” is missing."),
    "column_twice": _("The column “%(column)s” is there more than once."),
    "municipality_unknown": _("There is no municipality with the code “%(value)s”."),
    "cohort_not_one": _("The pool has no single cohort that fits: %(cohorts)s."),
    "end_without_earlier_pool": _(
        "An end of the earlier pool is given for a municipality that was not in it."
    ),
    "not_a_count": _("“%(value)s” is not a whole number."),
}

_PAPERS: dict[str, Promise] = {
    "file_not_ours": _("This file was not made here, or it has been changed."),
    "signature_broken": _("The signature %(field)s is broken: the file has been changed."),
    "signature_not_ours": _("The signature %(field)s was not made by this service."),
    "seal_missing": _("The seal of the service is missing."),
    "changed_after_seal": _("The file has been changed after it was sealed."),
    "signatures_unreadable": _("The signatures of the file cannot be read: it has been changed."),
}

TEXTS: dict[str, Promise] = {
    **_ACTS,
    **_PEOPLE,
    **SENDING,
    **CLARIFICATION,
    **BUDGET,
    **WORKBOOK,
    **_ASSESSMENT,
    **ROOM,
    **_AWARD,
    **_ACCOUNT,
    **FILES,
    **PAYOUTS,
    **_PAPERS,
    **_POOL_FILE,
    **_CAPS_FILE,
    **SETUP,
    **TOML,
    **OUTCOMES,
}


def sentence(problem: Problem) -> str:
    """A problem in words. Raises KeyError for a code without words, which a test does not let happen."""
    question = problem.detail.get("question", "")
    text = str(TEXTS[problem.code]) % {
        "field": problem.where,
        "place": _place(problem.where),
        **problem.detail,
    }
    text = f"{question} {text}" if question and question not in text else text
    return text.replace("kr..", "kr.")  # an amount brings a full stop of its own


def _place(where: str) -> str:
    """Where a problem is, in words, for sentences that begin with it: `line 12` as `Linje 12`."""
    kind, _space, number = where.partition(" ")
    return str(_("Line %(number)s")) % {"number": number} if kind == "line" else where


def sentences(problems: Iterable[Problem]) -> list[str]:
    """Problems in words, each sentence once."""
    return list(dict.fromkeys(sentence(problem) for problem in problems))


def could_not(texts: Iterable[str]) -> Alert | None:
    """The alert on top of a page whose wish was refused for these problems; nothing where there are none."""
    points = tuple(texts)
    return Alert("error", str(_("This could not be done")), points=points, urgent=True) if points else None


def left_out(unreadable: Iterable[str]) -> Alert | None:
    """What stands beside sums that some numbers are left out of, because they cannot be read; nothing where all are in."""
    points = tuple(unreadable)
    heading = str(_("These numbers cannot be read, and are left out of the sums"))
    return Alert("error", heading, points=points) if points else None
