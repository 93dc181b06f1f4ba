"""Assessment in words: what the points of the scale mean, and a number among those of all applicants."""

from __future__ import annotations

from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from applications.rules.pool_terms import PoolTerms
from applications.rules.spread import Spread
from fsm3.core.danish import decimal
from fsm3.web.shared import pictures
from fsm3.web.shared.call_texts import origin
from fsm3.web.shared.components import Fact
from fsm3.web.shared.pictures import Pile

_HIGHEST_IN_WORDS = 4
_BETWEEN: dict[int, Promise] = {
    1: gettext_lazy("to a small extent"),
    2: gettext_lazy("to some extent"),
    3: gettext_lazy("to a large extent"),
}
_WIDEST, _LEAST_HEIGHT, _HIGHEST_PILE = 988, 20, 76


def points_label(points: int, highest: int) -> str:
    """Points with what they mean; of a scale of another length the ends alone have words."""
    if points == 0:
        return _("%(points)s – not met") % {"points": points}
    if points == highest:
        return _("%(points)s – fully met") % {"points": points}
    if highest != _HIGHEST_IN_WORDS:
        return str(points)
    return _("%(points)s – met %(extent)s") % {"points": points, "extent": _BETWEEN[points]}


def scale_origin(terms: PoolTerms) -> str:
    """Where the scale comes from."""
    return origin(terms.source_of("scale_highest") or terms.source)


def plain_number(number: Fraction) -> str:
    """A number without decimals that say nothing."""
    return decimal(number, 0 if number.denominator == 1 else 2)


def drawn_spread(found: Spread) -> pictures.Spread:
    """A number among those of all applicants, in words and as a picture."""
    text = ngettext(
        "%(lower)s of the %(others)s other applicant gave a lower number.",
        "%(lower)s of the %(others)s other applicants gave a lower number.",
        found.all - 1,
    ) % {"lower": found.lower, "others": found.all - 1}
    return pictures.Spread(
        facts=(
            Fact(_("This application"), plain_number(found.own), strong=True),
            Fact(_("The one in the middle"), plain_number(found.middle)),
            Fact(_("Lowest"), plain_number(found.lowest)),
            Fact(_("Highest"), plain_number(found.highest)),
        ),
        text=text if found.all > 1 else _("No other application can be compared with yet."),
        piles=_piles(found),
        lowest=plain_number(found.lowest),
        highest=plain_number(found.highest),
    )


def _piles(found: Spread) -> tuple[Pile, ...]:
    width = found.highest - found.lowest or Fraction(1)
    most = max(count for _, count in found.counts)
    return tuple(
        Pile(
            at=int((number - found.lowest) * _WIDEST / width),
            height=_LEAST_HEIGHT + (_HIGHEST_PILE - _LEAST_HEIGHT) * count // most,
            own=number == found.own,
        )
        for number, count in found.counts
    )
