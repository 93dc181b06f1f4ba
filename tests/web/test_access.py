"""Every address, every role, own and other municipality, reading and sending: one table.

`200` is a page, `in` is led to sign in, `on` is led on elsewhere, `403`, `404` and `405` are what they say. The case is
København's, whose people `applicant`, `accountant`, `signatory` and `keeper` (its administrator) are; `other` signs for
another municipality; `partial` is a caseworker who declared a conflict of interest in the case.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import URLPattern, get_resolver, reverse

from applications.models import Ranking
from applications.selectors import attachments
from applications.services import applications
from budgets.rules.accounts import AccountKind
from fsm3.access.selectors import memberships
from fsm3.core import documents, mail, proposals
from fsm3.core.proposals import Proposal
from fsm3.journeys import accounts, award_life, budget_change
from tests.support.town import ACCEPTED, moved
from tests.web.december import membership_of

WHO = (
    "nobody", "caseworker", "partial", "approver", "administrator", "applicant", "accountant", "signatory", "keeper",
    "other", "auditor", "national",
)  # fmt: skip
TABLE = """
                 nobody casew partial approver admin applicant accountant signatory keeper other auditor national
home             GET  200 200 200 200 200 200 200 200 200 200 200 200
home             POST 405 405 405 405 405 405 405 405 405 405 405 405
pool             GET  200 200 200 200 200 200 200 200 200 200 200 200
pool             POST 405 405 405 405 405 405 405 405 405 405 405 405
sign_in          GET  200 200 200 200 200 200 200 200 200 200 200 200
sign_in          POST 200 200 200 200 200 200 200 200 200 200 200 200
go_on            GET  405 405 405 405 405 405 405 405 405 405 405 405
go_on            POST 403 on  on  on  on  on  on  on  on  on  on  on
stay             GET  in  405 405 405 405 405 405 405 405 405 405 405
stay             POST in  200 200 200 200 200 200 200 200 200 200 200
sign_out         GET  in  405 405 405 405 405 405 405 405 405 405 405
sign_out         POST in  on  on  on  on  on  on  on  on  on  on  on
choose_role      GET  in  405 405 405 405 405 405 405 405 405 405 405
choose_role      POST in  404 404 404 404 404 404 404 404 404 404 404
choose_password  GET  200 200 200 200 200 200 200 200 200 200 200 200
choose_password  POST 200 200 200 200 200 200 200 200 200 200 200 200
choose_language  GET  405 405 405 405 405 405 405 405 405 405 405 405
choose_language  POST on  on  on  on  on  on  on  on  on  on  on  on
cases            GET  in  200 200 200 403 403 403 403 403 403 403 200
cases            POST in  405 405 405 403 403 403 403 403 403 403 405
cases_file       GET  in  200 200 200 403 403 403 403 403 403 403 200
cases_file       POST in  405 405 405 403 403 403 403 403 403 403 405
case             GET  in  200 404 200 403 403 403 403 403 403 403 200
case             POST in  405 405 405 403 403 403 403 403 403 403 405
case_letter      GET  in  200 404 200 403 403 403 403 403 403 403 200
case_letter      POST in  405 405 405 403 403 403 403 403 403 403 405
case_attachment  GET  in  200 404 200 403 403 403 403 403 403 403 200
case_attachment  POST in  405 405 405 403 403 403 403 403 403 403 405
decide           GET  in  403 403 200 403 403 403 403 403 403 403 403
decide           POST in  403 403 200 403 403 403 403 403 403 403 403
letter_preview   GET  in  on  404 on  403 403 403 403 403 403 403 403
letter_preview   POST in  405 405 405 403 403 403 403 403 403 403 403
correct_letter   GET  in  200 404 403 403 403 403 403 403 403 403 403
correct_letter   POST in  200 404 403 403 403 403 403 403 403 403 403
all_letters      GET  in  on  on  on  403 403 403 403 403 403 403 on
all_letters      POST in  405 405 405 403 403 403 403 403 403 403 405
letters          GET  in  200 200 200 403 403 403 403 403 403 403 200
letters          POST in  409 409 409 403 403 403 403 403 403 403 403
clarify          GET  in  200 404 200 403 403 403 403 403 403 403 200
clarify          POST in  200 404 403 403 403 403 403 403 403 403 403
clarify_extend   GET  in  404 404 403 403 403 403 403 403 403 403 403
clarify_extend   POST in  404 404 403 403 403 403 403 403 403 403 403
clarify_close    GET  in  404 404 403 403 403 403 403 403 403 403 403
clarify_close    POST in  404 404 403 403 403 403 403 403 403 403 403
impartiality     GET  in  200 404 200 403 403 403 403 403 403 403 403
impartiality     POST in  200 404 200 403 403 403 403 403 403 403 403
admissibility    GET  in  200 404 200 403 403 403 403 403 403 403 200
admissibility    POST in  200 404 403 403 403 403 403 403 403 403 403
case_assign      GET  in  200 404 403 403 403 403 403 403 403 403 403
case_assign      POST in  200 404 403 403 403 403 403 403 403 403 403
write_note       GET  in  200 404 200 403 403 403 403 403 403 403 403
write_note       POST in  200 404 200 403 403 403 403 403 403 403 403
case_versions    GET  in  200 404 200 403 403 403 403 403 403 403 200
case_versions    POST in  405 405 405 403 403 403 403 403 403 403 405
assess           GET  in  on  404 403 403 403 403 403 403 403 403 403
assess           POST in  200 404 403 403 403 403 403 403 403 403 403
assess_give      GET  in  on  404 403 403 403 403 403 403 403 403 403
assess_give      POST in  on  404 403 403 403 403 403 403 403 403 403
agree            GET  in  200 404 403 403 403 403 403 403 403 403 403
agree            POST in  403 404 403 403 403 403 403 403 403 403 403
case_expectations GET in  200 404 200 403 403 403 403 403 403 403 200
case_expectations POST in 405 405 405 403 403 403 403 403 403 403 405
due_dates        GET  in  200 404 403 403 403 403 403 403 403 403 403
due_dates        POST in  200 404 403 403 403 403 403 403 403 403 403
budget_change    GET  in  404 404 404 403 403 403 403 403 403 403 404
budget_change    POST in  404 404 403 403 403 403 403 403 403 403 403
amend              GET  in  200 404 403 403 403 403 403 403 403 403 403
amend              POST in  200 404 403 403 403 403 403 403 403 403 403
lapse              GET  in  200 404 403 403 403 403 403 403 403 403 403
lapse              POST in  200 404 403 403 403 403 403 403 403 403 403
case_outcomes      GET  in  200 404 200 403 403 403 403 403 403 403 200
case_outcomes      POST in  405 405 405 403 403 403 403 403 403 403 405
account            GET  in  404 404 404 403 403 403 403 403 403 403 404
account            POST in  404 404 403 403 403 403 403 403 403 403 403
account_send_back  GET  in  404 404 403 403 403 403 403 403 403 403 403
account_send_back  POST in  404 404 403 403 403 403 403 403 403 403 403
release_held       GET  in  404 404 403 403 403 403 403 403 403 403 403
release_held       POST in  404 404 403 403 403 403 403 403 403 403 403
payout             GET  in  200 404 200 403 403 403 403 403 403 403 200
payout             POST in  405 405 405 403 403 403 403 403 403 403 405
prepare_payout     GET  in  200 404 403 403 403 403 403 403 403 403 403
prepare_payout     POST in  409 404 403 403 403 403 403 403 403 403 403
hear_settlement    GET  in  200 404 403 403 403 403 403 403 403 403 403
hear_settlement    POST in  409 404 403 403 403 403 403 403 403 403 403
register_repayment GET  in  200 404 403 403 403 403 403 403 403 403 403
register_repayment POST in  200 404 403 403 403 403 403 403 403 403 403
statement          GET  in  404 404 404 403 403 403 403 403 403 403 404
statement          POST in  405 405 405 403 403 403 403 403 403 403 405
payments           GET  in  on  on  on  403 403 403 403 403 403 403 on
payments           POST in  405 405 405 403 403 403 403 403 403 403 405
payments_of        GET  in  200 200 200 403 403 403 403 403 403 403 200
payments_of        POST in  405 405 405 403 403 403 403 403 403 403 405
payments_file      GET  in  200 200 200 403 403 403 403 403 403 403 200
payments_file      POST in  405 405 405 403 403 403 403 403 403 403 405
outcomes           GET  in  on  on  on  403 403 403 403 403 403 403 on
outcomes           POST in  405 405 405 403 403 403 403 403 403 403 405
outcomes_of        GET  in  200 200 200 403 403 403 403 403 403 403 200
outcomes_of        POST in  405 405 405 403 403 403 403 403 403 403 405
upload_outcomes    GET  in  200 200 403 403 403 403 403 403 403 403 403
upload_outcomes    POST in  200 200 403 403 403 403 403 403 403 403 403
lock_months        GET  in  200 200 403 403 403 403 403 403 403 403 403
lock_months        POST in  200 200 403 403 403 403 403 403 403 403 403
unlock_months      GET  in  200 200 403 403 403 403 403 403 403 403 403
unlock_months      POST in  200 200 403 403 403 403 403 403 403 403 403
outcome_file       GET  in  404 404 404 403 403 403 403 403 403 403 404
outcome_file       POST in  405 405 405 403 403 403 403 403 403 403 405
work             GET  in  200 200 200 403 403 403 403 403 403 403 403
work             POST in  405 405 405 403 403 403 403 403 403 403 403
assign_many      GET  in  on  on  403 403 403 403 403 403 403 403 403
assign_many      POST in  on  on  403 403 403 403 403 403 403 403 403
proposals        GET  in  200 200 200 200 403 403 403 403 403 403 403
proposals        POST in  405 405 405 405 403 403 403 403 403 403 403
decide_other     GET  in  403 403 200 403 403 403 403 403 403 403 403
decide_other     POST in  403 403 200 403 403 403 403 403 403 403 403
users            GET  in  403 403 403 200 403 403 403 403 403 403 403
users            POST in  403 403 403 405 403 403 403 403 403 403 403
user_add         GET  in  403 403 403 200 403 403 403 403 403 403 403
user_add         POST in  403 403 403 200 403 403 403 403 403 403 403
audit_firms      GET  in  403 403 403 200 403 403 403 403 403 403 403
audit_firms      POST in  403 403 403 200 403 403 403 403 403 403 403
user             GET  in  403 403 403 200 403 403 403 403 403 403 403
user             POST in  403 403 403 on 403 403 403 403 403 403 403
user_role_end    GET  in  403 403 403 200 403 403 403 403 403 403 403
user_role_end    POST in  403 403 403 on 403 403 403 403 403 403 403
setup            GET  in  200 200 200 403 403 403 403 403 403 403 200
setup            POST in  405 405 405 403 403 403 403 403 403 403 405
setup_new        GET  in  200 200 403 403 403 403 403 403 403 403 403
setup_new        POST in  200 200 403 403 403 403 403 403 403 403 403
setup_pool       GET  in  200 200 200 403 403 403 403 403 403 403 200
setup_pool       POST in  405 405 405 403 403 403 403 403 403 403 405
setup_version    GET  in  200 200 403 403 403 403 403 403 403 403 403
setup_version    POST in  200 200 403 403 403 403 403 403 403 403 403
setup_version_file GET in 200 200 200 403 403 403 403 403 403 403 200
setup_version_file POST in 405 405 405 403 403 403 403 403 403 403 405
setup_caps       GET  in  200 200 403 403 403 403 403 403 403 403 403
setup_caps       POST in  200 200 403 403 403 403 403 403 403 403 403
setup_cap        GET  in  200 200 403 403 403 403 403 403 403 403 403
setup_cap        POST in  200 200 403 403 403 403 403 403 403 403 403
setup_caps_file  GET  in  200 200 200 403 403 403 403 403 403 403 200
setup_caps_file  POST in  405 405 405 403 403 403 403 403 403 403 405
jobs             GET  in  200 200 403 200 403 403 403 403 403 403 403
jobs             POST in  409 409 403 409 403 403 403 403 403 403 403
exceptions_newest GET  in on  on  on  403 403 403 403 403 403 403 on
exceptions_newest POST in 405 405 405 403 403 403 403 403 403 403 405
exceptions        GET  in 200 200 200 403 403 403 403 403 403 403 200
exceptions        POST in 405 405 405 403 403 403 403 403 403 403 405
exceptions_file   GET  in 200 200 200 403 403 403 403 403 403 403 200
exceptions_file   POST in 405 405 405 403 403 403 403 403 403 403 405
rooms            GET  in  on  on  on  403 403 403 403 403 403 403 on
rooms            POST in  405 405 405 403 403 403 403 403 403 403 405
room             GET  in  200 200 200 403 403 403 403 403 403 403 200
room             POST in  405 405 405 403 403 403 403 403 403 403 405
room_map         GET  in  200 200 200 403 403 403 403 403 403 403 200
room_map         POST in  405 405 405 403 403 403 403 403 403 403 405
room_fill        GET  in  200 200 403 403 403 403 403 403 403 403 403
room_fill        POST in  200 200 403 403 403 403 403 403 403 403 403
room_groups      GET  in  200 200 403 403 403 403 403 403 403 403 403
room_groups      POST in  200 200 403 403 403 403 403 403 403 403 403
room_propose     GET  in  200 200 403 403 403 403 403 403 403 403 403
room_propose     POST in  200 200 403 403 403 403 403 403 403 403 403
room_case        GET  in  on  404 403 403 403 403 403 403 403 403 403
room_case        POST in  on  404 403 403 403 403 403 403 403 403 403
room_effect      GET  in  405 405 403 403 403 403 403 403 403 403 403
room_effect      POST in  404 404 403 403 403 403 403 403 403 403 403
decide_many      GET  in  403 403 200 403 403 403 403 403 403 403 403
decide_many      POST in  403 403 200 403 403 403 403 403 403 403 403
ranking          GET  in  200 200 200 403 403 403 403 403 403 403 200
ranking          POST in  405 405 405 403 403 403 403 403 403 403 405
own_applications GET  in  403 403 403 403 200 200 200 403 200 403 403
own_applications POST in  403 403 403 403 405 405 405 403 405 403 403
own_application  GET  in  403 403 403 403 200 200 200 403 404 403 403
own_application  POST in  403 403 403 403 405 405 405 403 405 403 403
own_start        GET  in  403 403 403 403 405 405 405 403 405 403 403
own_start        POST in  403 403 403 403 409 409 409 403 409 403 403
own_contact      GET  in  403 403 403 403 404 404 404 403 404 403 403
own_contact      POST in  403 403 403 403 409 409 409 403 404 403 403
own_question     GET  in  403 403 403 403 404 404 404 403 404 403 403
own_question     POST in  403 403 403 403 409 409 409 403 404 403 403
own_obligations  GET  in  403 403 403 403 404 404 404 403 404 403 403
own_obligations  POST in  403 403 403 403 409 409 409 403 404 403 403
own_check        GET  in  403 403 403 403 on  on  on  403 404 403 403
own_check        POST in  403 403 403 403 405 405 405 403 405 403 403
own_send         GET  in  403 403 403 403 403 403 405 403 405 403 403
own_send         POST in  403 403 403 403 403 403 on  403 404 403 403
own_ask_to_send  GET  in  403 403 403 403 405 405 405 403 405 403 403
own_ask_to_send  POST in  403 403 403 403 409 409 409 403 404 403 403
own_receipt      GET  in  403 403 403 403 200 200 200 403 404 403 403
own_receipt      POST in  403 403 403 403 405 405 405 403 405 403 403
own_correct      GET  in  403 403 403 403 405 405 405 403 405 403 403
own_correct      POST in  403 403 403 403 on  on  on  403 404 403 403
own_correction_discard GET  in 403 403 403 403 200 403 200 403 404 403 403
own_correction_discard POST in 403 403 403 403 on  403 on  403 404 403 403
own_withdraw     GET  in  403 403 403 403 403 403 200 403 404 403 403
own_withdraw     POST in  403 403 403 403 403 403 409 403 404 403 403
own_letter       GET  in  403 403 403 403 200 200 200 403 404 403 403
own_letter       POST in  403 403 403 403 405 405 405 403 405 403 403
own_clarification      GET  in 403 403 403 403 404 404 404 403 404 403 403
own_clarification      POST in 403 403 403 403 404 404 404 403 404 403 403
own_clarification_send GET  in 403 403 403 403 404 404 404 403 404 403 403
own_clarification_send POST in 403 403 403 403 404 404 404 403 404 403 403
own_clarification_ask_to_send GET  in 403 403 403 403 405 405 405 403 405 403 403
own_clarification_ask_to_send POST in 403 403 403 403 404 404 404 403 404 403 403
own_expectations   GET  in 403 403 403 403 200 200 200 403 404 403 403
own_expectations   POST in 403 403 403 403 405 405 405 403 405 403 403
own_expectation    GET  in 403 403 403 403 403 403 403 403 404 403 403
own_expectation    POST in 403 403 403 403 403 403 403 403 404 403 403
own_attachments       GET  in 403 403 403 403 200 200 200 403 404 403 403
own_attachments       POST in 403 403 403 403 200 200 200 403 404 403 403
own_attachment        GET  in 403 403 403 403 200 200 200 403 404 403 403
own_attachment        POST in 403 403 403 403 405 405 405 403 405 403 403
own_attachment_rename GET  in 403 403 403 403 200 200 200 403 404 403 403
own_attachment_rename POST in 403 403 403 403 200 200 200 403 404 403 403
own_attachment_remove GET  in 403 403 403 403 200 200 200 403 404 403 403
own_attachment_remove POST in 403 403 403 403 200 200 200 403 404 403 403
own_sent_attachment   GET  in 403 403 403 403 200 200 200 403 404 403 403
own_sent_attachment   POST in 403 403 403 403 405 405 405 403 405 403 403
own_award          GET  in 403 403 403 403 403 403 200 403 404 403 403
own_award          POST in 403 403 403 403 403 403 on  403 404 403 403
own_award_renounce GET  in 403 403 403 403 403 403 200 403 404 403 403
own_award_renounce POST in 403 403 403 403 403 403 200 403 404 403 403
own_budget          GET  in 403 403 403 403 200 200 200 403 404 403 403
own_budget          POST in 403 403 403 403 200 200 200 403 404 403 403
own_budget_sums     GET  in 403 403 403 403 405 405 405 403 405 403 403
own_budget_sums     POST in 403 403 403 403 200 200 200 403 404 403 403
own_budget_workbook GET  in 403 403 403 403 200 200 200 403 404 403 403
own_budget_workbook POST in 403 403 403 403 405 405 405 403 405 403 403
own_budget_upload   GET  in 403 403 403 403 200 200 200 403 404 403 403
own_budget_upload   POST in 403 403 403 403 200 200 200 403 404 403 403
own_budget_change  GET  in 403 403 403 403 200 200 200 403 404 403 403
own_budget_change  POST in 403 403 403 403 200 200 200 403 404 403 403
own_budget_change_asked GET  in 403 403 403 403 200 200 200 403 404 403 403
own_budget_change_asked POST in 403 403 403 403 on  on  on  403 404 403 403
own_account_start  GET  in 403 403 403 403 405 405 405 403 405 403 403
own_account_start  POST in 403 403 403 403 on  on  on  403 404 403 403
own_account        GET  in 403 403 403 403 200 200 200 403 404 403 403
own_account        POST in 403 403 403 403 200 200 200 403 404 403 403
own_account_attest GET  in 403 403 403 403 403 403 200 403 404 403 403
own_account_attest POST in 403 403 403 403 403 403 409 403 404 403 403
own_account_send   GET  in 403 403 403 403 403 403 200 403 404 403 403
own_account_send   POST in 403 403 403 403 403 403 409 403 404 403 403
own_account_correct GET  in 403 403 403 403 405 405 405 403 405 403 403
own_account_correct POST in 403 403 403 403 409 409 409 403 404 403 403
own_account_pdf    GET  in 403 403 403 403 404 404 404 403 404 403 403
own_account_pdf    POST in 403 403 403 403 405 405 405 403 405 403 403
own_hearing        GET  in 403 403 403 403 404 404 404 403 404 403 403
own_hearing        POST in 403 403 403 403 404 404 404 403 404 403 403
own_statement      GET  in 403 403 403 403 404 404 404 403 404 403 403
own_statement      POST in 403 403 403 403 405 405 405 403 405 403 403
own_joint          GET  in 403 403 403 403 404 404 404 403 404 403 403
own_joint          POST in 403 403 403 403 200 200 200 403 404 403 403
own_consent        GET  in 403 403 403 403 403 403 403 403 404 403 403
own_consent        POST in 403 403 403 403 403 403 403 403 404 403 403
own_members        GET  in 403 403 403 403 200 200 200 200 200 403 403
own_members        POST in 403 403 403 403 405 405 405 405 405 403 403
own_member_invite  GET  in 403 403 403 403 403 403 403 200 403 403 403
own_member_invite  POST in 403 403 403 403 403 403 403 200 403 403 403
own_member         GET  in 403 403 403 403 403 403 403 200 403 403 403
own_member         POST in 403 403 403 403 403 403 403 200 403 403 403
own_role_end       GET  in 403 403 403 403 403 403 403 200 403 403 403
own_role_end       POST in 403 403 403 403 403 403 403 on  403 403 403
own_auditors       GET  in 403 403 403 403 403 403 200 200 200 403 403
own_auditors       POST in 403 403 403 403 403 403 200 200 200 403 403
audits             GET  in 403 403 403 403 403 403 403 403 403 200 403
audits             POST in 403 403 403 403 403 403 403 403 403 405 403
audit              GET  in 403 403 403 403 403 403 403 403 403 404 403
audit              POST in 403 403 403 403 403 403 403 403 403 404 403
audit_pdf          GET  in 403 403 403 403 403 403 403 403 403 404 403
audit_pdf          POST in 403 403 403 403 403 403 403 403 403 405 403
demo_sign_in     GET  405 405 405 405 405 405 405 405 405 405 405 405
demo_sign_in     POST on  on  on  on  on  on  on  on  on  on  on  on
style_forms      GET  200 200 200 200 200 200 200 200 200 200 200 200
style_forms      POST 200 200 200 200 200 200 200 200 200 200 200 200
mailbox          GET  200 200 200 200 200 200 200 200 200 200 200 200
mailbox          POST 405 405 405 405 405 405 405 405 405 405 405 405
mail_look        GET  200 200 200 200 200 200 200 200 200 200 200 200
mail_look        POST 405 405 405 405 405 405 405 405 405 405 405 405
demo_map         GET  200 200 200 200 200 200 200 200 200 200 200 200
demo_map         POST 405 405 405 405 405 405 405 405 405 405 405 405
style            GET  200 200 200 200 200 200 200 200 200 200 200 200
style            POST 405 405 405 405 405 405 405 405 405 405 405 405
live             GET  200 200 200 200 200 200 200 200 200 200 200 200
live             POST 405 405 405 405 405 405 405 405 405 405 405 405
ready            GET  200 200 200 200 200 200 200 200 200 200 200 200
ready            POST 405 405 405 405 405 405 405 405 405 405 405 405
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()[1:]]
CASES = [(row[0], row[1], who, met) for row in ROWS for who, met in zip(WHO, row[2:], strict=True)]


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


