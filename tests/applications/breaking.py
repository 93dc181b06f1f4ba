"""How a constraint is broken: a row of a town is written once more, or changed, with one thing wrong."""

from collections.abc import Callable
from typing import Any


def again(model: Any, **changes: Any) -> Callable[[], None]:
    """Write the newest row of a table once more, with changes."""

    def write() -> None:
        row = model.objects.order_by("pk").last()
        row.pk, row._state.adding = changes.pop("pk", None), True
        for name, value in changes.items():
            setattr(row, name, value)
        row.save(force_insert=True)

    return write


def change(model: Any, **changes: Any) -> Callable[[], Any]:
    return lambda: model.objects.filter(pk=model.objects.order_by("pk").last().pk).update(**changes)
