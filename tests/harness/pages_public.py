"""The pages that anybody may open, those of the demo, and the error pages, in their states."""

from __future__ import annotations

from fsm3.access.roles import Role
from tests.harness.spots import one_time_link
from tests.harness.visit import EVERYBODY, NOBODY, Page, Spot, State
from tests.harness.worlds import OPEN_POOL

PAGES = (
    Page("home", EVERYBODY, (
        State("filled", 4),
        State("empty", 4, world="bare", roles=(NOBODY,)),
        State("loading", 4, world="beginning", roles=(NOBODY,)),
    )),
    Page("sign_in", EVERYBODY, (
        State("filled", 3),
        State("empty", 2, world="bare", roles=(NOBODY,)),
        State("error", 4, sends={"username": "ukendt@opdigtet.example", "password": "forkert"}, roles=(NOBODY,)),
        State("missing", 3, sends={"username": "", "password": ""}, roles=(NOBODY,)),
    )),
    Page("pool", EVERYBODY, (
        State("closed", 2, lambda: Spot(("fsm3",))),
        State("open", 2, lambda: Spot((OPEN_POOL,)), roles=(NOBODY,)),
    )),
    Page("choose_password", EVERYBODY, (
        State("used", 1, lambda: Spot(("MQ", "used-up"))),
        State("filled", 2, one_time_link, roles=(NOBODY,)),
        State("error", 2, one_time_link, sends={"new_password1": "1", "new_password2": "2"}, roles=(NOBODY,)),
    )),
    Page("mailbox", EVERYBODY, (
        State("filled", 1),
        State("empty", 1, world="bare", roles=(NOBODY,)),
    )),
    Page("demo_map", EVERYBODY, (
        State("filled", 2, lambda: Spot(("fsm3",))),
        State("open", 2, lambda: Spot((OPEN_POOL,)), roles=(NOBODY,)),
    )),
    Page("style_forms", EVERYBODY, (
        State("every", 0),
    )),
    Page("style", EVERYBODY, (
        State("every", 0),
    )),
    Page("error", (NOBODY,), (
        State("400", 0, query="/log-ind/?" + "&".join(["a"] * 1001), status=400),
        State("404", 0, query="/findes-ikke/", status=404),
        State("405", 0, query="/sprog/", status=405),
        State("403_csrf", 0, query="/log-ind/", sends={"csrfmiddlewaretoken": "x"}, status=403),
        State("403", 0, query="/sager/", roles=(Role.ADMINISTRATOR,), status=403),
        State("500", 0, query="/", world="broken", status=500),
    )),
)  # fmt: skip
