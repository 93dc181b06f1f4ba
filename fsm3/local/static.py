"""The collected static files of one clone, made again when their sources change."""

import fcntl
import hashlib
import os
from pathlib import Path

CLONE = Path(__file__).parents[2]
VAR = CLONE / "var"
TARGET = VAR / "static"
SOURCES = (
    "static",
    "package-lock.json",
    "fsm3/web/shared/static_files.py",
    "fsm3/web/shared/static_storage.py",
)
# Collecting reads the settings but no server, so these say nothing but that they are there.
NO_SERVERS = {
    "DEMO": "1",
    "SECRET_KEY": hashlib.sha256(b"collecting static files needs no secret").hexdigest(),
    "DATABASE_URL": "postgresql://nobody@127.0.0.1/none",
    "REDIS_URL": "redis://127.0.0.1/0",
    "STATIC_ROOT": str(TARGET),
}


def main() -> None:
    """Collect the static files unless they are as they were; two at once wait for each other."""
    VAR.mkdir(parents=True, exist_ok=True)
    mark = VAR / "static.collected"
    with (VAR / "static.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        digest = _digest()
        if TARGET.exists() and mark.exists() and mark.read_text() == digest:
            return
        _collect()
        mark.write_text(digest)


def _collect() -> None:
    import django  # noqa: PLC0415  most often nothing has changed, and then Django is not needed
    from django.core.management import call_command  # noqa: PLC0415

    os.environ |= {"DJANGO_SETTINGS_MODULE": "fsm3.settings", **NO_SERVERS}
    django.setup()
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)


def _digest() -> str:
    found = [CLONE / name for name in SOURCES]
    files = sorted(file for source in found for file in (source.rglob("*") if source.is_dir() else [source]))
    digest = hashlib.sha256()
    for file in files:
        if file.is_file():
            digest.update(f"{file.relative_to(CLONE)} ".encode() + file.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    main()
