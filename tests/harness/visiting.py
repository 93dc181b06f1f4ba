"""Going to a page as the table says: worlds are served, visitors sign in with one click, what the browser met is kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any, Self

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response, ViewportSize

from applications.selectors import pools
from fsm3.access.models import Membership
from tests.harness.pages import visits
from tests.harness.visit import NOBODY, Spot, Visit
from tests.harness.worlds import FILLED
from tests.support.databases import database_like, turn_to
from tests.support.sites import Site, served

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
WIDE, NARROW = 1280, 320


@dataclass(frozen=True)
class Served:
    """A world that is served: where, and for each visit its address and the visitor's membership."""

    site: Site
    found: dict[str, tuple[str, int | None]]


class Worlds(ExitStack):
    """The worlds, each served from the moment somebody goes there."""

    def __init__(self) -> None:
        super().__init__()
        self.served: dict[str, Served] = {}

    def world(self, name: str) -> Served:
        """A world by its name; what a test then reads and writes is that world's."""
        if name not in self.served:
            copy = self.enter_context(database_like(FILLED[name]))
            pools.terms_of.cache_clear()
            found = {str(visit): found_place(visit) for visit in visits() if visit.state.world == name}
            self.served[name] = Served(self.enter_context(served(copy)), found)
        turn_to(self.served[name].site.database)
        return self.served[name]


def found_place(visit: Visit) -> tuple[str, int | None]:
    """The address of a visit and the visitor's membership, in the database we are connected to."""
    spot = visit.state.spot()
    return visit.address(spot), membership(visit.role, spot) if visit.role != NOBODY else None


def membership(role: str, spot: Spot) -> int:
    """The first who holds a role, of the spot's municipality where it names one. Raises IndexError without one."""
    rows = Membership.objects.filter(role=role, ended__isnull=True).order_by("id")
    own = rows.filter(organisation__code=spot.code)
    return int(
        (own if spot.code and own else rows.filter(organisation__code=None) if spot.code else rows)[0].id
    )


@dataclass
class Shown:
    """A page that is shown, and what the browser met on the way to it."""

    visit: Visit
    site: str
    page: Page
    status: int = 0
    faults: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    policies: dict[str, str | None] = field(default_factory=dict)

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Keep what the browser says, asks for and is answered meanwhile."""
        heard: dict[Any, Callable[[Any], None]] = {
            "console": self._heard,
            "pageerror": lambda error: self.faults.append(str(error)),
            "request": lambda request: self.asked.append(request.url),
            "response": self._answered,
        }
        for event, hear in heard.items():
            self.page.on(event, hear)
        yield
        for event, hear in heard.items():
            self.page.remove_listener(event, hear)

    def _heard(self, message: ConsoleMessage) -> None:
        """A page that answers 404 as it should is no fault, though the browser says so."""
        expected = self.visit.state.status >= 400 and f"status of {self.visit.state.status}" in message.text
        if message.type in {"error", "warning"} and not expected:
            self.faults.append(message.text)

    def _answered(self, response: Response) -> None:
        self.policies[response.url] = response.headers.get("content-security-policy")
        if response.request.is_navigation_request():
            self.status = response.status


class Onlookers(ExitStack):
    """Everybody who only looks, in one page with script and one without: whoever comes next takes the last one's seat.

    A window of their own for each would take longer than all that there is to see.
    """

    def __init__(self, worlds: Worlds, browser: Browser) -> None:
        super().__init__()
        self.worlds, self.browser = worlds, browser
        self.seats: dict[bool, Page] = {}
        self.cookies: dict[tuple[str, int], dict[str, str]] = {}

    @contextmanager
    def visiting(self, visit: Visit, *, width: int = WIDE, script: bool = True) -> Iterator[Shown]:
        """Show the page of a visit."""
        served = self.worlds.world(visit.state.world)
        address, who = served.found[str(visit)]
        page = self.seat(script=script)
        page.set_viewport_size(_size(width))
        self._become(page.context, served.site.url, who)
        shown = Shown(visit, served.site.url, page)
        with shown.listening():
            page.goto(served.site.url + address)
            if visit.state.sends is not None:
                send(page, visit.state.sends)
            yield shown

    def seat(self, *, script: bool) -> Page:
        """The page that those with script share, or those without."""
        if script not in self.seats:
            self.seats[script] = self.enter_context(_window(self.browser, WIDE, script=script)).new_page()
        return self.seats[script]

    def _become(self, context: BrowserContext, site: str, who: int | None) -> None:
        """Be somebody, who signs in once."""
        context.clear_cookies()
        if who is not None and (site, who) not in self.cookies:
            sign_in(context, site, who)
            self.cookies[site, who] = {each["name"]: each["value"] for each in context.cookies()}
        elif who is not None:
            for name, value in self.cookies[site, who].items():
                context.add_cookies([{"name": name, "value": value, "url": site}])

    def __enter__(self) -> Self:
        return self


class Visitors(ExitStack):
    """A browser window for each visitor and width, signed in once."""

    def __init__(self, worlds: Worlds, browser: Browser) -> None:
        super().__init__()
        self.worlds, self.browser = worlds, browser
        self.windows: dict[tuple[str, int | None, int, bool], BrowserContext] = {}

    def window(
        self, site: Site, who: int | None, *, width: int = WIDE, script: bool = True
    ) -> BrowserContext:
        """The window of somebody, new or as it was left."""
        key = (site.url, who, width, script)
        if key not in self.windows:
            made = self.windows[key] = self.enter_context(_window(self.browser, width, script=script))
            if who is not None:
                sign_in(made, site.url, who)
        return self.windows[key]

    def __enter__(self) -> Self:
        return self


@contextmanager
def _window(browser: Browser, width: int, *, script: bool) -> Iterator[BrowserContext]:
    """A window of somebody who is new to the site."""
    made = browser.new_context(
        locale="da-DK", viewport=_size(width), java_script_enabled=script, reduced_motion="reduce"
    )
    yield made
    made.close()


def _size(width: int) -> ViewportSize:
    return {"width": width, "height": 900}


def sign_in(context: BrowserContext, site: str, membership_id: int) -> None:
    """Sign in as the demo's one click does."""
    page = context.request.get(f"{site}/log-ind/").text()
    token = TOKEN.search(page)
    assert token is not None
    answer = context.request.post(
        f"{site}/demo/log-ind/{membership_id}/",
        form={"csrfmiddlewaretoken": token[1], "next": "/log-ind/"},
        headers={"Referer": site},
    )
    assert answer.ok, answer.status


SEND = """fields => {
    const form = document.createElement('form');
    const token = document.querySelector('[name=csrfmiddlewaretoken]').value;
    for (const [name, value] of Object.entries({csrfmiddlewaretoken: token, ...fields})) {
        form.append(Object.assign(document.createElement('input'), {type: 'hidden', name, value}));
    }
    form.method = 'post';
    document.body.append(form);
    form.submit();
}"""


def send(page: Page, fields: Mapping[str, str]) -> None:
    """Send fields to the page's own address, past whatever the page itself would check: the server's answer is wanted."""
    with page.expect_navigation():
        page.evaluate(SEND, dict(fields))
