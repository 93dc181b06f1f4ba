"""The way of an account in the small town, one function for each stretch; each takes the account and gives it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from budgets.rules.accounts import AccountKind
from budgets.rules.attestation import Conclusion
from budgets.rules.lines import Line, amount_cell
from budgets.selectors import accounts as selectors
from budgets.selectors.account_views import account as view
from fsm3.access.roles import Role
from fsm3.core.actors import Actor
from fsm3.core.money import Money
from fsm3.core.periods import COPENHAGEN
from fsm3.journeys import accounts, engagements
from tests.support.town import Town

IN_TIME = datetime(2024, 3, 1, 9, tzinfo=COPENHAGEN)
MARCH_2023 = datetime(2023, 3, 1, 9, tzinfo=COPENHAGEN)
EXPLAINED = "En jobformidler blev ansat senere end planlagt."


def lines_of(wages: str, audit: str) -> tuple[Line, ...]:
    """A budget of two typed amounts, so that the award is what the test says to the øre."""
    return (
        Line(1, "audit", "Jobcenter", "Løbende revision.", (amount_cell(2022, Money.of(wages)),)),
        Line(2, "audit", "Økonomi", "Revision af slutregnskabet.", (amount_cell(2023, Money.of(audit)),)),
    )


def firm(town: Town, cvr: str = "12345678") -> Actor:
    """An auditor of an audit firm that nobody has engaged yet."""
    organisation = engagements.add_firm(
        name="Opdigtet Revision", cvr=cvr, by=town.administrators[0], at=town.at
    )
    return town.joined(f"revisor{cvr}@revision.example", organisation, Role.AUDITOR)


def engaged(town: Town, *codes: str) -> Actor:
    """An auditor whose firm the municipalities have engaged."""
    auditor = firm(town)
    for code in codes:
        engagements.engage(auditor.organisation, by=town.signatories[code], at=town.at)
    return auditor


def written(
    town: Town,
    code: str,
    kind: AccountKind = AccountKind.FINAL,
    *,
    spent: Mapping[int, Money] | None = None,
    at: datetime = IN_TIME,
) -> int:
    """A draft in which every line is written: spent as budgeted, unless said otherwise, and explained."""
    account = accounts.start(town.cases[code], kind, by=town.signatories[code], at=at)
    write(town, code, account, spent=spent, at=at)
    return account


def write(
    town: Town, code: str, account: int, *, spent: Mapping[int, Money] | None = None, at: datetime = IN_TIME
) -> None:
    """Write every line of a draft."""
    amounts = spent or {}
    lines = [
        replace(line, spent=amounts.get(line.number, line.budget), explanation=EXPLAINED)
        for line in selectors.content(account).lines
    ]
    accounts.write(account, lines, edition=view(account).edition, by=town.signatories[code], at=at)


def attested(town: Town, code: str, account: int, *, at: datetime = IN_TIME) -> int:
    """A draft that its management attested as it stands."""
    accounts.attest(account, content_sha256=view(account).sha256, by=town.signatories[code], at=at)
    return account


def reported(
    account: int,
    *,
    by: Actor,
    conclusion: Conclusion = Conclusion.CLEAN,
    text: str = "",
    at: datetime = IN_TIME,
) -> int:
    """A draft that an auditor reported on as it stands."""
    accounts.report(
        account, content_sha256=view(account).sha256, conclusion=conclusion, text=text, by=by, at=at
    )
    return account


def sent(town: Town, code: str, account: int, *, at: datetime = IN_TIME) -> int:
    """An account that was sent with the attestations it has."""
    accounts.send(account, by=town.signatories[code], at=at)
    return account


def sent_partial(town: Town, code: str, *, spent: Mapping[int, Money] | None = None) -> int:
    """A partial account, attested and sent."""
    account = written(town, code, AccountKind.PARTIAL, spent=spent, at=MARCH_2023)
    return sent(town, code, attested(town, code, account, at=MARCH_2023), at=MARCH_2023)


def sent_final(
    town: Town,
    code: str,
    *,
    auditor: Actor,
    spent: Mapping[int, Money] | None = None,
    at: datetime = IN_TIME,
) -> int:
    """A final account, attested, reported on without reservation, and sent."""
    account = attested(town, code, written(town, code, spent=spent, at=at), at=at)
    return sent(town, code, reported(account, by=auditor, at=at), at=at)
