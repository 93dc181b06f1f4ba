"""How the constraints of pools and applications are broken, for `test_constraints`; the rows are those of its town."""

from collections.abc import Callable
from datetime import date

from django.db import models

from applications.models import (
    AgreedScore,
    AgreedScores,
    Application,
    Assessment,
    AssessmentDraft,
    Attachment,
    AttachmentFile,
    Award,
    Cap,
    CapTable,
    Clarification,
    ClarificationDue,
    ClarificationQuestion,
    ConflictOfInterest,
    Decision,
    DueDate,
    ExpectationTick,
    Municipality,
    Participation,
    PoolVersion,
    RoomEdition,
    RoomGroup,
    Score,
    SentAttachment,
    Submission,
    TaskEdit,
)
from fsm3.core.money import Money
from tests.applications.breaking import again, change
from tests.support.town import DECEMBER


def two_drafts() -> None:
    sent, assessor = Submission.objects.latest("id"), Assessment.objects.latest("id").assessor_id
    for _ in range(2):
        AssessmentDraft.objects.create(
            application_id=sent.application_id, assessor_id=assessor, read=sent, saved_at=DECEMBER
        )


def confirm_alone() -> None:
    AgreedScores.objects.update(confirmed_by=models.F("entered_by"))


def three_assess() -> None:
    again(Assessment, assessor_id=99)()


def demand_twice() -> None:
    for name in ("a.pdf", "b.pdf"):
        again(Attachment, name=name, key="agreement")()


BREAKS: dict[str, Callable[[], object]] = {
    "a_municipality_code_has_four_digits": again(Municipality, pk="12", organisation_id=1),
    "a_pool_version_has_its_number": again(PoolVersion),
    "a_cap_table_has_its_number": again(CapTable),
    "a_municipality_has_one_cap_in_a_table": again(Cap),
    "a_cap_is_more_than_nothing": again(Cap, amount=Money(0)),
    "a_status_we_know": change(Application, status="lost"),
    "a_municipality_is_in_one_application_of_a_pool": again(Participation, leads=False),
    "an_application_has_one_lead": again(Participation, municipality_id="0155"),
    "a_sent_version_has_its_number": again(Submission, receipt="other"),
    "something_is_asked_for": again(Submission, number=9, receipt="other", requested=Money(0)),
    "a_task_has_one_newest_edit": again(TaskEdit),
    "a_case_keeps_the_same_bytes_once": again(AttachmentFile),
    "a_file_is_what_its_sha256_says": again(AttachmentFile, sha256="0" * 64),
    "a_file_has_its_size": again(AttachmentFile, size=1),
    "a_kind_of_file_we_take": again(AttachmentFile, media_type="text/html"),
    "a_draft_has_a_file_name_once": again(Attachment),
    "a_demanded_place_holds_one_file": demand_twice,
    "a_sent_version_refers_to_a_file_once": again(SentAttachment),
    "a_conflict_of_interest_is_declared_once": again(ConflictOfInterest),
    "an_assessor_assesses_a_case_once": again(Assessment),
    "an_assessor_has_one_draft_of_a_case": two_drafts,
    "two_assess_a_case": three_assess,
    "assessors_are_first_or_second": again(Assessment, place=3),
    "a_criterion_is_scored_once": again(Score),
    "a_score_has_a_reason": again(Score, criterion="other", reason=""),
    "agreed_scores_take_two_persons": confirm_alone,
    "a_criterion_is_agreed_once": again(AgreedScore),
    "an_agreed_score_has_a_reason": again(AgreedScore, criterion="other", reason=""),
    "a_kind_of_decision_we_know": again(Decision, kind="maybe"),
    "one_award_in_force_for_a_case": again(Award, decision_id=99),
    "an_award_is_more_than_nothing": again(Award, amount=Money(0)),
    "no_more_awarded_than_asked_for": again(Award, requested=Money(1)),
    "no_more_awarded_than_the_cap": again(Award, cap=Money(1)),
    "an_award_period_runs_forwards": again(Award, last_day=date(2020, 1, 1)),
    "a_due_date_is_of_a_kind_we_know": again(DueDate, kind="party"),
    "who_moves_a_due_date_says_why": again(DueDate, reason="Fordi"),
    "one_open_clarification_of_a_case": again(Clarification),
    "a_clarification_stands_where_we_know": again(Clarification, state="lost"),
    "an_ended_clarification_says_who_and_when": again(Clarification, state="answered"),
    "who_closes_a_clarification_says_why": again(
        Clarification, state="closed", ended_by_id=1, ended_at=DECEMBER
    ),
    "a_question_has_its_place_in_a_clarification": again(ClarificationQuestion),
    "a_question_has_a_task_and_a_text": again(ClarificationQuestion, place=9, text=""),
    "who_extends_a_clarification_says_why": again(ClarificationDue),
    "a_tick_is_of_something_expected": again(ExpectationTick, key=""),
    "a_case_has_an_edition_in_the_room_once": again(RoomEdition),
    "no_award_below_nothing_in_the_room": again(RoomEdition, edition=9, award=Money(-1)),
    "a_kind_of_group_in_the_room_we_know": again(RoomGroup, kind="friends"),
    "a_group_has_two_cases_or_more": again(RoomGroup, cases=["FSM3-1"]),
    "a_group_has_a_reason": again(RoomGroup, reason=""),
}
