"""One account of the demo from its first line to the caseworker's desk: written, attested, reported on, sent, corrected."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction

from applications.selectors import awards
from budgets.rules.accounts import AccountKind
from budgets.rules.attestation import Conclusion
from budgets.selectors import accounts as selectors
from fsm3.demo.chance import chance
from fsm3.demo.fates import Fate
from fsm3.demo.people import applicant, auditor_of, signatory
from fsm3.demo.spending import spent
from fsm3.demo.stage import Stage
from fsm3.journeys import accounts


def start(stage: Stage, fate: Fate, kind: AccountKind, at: datetime) -> None:
    """Begin an account and write what was spent."""
    case, by = stage.case_of(fate), stage.actor(applicant(fate.applicant.code))
    account = stage.accounts[case, kind] = accounts.start(case, kind, by=by, at=at)
    share = fate.spent if kind is AccountKind.FINAL else fate.early or Fraction(0)
    drawn = chance("spent", kind, fate.applicant.code)
    terms = awards.in_force(case).terms.budget
    lines = spent(selectors.content(account).lines, share, kind, terms, drawn)
    accounts.write(account, lines, edition=0, by=by, at=at)


def attest(stage: Stage, fate: Fate, kind: AccountKind, at: datetime) -> None:
    """A signatory attests for the management."""
    account = stage.accounts[stage.case_of(fate), kind]
    digest = selectors.working(account).sha256
    accounts.attest(account, content_sha256=digest, by=stage.actor(signatory(fate.applicant.code)), at=at)


def report(
    stage: Stage, fate: Fate, at: datetime, *, conclusion: Conclusion, text: str, emphasis: str = ""
) -> None:
    """The auditor of the engaged firm reports on the final account."""
    account = stage.accounts[stage.case_of(fate), AccountKind.FINAL]
    digest = selectors.working(account).sha256
    by = stage.actor(auditor_of(fate.applicant.code))
    accounts.report(
        account, content_sha256=digest, conclusion=conclusion, emphasis=emphasis, text=text, by=by, at=at
    )


def send(stage: Stage, fate: Fate, kind: AccountKind, at: datetime) -> None:
    """A signatory sends it."""
    account = stage.accounts[stage.case_of(fate), kind]
    accounts.send(account, by=stage.actor(signatory(fate.applicant.code)), at=at)
