"""The lines of a statement: every rule in order, each with its section, its inputs and its result, in Danish.

Source: domain page, "Payout". Where a rule is our reading of the call, its line says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from applications.rules.pool_leaves import write_share
from applications.rules.pool_terms import Source, Trigger
from fsm3.core import danish
from fsm3.core.money import ZERO, Money
from payouts.rules.entitlement import Entitlement, Facts
from payouts.rules.statement_values import AccountUsed, Line, Whose
from payouts.rules.terms import AwardPart

READING = " Opslaget siger det ikke selv; det er vores læsning."


def lines(whose: Whose, facts: Facts, found: Entitlement) -> Iterator[Line]:
    """Every rule that led to the amount."""
    yield _award(whose, facts)
    yield from _accounts(whose, facts)
    yield from _best(whose, found)
    for part in facts.parts:
        yield _part(part, facts, found)
    yield from _entitled(whose, facts, found)
    yield from _paid(whose, facts, found)


def _award(whose: Whose, facts: Facts) -> Line:
    section = whose.cohort.source.section
    if not facts.award:
        return Line(section, "Tilsagnet er bortfaldet, og der er derfor intet tilskud.", ZERO)
    first, last = danish.day(facts.period.first), danish.day(facts.period.last)
    return Line(
        section,
        f"Tilsagnet er højst {danish.kroner(facts.award)} efter vilkårene for kommuner {whose.cohort.name} "
        f"(puljens vilkår, version {whose.pool_version}) og gælder {first} til {last}.",
        facts.award,
    )


def _accounts(whose: Whose, facts: Facts) -> Iterator[Line]:
    source = whose.terms.accounts.source
    if whose.terms.accounts.has_partial:
        yield _account(source, "delregnskabet", whose.partial, facts.accepted_partial)
    yield _account(source, "slutregnskabet", whose.final, facts.accepted_final)


def _account(source: Source, name: str, used: AccountUsed | None, accepted: Money | None) -> Line:
    if accepted is None:
        return Line(source.section, f"Vi har ikke godkendt {name} endnu.")
    which = f", version {used.version} (SHA-256 {used.sha256})" if used else ""
    return Line(source.section, f"Godkendte udgifter i {name}{which}.", accepted)


def _best(whose: Whose, found: Entitlement) -> Iterator[Line]:
    if not found.thresholds:
        return
    section, best = whose.terms.outcomes.source.section, found.best
    if best is None:
        yield Line(section, "Der er ingen låst måned i projektperioden med borgere i indsatsgruppen.")
        return
    vintage = whose.vintage_of(best)
    on = f" Måneden er låst på dataudtræk {vintage}." if vintage else ""
    yield Line(
        section,
        f"Bedste måned er {danish.month(best.month)}: {best.count} af {best.group} borgere i indsatsgruppen har et "
        f"resultat.{on} Den er den første af de låste måneder i projektperioden med den højeste andel.",
    )


def _part(part: AwardPart, facts: Facts, found: Entitlement) -> Line:
    released = part.key in found.released
    text = (
        f"{part.instalment}. rate, {write_share(part.share)} af tilsagnet ({danish.kroner(part.amount)}) "
        f"er {'frigivet' if released else 'ikke frigivet'}: {_why(part, facts, found)}"
    )
    return Line(part.source.section, text + _reading(part.source), part.amount if released else ZERO)


def _why(part: AwardPart, facts: Facts, found: Entitlement) -> str:
    released = part.key in found.released
    match part.trigger:
        case Trigger.START_DATE:
            return f"projektperioden {'er begyndt' if released else 'begynder'} {danish.day(facts.period.first)}."
        case Trigger.CONFIRMED_CONDITION:
            return f"betingelsen er {'' if released else 'ikke '}bekræftet: {part.condition}"
        case Trigger.PARTIAL_ACCOUNT:
            return _partial(facts)
        case Trigger.FINAL_ACCOUNT:
            return f"slutregnskabet er {'' if released else 'ikke '}godkendt."
    return _threshold(part, facts, found)


def _partial(facts: Facts) -> str:
    if facts.accepted_partial is not None:
        return "delregnskabet er godkendt; der kræves intet resultat."
    if facts.accepted_final is not None:
        return "slutregnskabet er godkendt og tjener også som delregnskab; der kræves intet resultat."
    return "delregnskabet er ikke godkendt."


def _threshold(part: AwardPart, facts: Facts, found: Entitlement) -> str:
    """The comparison as it is made, in whole numbers, so that anyone can do it again."""
    at = part.reached_at or Fraction(0)
    wanted = f"grænsen er {write_share(at)}"
    if found.best is None:
        return f"{wanted}, og ingen låst måned har en andel."
    best = found.best
    reached = best.reaches(at)
    compared = (
        f"{best.count} × {at.denominator} = {best.count * at.denominator} er "
        f"{'mindst' if reached else 'mindre end'} {at.numerator} × {best.group} = {at.numerator * best.group}"
    )
    waits = ", men slutregnskabet er ikke godkendt" if reached and facts.accepted_final is None else ""
    return f"{wanted}, og {compared}{waits}."


def _entitled(whose: Whose, facts: Facts, found: Entitlement) -> Iterator[Line]:
    section = whose.cohort.source.section
    yield Line(section, "De frigivne dele af tilsagnet lagt sammen.", found.total)
    if facts.accepted_final is not None:
        text = "I har ret til det laveste af de frigivne dele og de godkendte udgifter i slutregnskabet."
    elif found.advance:
        text = (
            "I har ret til det højeste af to beløb: de dele, der betales forud "
            f"({danish.kroner(found.advance)}), og det laveste af de frigivne dele og de godkendte udgifter."
        )
    else:
        text = "I har ret til det laveste af de frigivne dele og de godkendte udgifter i delregnskabet."
    yield Line(section, text + READING, found.entitled)


def _paid(whose: Whose, facts: Facts, found: Entitlement) -> Iterator[Line]:
    section = whose.cohort.source.section
    yield Line(section, "Udbetalt før denne opgørelse.", facts.released)
    yield Line(section, "Betalt tilbage før denne opgørelse.", facts.repaid)
    yield Line(section, _outcome(facts, found), found.to_pay)
    if found.waits_for is not None:
        yield Line(
            section,
            f"Slutafregningen venter, til {danish.month(found.waits_for)} er låst: en måned, der ikke er låst, kan "
            "stadig blive den bedste.",
        )


def _outcome(facts: Facts, found: Entitlement) -> str:
    """What is left, in words: the amount entitled to, less what was paid and not paid back."""
    if found.to_pay > ZERO:
        return "Til udbetaling: det, I har ret til, minus det udbetalte og plus det tilbagebetalte."
    if not found.to_pay:
        return "Der er ikke mere at udbetale."
    if facts.final:
        return "Skal betales tilbage: der er udbetalt mere, end I har ret til."
    return (
        "Der er udbetalt mere, end I nu har ret til. Forskellen kræves ikke tilbage nu; den trækkes fra ved "
        "slutafregningen."
    )


def _reading(source: Source) -> str:
    return READING if source.reading else ""
