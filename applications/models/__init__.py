"""The tables of the call and those who answer it."""

from applications.models.application import Application, Draft, Participation, Submission, TaskEdit
from applications.models.assessment import (
    AgreedDraft,
    AgreedScore,
    AgreedScores,
    Assessment,
    AssessmentDraft,
    ConflictOfInterest,
    Score,
)
from applications.models.attachment import Attachment, AttachmentFile, SentAttachment
from applications.models.award_life import Acceptance, DueDate, Renunciation
from applications.models.clarification import (
    Clarification,
    ClarificationDue,
    ClarificationQuestion,
    ClarificationReply,
)
from applications.models.decision import Award, Decision, Ranking
from applications.models.expectation import ExpectationTick
from applications.models.handling import AdmissibilityFinding, ImpartialityStatement, Note
from applications.models.pool import Cap, CapTable, Municipality, Pool, PoolVersion
from applications.models.room import RoomEdition, RoomGroup

__all__ = [
    "Acceptance", "AdmissibilityFinding", "AgreedDraft", "AgreedScore", "AgreedScores", "Application", "Assessment",
    "AssessmentDraft", "Attachment", "AttachmentFile", "Award", "Cap", "CapTable", "Clarification",
    "ClarificationDue", "ClarificationQuestion", "ClarificationReply", "ConflictOfInterest", "Decision", "Draft",
    "DueDate", "ExpectationTick", "ImpartialityStatement", "Municipality", "Note", "Participation", "Pool",
    "PoolVersion", "Ranking", "Renunciation", "RoomEdition", "RoomGroup", "Score", "SentAttachment", "Submission",
    "TaskEdit",
]  # fmt: skip
