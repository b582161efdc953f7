"""A web server on a database, what requests to it cost, and who pays: /proc says."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

HOST = "127.0.0.1"
_CLIENT = "192.0.2.1"  # as a proxy names it
_PATIENCE = 60.0
_APPLICATION = "newsroom.wsgi:application"
Request = tuple[str, Mapping[str, str]]


@dataclass(frozen=True)
class Spent:
    """CPU in milliseconds per request, of web server and PostgreSQL; requests/s."""

    cpu: float
    postgres: float
    rate: float


def commands(port: int) -> dict[str, list[str]]:
    """Give what may serve; two threads, as one client asks."""
    gunicorn = ["--bind", f"{HOST}:{port}", "--worker-class", "gthread"]
    granian = ["--interface", "wsgi", "--host", HOST, "--port", str(port)]
    return {
        "gunicorn": [
            sys.executable, "-m", "gunicorn", _APPLICATION, *gunicorn, "--workers", "1",
            "--threads", "2", "--log-level", "warning", "--no-control-socket",
        ],
        "granian": [
            sys.executable, "-m", "granian", _APPLICATION, *granian, "--workers", "1",
            "--blocking-threads", "2", "--log-level", "warning",
        ],
    }  # fmt: skip


class Served:
    """A running web server, one connection to it, and the processes that pay."""

    def __init__(self, port: int, pid: int, database: psycopg.Connection) -> None:
        self.pid, self.database, self.port = pid, database, port
        self.connect()

    def connect(self) -> None:
        """Open the connection: the web server closes one that rests."""
        self.socket = socket.create_connection((HOST, self.port), timeout=_PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, request: Request) -> tuple[int, bytes]:
        """Send one GET over the connection that stays; give status and body."""
        path, headers = request
        lines = [f"{name}: {value}" for name, value in headers.items()]
        lines += [f"Host: {HOST}", f"X-Forwarded-For: {_CLIENT}"]
        head = "\r\n".join([f"GET {path} HTTP/1.1", *lines])
        self.socket.sendall(f"{head}\r\n\r\n".encode())
        data = b""
        while b"\r\n\r\n" not in data:
            data += self._receive()
        top, _, body = data.partition(b"\r\n\r\n")
        status = int(top.split(None, 2)[1])
        length = 0 if status == 304 else _length(top)
        while len(body) < length:
            body += self._receive()
        return status, body

    def spend(self, requests: Sequence[Request], status: int) -> Spent:
        """Ask all, and give what each cost on average."""
        self.socket.close()
        self.connect()
        before, started = self._used(), time.perf_counter()
        for request in requests:
            found, body = self.ask(request)
            if found != status:
                raise AssertionError(f"{request[0]}: {found} {body[:300]!r}")
        seconds = time.perf_counter() - started
        web, postgres = (
            (after - then) / 1e6 / len(requests)
            for after, then in zip(self._used(), before, strict=True)
        )
        return Spent(web + postgres, postgres, len(requests) / seconds)

    def _receive(self) -> bytes:
        data = self.socket.recv(262_144)
        if not data:
            raise ConnectionError("The web server hung up.")
        return data

    def _used(self) -> tuple[int, int]:
        """Give the nanoseconds of CPU of the web server's processes and its backends."""
        backends = self.database.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
            " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
        )
        return (
            sum(nanoseconds(pid) for pid in _tree(self.pid)),
            sum(nanoseconds(pid) for (pid,) in backends.fetchall()),
        )


@contextmanager
def serve(
    kind: str, port: int, environment: Mapping[str, str], database: psycopg.Connection
) -> Iterator[Served]:
    """Run a web server with this environment until the block ends."""
    process = subprocess.Popen(  # noqa: S603 - our own programs
        commands(port)[kind],
        env={**os.environ, **environment},
        # Requests are logged as in production, and read by nobody.
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield _connect(port, process, database)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _connect(
    port: int, process: subprocess.Popen[bytes], database: psycopg.Connection
) -> Served:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            return Served(port, process.pid, database)
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"The web server does not answer on port {port}.")


def _length(top: bytes) -> int:
    for line in top.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    raise AssertionError("An answer without Content-Length.")


def _tree(pid: int) -> list[int]:
    """Give a process and all below it."""
    found = [pid]
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in children.read_text().split():
            found += _tree(int(child))
    return found


def nanoseconds(pid: int) -> int:
    """Give the CPU of all threads of a process, as the scheduler counts it."""
    total = 0
    for thread in Path(f"/proc/{pid}/task").glob("*/schedstat"):
        total += int(thread.read_text().split()[0])
    return total
