"""The sentences of problems on the way to an application: sending, clarification, the budget and its workbook."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENDING: dict[str, Promise] = {
    "contact_name_missing": _("The name of the contact is missing."),
    "contact_mail_missing": _("The mail address of the contact is missing."),
    "signatory_missing": _("The signatory is missing."),
    "answer_missing": _("“%(question)s” has not been answered."),
    "answer_not_yes_or_no": _("Answer with yes or no."),
    "not_positive": _("The number has to be above zero."),
    "budget_missing": _("The budget is missing."),
    "cap_missing": _("The municipality has no cap in this pool, so it cannot apply."),
    "obligation_not_accepted": _("This obligation has not been accepted: %(obligation)s"),
    "attachment_missing": _("The attachment “%(attachment)s” is missing."),
    "consent_missing": _("%(municipality)s has not consented yet."),
    "joint_not_allowed": _("This pool takes no joint applications."),
    "not_invited": _("The municipality is not in the application any more."),
    "joint_sent": _(
        "What was sent covers %(municipality)s. To apply apart, the application has to be withdrawn first."
    ),
    "municipality_twice": _("%(municipality)s is there more than once."),
    "cohort_differs": _("%(municipality)s and %(lead)s are in different cohorts and have to apply apart."),
    "start_differs": _(
        "%(municipality)s starts on %(starts)s and %(lead)s on %(lead_starts)s, so they have to apply apart."
    ),
    "already_in_application": _("%(municipality)s is already in application %(case)s."),
    "control_character": _("The text holds a character that cannot be kept. Type it again without it."),
    "looks_like_cpr": _("The text holds something that looks like a CPR number. Take it out."),
    "text_too_long": _("The text is %(length)s characters long; there is room for %(longest)s."),
    "ambiguous_number": _("The number can be read in more than one way. Write it as 1.234,50."),
    "not_a_number": _("This is not a number. Write it as 1.234,50."),
    "too_large": _("The number is larger than the system keeps."),
}

CLARIFICATION: dict[str, Promise] = {
    "clarification_open": _(
        "The municipality has been asked, and the answer is awaited. Until it comes, or the questions are closed, nothing "
        "else happens with the application."
    ),
    "clarification_ended": _("These questions are answered or closed already."),
    "correction_being_written": _(
        "The municipality is writing a correction that may still come in time. Wait until the deadline has passed."
    ),
    "no_questions": _("Ask at least one question."),
    "too_many_questions": _("Ask at most %(most)s questions at a time."),
    "task_unknown": _("Choose the task that the question is about."),
    "question_missing": _("Write the question."),
    "obligations_hang_on_it": _(
        "Which obligations bind depends on one of these answers. Ask about the obligations too, so that both can be changed."
    ),
    "due_before_tomorrow": _("The answer can be due on %(first)s at the earliest."),
    "due_not_later": _("The new day has to be later than %(before)s."),
    "task_not_reopened": _("The agency has not asked about this, so it cannot be changed now."),
    "question_unanswered": _("Something the agency asked is neither changed nor replied to."),
    "question_unknown_here": _("The reply is to a question that was not asked."),
    "answer_changed_meanwhile": _(
        "Somebody has changed the answer since you looked at it. Look it through again, and send it then."
    ),
    "agreed_before_the_answer": _(
        "The municipality has answered questions since the scores were agreed. Enter the agreed scores again."
    ),
}

BUDGET: dict[str, Promise] = {
    "no_lines": _("The budget has no lines."),
    "category_missing": _("Line %(line)s has no category."),
    "category_unknown": _("Line %(line)s has a category that this pool does not have."),
    "department_missing": _("Line %(line)s names no department."),
    "note_missing": _("Line %(line)s has no note that justifies it."),
    "no_amount": _("Line %(line)s has no amount."),
    "year_outside_period": _("Line %(line)s: %(year)s lies outside the project period."),
    "year_twice": _("Line %(line)s has %(year)s more than once."),
    "rate_missing": _("Line %(line)s, %(year)s: the hourly rate is missing."),
    "posts_missing": _("Line %(line)s, %(year)s: the number of full-time posts is missing."),
    "hours_missing": _("Line %(line)s, %(year)s: the hours are missing."),
    "too_many_decimals": _("Line %(line)s, %(year)s: give at most two decimals."),
    "negative_amount": _("An amount is below zero."),
    "zero_amount": _("Line %(line)s, %(year)s: an amount of zero is left out instead."),
    "total_over_cap": _("The budget of %(total)s is %(over)s above the cap of %(cap)s."),
    "main_category_not_largest": _("“%(category)s” is not the largest item, though it is meant to be."),
    "no_audit_line": _("There is no line for audit, which is needed from %(auditor_from)s."),
    "hours_above_norm": _("Line %(line)s, %(year)s: more hours than %(norm)s for each full-time post."),
    "only_own_department": _(
        "All lines lie with %(department)s. The call asks for a spread over departments."
    ),
}

WORKBOOK: dict[str, Promise] = {
    "file_too_much": _(
        "The file unpacks to more than can be read. Fetch a new spreadsheet, and fill it in again."
    ),
    "file_locked_or_old": _(
        "The file has a password, or it is of an old kind (.xls). Save it as .xlsx without a password."
    ),
    "file_no_workbook": _("The file is no spreadsheet. Upload the one you fetched here, saved as .xlsx."),
    "file_broken": _("The file cannot be read: it is damaged or cut off. Save it again, or fetch a new one."),
    "file_runs": _("The file holds macros or other things that run. Save it as .xlsx without macros."),
    "file_reaches_out": _("The file links to other files or data. Remove the links, and save it again."),
    "file_holds_others": _("The file holds other files. Remove them, and save it again."),
    "other_template": _("This is not the spreadsheet as it is now. Fetch a new one, and fill it in."),
    "sheet_missing": _("The sheet “%(sheet)s” is missing. Fetch a new spreadsheet, and fill it in."),
    "sheet_hidden": _("The sheet “%(sheet)s” is hidden. Show it, so that nothing is left unseen."),
    "heading_moved": _(
        "“%(heading)s” does not stand in its place. Rows and columns have to stay; fetch a new spreadsheet."
    ),
    "cell_outside": _("There is something outside the table, where nothing is read. Move it or remove it."),
    "cell_no_number": _("There is a text where a number belongs. Write the number alone, such as 1924,5."),
    "cell_no_text": _("There is a number or a day where a text belongs."),
    "cell_is_an_error": _("The cell shows an error. Write the number itself."),
    "cell_not_worked_out": _("The formula has no value. Write the number itself."),
    "cell_zero": _("Leave the cell empty instead of zero."),
    "cell_decimals": _("Give at most two decimals."),
    "category_not_listed": _("This category is not on the list of the sheet. Choose one from the list."),
    "line_number_changed": _("The number of the line has been changed. Fetch a new spreadsheet."),
    "line_number_twice": _("This number stands before two lines. Fetch a new spreadsheet."),
    "line_differs": _("Line %(line)s: the spreadsheet says %(said)s, the line comes to %(right)s."),
    "total_differs": _("In all: the spreadsheet says %(said)s, the lines come to %(right)s."),
}
