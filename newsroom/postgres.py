"""Share one private PostgreSQL among the processes of a checkout: no service needed.

Everybody who uses it holds a shared lock on `.use.lock`, which the kernel frees even
after SIGKILL; who leaves and can make it an exclusive one was the last, and stops the
server. Starting and stopping happen under `.start.lock`. For trying out and for tests:
production names its own server in DATABASE_URL.
"""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import psycopg
from django.conf import settings

from newsroom.postgres_cluster import PORT, SUPERUSER, Cluster
from newsroom.postgres_tools import PostgresUnavailable, name_user

DATABASE_NAME = "newsroom"


class Server:
    """The embedded PostgreSQL below the folder `base`.

    `is_durable=False` trades safety at power failure for speed, for tests.
    """

    def __init__(self, base: Path, *, is_durable: bool = True) -> None:
        self.base = base.resolve()
        self.cluster = Cluster(self.base, is_durable=is_durable)
        self._use: IO[str] | None = None
        self._holder = 0

    @property
    def host(self) -> str:
        """The folder of the socket, for HOST in DATABASES; looks, touches nothing."""
        return self.cluster.host

    def is_running(self) -> bool:
        """Say whether the server is up."""
        with self._naming_failures():
            return self.cluster.is_running()

    def start(self) -> str:
        """Start the server if it is down, and hold it until this process ends.

        Returns the host. Raises PostgresUnavailable.
        """
        if self._use is not None and self._holder == os.getpid():
            return self.host
        self._check_path()
        with self._naming_failures(), contextlib.ExitStack() as undo:
            self._make_base()
            use = undo.enter_context((self.base / ".use.lock").open("w"))
            fcntl.flock(use, fcntl.LOCK_SH)
            with self._lock_starting():
                self.cluster.make()
                if not self.cluster.is_running():
                    self.cluster.launch()
                self._make_database()
            undo.pop_all()
            self._use, self._holder = use, os.getpid()
        atexit.register(self.leave)
        return self.host

    def leave(self) -> None:
        """Let go of the server, and stop it if nobody else holds or keeps it."""
        if self._use is None or self._holder != os.getpid():
            return  # a forked child has its parent's lock, and no say
        if not self.base.exists():
            return  # removed under us: PostgreSQL sees that itself and stops
        with self._naming_failures(), self._use as use, self._lock_starting():
            self._use = None
            with contextlib.suppress(BlockingIOError):
                fcntl.flock(use, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if not self._keep_mark.exists():
                    self.cluster.stop()

    def keep(self) -> None:
        """Leave the server running when its last user leaves, until `shut_down`."""
        self._keep_mark.touch()

    def shut_down(self) -> bool:
        """Stop the server whoever uses it; say whether it was running."""
        self._check_path()
        if not self.base.exists():
            return False
        with self._naming_failures(), self._lock_starting():
            self._keep_mark.unlink(missing_ok=True)
            return self.cluster.stop()

    @property
    def _keep_mark(self) -> Path:
        return self.base / ".keep"

    def _check_path(self) -> None:
        """Refuse early what would only fail later, and less clearly."""
        # pg_ctl hands the path to a shell in double quotes.
        if set(str(self.base)) & set('"$`\\\n'):
            raise PostgresUnavailable(
                f"PostgreSQL cannot live in a folder of this name: {self.base}. "
                "Name another one in NEWSROOM_VAR."
            )
        with self._naming_failures():
            owner = self.base.stat().st_uid if self.base.exists() else os.geteuid()
        if owner != os.geteuid():
            raise PostgresUnavailable(
                f"The database in {self.base} belongs to {name_user(owner)}, and you "
                f"are {name_user(os.geteuid())}: run as {name_user(owner)}, or name "
                "another folder in NEWSROOM_VAR, or a database in DATABASE_URL."
            )

    def _make_base(self) -> None:
        if not self.base.exists():
            self.base.mkdir(parents=True, exist_ok=True)
            self.base.chmod(0o711)  # the server's account passes, whatever the umask

    @contextlib.contextmanager
    def _lock_starting(self) -> Iterator[None]:
        with (self.base / ".start.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @contextlib.contextmanager
    def _naming_failures(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise PostgresUnavailable(
                f"The database in {self.base} cannot be used by "
                f"{name_user(os.geteuid())}: {error.strerror}: {error.filename}"
            ) from error

    def _make_database(self) -> None:
        try:
            with psycopg.connect(
                host=self.host,
                port=PORT,
                user=SUPERUSER,
                dbname="postgres",
                autocommit=True,
            ) as connection:
                query = "SELECT 1 FROM pg_database WHERE datname = %s"
                if not connection.execute(query, [DATABASE_NAME]).fetchone():
                    connection.execute(f"CREATE DATABASE {DATABASE_NAME}")
        except psycopg.Error as error:
            raise PostgresUnavailable(
                f"The database in {self.base} does not answer: {error}"
            ) from error


def start_if_needed() -> None:
    """Start and hold the embedded server, unless the settings name another one."""
    if settings.EMBEDDED_POSTGRES is not None:
        server = Server(settings.EMBEDDED_POSTGRES)
        settings.DATABASES["default"]["HOST"] = server.start()
