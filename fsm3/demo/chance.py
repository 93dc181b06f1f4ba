"""Chance that always falls the same way: everything invented is drawn here, from one seed and what it is drawn for."""

from __future__ import annotations

from random import Random

SEED = 2021


def chance(*purpose: str) -> Random:
    """A source of draws for a purpose; the same purpose draws the same, whatever else was drawn before."""
    return Random("/".join((str(SEED), *purpose)))  # noqa: S311 - made-up words, no secrets
