"""What the program is told from outside: one frozen value, read from the environment variables.

What Django runs reads a variable nowhere else, and this module touches neither files nor Django. Production is what
you get when nothing is said; `DEMO=1` has to be asked for, and a machine marked `PRODUCTION=1` refuses it. Every fault
is named at once, so that a new server is set up in one round and not in ten.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

LOOPBACK_HOSTS = ("localhost", "127.0.0.1", "[::1]")
SHORTEST_SECRET = 50
POSTGRES = ("postgres", "postgresql")
REDIS = ("redis", "rediss")
MAIL = ("smtp", "smtp+tls", "smtps")
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


class BadEnvironment(Exception):
    """The variables do not describe a system that may start; `faults` has one sentence for each of them."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        """Keep the faults, and make one message of them."""
        self.faults = faults
        super().__init__("The environment is not complete:\n" + "\n".join(f"  - {fault}" for fault in faults))


@dataclass(frozen=True, kw_only=True)
class Timeouts:
    """How long the database lets the application wait, in milliseconds."""

    statement_ms: int
    lock_ms: int
    idle_in_transaction_ms: int


@dataclass(frozen=True, kw_only=True)
class Environment:
    """Everything that differs between one installation and another."""

    database_url: str
    database_owner_url: str | None
    redis_url: str
    secret_key: str = field(repr=False)
    secret_key_fallbacks: tuple[str, ...] = field(repr=False)
    allowed_hosts: tuple[str, ...]
    site_url: str
    behind_proxy: bool
    demo: bool
    debug: bool
    mail_url: str | None = field(repr=False)
    mail_from: str
    log_level: str
    static_root: str | None
    authority_file: str | None
    authority_password: str = field(repr=False)
    timeouts: Timeouts


class _Reader:
    """Reads one variable after another and collects what is wrong with them."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self.variables = variables
        self.faults: list[str] = []

    def text(self, name: str) -> str:
        value = self.variables.get(name, "").strip()
        if not value:
            self.faults.append(f"{name} is missing.")
        return value

    def optional(self, name: str) -> str | None:
        return self.variables.get(name, "").strip() or None

    def flag(self, name: str) -> bool:
        value = self.variables.get(name, "").strip()
        if value not in {"", "0", "1"}:
            self.faults.append(f"{name} is either 1 or 0.")
        return value == "1"

    def number(self, name: str, default: int) -> int:
        value = self.variables.get(name, "").strip()
        if not value:
            return default
        if not (value.isascii() and value.isdigit()):
            self.faults.append(f"{name} is a whole number of milliseconds, 0 for no limit.")
            return default
        return int(value)

    def words(self, name: str) -> tuple[str, ...]:
        return tuple(word.strip() for word in self.variables.get(name, "").split(",") if word.strip())

    def address(self, name: str, schemes: tuple[str, ...], *, required: bool = True) -> str:
        value = self.text(name) if required else self.optional(name) or ""
        if value and (urlsplit(value).scheme not in schemes or not urlsplit(value).path.strip("/")):
            self.faults.append(
                f"{name} is an address of the form {schemes[0]}://user:password@host:port/name."
            )
        return value

    def server(self, name: str, schemes: tuple[str, ...], *, required: bool) -> str | None:
        value = self.text(name) if required else self.optional(name)
        if value and (urlsplit(value).scheme not in schemes or not urlsplit(value).hostname):
            self.faults.append(f"{name} is an address of the form {schemes[0]}://user:password@host:port.")
        return value

    def choice(self, name: str, choices: tuple[str, ...], default: str) -> str:
        value = self.variables.get(name, "").strip() or default
        if value not in choices:
            self.faults.append(f"{name} is one of {', '.join(choices)}.")
        return value


def read(variables: Mapping[str, str]) -> Environment:
    """Read the environment, or raise BadEnvironment with every fault in it."""
    reader = _Reader(variables)
    demo = reader.flag("DEMO")
    environment = Environment(
        database_url=reader.address("DATABASE_URL", POSTGRES),
        database_owner_url=reader.address("DATABASE_OWNER_URL", POSTGRES, required=False) or None,
        redis_url=reader.address("REDIS_URL", REDIS),
        secret_key=_secret(reader),
        secret_key_fallbacks=reader.words("SECRET_KEY_FALLBACKS"),
        allowed_hosts=_hosts(reader, demo=demo),
        site_url=_site(reader, demo=demo),
        behind_proxy=reader.flag("BEHIND_PROXY"),
        demo=demo,
        debug=reader.flag("DEBUG"),
        mail_url=reader.server("MAIL_URL", MAIL, required=not demo),
        mail_from=reader.optional("MAIL_FROM") or "puljer@localhost" if demo else reader.text("MAIL_FROM"),
        log_level=reader.choice("LOG_LEVEL", LEVELS, "INFO"),
        static_root=reader.optional("STATIC_ROOT"),
        authority_file=reader.optional("AUTHORITY_FILE"),
        authority_password=reader.optional("AUTHORITY_PASSWORD") or "",
        timeouts=_timeouts(reader),
    )
    _contradictions(reader, environment)
    if reader.faults:
        raise BadEnvironment(tuple(reader.faults))
    return environment


def _secret(reader: _Reader) -> str:
    key = reader.text("SECRET_KEY")
    if key and (len(key) < SHORTEST_SECRET or len(set(key)) < 5 or key.startswith("django-insecure-")):
        reader.faults.append(f"SECRET_KEY is {SHORTEST_SECRET} random characters or more.")
    return key


def _hosts(reader: _Reader, *, demo: bool) -> tuple[str, ...]:
    hosts = reader.words("ALLOWED_HOSTS") or (LOOPBACK_HOSTS if demo else ())
    if not hosts:
        reader.faults.append(
            "ALLOWED_HOSTS is missing: the names people reach the system by, with commas between."
        )
    if "*" in hosts:
        reader.faults.append("ALLOWED_HOSTS names each host; * is not a name.")
    return hosts


def _site(reader: _Reader, *, demo: bool) -> str:
    """The address that mails lead to; a demo's own is on the loopback, at the port it is served on."""
    own = f"http://127.0.0.1:{reader.optional('PORT') or '8000'}" if demo else ""
    value = reader.optional("SITE_URL") or own or reader.text("SITE_URL")
    address = urlsplit(value)
    safe = address.scheme == "https" or (demo and address.scheme == "http")
    if value and not (
        safe and address.hostname and f"{address.scheme}://{address.netloc}" == value.rstrip("/")
    ):
        reader.faults.append(
            "SITE_URL is the address people reach the system by, such as https://puljer.example."
        )
    return value.rstrip("/")


def _timeouts(reader: _Reader) -> Timeouts:
    return Timeouts(
        statement_ms=reader.number("DATABASE_STATEMENT_TIMEOUT_MS", 30_000),
        lock_ms=reader.number("DATABASE_LOCK_TIMEOUT_MS", 10_000),
        idle_in_transaction_ms=reader.number("DATABASE_IDLE_TRANSACTION_TIMEOUT_MS", 60_000),
    )


def _contradictions(reader: _Reader, environment: Environment) -> None:
    if environment.demo and reader.flag("PRODUCTION"):
        reader.faults.append("DEMO=1 contradicts PRODUCTION=1: anyone may sign in to a demo.")
    if environment.authority_file and not environment.authority_password:
        reader.faults.append("AUTHORITY_PASSWORD is missing: it opens AUTHORITY_FILE.")
    if environment.debug and not environment.demo:
        reader.faults.append(
            "DEBUG=1 shows the inside of the program to everyone: only together with DEMO=1."
        )
