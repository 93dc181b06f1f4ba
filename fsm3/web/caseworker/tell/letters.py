"""How a corrected letter is told: which letter, what it said and what it would say, and why."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from fsm3.core import documents
from fsm3.core.actors import Actor
from fsm3.core.proposals import Proposed
from fsm3.journeys.correct_letter import letter_of
from fsm3.letters import written
from fsm3.letters.contexts import Letter
from fsm3.letters.templates import title_of
from fsm3.web.caseworker.tell.values import Part, Telling
from fsm3.web.shared.components import Fact, Summary
from fsm3.web.shared.letter_texts import part_label


def essence(proposal: Proposed) -> str:
    """The name of the letter."""
    return str(proposal.content["title"])


def tell(proposal: Proposed, actor: Actor) -> Telling:
    """Each part that is put differently, before and after."""
    letter = letter_of(documents.frozen(proposal.content["document"]))
    return Telling(
        facts=(
            Fact(
                _("Letter"),
                _("%(letter)s of %(day)s") % {"letter": title_of(letter), "day": letter.head.dated},
            ),
            Fact(_("What is corrected, and why"), proposal.content["reason"], written=True),
        ),
        approve=_("Send the corrected letter"),
        effect=_(
            "When you approve, a new letter is written that names the one it corrects, and laid at the municipality's door. The old letter stays there, marked as corrected."
        ),
        done=_("Approved. The corrected letter is being made."),
        parts=tuple(_parts(letter, proposal)),
    )


def _parts(letter: Letter, proposal: Proposed) -> Iterator[Part]:
    texts = proposal.content["texts"]
    for each in written.parts(letter):
        if each.path in texts:
            before = Fact(_("Before"), each.text, written=True)
            after = Fact(_("After"), texts[each.path], written=True)
            yield Part(part_label(each.name, each.beside), (Summary((before, after)),))
