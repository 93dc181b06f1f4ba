"""What the walk with the keyboard finds when it is planted; `test_pages.py` takes it through every page."""

from __future__ import annotations

import pytest

from tests.harness.keyboard import check_walk
from tests.harness.pages import first_visits
from tests.harness.visiting import Onlookers

PLANTED = {
    "out of reach": "main.querySelector('button').tabIndex = -1; main.querySelector('button').removeAttribute('type')",
    "out of order": "main.querySelector('button').tabIndex = 5",
    "unseen": "document.adoptedStyleSheets[0].insertRule('* { outline: 0 !important; box-shadow: none !important;"
    " border-color: red !important; background: #fff !important; text-decoration: none !important }')",
    "a trap": "main.querySelector('input:not([type=hidden])').addEventListener('keydown', event => event.preventDefault())",
    "a form without a button": "main.querySelector('button[type=submit]').remove()",
}


@pytest.mark.parametrize("fault", PLANTED)
def test_the_walk_finds_what_is_planted(onlookers: Onlookers, fault: str):
    (visit,) = [visit for visit in first_visits() if str(visit) == "sign_in-empty-nobody"]
    with onlookers.visiting(visit) as shown:
        check_walk(shown.page)
        shown.page.evaluate(
            f"""() => {{
                document.adoptedStyleSheets = [new CSSStyleSheet()];
                const main = document.querySelector('main');
                {PLANTED[fault]};
            }}"""
        )
        with pytest.raises(AssertionError):
            check_walk(shown.page)
