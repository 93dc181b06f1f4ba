"""The run's PostgreSQL and Redis, in a folder of its own that is removed with them."""

import os
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import django
from django.conf import settings

from fsm3.local.postgres import FORGETFUL
from fsm3.local.services import CLONE, VAR, Services, demo_environment

ROOT = VAR / "tests"
FOLDER = "FSM3_TEST_FOLDER"
ADMIN_URL = "FSM3_TEST_ADMIN_URL"
_services: Services | None = None


def start() -> None:
    """Collect the static files and start both servers, before any worker reads either; say where they are."""
    global _services  # noqa: PLW0603  one run, one pair of servers
    _keep_bytecode()
    subprocess.run([sys.executable, "-m", "fsm3.local.static"], check=True, cwd=CLONE)
    _remove_leftovers()
    _services = Services(folder=ROOT / str(os.getpid()), tuning=FORGETFUL)
    addresses = _services.start()
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL"):
        os.environ.pop(name, None)
    os.environ |= demo_environment(_services.folder, addresses)
    os.environ |= {
        "LOG_LEVEL": "WARNING",
        FOLDER: str(_services.folder),
        ADMIN_URL: addresses.database_admin_url,
    }


def _keep_bytecode() -> None:
    """Let processes load what another compiled, also where the environment says that none may keep it.

    A run starts web servers, workers and commands by the dozen; to compile Django and all that is heavy is most of
    what a short one does. What is kept is kept under `var/`, so that the source stays as clean as was asked.
    """
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        sys.dont_write_bytecode = False
        sys.pycache_prefix = os.environ["PYTHONPYCACHEPREFIX"] = str(VAR / "bytecode")


def load_django() -> None:
    """Load the settings and the Celery app, as manage.py does, but hash passwords fast and collect no static files.

    Each client of Django's builds the chain of middleware anew; that WhiteNoise then reads every static file's size and
    time would be half of a request. It looks when it is asked. The servers of `tests/support/sites.py` do as in production.

    The settings' name is not left in the environment: an xdist worker that inherits it would read the settings before
    it has turned to its own Redis database.
    """
    os.environ["DJANGO_SETTINGS_MODULE"] = "fsm3.settings"
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.WHITENOISE_AUTOREFRESH = True
    django.setup()
    import_module("fsm3.celery")
    del os.environ["DJANGO_SETTINGS_MODULE"]


def take_own_redis_database() -> None:
    """Turn an xdist worker to its own numbered database, so that no worker process takes another's jobs."""
    number = int(os.environ["PYTEST_XDIST_WORKER"].removeprefix("gw")) + 1
    os.environ["REDIS_URL"] = os.environ["REDIS_URL"].rsplit("/", 1)[0] + f"/{number}"


def stop() -> None:
    """Stop the servers and remove their folder."""
    if _services is not None:
        _services.stop()
        shutil.rmtree(_services.folder)


def folder() -> Path:
    """Return the run's folder, the same for all xdist workers."""
    return Path(os.environ[FOLDER])


def _remove_leftovers() -> None:
    """Remove the folders of runs that were killed; their servers ended with them."""
    for left in ROOT.glob("*"):
        if not Path("/proc", left.name).exists():
            shutil.rmtree(left, ignore_errors=True)
