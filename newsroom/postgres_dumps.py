"""Dump a database and bring it back, with the programs that come with PostgreSQL."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from newsroom.postgres_tools import (
    SYSTEM,
    PostgresUnavailable,
    find_binaries,
    find_version,
)

PROGRAMS = ("pg_dump", "pg_restore", "psql")
LEFT_OUT = "public.django_session"  # who was logged in is nobody's to bring back
_PLAIN = ("--no-owner", "--no-privileges")
_ENVIRONMENT = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "service": "PGSERVICE",
    "passfile": "PGPASSFILE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "connect_timeout": "PGCONNECT_TIMEOUT",
}
# Tables go one by one, not the schema, so that rights given on it stay.
_CLEAR = r"""
SET lock_timeout = '15s';
DO $$
DECLARE
    found record;
BEGIN
    FOR found IN
        SELECT quote_ident(tablename) AS name FROM pg_tables
        WHERE schemaname = 'public'
    LOOP
        EXECUTE 'DROP TABLE IF EXISTS public.' || found.name || ' CASCADE';
    END LOOP;
    FOR found IN
        SELECT proc.oid::regprocedure::text AS name FROM pg_proc AS proc
        WHERE proc.pronamespace = 'public'::regnamespace AND proc.prokind = 'f'
        AND NOT EXISTS (
            SELECT 1 FROM pg_depend AS held
            WHERE held.objid = proc.oid AND held.deptype = 'e'
        )
    LOOP
        EXECUTE 'DROP FUNCTION IF EXISTS ' || found.name || ' CASCADE';
    END LOOP;
    FOR found IN
        SELECT quote_ident(cfgname) AS name FROM pg_ts_config
        WHERE cfgnamespace = 'public'::regnamespace
    LOOP
        EXECUTE 'DROP TEXT SEARCH CONFIGURATION public.' || found.name;
    END LOOP;
END $$;
"""


def dump(parameters: Mapping[str, Any], version: int, snapshot: str, to: Path) -> None:
    """Dump the database as `snapshot` sees it; `version` is its server's major one."""
    command = [
        str(find_programs(version) / "pg_dump"),
        *_PLAIN,
        "--format=custom",
        f"--exclude-table-data={LEFT_OUT}",
        f"--snapshot={snapshot}",
        f"--file={to}",
    ]
    with tempfile.TemporaryFile() as said:
        with _start(command, said, environment=_environment(parameters)) as dumping:
            pass
        if dumping.returncode:
            raise PostgresUnavailable(f"pg_dump failed. {_first_error(said)}")


def restore(parameters: Mapping[str, Any], version: int, dumped: Path) -> None:
    """Replace what the database holds by a dump, all or nothing.

    Raises PostgresUnavailable; the database is then as it was.
    """
    programs = find_programs(version)
    read = [str(programs / "pg_restore"), *_PLAIN, "--file=-", str(dumped)]
    write = [str(programs / "psql"), "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1"]
    with (
        tempfile.TemporaryFile() as said,
        _start(read, said, stdout=subprocess.PIPE) as reading,
        _start(
            [*write, f"--output={os.devnull}"],
            said,
            stdin=subprocess.PIPE,
            environment=_environment(parameters),
        ) as writing,
    ):
        if not _pump(reading, writing):
            raise PostgresUnavailable(
                "The dump was not restored, the database is as it was. "
                + _first_error(said)
            )


def find_programs(version: int) -> Path:
    """Find the folder of pg_dump and its kin: of this major version, else newer.

    Raises PostgresUnavailable: an older pg_dump refuses a newer server.
    """
    found: dict[int, Path] = {}
    for folder in _folders():
        if all((folder / name).exists() for name in PROGRAMS):
            found.setdefault(_version_of(folder / "pg_dump"), folder)
    fitting = [major for major in found if major >= version]
    if not fitting:
        raise PostgresUnavailable(
            f"pg_dump, pg_restore and psql {version} are needed and not found (on "
            f"Debian and Ubuntu: apt install postgresql-client-{version})."
        )
    return found[min(fitting)]


def _folders() -> Iterator[Path]:
    if on_path := shutil.which("pg_dump"):
        yield Path(on_path).parent
    yield from sorted(SYSTEM.glob("[0-9][0-9]/bin"))
    try:
        yield find_binaries()
    except PostgresUnavailable:
        return


def _version_of(program: Path) -> int:
    if program.parent.joinpath("postgres").exists():
        return find_version(program.parent)
    said = subprocess.run(  # noqa: S603 - PostgreSQL's own program
        [str(program), "--version"], check=True, capture_output=True, text=True
    ).stdout
    return int(re.findall(r"\d+", said)[0])


def _environment(parameters: Mapping[str, Any]) -> dict[str, str]:
    """Tell the programs where the database is; never in arguments, which all see."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
    told = {
        variable: str(parameters[name])
        for name, variable in _ENVIRONMENT.items()
        if parameters.get(name)
    }
    quiet = "-c client_min_messages=warning"
    return {**kept, **told, "LC_ALL": "C", "PGOPTIONS": quiet}


def _start(
    command: Sequence[str],
    said: IO[bytes],
    *,
    environment: dict[str, str] | None = None,
    stdin: int = subprocess.DEVNULL,
    stdout: int | None = None,
) -> subprocess.Popen[bytes]:
    """Start a program; a file takes what it says, which a full pipe would block."""
    return subprocess.Popen(  # noqa: S603 - PostgreSQL's own programs
        command,
        env=environment,
        stdin=stdin,
        stdout=stdout,
        stderr=said,
    )


def _pump(reading: subprocess.Popen[bytes], writing: subprocess.Popen[bytes]) -> bool:
    """Send the dump's SQL in one transaction; commit only what came whole."""
    source, target = reading.stdout, writing.stdin
    if source is None or target is None:
        return False
    try:
        target.write(b"BEGIN;" + _CLEAR.encode())
        shutil.copyfileobj(source, target)
        is_whole = reading.wait() == 0
        target.write(b"\nCOMMIT;\n" if is_whole else b"\nROLLBACK;\n")
        target.close()
    except BrokenPipeError:
        reading.kill()
        return False
    return writing.wait() == 0 and is_whole


def _first_error(said: IO[bytes]) -> str:
    said.seek(0)
    lines = said.read().decode(errors="replace").strip().split("\n")
    errors = [line for line in lines if "ERROR" in line or "error:" in line]
    return (errors or lines)[0]
