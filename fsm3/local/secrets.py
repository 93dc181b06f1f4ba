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


def write_private(path: Path, content: str) -> None:
    """Write a file that nobody else may read, whole or not at all."""
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    beside.touch(mode=0o600)
    beside.write_text(content)
    beside.replace(path)


def kept_in(folder: Path) -> Secrets:
    """Read the secrets of a folder, and make them the first time."""
    path = folder / "secrets.json"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        made = Secrets(**{field.name: secrets.token_urlsafe(48) for field in fields(Secrets)})
        write_private(path, json.dumps(asdict(made), indent=2))
    return Secrets(**json.loads(path.read_text()))
