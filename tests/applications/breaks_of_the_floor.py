"""How the constraints of jobs, mails, proposals, organisations and roles are broken, for `test_constraints`; the rows are those of its town."""

from collections.abc import Callable
from datetime import timedelta

from django.db import models

from fsm3.access.models import Engagement, Membership, Organisation
from fsm3.core.jobs import Job
from fsm3.core.mail import Mail
from fsm3.core.proposals import Proposal
from tests.applications.breaking import again, change
from tests.support.town import DECEMBER, OPENED

BREAKS: dict[str, Callable[[], object]] = {
    "a_job_is_finished_when_it_is_done": change(Job, state="done"),
    "a_running_job_has_a_lease": change(Job, state="running"),
    "a_subject_is_one_line": change(Mail, subject="Hej\nBcc: b@x.example"),
    "one_open_proposal_for_a_subject": again(Proposal),
    "who_prepares_is_among_the_preparers": again(Proposal, subject="x", preparers=[0]),
    "the_decider_is_none_of_those_who_prepared": change(
        Proposal, verdict="approved", decided_by=models.F("prepared_by"), decided_at=DECEMBER
    ),
    "a_verdict_has_a_person_and_a_time": change(Proposal, verdict="approved"),
    "a_kind_of_organisation_we_know": again(Organisation, kind="club", code=None),
    "a_municipality_alone_has_a_code": again(Organisation, kind="municipality", code=None),
    "a_cvr_number_has_eight_digits": again(Organisation, cvr="1234567", code="0999"),
    "a_role_is_held_once": again(Membership),
    "a_role_we_know": again(Membership, role="king"),
    "a_firm_is_engaged_once": again(Engagement),
    "nobody_engages_themselves": change(Engagement, firm=models.F("client")),
    "an_engagement_runs_forwards": change(Engagement, ended=OPENED - timedelta(days=1)),
}
