"""From an account that was sent to the document that is signed: the lines, who attested them, and the attested text."""

from __future__ import annotations

from datetime import datetime

from budgets.rules.account_content import AccountContent, to_text
from budgets.rules.accounts import AccountKind, AccountLine
from budgets.rules.attestation import AttestedBy, Conclusion
from budgets.selectors.account_views import AccountView, AttestationView
from fsm3.core import danish
from fsm3.core.money import ZERO
from fsm3.letters import contexts as c
from fsm3.letters import parts
from fsm3.letters.parts import Case

NAMES = {AccountKind.PARTIAL: "Delregnskab", AccountKind.FINAL: "Slutregnskab"}
CONCLUSIONS = {
    None: "Ledelsen står inde for, at regnskabet er rigtigt",
    Conclusion.CLEAN: "Uden forbehold",
    Conclusion.QUALIFIED: "Med forbehold",
    Conclusion.ADVERSE: "Afkræftende konklusion",
    Conclusion.NONE: "Revisor har ikke kunnet give en konklusion",
}


def signed_account(
    case: Case, view: AccountView, content: AccountContent, *, at: datetime
) -> c.SignedAccount:
    """The document of an account that was just sent: `view` says who attested and sent it, `content` what it says."""
    until = content.cut_off or content.period.last
    return c.SignedAccount(
        head=parts.head(case, at=at),
        name=NAMES[content.kind],
        version=str(content.version),
        period=f"{danish.day(content.period.first)} til {danish.day(until)}",
        budget_version=str(content.budget_number),
        award=danish.kroner(content.award),
        lines=tuple(_line(case, line) for line in content.lines),
        budget=danish.amount(content.budget),
        spent=danish.amount(content.spent),
        deviation=danish.amount(content.spent - content.budget),
        sent=danish.moment(at, seconds=True),
        sender=view.sent_by,
        late=view.late,
        digest=view.sha256,
        attestations=tuple(_attested(case, each) for each in view.attestations if each.stands),
        content=to_text(content),
        covered=parts.covered(case),
        corrects=(str(content.version - 1),) if content.version > 1 else (),
    )


def _line(case: Case, line: AccountLine) -> c.SpentLine:
    return c.SpentLine(
        number=str(line.number),
        category=case.terms.category(line.category).name,
        department=line.department,
        days=f"{danish.day(line.first_day)} til {danish.day(line.last_day)}",
        budget=danish.amount(line.budget),
        spent=danish.amount(line.spent or ZERO),
        deviation=danish.amount(line.deviation),
        explanation=(line.explanation,) if line.explanation.strip() else (),
    )


def _attested(case: Case, given: AttestationView) -> c.Attested:
    by_auditor = given.role is AttestedBy.AUDITOR
    return c.Attested(
        kind="Revisorpåtegning" if by_auditor else "Ledelsespåtegning",
        name=given.user,
        title="Revisor" if by_auditor else "Tilskudsansvarlig",
        organisation=given.organisation if by_auditor else case.lead.official_name,
        at=danish.moment(given.given_at, seconds=True),
        conclusion=CONCLUSIONS[given.conclusion],
        moment=given.given_at.isoformat(),
        emphasis=(given.emphasis,) if given.emphasis.strip() else (),
        text=(given.text,) if given.text.strip() else (),
    )
