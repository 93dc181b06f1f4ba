"""What the machine itself must have before anything is installed into the clone, asked all at once.

Root gets what is missing from Debian's packages; anybody else gets one line with all of it. Standard library only: this
runs before there is an environment.
"""

import ctypes.util
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Need:
    """One thing, the Debian package that brings it, and how to see whether it is there."""

    what: str
    package: str
    present: Callable[[], bool]


def _program(*names: str) -> Callable[[], bool]:
    return lambda: any(shutil.which(name) for name in names)


def _library(name: str) -> Callable[[], bool]:
    return lambda: ctypes.util.find_library(name) is not None


def _module(*names: str) -> Callable[[], bool]:
    return lambda: all(importlib.util.find_spec(name) for name in names)


TO_RUN = (
    Need("Python's venv with pip", "python3-venv", _module("venv", "ensurepip")),
    Need("setpriv", "util-linux", _program("setpriv")),
    Need("Pango", "libpango-1.0-0", _library("pango-1.0")),
    Need("Pango's FreeType part", "libpangoft2-1.0-0", _library("pangoft2-1.0")),
    Need("HarfBuzz's subsetter", "libharfbuzz-subset0", _library("harfbuzz-subset")),
)
TO_TEST = (
    *TO_RUN,
    Need("Chromium", "chromium", _program("chromium")),
    Need("poppler's tools", "poppler-utils", _program("pdfsig")),
)
TO_TRANSLATE = (*TO_TEST, Need("gettext", "gettext", _program("xgettext")))


def see_to(needs: Iterable[Need]) -> None:
    """Return when everything is there; otherwise install it as root, or end with one line that names it all."""
    if sys.version_info < (3, 11):  # noqa: UP036  it is the machine's Python that runs this, whatever its age
        sys.exit(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    missing = [need for need in needs if not need.present()]
    if not missing:
        return
    names = ", ".join(need.what for need in missing)
    packages = [need.package for need in missing]
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        sys.exit(
            f"Missing on this machine: {names}. Install as root: apt-get install -y {' '.join(packages)}"
        )
    print(f"Installing {names} ...", flush=True)
    _install(packages)
    if still := [need.what for need in missing if not need.present()]:
        sys.exit(f"Installed, but not found: {', '.join(still)}.")


def _install(packages: list[str]) -> None:
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-q"],
        ["apt-get", "install", "-qy", "--no-install-recommends", *packages],
    ):
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(f"{' '.join(command)} failed:\n{done.stderr}")
    importlib.invalidate_caches()
