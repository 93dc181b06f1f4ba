"""A case read from the rows for the plain implementation: no selector and no rule of the system lies between."""

from datetime import datetime
from fractions import Fraction

from applications.models import Award, Decision, Participation
from budgets.models import Account, AccountLine
from fsm3.core.money import Money
from fsm3.core.periods import COPENHAGEN, Month
from payouts.models import (
    CitizenMonth,
    Confirmation,
    MonthLock,
    MonthShare,
    Payment,
    Repayment,
    Statement,
    Vintage,
)
from tests.money.plain import ROOT, Case, accepted, counts, joint, parts_of, pool

POOL_FILES = {
    path.stem: path
    for folder in ("applications/pool_files", "tests/pools")
    for path in (ROOT / folder).glob("*.toml")
}


def case_of(application: int, at: datetime, *, before: Statement | None = None) -> Case:
    """Everything the payout of a case rested on at a moment, `before` a statement of it; a lapsed award is one of nothing."""
    award = Award.objects.filter(application=application, decision__decided_at__lte=at).latest("id")
    decided = Decision.objects.filter(application=application, decided_at__lte=at)
    confirmed = Confirmation.objects.filter(application=application, confirmed_at__lte=at)
    payments = Payment.objects.filter(application=application, released_at__lte=at)
    if before:
        payments = payments.filter(statement__lt=before.id)
    return Case(
        parts_of(pool(POOL_FILES[award.pool.key]), award.cohort),
        0 if decided.filter(kind="lapse").exists() else award.amount.oere,
        award.first_day,
        award.last_day,
        at.astimezone(COPENHAGEN).date(),
        partial=spent(application, "partial", at),
        final=spent(application, "final", at),
        months=tuple(locked_months(award.pool_id, places_of(application), at)),
        confirmed=frozenset(confirmed.values_list("part", flat=True)),
        released=total(payments),
        repaid=total(Repayment.objects.filter(application=application, registered_at__lte=at)),
    )


def spent(application: int, kind: str, at: datetime) -> int | None:
    """What is accepted of the account that counts, the last that was accepted; None while there is none."""
    accounts = Account.objects.filter(application=application, kind=kind, accepted_at__lte=at)
    if not accounts:
        return None
    rows = AccountLine.objects.filter(account=accounts.latest("accepted_at", "id"))
    return accepted([{"spent": oere(row.spent), "accepted": oere(row.accepted)} for row in rows])


def oere(amount: Money | None) -> int:
    """An amount of a line of an accepted account, which has them all."""
    assert amount is not None
    return amount.oere


def places_of(application: int) -> set[str]:
    """The municipalities of a case."""
    rows = Participation.objects.filter(application=application, active=True)
    return set(rows.values_list("municipality_id", flat=True))


def locked_months(pool_id: int, places: set[str], at: datetime) -> list[tuple[str, int, int, bool]]:
    """The months locked then, each on its vintage; a month in which one of the places was not counted is not known."""
    found = []
    locks = MonthLock.objects.filter(pool=pool_id, locked_at__lte=at).exclude(unlocked_at__lte=at)
    shares = MonthShare.objects.filter(vintage__in=locks.values("vintage"), municipality__in=places)
    counted: dict[tuple[int, Month], list[tuple[int, int]]] = {}
    for row in shares:
        counted.setdefault((row.vintage_id, row.month), []).append((row.count, row.in_group))
    for lock in locks:
        each = counted.get((lock.vintage_id, lock.month), [])
        if len(each) == len(places):
            found.append((str(lock.month), *joint(each), True))
    return found


def total(rows) -> int:
    """The amounts of rows, in øre."""
    return sum(row.amount.oere for row in rows)


def shares_of(vintage: Vintage) -> dict[tuple[str, str], tuple[int, int]]:
    """Count and group by municipality and month, counted again from the citizens of a vintage, one by one."""
    terms = pool(POOL_FILES[vintage.pool.key])["outcomes"]
    rows = [as_in_the_file(row, vintage, terms) for row in CitizenMonth.objects.filter(vintage=vintage)]
    return counts(rows, terms)


def as_in_the_file(row: CitizenMonth, vintage: Vintage, terms: dict) -> dict[str, str]:
    """A citizen's month with the columns of the file it came from."""
    answers = {key: str(row.answers >> bit & 1) for bit, key in enumerate(vintage.columns)}
    hours = {terms["hours"]["key"]: str(Fraction(row.hours, 100))} if "hours" in terms else {}
    who = {"municipality_code": row.municipality, "citizen_id": row.citizen, "month": str(row.month)}
    return {**who, **answers, **hours}
