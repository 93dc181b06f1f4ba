"""The one clock: the only place that asks the machine what time it is. Journeys are told the time as `at`."""

from datetime import UTC, datetime


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)
