"""The beginning of a reason for a letter, from the agreed scores: a caseworker goes on from there.

Source: domain page, "Application": a refusal names its main considerations criterion by criterion, without which it is
unlawful (forvaltningsloven § 24). Letters are written in Danish, so these words are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from applications.rules.assessment import Points
from applications.rules.pool_terms import Criterion

AWARD = "Ansøgningen opfylder puljens kriterier så godt, at den får tilsagn inden for rammen. Vi har lagt vægt på:"
REFUSAL = "Rammen rækker ikke til alle ansøgninger, og andre står foran i rangordningen. Vi har lagt vægt på:"


def award_reason(criteria: Sequence[Criterion], scores: Mapping[str, Points]) -> str:
    """Why an application is awarded, criterion by criterion."""
    return _reason(AWARD, criteria, scores)


def refusal_reason(criteria: Sequence[Criterion], scores: Mapping[str, Points]) -> str:
    """The main considerations of a refusal, criterion by criterion."""
    return _reason(REFUSAL, criteria, scores)


def _reason(begins: str, criteria: Sequence[Criterion], scores: Mapping[str, Points]) -> str:
    told = (f"{each.name}: {scores[each.key].reason}" for each in criteria if each.key in scores)
    return "\n".join((begins, *told))
