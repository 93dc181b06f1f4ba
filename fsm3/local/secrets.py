"""The passwords and the key of one clone: made once at random, kept in `var/` for its owner alone."""

import json
import os
import secrets
from dataclasses import asdict, dataclass, fields
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Secrets:
    """What the private servers and the demo are locked with."""

    secret_key: str
    postgres: str
    owner: str
    application: str
    redis: str
    authority: str


def write_private(path: Path, content: str | bytes) -> None:
    """Write a file that nobody else may read, whole or not at all."""
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    beside.touch(mode=0o600)
    beside.write_bytes(content.encode() if isinstance(content, str) else content)
    beside.replace(path)


def kept_in(folder: Path) -> Secrets:
    """Read the secrets of a folder, and make those that are not there yet."""
    path = folder / "secrets.json"
    kept = json.loads(path.read_text()) if path.exists() else {}
    made = Secrets(**{field.name: secrets.token_urlsafe(48) for field in fields(Secrets)} | kept)
    if asdict(made) != kept:
        folder.mkdir(parents=True, exist_ok=True)
        write_private(path, json.dumps(asdict(made), indent=2))
    return made
