"""What the program can see of whether a case is admissible and complete: the version that stands, under its own terms."""

from __future__ import annotations

from applications.rules import admissibility
from applications.rules.admissibility import Checked, Sent
from applications.rules.sending import Draft
from applications.selectors import cases
from applications.selectors.cases import SentVersion
from applications.selectors.sent_cases import SentCase, sent_case
from budgets.rules import checks
from budgets.rules.content import from_content
from fsm3.access import selectors as access
from fsm3.access.roles import Role


def checked(application_id: int) -> tuple[Checked, ...]:
    """Every check of a case that was sent. Raises ValueError for one that never was."""
    version = cases.standing(application_id)
    if version is None:
        raise ValueError("Nothing was sent.")
    case = sent_case(application_id, version)
    lines = from_content(version.content["budget"])
    sender = cases.sender(version.id)
    signed = access.held_at(sender, Role.SIGNATORY, case.lead.organisation_id, at=version.received_at)
    name = access.names({sender})[sender]
    sent = Sent(
        received_at=case.received_at,
        in_time=version.in_time,
        sender=name,
        by_signatory=signed,
        requested=version.requested,
        content=_content(case, version, signatory=name),
        budget_lines=len(lines),
        budget_faults=tuple(
            fault for line in lines for fault in checks.line_refusals(line, case.terms.budget, case.period)
        ),
    )
    return admissibility.checks(sent, case.terms)


def _content(case: SentCase, version: SentVersion, *, signatory: str) -> Draft:
    """What was sent, as the rules of sending look at a draft."""
    answers = version.content["answers"]
    covered = (who for who in cases.participants(case.id) if not who.leads)
    return Draft(
        contact_name=answers.get("contact_name", ""),
        contact_mail=answers.get("contact_mail", ""),
        signatory=signatory,
        answers=answers,
        accepted=frozenset(version.content["obligations"]),
        attached=frozenset(each["key"] for each in version.content.get("attachments", ())),
        consents={who.name: who.consented_at is not None for who in covered},
        has_budget=bool(version.content["budget"]),
        cap=case.cap,
    )
