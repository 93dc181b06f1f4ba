"""The private servers: they keep their data, share themselves, and leave nothing behind."""

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE

import psycopg
import pytest

from fsm3.local import postgres, redis
from fsm3.local.services import CLONE, Services, at_hand, running

HOLDER = """
import sys, time
from pathlib import Path
from fsm3.local.services import at_hand
with at_hand(Path(sys.argv[1])):
    print("up", flush=True)
    {meanwhile}
"""


@contextmanager
def held(folder: Path, meanwhile: str = "time.sleep(60)") -> Iterator["subprocess.Popen[str]"]:
    """Let another process have the servers at hand, killed at the end if it is still there."""
    command = [sys.executable, "-c", HOLDER.format(meanwhile=meanwhile), str(folder)]
    with subprocess.Popen(command, cwd=CLONE, stdout=PIPE, stdin=PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "up\n"
        yield holder
        holder.kill()


def processes_of(folder: Path) -> list[str]:
    """List what runs with this folder, or with a port that its word names, on its command line."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = entry.read_bytes().replace(b"\0", b" ").decode()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if str(folder) in line:
            found.append(line)
    return found


def wait_until_gone(folder: Path, *urls: str) -> None:
    end = time.monotonic() + 10
    while processes_of(folder) or any(map(answers, urls)):
        assert time.monotonic() < end, processes_of(folder)
        time.sleep(0.05)


def answers(url: str) -> bool:
    return redis.answers(url) if url.startswith("redis") else postgres.answers(url)


def test_a_second_start_keeps_the_data_and_the_secrets(tmp_path: Path) -> None:
    for expected in (0, 1):
        with at_hand(tmp_path) as addresses, psycopg.connect(addresses.database_owner_url) as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS kept (line text)")
            row = connection.execute("SELECT count(*) FROM kept").fetchone()
            assert row == (expected,)
            connection.execute("INSERT INTO kept VALUES ('kept')")


def test_the_application_may_write_rows_but_make_no_tables(tmp_path: Path) -> None:
    with at_hand(tmp_path) as addresses:
        with psycopg.connect(addresses.database_owner_url) as owner:
            owner.execute("CREATE TABLE rows_only (line text)")
        with psycopg.connect(addresses.database_url, autocommit=True) as application:
            application.execute("INSERT INTO rows_only VALUES ('a')")
            application.execute("UPDATE rows_only SET line = 'b'")
            for refused in ("CREATE TABLE mine (line text)", "TRUNCATE rows_only", "DROP TABLE rows_only"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    application.execute(refused.encode())


def test_after_the_end_nothing_runs_and_nobody_is_told_of_servers(tmp_path: Path) -> None:
    with at_hand(tmp_path) as addresses:
        assert running(tmp_path) == addresses
        assert processes_of(tmp_path)
    assert running(tmp_path) is None
    wait_until_gone(tmp_path, addresses.database_url, addresses.redis_url)
    assert not (tmp_path / "services.json").exists()


def test_servers_end_when_their_holder_is_killed(tmp_path: Path) -> None:
    with held(tmp_path):
        addresses = running(tmp_path)
        assert addresses is not None
    wait_until_gone(tmp_path, addresses.database_url, addresses.redis_url)
    assert running(tmp_path) is None


def test_a_start_after_a_hard_end_works(tmp_path: Path) -> None:
    services = Services(folder=tmp_path)
    services.start()
    for server in (services.postgres, services.redis):
        assert server.process is not None
        os.killpg(server.process.pid, signal.SIGKILL)
        server.process.wait()
    assert running(tmp_path) is None
    with at_hand(tmp_path) as addresses:
        assert addresses.answer()


def test_two_commands_share_the_servers_and_the_first_waits_for_the_second(tmp_path: Path) -> None:
    with held(tmp_path, "sys.stdin.readline()") as first:
        with at_hand(tmp_path) as addresses:
            assert first.stdin is not None
            first.stdin.write("end\n")
            first.stdin.flush()
            with pytest.raises(subprocess.TimeoutExpired):
                first.wait(1)
            assert addresses.answer()
        assert first.wait(10) == 0
    assert not addresses.answer()


def test_secrets_and_addresses_are_for_their_owner_alone(tmp_path: Path) -> None:
    with at_hand(tmp_path):
        for name in ("secrets.json", "services.json"):
            assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
        assert stat.S_IMODE((tmp_path / "postgres").stat().st_mode) == 0o700


def test_no_password_stands_on_a_command_line(tmp_path: Path) -> None:
    with at_hand(tmp_path) as addresses:
        passwords = [url.split(":")[2].split("@")[0] for url in (addresses.database_url, addresses.redis_url)]
        lines = subprocess.run(["ps", "-ewwo", "args"], capture_output=True, text=True, check=True).stdout
    assert not any(password in lines for password in passwords)
