"""Tests of finding PostgreSQL's programs and of whom they run as."""

from __future__ import annotations

import os
import pwd
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from newsroom import postgres_tools
from newsroom.postgres_tools import (
    Account,
    PostgresUnavailable,
    find_binaries,
    name_user,
    run_tool,
)

ME = Account(os.geteuid(), os.getegid(), "'me'", is_dropped=False)
STRANGER = Account(2**30, 2**30, "'stranger'", is_dropped=True)


def test_choose__of_root_is_nobody(monkeypatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    account = Account.choose()
    assert (account.name, account.is_dropped) == ("'nobody'", True)
    assert account.drop_root() == {
        "user": pwd.getpwnam("nobody").pw_uid,
        "group": pwd.getpwnam("nobody").pw_gid,
        "extra_groups": [],
    }


def test_choose__of_a_user_is_the_user(monkeypatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 2**30)
    account = Account.choose()
    assert (account.uid, account.name) == (2**30, f"user {2**30}")
    assert account.drop_root() == {}


def test_choose__of_root_without_nobody_says_what_helps(monkeypatch) -> None:
    def find_nobody(name: str):
        raise KeyError(name)

    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(pwd, "getpwnam", find_nobody)
    with pytest.raises(PostgresUnavailable, match="run as a normal user"):
        Account.choose()


def test_name_user__knows_root_and_gives_the_number_of_a_stranger() -> None:
    assert name_user(0) == "'root'"
    assert name_user(2**30) == f"user {2**30}"


def test_make_private_folder__is_for_the_account_alone(tmp_path) -> None:
    for _ in range(2):  # the second time it is there
        ME.make_private_folder(tmp_path / "run")
    assert (tmp_path / "run").stat().st_mode & 0o777 == 0o700


def test_make_private_folder__refuses_what_others_prepared(tmp_path) -> None:
    ME.make_private_folder(tmp_path / "theirs")
    (tmp_path / "link").symlink_to(tmp_path / "theirs")
    (tmp_path / "open").mkdir(mode=0o755)
    for account, name in ((ME, "link"), (ME, "open"), (STRANGER, "theirs")):
        with pytest.raises(PostgresUnavailable, match="remove it"):
            account.make_private_folder(tmp_path / name)


@pytest.mark.parametrize(
    ("is_owner", "is_group", "mode", "is_closed"),
    [
        (False, False, 0o750, True),
        (False, False, 0o701, False),
        (False, True, 0o701, True),
        (False, True, 0o710, False),
        (True, True, 0o077, True),
        (True, True, 0o100, False),
    ],
)
def test_find_closed_folder__reads_the_bits_that_concern_the_account(
    is_owner, is_group, mode, is_closed
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name).resolve()
        status = folder.stat()
        uid = status.st_uid if is_owner else STRANGER.uid
        gid = status.st_gid if is_group else STRANGER.gid
        account = Account(uid, gid, "'nobody'", is_dropped=True)
        if closed := account.find_closed_folder(folder.parent):
            # Every answer would be that folder, whatever the modes under test are; the
            # machine decides it, and the test may not open it for others.
            pytest.skip(f"the folder for temporary files is closed itself: {closed}")
        folder.chmod(mode)
        try:
            found = account.find_closed_folder(folder)
        finally:
            folder.chmod(0o700)
    assert found == (folder if is_closed else None)


def test_find_closed_folder__is_no_question_for_who_was_not_dropped() -> None:
    with TemporaryDirectory() as name:
        Path(name).chmod(0o600)
        assert ME.find_closed_folder(Path(name)) is None


def make_programs(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True)
    program = folder / "initdb"
    program.write_text(f"#!/bin/sh\n{text}\n")
    program.chmod(0o755)
    return folder


def test_find_binaries__takes_the_newest_of_the_system(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(postgres_tools, "find_spec", lambda name: None)
    monkeypatch.setattr(postgres_tools, "SYSTEM", tmp_path)
    for version in ("9.6", "13"):
        make_programs(tmp_path / version / "bin", "")
    with pytest.raises(PostgresUnavailable, match="There is no PostgreSQL"):
        find_binaries()
    for version in ("15", "17"):
        make_programs(tmp_path / version / "bin", "")
    assert find_binaries() == tmp_path / "17" / "bin"


def run_own(text: str, folder: Path, monkeypatch) -> str:
    """Run a program of ours as `initdb`; give back what it said."""
    programs = make_programs(folder / "bin", text)
    monkeypatch.setattr(postgres_tools, "find_binaries", lambda: programs)
    run_tool(ME, folder / "tool.log", "initdb", "--flag")
    return (folder / "tool.log").read_text()


def test_run_tool__hides_the_addresses_of_other_servers(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("PGPORT", "6543")
    monkeypatch.setenv("LC_ALL", "xx_XX")
    said = run_own('echo "$1 <$PGPORT> <$LC_ALL>"', tmp_path, monkeypatch)
    assert said == "--flag <> <C>\n"


def test_run_tool__quotes_the_last_words_of_what_failed(tmp_path, monkeypatch) -> None:
    with pytest.raises(PostgresUnavailable, match=r"initdb failed.*It said: disk full"):
        run_own("echo start; echo disk full; exit 1", tmp_path, monkeypatch)
