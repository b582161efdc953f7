"""The web server and the worker as real processes, in production's settings."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from django.conf import settings

from tests.conftest import ROOT

Environment = Mapping[str, str]


def free_port() -> int:
    """Give a port nobody listens on now."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


@contextmanager
def serving(
    environment: Environment, *, log: Path | None = None, **more: str
) -> Iterator[str]:
    """Run gunicorn on this database; give the site's address."""
    port = free_port()
    site = f"http://127.0.0.1:{port}"
    production = {
        "DEBUG": "0",
        "SECRET_KEY": settings.SECRET_KEY,
        "ALLOWED_HOSTS": "127.0.0.1",
        "SITE_URL": site,
        "RATE_PER_ADDRESS": "none",
        **more,
    }
    command = [
        "-m", "gunicorn", "newsroom.wsgi:application", "--bind", f"127.0.0.1:{port}",
        "--threads", "4", "--log-level", "warning", "--no-control-socket",
    ]  # fmt: skip
    with (
        (log or Path(os.devnull)).open("ab") as errors,
        running(command, {**environment, **production}, stderr=errors) as process,
    ):
        until(lambda: process.poll() is not None or _listens(port))
        assert process.poll() is None, "the web server did not start"
        yield site


@contextmanager
def running(
    arguments: list[str],
    environment: Environment,
    stdout: int = subprocess.DEVNULL,
    stderr: IO[bytes] | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a Python program of ours until the block ends."""
    with subprocess.Popen(  # noqa: S603
        [sys.executable, *arguments], cwd=ROOT, env=environment,
        stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr,
    ) as process:  # fmt: skip
        try:
            yield process
        finally:
            if process.poll() is None:
                process.terminate()
                process.communicate(timeout=30)


def until(holds: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until it holds; so long a wait means that it never will."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def _listens(port: int) -> bool:
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0


def fetch(url: str, headers: Mapping[str, str]) -> HTTPResponse:
    """Ask once; an error is an answer like any other."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.netloc, timeout=30)
    connection.request("GET", url.partition(parts.netloc)[2], headers=dict(headers))
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer
