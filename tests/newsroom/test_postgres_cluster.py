"""Tests of where a cluster's socket lies, and of whom it takes for its process."""

from __future__ import annotations

import os
import tempfile

import pytest

from newsroom.postgres_cluster import LONGEST_SOCKET_PATH, SOCKET_NAME, Cluster
from newsroom.postgres_tools import PostgresUnavailable


def make_cluster(base) -> Cluster:
    return Cluster(base, is_durable=False)


def test_host__lies_in_the_folder_while_its_path_is_short(tmp_path) -> None:
    room = LONGEST_SOCKET_PATH - len(os.fsencode(tmp_path / "run" / SOCKET_NAME)) - 1
    assert room > 0, "the tests' own folder is too deep for this test"
    base = tmp_path / ("a" * room)
    assert make_cluster(base).host == str(base / "run")
    longer = tmp_path / ("a" * (room + 1))
    assert make_cluster(longer).host.startswith(f"{tempfile.gettempdir()}/newsroom-")
    assert not base.exists(), "asking makes nothing"


def test_host__differs_for_each_folder(tmp_path) -> None:
    one, other = (make_cluster(tmp_path / f"{name} b").host for name in "ac")
    assert one != other


def test_host__has_no_place_where_all_paths_are_too_long(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / ("a" * 100)))
    with pytest.raises(PostgresUnavailable, match="name a shorter TMPDIR"):
        _ = make_cluster(tmp_path / ("b" * 100)).host


@pytest.mark.parametrize("pid", ["", "text", "-1", "0", str(2**31 - 2), "ourselves"])
def test_is_running__believes_no_pid_file(tmp_path, pid) -> None:
    cluster = make_cluster(tmp_path)
    cluster.data.mkdir()
    pid = str(os.getpid()) if pid == "ourselves" else pid
    (cluster.data / "postmaster.pid").write_text(
        f"{pid}\n{cluster.data}\n0\n5432\n/x\n"
    )
    assert not cluster.is_running()
    assert not cluster.stop()
    assert cluster.host == str(tmp_path / "run")
