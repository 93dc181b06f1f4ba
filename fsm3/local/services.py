"""PostgreSQL and Redis of one clone together: started, found again by others through `services.json`, and ended.

`services.json` says where the servers are. Whoever finds it and gets an answer uses them; who does not starts them for
as long as it needs them itself.
"""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO

from fsm3.local import postgres, redis
from fsm3.local.postgres import ADMIN, APPLICATION, LASTING, OWNER, Postgres
from fsm3.local.redis import Redis
from fsm3.local.secrets import Secrets, kept_in, write_private

CLONE = Path(__file__).parents[2]
# Another folder than the clone's own is for a second system beside the first, as the tests start one.
VAR = Path(os.environ.get("FSM3_VAR", CLONE / "var"))


@dataclass(frozen=True, kw_only=True)
class Addresses:
    """Where the servers are, for each of the roles."""

    database_url: str
    database_owner_url: str
    database_admin_url: str
    redis_url: str

    def answer(self) -> bool:
        """Say whether both servers let us in."""
        return postgres.answers(self.database_url) and redis.answers(self.redis_url)

    def environment(self) -> dict[str, str]:
        """Return the variables by which the program finds the servers."""
        return {
            "DATABASE_URL": self.database_url,
            "DATABASE_OWNER_URL": self.database_owner_url,
            "REDIS_URL": self.redis_url,
        }


@dataclass(kw_only=True)
class Services:
    """Both servers under one folder."""

    folder: Path = VAR
    tuning: Mapping[str, str] = field(default_factory=lambda: LASTING)

    def __post_init__(self) -> None:
        """Lay the folder out; nothing is started yet."""
        self.folder = self.folder.resolve()
        self.secrets: Secrets = kept_in(self.folder)
        logs = self.folder / "log"
        self.postgres = Postgres(
            folder=self.folder / "postgres",
            log=logs / "postgres.log",
            secrets=self.secrets,
            tuning=self.tuning,
        )
        self.redis = Redis(log=logs / "redis.log", secrets=self.secrets)

    def start(self) -> Addresses:
        """Start both servers and leave word where they are."""
        try:
            self.redis.start()
            self.postgres.start()
        except BaseException:
            self.stop()
            raise
        found = self.addresses()
        write_private(self.folder / "services.json", json.dumps(asdict(found), indent=2))
        return found

    def stop(self) -> None:
        """Stop both servers and take the word back."""
        (self.folder / "services.json").unlink(missing_ok=True)
        self.postgres.stop()
        self.redis.stop()

    def addresses(self) -> Addresses:
        """Return where the servers are."""
        return Addresses(
            database_url=self.postgres.url(APPLICATION),
            database_owner_url=self.postgres.url(OWNER),
            database_admin_url=self.postgres.url(ADMIN, "postgres"),
            redis_url=self.redis.url(),
        )


def running(folder: Path = VAR) -> Addresses | None:
    """Return where the servers of a folder are, if they answer."""
    try:
        found = Addresses(**json.loads((folder / "services.json").read_text()))
    except FileNotFoundError:
        return None
    return found if found.answer() else None


@contextmanager
def at_hand(folder: Path = VAR) -> Iterator[Addresses]:
    """Use the servers that run, or start them for as long as this lasts.

    Two commands at once share the servers: the one that started them waits at its end for the other.
    """
    folder.mkdir(parents=True, exist_ok=True)
    own: Services | None = None
    with (folder / "users.lock").open("w") as users:
        with (folder / "start.lock").open("w") as door:
            fcntl.flock(door, fcntl.LOCK_EX)
            found = running(folder)
            if found is None:
                own = Services(folder=folder)
                found = own.start()
            fcntl.flock(users, fcntl.LOCK_SH)
        try:
            yield found
        finally:
            if own is not None:
                _stop_when_unused(own, users)


def _stop_when_unused(own: Services, users: IO[str]) -> None:
    """Close the door, wait until the others have left, and stop the servers."""
    with (own.folder / "start.lock").open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        fcntl.flock(users, fcntl.LOCK_EX)
        own.stop()


def demo_environment(folder: Path, addresses: Addresses) -> dict[str, str]:
    """Return all variables of a demo on this machine; what is set already wins."""
    kept = kept_in(folder)
    made = {
        "DEMO": "1",
        "SECRET_KEY": kept.secret_key,
        "AUTHORITY_FILE": str(_authority(folder, kept)),
        "AUTHORITY_PASSWORD": kept.authority,
        **addresses.environment(),
    }
    if "DATABASE_URL" in os.environ:
        del made["DATABASE_OWNER_URL"]
    return made | dict(os.environ)


def _authority(folder: Path, kept: Secrets) -> Path:
    """Return the file of the demo's authority, and have it made the first time."""
    path = folder.resolve() / "authority.p12"
    if not path.exists():
        from fsm3.local.authority import make_in  # noqa: PLC0415  heavy, and needed once

        make_in(path, kept.authority)
    return path
