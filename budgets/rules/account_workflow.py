"""The life of one version of an account as a table: what happens, by whom, from where, to where.

Domain page, "Accounts": the municipality writes, a signatory sends, a caseworker accepts or sends back. A correction is a
new version: sent, it takes the place of a version that waits or was sent back; accepted, of the one that counted.
"""

from __future__ import annotations

from enum import StrEnum

from applications.rules.workflow import ActorKind, Step, draw, refusals
from budgets.rules.accounts import AccountStatus
from fsm3.core.problems import require


class AccountEvent(StrEnum):
    """What happened to a version of an account, in the past tense."""

    STARTED = "started"
    SENT = "sent"
    SENT_BACK = "sent_back"
    ACCEPTED = "accepted"
    CORRECTION_SENT = "correction_sent"
    CORRECTION_ACCEPTED = "correction_accepted"


def _step(
    event: AccountEvent, by: set[ActorKind], leaving: set[AccountStatus | None], entering: AccountStatus
) -> Step[AccountEvent, AccountStatus]:
    return Step(event, frozenset(by), frozenset(leaving), entering)


_WRITERS = {ActorKind.APPLICANT, ActorKind.ACCOUNTANT, ActorKind.SIGNATORY}

STEPS = (
    _step(AccountEvent.STARTED, _WRITERS, {None}, AccountStatus.DRAFT),
    _step(AccountEvent.SENT, {ActorKind.SIGNATORY}, {AccountStatus.DRAFT}, AccountStatus.SENT),
    _step(AccountEvent.SENT_BACK, {ActorKind.CASEWORKER}, {AccountStatus.SENT}, AccountStatus.RETURNED),
    _step(AccountEvent.ACCEPTED, {ActorKind.CASEWORKER}, {AccountStatus.SENT}, AccountStatus.ACCEPTED),
    _step(
        AccountEvent.CORRECTION_SENT,
        {ActorKind.SIGNATORY},
        {AccountStatus.SENT, AccountStatus.RETURNED},
        AccountStatus.REPLACED,
    ),
    _step(
        AccountEvent.CORRECTION_ACCEPTED,
        {ActorKind.CASEWORKER},
        {AccountStatus.ACCEPTED},
        AccountStatus.REPLACED,
    ),
)
"""One step for each event; `None` is a version that is not there yet."""

_STEP_OF = {step.event: step for step in STEPS}


def next_status(status: AccountStatus | None, event: AccountEvent, by: str) -> AccountStatus:
    """The status a version enters when an event happens to it. Raises NotReady with `not_yours` or `not_now`."""
    step = _STEP_OF[event]
    require(refusals(step, status, by))
    return step.entering


def drawing() -> str:
    """The workflow as a Mermaid state diagram."""
    return draw(STEPS, AccountStatus)
