"""Web server and worker of the demo: started together, stopped together."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from types import FrameType

HOST = "127.0.0.1"
_PATIENCE = 20.0  # seconds, for starting as for stopping
_STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class ServerFailed(Exception):
    """Web server or worker could not start, or ended by itself."""


def check_port(port: int) -> None:
    """Raise ServerFailed where another program listens already."""
    with socket.socket() as asked:
        asked.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            asked.bind((HOST, port))
        except (OSError, OverflowError) as error:
            raise ServerFailed(
                f"Port {port} cannot be used ({error}): name another one, as in "
                f"make demo PORT={port + 1}"
            ) from error


def serve(port: int, *, when_ready: Callable[[], None]) -> None:
    """Run web server and worker until Ctrl-C, SIGTERM or SIGHUP, then stop both.

    Raises ServerFailed where one of them ends by itself; the other is stopped.
    """
    with ExitStack() as undo:
        stop = _Stop()
        for number in _STOPPING:
            undo.callback(signal.signal, number, signal.signal(number, stop.note))
        running = {
            name: _start(undo, command) for name, command in _commands(port).items()
        }
        _watch(running, stop, until=lambda: _answers(port), seconds=_PATIENCE)
        if not stop.is_asked:
            when_ready()
        _watch(running, stop)


class _Stop:
    """Remembers that somebody asked to stop."""

    is_asked = False

    def note(self, number: int, frame: FrameType | None) -> None:
        self.is_asked = True


def _commands(port: int) -> dict[str, list[str]]:
    serving = ["--bind", f"{HOST}:{port}", "--workers", "2", "--threads", "4"]
    return {
        "web server": [
            sys.executable, "-m", "gunicorn", "newsroom.wsgi:application",
            *serving, "--log-level", "warning", "--no-control-socket",
        ],
        "worker": [sys.executable, "manage.py", "worker"],
    }  # fmt: skip


def _start(undo: ExitStack, command: list[str]) -> subprocess.Popen[bytes]:
    # In a session of its own, so that Ctrl-C reaches us alone and we stop it in order.
    process = subprocess.Popen(  # noqa: S603 - our own programs
        command,
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr.fileno(),
        start_new_session=True,
    )
    undo.callback(_end, process)
    return process


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _watch(
    running: dict[str, subprocess.Popen[bytes]],
    stop: _Stop,
    *,
    until: Callable[[], bool] = lambda: False,
    seconds: float = float("inf"),
) -> None:
    end = time.monotonic() + seconds
    while not stop.is_asked and not until():
        for name, process in running.items():
            if process.poll() is not None:
                raise ServerFailed(
                    f"The {name} has ended (status {process.returncode})."
                )
        if time.monotonic() > end:
            raise ServerFailed(f"No answer within {seconds:.0f} seconds.")
        time.sleep(0.2)


def _answers(port: int) -> bool:
    try:
        with socket.create_connection((HOST, port), timeout=1):
            return True
    except OSError:
        return False
