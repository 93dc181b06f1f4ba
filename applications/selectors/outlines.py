"""The outlines of the municipalities for a map. From npm react-denmark-map, MIT; the notice is in `applications/data`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True)
class Outline:
    """A municipality on the map: its path in the map's own units."""

    code: str
    name: str
    path: str


@dataclass(frozen=True)
class Country:
    """All municipalities with the picture's bounds, and whose work the outlines are."""

    view_box: str
    outlines: tuple[Outline, ...]
    source: str


@cache
def country() -> Country:
    """The map, read once in a process."""
    read = json.loads((resources.files("applications.data") / "municipalities_svg.json").read_text())
    outlines = tuple(Outline(area["code"], area["name"], area["d"]) for area in read["areas"])
    return Country(read["viewBox"], outlines, read["source"])
