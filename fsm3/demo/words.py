"""The invented sentences and names of `texts/`, as they lie there, and how a gap in a sentence is filled."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "texts"
_ISLANDS = frozenset({"Bornholm", "Fanø", "Langeland", "Lolland", "Læsø", "Mors", "Samsø", "Ærø"})
_AS_A_PLACE = {"Nordfyns": "Nordfyn", "Vesthimmerlands": "Vesthimmerland", "Morsø": "Mors"}
_NUMBERS = ("nul", "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv")


@cache
def texts(name: str) -> Mapping[str, Any]:
    """One of the files, by its name."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def of_place(name: str, official_name: str) -> dict[str, str]:
    """How a municipality is spoken of: `Samsø Kommune`, its genitive, and `på Samsø`."""
    place = _AS_A_PLACE.get(name, name)
    where = f"{'på' if place in _ISLANDS else 'i'} {place}"
    return {
        "kommunen": official_name,
        "kommunens": genitive(official_name),
        "navn": place,
        "i_stedet": where,
        "I_stedet": capital(where),
    }


def genitive(name: str) -> str:
    """`Vejle Kommunes`; a name that ends in s takes an apostrophe."""
    return f"{name}'" if name.endswith("s") else f"{name}s"


def capital(text: str) -> str:
    """A text with its first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """A text with its first letter small, the rest as it is."""
    return text[:1].lower() + text[1:]


def number(value: int) -> str:
    """A small number in words, a larger one in digits."""
    return _NUMBERS[value] if value < len(_NUMBERS) else str(value)
