"""Two addresses for whoever keeps the system running: does the process answer, and may it be sent requests."""

from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis import Redis, RedisError

from fsm3.access.guards import Anyone, open_to

SECONDS = 1.0


class _NotYet(Exception):
    """Migrations are missing."""


@open_to(Anyone)
@require_safe
@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """Answer at all."""
    return JsonResponse({"live": True})


@open_to(Anyone)
@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """Say of each part whether it is there; 503 when one is not. Never says why: that is for the log."""
    parts = {name: _works(check) for name, check in CHECKS.items()}
    return JsonResponse({"ready": all(parts.values()), **parts}, status=200 if all(parts.values()) else 503)


def _works(check: Callable[[], object]) -> bool:
    try:
        check()
    except (DatabaseError, RedisError, _NotYet):
        return False
    return True


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _redis() -> None:
    with Redis.from_url(settings.REDIS_URL, socket_connect_timeout=SECONDS, socket_timeout=SECONDS) as server:
        server.ping()


@cache
def _migrations() -> None:
    """Compare the tables with the code, until they agree: after that they do as long as this process runs."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise _NotYet


CHECKS: dict[str, Callable[[], object]] = {"database": _database, "redis": _redis, "migrations": _migrations}
