"""Finds the programs that fit a server, and hides passwords from the process list."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsroom import postgres_dumps
from newsroom.postgres_dumps import PROGRAMS, find_programs
from newsroom.postgres_tools import PostgresUnavailable


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a machine with the client programs of PostgreSQL 15 and 18 only."""
    for major in (15, 18):
        folder = tmp_path / str(major) / "bin"
        folder.mkdir(parents=True)
        for name in PROGRAMS:
            program = folder / name
            program.write_text(f"#!/bin/sh\necho '{name} (PostgreSQL) {major}.6'\n")
            program.chmod(0o755)

    def find_nothing() -> Path:
        raise PostgresUnavailable("none")

    monkeypatch.setattr(postgres_dumps, "SYSTEM", tmp_path)
    monkeypatch.setattr(postgres_dumps, "find_binaries", find_nothing)
    monkeypatch.setenv("PATH", "")
    return tmp_path


@pytest.mark.parametrize(
    ("server", "chosen"), [(15, "15"), (16, "18"), (18, "18"), (14, "15")]
)
def test_find_programs__takes_the_server_s_own_version_else_a_newer(
    installed, server, chosen
) -> None:
    assert find_programs(server) == installed / chosen / "bin"


def test_find_programs__says_what_to_install(installed) -> None:
    with pytest.raises(PostgresUnavailable, match="postgresql-client-19"):
        find_programs(19)


def test_find_programs__wants_all_three(installed) -> None:
    (installed / "18" / "bin" / "psql").unlink()
    with pytest.raises(PostgresUnavailable):
        find_programs(18)


def test_environment__holds_the_password_and_no_other_server(monkeypatch) -> None:
    monkeypatch.setenv("PGSERVICE", "another")
    told = postgres_dumps._environment(
        {"host": "/run/x", "password": "s", "dbname": "n"}
    )
    assert (told["PGHOST"], told["PGPASSWORD"], told["PGDATABASE"]) == (
        "/run/x",
        "s",
        "n",
    )
    assert "PGSERVICE" not in told
