"""What a vintage or an uploaded file is called, for pages that name them by their ids."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from payouts.models import OutcomeUpload, Vintage


@dataclass(frozen=True)
class Named:
    """A vintage or a file with the pool it belongs to."""

    name: str
    pool_key: str


def uploads(ids: Collection[int]) -> dict[int, Named]:
    """The names of uploaded files by id."""
    rows = OutcomeUpload.objects.filter(id__in=ids).values_list("id", "file_name", "pool__key")
    return {id_: Named(name, key) for id_, name, key in rows}


def vintages(ids: Collection[int]) -> dict[int, Named]:
    """The numbers of vintages by id."""
    rows = Vintage.objects.filter(id__in=ids).values_list("id", "number", "pool__key")
    return {id_: Named(str(number), key) for id_, number, key in rows}