OF_A_DRAFT = (
    "own_attachments", "own_budget", "own_budget_sums", "own_budget_workbook", "own_budget_upload",
)  # fmt: skip
"""The pages of a draft, which is open once more."""


def address(name: str, case: int) -> str:
    """The address of a name: with the case, its newest letter, its proposal, one of the demo's people."""
    if name in BEGUN:
        return reverse(name, args=(case, BEGUN[name](case)))
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


def outcome(response) -> str:
    """What met the person."""
    if response.status_code == 302:
        return "in" if response.headers["Location"].startswith("/log-ind/") else "on"
    return str(response.status_code)


@pytest.mark.parametrize(("name", "method", "who", "met"), CASES)
def test_an_address_is_open_to_whom_the_table_says(sign_in, case_of, name, method, who, met):
    url = address(name, case_of("0101"))
    assert outcome(sign_in(who).generic(method, url)) == met


def test_every_address_has_its_rows_in_the_table():
    names = {pattern.name for pattern in get_resolver().url_patterns if isinstance(pattern, URLPattern)}
    assert {(row[0], row[1]) for row in ROWS} == {
        (name, method) for name in names for method in ("GET", "POST")
    }


def test_every_view_says_whom_it_is_open_to():
    patterns = get_resolver().url_patterns
    assert patterns
    for pattern in patterns:
        assert isinstance(pattern, URLPattern), "An included list of addresses would escape this test."
        assert getattr(pattern.callback, "open_to", None), pattern.name
