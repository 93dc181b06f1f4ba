"""How a proposal is told to whoever decides it: what it comes to, on which grounds, and what happens when it is approved."""

from __future__ import annotations

from dataclasses import dataclass

from fsm3.web.shared.components import Fact
from fsm3.web.shared.drawn import Component


@dataclass(frozen=True)
class Part:
    """A heading with what stands under it."""

    heading: str
    components: tuple[Component, ...]


@dataclass(frozen=True)
class Telling:
    """A proposal in words and figures.

    `approve` is what the choice to approve is called, `effect` what happens then, and `done` what is said afterwards.
    """

    facts: tuple[Fact, ...]
    approve: str
    effect: str
    done: str
    parts: tuple[Part, ...] = ()
