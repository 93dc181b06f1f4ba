"""What the invented caseworkers write: points with a reason each, what two agree on, and the words of the letters.

The sentences are those of `texts/reasons.toml` for the points given; the figures in them are the application's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from applications.rules.assessment import Points, far_apart
from fsm3.core.danish import kroner
from fsm3.core.money import Money
from fsm3.demo.cast import Part
from fsm3.demo.chance import chance
from fsm3.demo.facts import CRITERIA, HIGHEST, Facts
from fsm3.demo.words import capital, texts

_DIFFERENCES = ((0, 0),) * 10 + ((0, 1), (1, 0), (0, -1), (-1, 0)) * 2 + ((1, -1), (-2, 0))
"""By how much the two assessors lie from what they will agree on: mostly not at all, now and then by two."""


def assessed(facts: Facts) -> tuple[dict[str, Points], dict[str, Points]]:
    """What the two assessors give, unseen by each other."""
    drawn = chance("assessors", facts.applicant.code)
    apart = {key: drawn.choice(_DIFFERENCES) for key in CRITERIA}
    first, second = ({key: _within(key, facts, apart[key][who]) for key in CRITERIA} for who in (0, 1))
    return _reasoned(facts, first, "first"), _reasoned(facts, second, "second")


def agreed(facts: Facts, assessments: tuple[Mapping[str, Points], Mapping[str, Points]]) -> dict[str, Points]:
    """What the two agree on, with why where they stood two points or more apart."""
    drawn = chance("agreed", facts.applicant.code)
    scores = _reasoned(facts, facts.points, "agreed")
    for key in CRITERIA:
        if far_apart(assessments, key):
            why = drawn.choice(texts("reasons")["apart"]["why"])
            scores[key] = Points(scores[key].points, f"{scores[key].reason} {why}")
    return scores


def award_reason(facts: Facts) -> str:
    """Why an award is given."""
    return _pick("award", "reason", facts, chance("award", facts.applicant.code))


def reduction(facts: Facts) -> tuple[str, str]:
    """Why an award is less than was asked, for the letter, and for the line that was reduced."""
    drawn = chance("reduced", facts.applicant.code)
    return _pick("award", "reduced", facts, drawn), _pick("award", "reduced_line", facts, drawn)


def refusal_reason(facts: Facts, left: Money) -> str:
    """Why a case is refused; `left` is what the envelope held when its turn came."""
    own = {Part.TIE_LOST: "tie", Part.PASSED_OVER: "passed_over"}.get(facts.applicant.part)
    if own is None:
        drawn = chance("refusal", facts.applicant.code)
        return f"{_pick('refusal', 'reason', facts, drawn)} {_pick('refusal', 'addition', facts, drawn)}"
    text: str = texts("reasons")["refusal"][own]
    return text.format_map({**facts.gaps, "rest": kroner(left)}).strip()


def deviation(facts: Facts, left: Money) -> str:
    """Why a case is passed over, as the file says it."""
    text: str = texts("reasons")["refusal"]["passed_over_internal"]
    return text.format_map({**facts.gaps, "rest": kroner(left)}).strip()


def late_reason() -> str:
    """Why an application that came too late is inadmissible."""
    reason: str = texts("reasons")["late"]["reason"]
    return reason.strip()


def conflict_reason(facts: Facts) -> str:
    """Why a caseworker is not impartial."""
    reason: str = texts("reasons")["conflict"]["reason"]
    return reason.format_map(facts.gaps)


def _within(key: str, facts: Facts, difference: int) -> int:
    """Points near the agreed ones, on the scale; the extended model was chosen or not, and nobody reads that otherwise."""
    least, most = 0, HIGHEST
    if key == "psychiatry":
        least, most = (2, HIGHEST) if facts.applicant.extended else (0, 1)
    return min(most, max(least, facts.points[key] + difference))


def _reasoned(facts: Facts, points: Mapping[str, int], who: str) -> dict[str, Points]:
    return {key: Points(points[key], _reason(key, points[key], facts, who)) for key in CRITERIA}


def _reason(key: str, points: int, facts: Facts, who: str) -> str:
    drawn = chance("reason", key, who, facts.applicant.code)
    own = texts("reasons")[key]
    level = "hoej" if points >= 3 else "midt" if points == 2 else "lav"
    sentences = (drawn.choice(own["points"][str(points)]), drawn.choice(own["detail"][level]))
    return " ".join(sentences).format_map(facts.gaps)


def _pick(part: str, kind: str, facts: Facts, drawn: Random) -> str:
    text: str = drawn.choice(texts("reasons")[part][kind])
    return text.format_map({**facts.gaps, **_extremes(facts, drawn)})


def _extremes(facts: Facts, drawn: Random) -> dict[str, str]:
    """The criteria with most and fewest points, in words; a draw tells equals apart."""
    words = texts("reasons")["words"]
    order = sorted(drawn.sample(CRITERIA, len(CRITERIA)), key=lambda key: facts.points[key])
    best, next_best = words["strong"][order[-1]], words["strong"][order[-2]]
    worst, next_worst = words["weak"][order[0]], words["weak"][order[1]]
    return {
        "staerkest": best,
        "staerkest_stor": capital(best),
        "naest": next_best,
        "svagest": worst,
        "svagest_stor": capital(worst),
        "naestsvagest": next_worst,
    }
