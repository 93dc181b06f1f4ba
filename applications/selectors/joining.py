"""Municipalities as the rules of joint applications see them, and the joint application of a draft on one page.

Source: domain page, "The pool": who may apply together, and that caps and groups add up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from applications.models import Municipality, Participation
from applications.rules import joint
from applications.rules.joint import Member
from applications.rules.pool_terms import PoolTerms
from applications.selectors import cases, pools
from applications.selectors.cases import Participant
from applications.selectors.own import OwnCase
from applications.selectors.pools import CapInForce
from fsm3.core.money import Money


def members(
    pool_id: int, terms: PoolTerms, codes: Sequence[str] | None = None, *, besides: int | None = None
) -> dict[str, Member]:
    """The municipalities of these codes, or all, in Danish order; being in the case `besides` counts as in none."""
    caps = pools.caps_in_force(pool_id, codes)
    return _members(pool_id, terms, caps, codes=codes, besides=besides)


def _members(
    pool_id: int,
    terms: PoolTerms,
    caps: dict[str, CapInForce],
    *,
    codes: Sequence[str] | None,
    besides: int | None,
) -> dict[str, Member]:
    others = Participation.objects.filter(pool_id=pool_id, municipality_id=OuterRef("code"), active=True)
    if besides is not None:
        others = others.exclude(application_id=besides)
    rows = Municipality.objects.order_by("sort_key").annotate(
        other=Subquery(others.values("application__number")[:1])
    )
    found = rows if codes is None else rows.filter(code__in=codes)
    return {
        code: _member(code, name, caps.get(code), terms, other or "")
        for code, name, other in found.values_list("code", "name", "other")
    }


def _member(code: str, name: str, cap: CapInForce | None, terms: PoolTerms, other: str) -> Member:
    return Member(
        code=code,
        name=name,
        cohort=cap.cohort if cap else "",
        starts=(cap.own_period(terms) if cap else terms.period).first,
        cap=cap.amount if cap else None,
        other_case=other,
    )


@dataclass(frozen=True)
class TakingPart:
    """A municipality in the application, with what it brings along; None what the table of caps does not say."""

    who: Participant
    cap: Money | None
    group: int | None


@dataclass(frozen=True)
class Joint:
    """Who takes part in a draft and what is theirs together; who else may, and who may not, as codes with names."""

    taking_part: tuple[TakingPart, ...]
    cap: Money | None
    group: int | None
    allowed: bool
    may_join: tuple[tuple[str, str], ...]
    may_not: tuple[tuple[str, str], ...]


def joint_page(case: OwnCase) -> Joint:
    """The joint application of a draft, in four queries."""
    terms, caps = pools.terms_in(case.pool_id), pools.caps_in_force(case.pool_id)
    known = _members(case.pool_id, terms, caps, codes=None, besides=case.id)
    taking_part = tuple(_taking_part(who, caps) for who in cases.participants(case.id))
    lead, *covered = (known[each.who.code] for each in taking_part)
    others = [each for code, each in known.items() if code not in {lead.code, *(who.code for who in covered)}]
    fits = [each for each in others if joint.may_join(lead, each, allowed=terms.joint_applications)]
    groups = [each.group for each in taking_part if each.group is not None]
    return Joint(
        taking_part=taking_part,
        cap=joint.cap_together((lead, *covered)),
        group=sum(groups) if len(groups) == len(taking_part) else None,
        allowed=terms.joint_applications,
        may_join=tuple((each.code, each.name) for each in fits),
        may_not=tuple((each.code, each.name) for each in others if each not in fits),
    )


def _taking_part(who: Participant, caps: dict[str, CapInForce]) -> TakingPart:
    cap = caps.get(who.code)
    return TakingPart(who, cap.amount if cap else None, cap.target_group if cap else None)
