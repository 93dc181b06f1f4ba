"""The log: one JSON object a line, with the request or the job it belongs to, and nothing about a person.

No message of an exception is written, because a message repeats what somebody typed: its type, its place in the code
and, from the database, the name of the broken constraint say what happened. What looks like a CPR number is removed
wherever it stands.
"""

import re
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any

import structlog

CPR = re.compile(r"(?<!\d)\d{6}-?\d{4}(?!\d)")
Event = MutableMapping[str, Any]


def without_messages(_: object, __: str, event: Event) -> Event:
    """Replace an exception by its type and place."""
    found = event.pop("exc_info", None)
    error = found[1] if isinstance(found, tuple) else found
    if isinstance(error, BaseException):
        event["error"] = f"{type(error).__module__}.{type(error).__qualname__}"
        event["trace"] = _places(error.__traceback__)
        constraint = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
        if constraint:
            event["constraint"] = constraint
    return event


def without_cpr(_: object, __: str, event: Event) -> Event:
    """Remove what looks like a CPR number from every text of an event."""
    for name, value in event.items():
        if isinstance(value, str):
            event[name] = CPR.sub("[removed]", value)
    return event


def without_task_contents(_: object, __: str, event: Event) -> Event:
    """Take from Celery's word about a task what it was called with and what it raised: name, id and time remain."""
    record = event.get("_record")
    details = getattr(record, "data", None)
    if record is not None and record.name == "celery.app.trace" and isinstance(details, dict):
        event["event"] = "task done" if "runtime" in details else "task failed"
        event["task"], event["task_id"] = details.get("name"), details.get("id")
        event["seconds"] = details.get("runtime")
    return event


def _places(trace: TracebackType | None) -> list[str]:
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]


SHARED = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)
LAST = (
    without_task_contents,
    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
    without_messages,
    without_cpr,
    structlog.processors.JSONRenderer(ensure_ascii=False),
)


def configuration(level: str) -> dict[str, Any]:
    """Return the configuration that Django hands to the standard library's log; structlog's own is set beside it."""
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": SHARED,
        "processors": LAST,
    }
    quiet = {"level": "ERROR"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": formatter},
        "handlers": {
            "out": {"class": "logging.StreamHandler", "formatter": "json", "stream": "ext://sys.stdout"}
        },
        "root": {"handlers": ["out"], "level": level},
        "loggers": {
            "django": {"handlers": [], "propagate": True, "level": level},
            "django.request": quiet,
            "django.server": {"handlers": [], "propagate": True, "level": "ERROR"},
            "celery.beat": {"level": "WARNING"},
            "celery.worker.strategy": {"level": "WARNING"},
            "weasyprint": quiet,
            "fontTools": quiet,
        },
    }
