"""`make pictures`: every page in every state in the eyes of one role, at 320 and 1280 pixels, into `var/pictures/`.

Run by name, for it shows and judges nothing; `index.html` there lays the pictures side by side.
"""

from __future__ import annotations

import shutil
from html import escape

from fsm3.local.services import VAR
from tests.harness.pages import first_visits, in_worlds
from tests.harness.visiting import NARROW, WIDE, Onlookers

FOLDER = VAR / "pictures"


def test_every_page_has_its_pictures(onlookers: Onlookers) -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    for visit in in_worlds(first_visits()):
        for width in (WIDE, NARROW):
            with onlookers.visiting(visit, width=width) as shown:
                shown.page.screenshot(path=FOLDER / f"{visit}-{width}.png", full_page=True)
    write_index([str(visit) for visit in first_visits()])


def write_index(names: list[str]) -> None:
    """Lay the pictures side by side, in the order of the table."""
    parts = [
        f'<h2>{escape(name)}</h2><a href="{name}-{WIDE}.png"><img src="{name}-{WIDE}.png" width="900"></a> '
        f'<a href="{name}-{NARROW}.png"><img src="{name}-{NARROW}.png" width="225"></a>'
        for name in names
    ]
    head = '<!doctype html><meta charset="utf-8"><title>Pages</title><style>img {vertical-align: top}</style>'
    (FOLDER / "index.html").write_text(head + "\n".join(parts), encoding="utf-8")
