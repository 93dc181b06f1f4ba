"""axe-core in a page: WCAG 2.0 to 2.2 at A and AA and its best practices, every rule of them, nothing ignored.

That no id stands twice is asked as well: WCAG 2.2 dropped the rule, but labels and descriptions still rest on it.

It is handed to the browser through its debugging door (`page.evaluate`), which the site's Content-Security-Policy does
not govern: the policy stays as it is, also for the page under test. It comes from npm for development only.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.support import servers

SOURCE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """tags => axe.run(document, {
    runOnly: {type: 'tag', values: tags},
    rules: {'duplicate-id': {enabled: true}},
    resultTypes: ['violations'],
}).then(found => found.violations.map(rule => [rule.id, rule.nodes.map(node => node.html.slice(0, 200))]))"""
CHANGING = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"|data-left="\d+"|class="until">[^<]*')


@cache
def _source() -> str:
    return SOURCE.read_text(encoding="utf-8")


def findings(page: Page) -> list[Any]:
    """What axe finds: for each rule that is broken its name and the elements."""
    page.evaluate(f"{_source()};0")
    found: list[Any] = page.evaluate(RUN, TAGS)
    return found


def is_new(page: Page, width: int) -> bool:
    """Whether no worker has looked at just this page in this width yet; equal pages count once."""
    content = CHANGING.sub("", page.content())
    digest = hashlib.sha256(f"{width} {content}".encode()).hexdigest()
    folder = servers.folder() / "axe"
    folder.mkdir(exist_ok=True)
    try:
        (folder / digest).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True
