"""The statement (*opgørelse*): what explains an amount, frozen when it is decided.

Domain page, "Payout": each rule with its section, its inputs, their source and its result. `as_json` is the shape that
`payout_statement` and `what_if` print: money as text with two decimals, shares as exact decimals (`"0.15"`; `"1/3"` where
no decimal is exact). The sentences are Danish, for the statement is the annex of a letter.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from payouts.rules.entitlement import Entitlement, Facts, KnownShare, entitlement
from payouts.rules.statement_lines import lines
from payouts.rules.statement_values import Line, Whose


@dataclass(frozen=True)
class Statement:
    """What a municipality may have, and why."""

    whose: Whose
    facts: Facts
    found: Entitlement
    lines: tuple[Line, ...]

    def as_json(self) -> dict[str, Any]:
        """The statement as it is printed, and as it is frozen."""
        whose, facts, found = self.whose, self.facts, self.found
        return {
            "pool": whose.terms.key,
            "pool_version": whose.pool_version,
            "municipality": whose.municipality or None,
            "covered": list(whose.covered),
            "cohort": whose.cohort.key,
            "award": str(facts.award),
            "period": [facts.period.first.isoformat(), facts.period.last.isoformat()],
            "accepted_partial": _or_none(facts.accepted_partial),
            "accepted_final": _or_none(facts.accepted_final),
            "best": _best(found.best),
            "thresholds": [
                {"at": exact(each.at), "releases": str(each.releases), "reached": each.reached}
                for each in found.thresholds
            ],
            "parts": [str(part.amount) for part in facts.parts],
            "entitled": str(found.entitled),
            "released": str(facts.released),
            "repaid": str(facts.repaid),
            "to_pay": str(found.to_pay),
            "waits_for": _or_none(found.waits_for),
            "vintage": whose.vintage_of(found.best),
            "lines": [
                {"section": line.section, "text": line.text, "amount": _or_none(line.amount)}
                for line in self.lines
            ],
        }


def statement(whose: Whose, facts: Facts) -> Statement:
    """Work out what a municipality may have, and explain it line by line."""
    found = entitlement(facts)
    return Statement(whose, facts, found, tuple(lines(whose, facts, found)))


def exact(share: Fraction) -> str:
    """A share as an exact decimal, `0.15`; as a ratio where none is exact, `1/3`."""
    decimals, scaled = 0, share
    while scaled.denominator % 2 == 0 or scaled.denominator % 5 == 0:
        scaled, decimals = scaled * 10, decimals + 1
    if scaled.denominator != 1:
        return f"{share.numerator}/{share.denominator}"
    whole, part = divmod(scaled.numerator, 10**decimals)
    return f"{whole}.{part:0{decimals}}" if decimals else str(whole)


def _best(best: KnownShare | None) -> dict[str, Any] | None:
    return {"month": str(best.month), "count": best.count, "group": best.group} if best else None


def _or_none(value: object) -> str | None:
    return None if value is None else str(value)
