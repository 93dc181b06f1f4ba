"""The floor's tables, handed on from the modules that hold their rules."""

from fsm3.core.documents import Blob, Document, Rendering
from fsm3.core.jobs import Job
from fsm3.core.journal import JournalEntry
from fsm3.core.mail import Mail
from fsm3.core.proposals import Proposal

__all__ = ["Blob", "Document", "Job", "JournalEntry", "Mail", "Proposal", "Rendering"]
