"""Every address of the system, one line a door. Addresses are Danish ASCII, their names English."""

from django.urls import path

from fsm3.web.auditor import audits
from fsm3.web.caseworker import (
    amend,
    budget_changes,
    cases,
    clarify,
    deciding,
    due_dates,
    handling,
    lists,
    outcome_acts,
    outcomes,
    payment_lists,
    payout_acts,
    payouts,
    proposals,
    user_acts,
)
from fsm3.web.caseworker import exceptions as exceptional
from fsm3.web.caseworker import expectations as case_expectations
from fsm3.web.caseworker import jobs as failed_jobs
from fsm3.web.caseworker import user as one_user
from fsm3.web.caseworker import users as everybody
from fsm3.web.demo import maps, style, style_forms
from fsm3.web.demo import views as demo
from fsm3.web.municipality import (
    accounts,
    attachments,
    attesting,
    auditors,
    awards,
    budget,
    budget_change,
    budget_workbook,
    checking,
    clarification,
    drafting,
    expectations,
    hearings,
    invitations,
    joint,
    member_acts,
    members,
    receipts,
    starting,
    statements,
)
from fsm3.web.municipality import views as municipality
from fsm3.web.public import call, front, passwords, signing_in
from fsm3.web.shared import health

urlpatterns = [
    path("", front.home, name="home"),
    path("puljer/<slug:pool_key>/", call.pool, name="pool"),
    path("log-ind/", signing_in.sign_in, name="sign_in"),
    path("adgangskode/<str:uidb64>/<str:token>/", passwords.choose_password, name="choose_password"),
    path("log-ind/fortsaet/", signing_in.go_on, name="go_on"),
    path("log-ind/forbliv/", signing_in.stay, name="stay"),
    path("log-ud/", signing_in.sign_out, name="sign_out"),
    path("rolle/", signing_in.choose_role, name="choose_role"),
    path("sprog/", signing_in.choose_language, name="choose_language"),
    path("sager/", lists.cases, name="cases"),
    path("sager/csv/", lists.cases_file, name="cases_file"),
    path("sager/<int:case_id>/", cases.case, name="case"),
    path("sager/<int:case_id>/breve/<int:document_id>/", cases.document, name="case_letter"),
    path("sager/<int:case_id>/bilag/<int:version>/<int:place>/", cases.attachment, name="case_attachment"),
    path("sager/<int:case_id>/forslag/<int:proposal_id>/", deciding.decide, name="decide"),
    path("sager/<int:case_id>/afklaring/", clarify.clarify, name="clarify"),
    path(
        "sager/<int:case_id>/afklaring/<int:clarification_id>/frist/", clarify.extend, name="clarify_extend"
    ),
    path("sager/<int:case_id>/afklaring/<int:clarification_id>/luk/", clarify.close, name="clarify_close"),
    path("sager/<int:case_id>/frister/", due_dates.due_dates, name="due_dates"),
    path(
        "sager/<int:case_id>/budgetaendring/<int:change_id>/",
        budget_changes.budget_change,
        name="budget_change",
    ),
    path("sager/<int:case_id>/aendring/", amend.amend, name="amend"),
    path("sager/<int:case_id>/bortfald/", amend.lapse, name="lapse"),
    path("sager/<int:case_id>/forventninger/", case_expectations.expectations, name="case_expectations"),
    path("sager/<int:case_id>/resultater/", outcomes.case_outcomes, name="case_outcomes"),
    path("sager/<int:case_id>/regnskaber/<int:account_id>/", handling.account, name="account"),
    path(
        "sager/<int:case_id>/regnskaber/<int:account_id>/retur/", handling.send_back, name="account_send_back"
    ),
    path(
        "sager/<int:case_id>/regnskaber/<int:account_id>/frigivelse/",
        payout_acts.release_held,
        name="release_held",
    ),
    path("sager/<int:case_id>/opgoerelse/", payouts.payout, name="payout"),
    path("sager/<int:case_id>/opgoerelse/foreslaa/", payout_acts.prepare_payout, name="prepare_payout"),
    path("sager/<int:case_id>/opgoerelse/hoering/", payout_acts.hear_settlement, name="hear_settlement"),
    path(
        "sager/<int:case_id>/opgoerelse/tilbagebetaling/",
        payout_acts.register_repayment,
        name="register_repayment",
    ),
    path("sager/<int:case_id>/opgoerelser/<int:statement_id>/", payouts.statement, name="statement"),
    path("udbetalinger/", payment_lists.payments, name="payments"),
    path("udbetalinger/<slug:pool_key>/", payment_lists.payments_of, name="payments_of"),
    path("udbetalinger/<slug:pool_key>/csv/", payment_lists.payments_file, name="payments_file"),
    path("resultater/", outcomes.outcomes, name="outcomes"),
    path("resultater/<slug:pool_key>/", outcomes.outcomes_of, name="outcomes_of"),
    path("resultater/<slug:pool_key>/hent/", outcome_acts.upload_outcomes, name="upload_outcomes"),
    path("resultater/<slug:pool_key>/laas/", outcome_acts.lock_months, name="lock_months"),
    path("resultater/<slug:pool_key>/laas-op/", outcome_acts.unlock_months, name="unlock_months"),
    path("resultater/<slug:pool_key>/filer/<int:upload_id>/", outcomes.outcome_file, name="outcome_file"),
    path("forslag/", proposals.proposals, name="proposals"),
    path("forslag/<int:proposal_id>/", deciding.decide_other, name="decide_other"),
    path("brugere/", everybody.users, name="users"),
    path("brugere/ny/", user_acts.add, name="user_add"),
    path("brugere/revisionsfirmaer/", user_acts.firms, name="audit_firms"),
    path("brugere/<int:user_id>/", one_user.user, name="user"),
    path("brugere/roller/<int:membership_id>/", user_acts.end_role, name="user_role_end"),
    path("job/", failed_jobs.jobs, name="jobs"),
    path("undtagelser/", exceptional.exceptions_newest, name="exceptions_newest"),
    path("undtagelser/<slug:pool_key>/", exceptional.exceptions, name="exceptions"),
    path("undtagelser/<slug:pool_key>/csv/", exceptional.exceptions_file, name="exceptions_file"),
    path("ansoegninger/", starting.applications, name="own_applications"),
    path("ansoegninger/start/<slug:pool_key>/", starting.start, name="own_start"),
    path("ansoegninger/<int:case_id>/", municipality.application, name="own_application"),
    path("ansoegninger/<int:case_id>/kontakt/", drafting.contact, name="own_contact"),
    path("ansoegninger/<int:case_id>/spoergsmaal/<slug:key>/", drafting.question, name="own_question"),
    path("ansoegninger/<int:case_id>/forpligtelser/", drafting.obligations, name="own_obligations"),
    path("ansoegninger/<int:case_id>/tjek/", checking.check, name="own_check"),
    path("ansoegninger/<int:case_id>/send/", checking.send, name="own_send"),
    path("ansoegninger/<int:case_id>/bed-om-afsendelse/", checking.ask_to_send, name="own_ask_to_send"),
    path("ansoegninger/<int:case_id>/kvittering/", receipts.receipt, name="own_receipt"),
    path("ansoegninger/<int:case_id>/ret/", receipts.correct, name="own_correct"),
    path("ansoegninger/<int:case_id>/traek-tilbage/", receipts.withdraw, name="own_withdraw"),
    path("ansoegninger/<int:case_id>/breve/<int:document_id>/", municipality.letter, name="own_letter"),
    path("ansoegninger/<int:case_id>/afklaring/", clarification.clarification, name="own_clarification"),
    path("ansoegninger/<int:case_id>/afklaring/send/", clarification.send, name="own_clarification_send"),
    path("ansoegninger/<int:case_id>/bilag/", attachments.attachments, name="own_attachments"),
    path(
        "ansoegninger/<int:case_id>/bilag/<int:attachment_id>/", attachments.attachment, name="own_attachment"
    ),
    path(
        "ansoegninger/<int:case_id>/bilag/<int:attachment_id>/navn/",
        attachments.rename,
        name="own_attachment_rename",
    ),
    path(
        "ansoegninger/<int:case_id>/bilag/<int:attachment_id>/fjern/",
        attachments.remove,
        name="own_attachment_remove",
    ),
    path(
        "ansoegninger/<int:case_id>/bilag/sendt/<int:version>/<int:place>/",
        attachments.sent_attachment,
        name="own_sent_attachment",
    ),
    path("ansoegninger/<int:case_id>/tilsagn/", awards.award, name="own_award"),
    path("ansoegninger/<int:case_id>/tilsagn/afkald/", awards.renounce, name="own_award_renounce"),
    path("ansoegninger/<int:case_id>/forventninger/", expectations.expectations, name="own_expectations"),
    path(
        "ansoegninger/<int:case_id>/forventninger/<slug:key>/<str:by>/",
        expectations.expectation,
        name="own_expectation",
    ),
    path("ansoegninger/<int:case_id>/budget/", budget.budget, name="own_budget"),
    path("ansoegninger/<int:case_id>/budget/summer/", budget.sums, name="own_budget_sums"),
    path("ansoegninger/<int:case_id>/budget/regneark/", budget_workbook.workbook, name="own_budget_workbook"),
    path(
        "ansoegninger/<int:case_id>/budget/regneark/laeg-op/",
        budget_workbook.upload,
        name="own_budget_upload",
    ),
    path("ansoegninger/<int:case_id>/budgetaendring/", budget_change.ask, name="own_budget_change"),
    path(
        "ansoegninger/<int:case_id>/budgetaendring/<int:change_id>/",
        budget_change.asked,
        name="own_budget_change_asked",
    ),
    path(
        "ansoegninger/<int:case_id>/regnskaber/<slug:kind>/start/", accounts.start, name="own_account_start"
    ),
    path("ansoegninger/<int:case_id>/regnskaber/<int:account_id>/", accounts.account, name="own_account"),
    path(
        "ansoegninger/<int:case_id>/regnskaber/<int:account_id>/attester/",
        attesting.attest,
        name="own_account_attest",
    ),
    path(
        "ansoegninger/<int:case_id>/regnskaber/<int:account_id>/send/",
        attesting.send,
        name="own_account_send",
    ),
    path(
        "ansoegninger/<int:case_id>/regnskaber/<int:account_id>/ret/",
        accounts.correct,
        name="own_account_correct",
    ),
    path("ansoegninger/<int:case_id>/regnskaber/<int:account_id>/pdf/", accounts.pdf, name="own_account_pdf"),
    path("ansoegninger/<int:case_id>/partshoering/<int:hearing_id>/", hearings.hearing, name="own_hearing"),
    path(
        "ansoegninger/<int:case_id>/opgoerelser/<int:statement_id>/",
        statements.statement,
        name="own_statement",
    ),
    path("ansoegninger/<int:case_id>/faelles/", joint.joint, name="own_joint"),
    path("ansoegninger/<int:case_id>/samtykke/", invitations.consent, name="own_consent"),
    path("kolleger/", members.members, name="own_members"),
    path("kolleger/inviter/", member_acts.invite, name="own_member_invite"),
    path("kolleger/<int:user_id>/", member_acts.member, name="own_member"),
    path("kolleger/roller/<int:membership_id>/", member_acts.end_role, name="own_role_end"),
    path("revisor/", auditors.auditors, name="own_auditors"),
    path("revision/", audits.audits, name="audits"),
    path("revision/<int:account_id>/", audits.audit, name="audit"),
    path("revision/<int:account_id>/pdf/", audits.pdf, name="audit_pdf"),
    path("demo/log-ind/<int:membership_id>/", demo.sign_in_as, name="demo_sign_in"),
    path("demo/stil/formularer/", style_forms.style_forms, name="style_forms"),
    path("demo/post/", demo.mailbox, name="mailbox"),
    path("demo/post/<int:mail_id>/", demo.mail_look, name="mail_look"),
    path("demo/kort/<slug:pool_key>/", maps.pool_map, name="demo_map"),
    path("demo/stil/", style.style, name="style"),
    path("sundhed/live", health.live, name="live"),
    path("sundhed/klar", health.ready, name="ready"),
]

handler403 = "fsm3.web.shared.errors.forbidden"
handler404 = "fsm3.web.shared.errors.not_found"
