"""A search in the address: words to look for, beside lists to choose from. Works as a form that is sent by GET."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from fsm3.web.shared.components import Filter, Link


@dataclass(frozen=True)
class Search:
    """Words that were `typed`, under a label, and the filters beside them; `all` leads back to the whole list."""

    name: ClassVar = "search"
    label: str
    typed: str
    filters: tuple[Filter, ...]
    all: Link | None = None
