"""One PostgreSQL cluster in a folder: make it, start its process, stop it, find it."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import socket
import tempfile
from pathlib import Path

from newsroom.postgres_tools import (
    Account,
    PostgresUnavailable,
    find_binaries,
    find_version,
    run_tool,
)

SUPERUSER = "postgres"
PORT = "5432"
SOCKET_NAME = f".s.PGSQL.{PORT}"
LONGEST_SOCKET_PATH = 103  # bytes; the system's field has 104 on macOS, 108 on Linux
BUILTIN_LOCALES_SINCE = 17
NO_PROCESS = str(2**31 - 2)  # above every pid a system gives
SPEED_FOR_TESTS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
}


class Cluster:
    """The cluster below `base`, reached by a Unix socket that its account alone sees.

    Not safe for two processes at once by itself: the caller holds a lock around
    `make`, `launch` and `stop`.
    """

    def __init__(self, base: Path, *, is_durable: bool) -> None:
        self.base = base
        self.data = base / "data"
        self.is_durable = is_durable
        self.account = Account.choose()

    @property
    def host(self) -> str:
        """The folder of the socket, for HOST in DATABASES; looks, touches nothing."""
        lines = self._read_pid_file()
        # The running server knows best: TMPDIR may differ between two processes.
        is_told = len(lines) > 4 and lines[4] and self._is_our_process(lines[0])
        return lines[4] if is_told else str(self._choose_run_folder())

    def is_running(self) -> bool:
        """Say whether the server is up, be it in another container on this folder."""
        return self._is_our_process(self._read_pid_file()[0]) or self._is_answering()

    def make(self) -> None:
        """Make the cluster if there is none: aside, so that half of one never counts."""
        if (self.data / "PG_VERSION").exists():
            return
        fresh = self.base / "data.new"
        if fresh.exists():
            shutil.rmtree(fresh)
        self.account.make_private_folder(fresh)
        if find_version(find_binaries()) >= BUILTIN_LOCALES_SINCE:
            locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
            locale += ["--locale=C"]
        else:
            locale = ["--locale=C.UTF-8"]
        # Trust is enough where only the account itself and root reach the socket.
        options = [f"-D{fresh}", f"-U{SUPERUSER}", "--auth=trust", "--encoding=UTF8"]
        if not self.is_durable:
            options += ["--no-sync"]
        self._run("initdb", *options, *locale)
        fresh.rename(self.data)

    def launch(self) -> None:
        """Start the server process, which must not be running."""
        self._check_version()
        run = self._choose_run_folder()
        self.account.make_private_folder(run)
        self._clear_traces(run)
        options = {
            "listen_addresses": "",
            "port": PORT,
            "unix_socket_directories": str(run),
            **({} if self.is_durable else SPEED_FOR_TESTS),
        }
        written = " ".join(f"-c {name}='{value}'" for name, value in options.items())
        log = self.data / "server.log"
        self._run(
            "pg_ctl",
            f"-D{self.data}",
            "-w",
            "-t90",
            f"-l{log}",
            f"-o{written}",
            "start",
        )

    def stop(self) -> bool:
        """Stop the server process if it is ours; say whether it was."""
        if not self._is_our_process(self._read_pid_file()[0]):
            return False
        run = Path(self.host)
        self._run("pg_ctl", f"-D{self.data}", "-w", "-mfast", "stop")
        if run.parent != self.base:
            with contextlib.suppress(OSError):
                run.rmdir()
        return True

    def _run(self, tool: str, *arguments: str) -> None:
        run_tool(self.account, self.base / "tool.log", tool, *arguments)

    def _check_version(self) -> None:
        binaries = find_binaries()
        made_by = int((self.data / "PG_VERSION").read_text())
        found = find_version(binaries)
        if made_by != found:
            raise PostgresUnavailable(
                f"The database in {self.base} was made by PostgreSQL {made_by} and "
                f"{binaries} is {found}: dump it with the former, or remove the folder "
                "if you need nothing in it."
            )

    def _choose_run_folder(self) -> Path:
        run = self.base / "run"
        # Commas, quotes and spaces have a meaning in the server's list of folders.
        if re.fullmatch(r"[\w/.+-]+", str(run), re.ASCII) and _is_short(run):
            return run
        name = hashlib.sha256(os.fsencode(self.base)).hexdigest()[:12]
        run = Path(tempfile.gettempdir()) / f"newsroom-{self.account.uid}-{name}"
        if not _is_short(run):
            raise PostgresUnavailable(
                f"The path of a socket in {run} is too long: name a shorter TMPDIR."
            )
        return run

    def _read_pid_file(self) -> list[str]:
        """Read pid, data folder, start time, port, socket folder, host, memory."""
        try:
            return (self.data / "postmaster.pid").read_text().split("\n")
        except OSError:
            return [""]

    def _is_our_process(self, pid: str) -> bool:
        """Never trust the number alone: containers give the same ones again."""
        if not pid.strip().isdigit():
            return False
        if not Path("/proc/self").exists():
            return self._is_answering()
        try:
            command = Path(f"/proc/{int(pid)}/cmdline").read_bytes().split(b"\0")
        except OSError:
            return False
        data = os.fsencode(self.data)
        return command[0].endswith(b"postgres") and not {data, b"-D" + data}.isdisjoint(
            command
        )

    def _is_answering(self) -> bool:
        path = self._choose_run_folder() / SOCKET_NAME
        with socket.socket(socket.AF_UNIX) as probe:
            return probe.connect_ex(str(path)) == 0

    def _clear_traces(self, run: Path) -> None:
        """Clear what a killed server left, so that a reused pid does not bar the way.

        The pid file keeps its other lines: by the shared memory they name, PostgreSQL
        still sees children that outlived their parent.
        """
        for name in (SOCKET_NAME, f"{SOCKET_NAME}.lock"):
            (run / name).unlink(missing_ok=True)
        lines = self._read_pid_file()
        if lines != [""]:
            path = self.data / "postmaster.pid"
            handle = os.open(path, os.O_WRONLY | os.O_TRUNC | os.O_NOFOLLOW)
            with os.fdopen(handle, "w") as file:
                file.write("\n".join([NO_PROCESS, *lines[1:]]))


def _is_short(run: Path) -> bool:
    return len(os.fsencode(run / SOCKET_NAME)) <= LONGEST_SOCKET_PATH
