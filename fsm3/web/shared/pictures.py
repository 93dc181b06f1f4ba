"""What pages show as a picture, as small values like the other components; nothing is told by the picture alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from fsm3.web.shared.components import Fact


@dataclass(frozen=True)
class Bar:
    """A bar: its length in per mille of the longest, and its figure in words."""

    label: str
    share: int
    figure: str


@dataclass(frozen=True)
class Chart:
    """Bars below each other in a table of the same figures: nothing is told by the picture alone."""

    name: ClassVar = "chart"
    caption: str
    label: str
    unit: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Meter:
    """How much of a limit is taken: the figures in words, and a bar of `share` with a mark at the limit, in per mille."""

    name: ClassVar = "meter"
    facts: tuple[Fact, ...]
    share: int
    mark: int
    over: bool = False


@dataclass(frozen=True)
class Pile:
    """How many gave one number: where it stands in per mille, its height in per cent; `own` is the one looked at."""

    at: int
    height: int
    own: bool

    @property
    def top(self) -> int:
        """Where it begins, seen from above."""
        return 100 - self.height


@dataclass(frozen=True)
class Spread:
    """A number among those that others gave: the figures in words, and a picture of them from `lowest` to `highest`."""

    name: ClassVar = "spread"
    facts: tuple[Fact, ...]
    text: str
    piles: tuple[Pile, ...]
    lowest: str
    highest: str


@dataclass(frozen=True)
class Area:
    """A municipality on the map: its outline, its group (an index into the legend, or none) and what the table says."""

    label: str
    outline: str
    group: int | None
    text: str


@dataclass(frozen=True)
class Map:
    """The 98 municipalities in groups, and the same as a table. At most three groups have a look of their own."""

    name: ClassVar = "map"
    caption: str
    view_box: str
    areas: tuple[Area, ...]
    legend: tuple[str, ...]
    label: str
    group_label: str
    notice: str

    @property
    def grouped(self) -> tuple[Area, ...]:
        """The municipalities that belong to a group: what the table holds."""
        return tuple(area for area in self.areas if area.group is not None)
