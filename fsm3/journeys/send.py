"""Send: the one moment that counts. What is sent is frozen whole, gets its receipt, and nothing later changes it.

Source: domain page, "The pool": `at` is when the request reached the server; what comes after the deadline is received
and stamped; a correction sent too late changes nothing and is told so; a second click finds the first receipt.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from applications.rules import sending
from applications.rules.workflow import Event, Status
from applications.selectors import attachments, cases
from applications.selectors import pools as pool_selectors
from applications.selectors.attachments import Attached
from applications.selectors.sent_cases import sent_case
from applications.services import applications
from applications.services import attachments as attachment_services
from applications.services.applications import Frozen, LockedCase
from budgets import selectors as budgets
from budgets.rules import checks
from budgets.rules.content import to_content
from budgets.rules.lines import Line, total
from fsm3.access import selectors as access
from fsm3.access.roles import Role
from fsm3.access.selectors import Held
from fsm3.core import journal
from fsm3.core.actors import Actor
from fsm3.core.canonical import canonical
from fsm3.core.danish import moment
from fsm3.core.money import Money
from fsm3.core.problems import NotReady, Problem, require
from fsm3.journeys import letters
from fsm3.journeys.casework import nothing_asked, step, subject, take_own, take_own_draft
from fsm3.journeys.pools import terms_in_force
from fsm3.journeys.telling import mail_to
from fsm3.letters import mails
from fsm3.letters.build_receipt import receipt

ASKED = "application.signatories_asked"
ASKED_AGAIN_AFTER = timedelta(hours=1)


@dataclass(frozen=True)
class Receipt:
    """What the sender is told: the number, whether it was in time, the digest of what was sent."""

    number: str
    received_at: datetime
    in_time: bool
    sha256: str


@transaction.atomic
def send(application_id: int, *, by: Actor, at: datetime) -> Receipt:
    """Send the draft as it stands; sending what is sent already gives the receipt it has.

    Raises NotReady with everything that is unfinished, each with its task, and with `clarification_open` while the agency
    waits for an answer.
    """
    case = take_own(application_id, by=by, roles=(Role.SIGNATORY,))
    if not cases.draft(case.id).open:
        return _receipt_it_has(case)
    nothing_asked(case)
    ready = Ready.of(case.id, case.pool_key, signatory=access.names({by.person})[by.person])
    require(ready.problems())
    event = _event(case, sending.sending_event(at, ready.pool.terms.deadline))
    if not (event is Event.SENT_LATE and case.status is not Status.DRAFT):
        step(case, event, by=by)
    sent = applications.add_submission(
        case.id,
        case_number=case.number,
        received_at=at,
        in_time=event is not Event.SENT_LATE,
        frozen=ready.frozen(case),
        pool_version_id=ready.pool.version_id,
        cap_table_id=ready.caps[case.lead].table_id,
        by=by.person,
    )
    attachment_services.refer(sent.id, case.id, [each.sha256 for each in ready.attached])
    applications.open_draft(case.id, open_=False)
    as_sent = sent_case(case.id, cases.submissions(case.id)[-1])
    letter = receipt(as_sent, sender=ready.signatory)
    letters.write(letter, case=case.id, addressee_id=as_sent.lead.organisation_id, at=at)
    journal.record(
        f"application.{event}",
        subject=subject(case.id),
        case=case.id,
        by=by,
        at=at,
        content={"receipt": sent.receipt, "sha256": sent.sha256},
    )
    return Receipt(sent.receipt, at, event is not Event.SENT_LATE, sent.sha256)


@transaction.atomic
def ask_signatories(application_id: int, *, by: Actor, at: datetime) -> None:
    """Tell the municipality's signatories by mail that a finished draft waits for them; once an hour at most.

    Raises NotReady with everything unfinished, and with `asked_lately`.
    """
    case = take_own_draft(application_id, (), by=by)
    nothing_asked(case)
    holders = access.holders(by.organisation, Role.SIGNATORY)
    ready = Ready.of(case.id, case.pool_key, signatory=first_name(holders))
    require((*ready.problems(), *asked_lately(case.id, ASKED, at)))
    text = mails.waits_to_be_sent(case.number, ready.pool.terms.deadline.at, case.id)
    mail_to(holders, text, case=case.id, at=at)
    journal.record(ASKED, subject=subject(case.id), case=case.id, by=by, at=at)


def first_name(signatories: Sequence[Held]) -> str:
    """The name of the first who can send, for what is read before anybody does; empty where nobody can."""
    return signatories[0].user_name if signatories else ""


def asked_lately(application_id: int, act: str, at: datetime) -> Iterator[Problem]:
    """Why signatories are not told again: they were, by an act of the journal, within the hour."""
    last = journal.last(application_id, act)
    if last and at - last < ASKED_AGAIN_AFTER:
        yield Problem("asked_lately", detail={"moment": moment(last)})


@dataclass(frozen=True)
class Ready:
    """Everything that is about to be frozen, gathered once and judged once; pages show it before."""

    pool: pool_selectors.InForce
    draft: cases.DraftView
    participants: tuple[cases.Participant, ...]
    caps: dict[str, pool_selectors.CapInForce]
    budget: tuple[Line, ...]
    attached: tuple[Attached, ...]
    signatory: str

    @classmethod
    def of(cls, application_id: int, pool_key: str, *, signatory: str) -> Ready:
        """Gather what a case is about to send; `signatory` is the name of who sends it, or could."""
        participants = cases.participants(application_id)
        pool = terms_in_force(pool_key)
        return cls(
            pool=pool,
            draft=cases.draft(application_id),
            participants=participants,
            caps=pool_selectors.caps_in_force(pool.pool_id, [who.code for who in participants]),
            budget=budgets.draft(application_id),
            attached=attachments.of_draft(application_id),
            signatory=signatory,
        )

    @property
    def cap(self) -> Money | None:
        """The caps of all participants together; None when one has none."""
        return (
            Money.sum(cap.amount for cap in self.caps.values())
            if len(self.caps) == len(self.participants)
            else None
        )

    @property
    def lead_cap(self) -> pool_selectors.CapInForce | None:
        """What the municipality that leads may ask for, with its cohort; None when it has no cap."""
        return self.caps.get(self.participants[0].code)

    def problems(self) -> Iterator[Problem]:
        """Everything that stops it from being sent, each with its task."""
        terms = self.pool.terms
        yield from sending.unfinished(self.as_rules_see_it(), terms)
        if self.budget and self.lead_cap:
            period = self.lead_cap.own_period(terms)
            yield from checks.refusals(self.budget, terms.budget, period, self.cap)

    def frozen(self, case: LockedCase) -> Frozen:
        """What is sent, with what lists tell of it."""
        choices = sending.choices(self.draft.answers, self.pool.terms)
        return Frozen(self.content(case), total(self.budget), choices)

    def content(self, case: LockedCase) -> str:
        """The canonical text of what is sent; its SHA-256 is the receipt's."""
        return canonical(
            {
                "case": case.number,
                "pool": case.pool_key,
                "pool_version": {"number": self.pool.number, "sha256": self.pool.sha256},
                "lead": case.lead,
                "covered": [
                    {
                        "code": who.code,
                        "consented_at": who.consented_at.isoformat() if who.consented_at else None,
                    }
                    for who in self.participants
                    if not who.leads
                ],
                "answers": dict(self.draft.answers),
                "obligations": sending.binding(self.draft.obligations, self.draft.answers, self.pool.terms),
                "budget": to_content(self.budget),
                "attachments": [each.as_sent() for each in self.attached],
                "requested": str(total(self.budget)),
                "cap": str(self.cap),
            }
        )

    def as_rules_see_it(self) -> sending.Draft:
        """The draft as the rules of sending ask for it."""
        return sending.Draft(
            contact_name=self.draft.answers.get("contact_name", ""),
            contact_mail=self.draft.answers.get("contact_mail", ""),
            signatory=self.signatory,
            answers=self.draft.answers,
            accepted=frozenset(self.draft.obligations),
            attached=frozenset(each.key for each in self.attached),
            consents={who.name: who.consented_at is not None for who in self.participants if not who.leads},
            has_budget=bool(self.budget),
            cap=self.cap,
        )


def _event(case: LockedCase, event: Event) -> Event:
    """A first version is sent or sent late; a later one in time is a correction."""
    return Event.CORRECTION_SENT if event is Event.SENT and case.status is not Status.DRAFT else event


def _receipt_it_has(case: LockedCase) -> Receipt:
    newest = cases.submissions(case.id)[-1:]
    if not newest:
        raise NotReady([Problem("draft_closed")])
    return Receipt(newest[0].receipt, newest[0].received_at, newest[0].in_time, newest[0].sha256)
