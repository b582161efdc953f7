"""Tests of what `make` says on a machine that lacks something, and what it skips."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAKE = shutil.which("make") or ""
pytestmark = pytest.mark.skipif(not MAKE, reason="make is not installed")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "Makefile", tmp_path)
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    return tmp_path


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    # The suite may itself run below make, whose variables must not reach this one.
    environment = {k: v for k, v in os.environ.items() if not k.startswith("MAKE")}
    return subprocess.run(  # noqa: S603
        [MAKE, *arguments],
        cwd=folder,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )


def write_program(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize(
    ("python", "line"),
    [
        (None, "Python 3.11 or newer is needed, and there is no "),
        (
            'case "$*" in --version) echo Python 3.9.2;; *version_info*) exit 1;; esac',
            "Python 3.11 or newer is needed, and this is Python 3.9.2.",
        ),
        (
            'case "$*" in *ensurepip*) echo no module >&2; exit 1;; esac',
            "Python's venv is missing (on Debian and Ubuntu: apt install python3-venv).",
        ),
    ],
)
@pytest.mark.parametrize("target", ["demo", "test"])
def test_setup__says_in_one_line_what_is_missing(
    checkout, target, python, line
) -> None:
    program = checkout / "bin" / "python3"
    if python is not None:
        write_program(program, python)
    done = make(checkout, target, f"PYTHON={program}")
    assert done.returncode != 0
    assert done.stdout == ""
    said, by_make = done.stderr.strip().split("\n")
    assert said.startswith(line)
    assert by_make.startswith("make: ***")
    assert not (checkout / ".venv").exists()


def prepare(checkout: Path) -> Path:
    """Make an environment whose python only says what it was asked."""
    venv = checkout / ".venv"
    write_program(venv / "bin" / "python", 'echo "$@"')
    for stamp in ("made", "ready-for-demo", "ready-for-development"):
        (venv / stamp).touch()
    return venv


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        (["demo"], "manage.py demo --port 8000"),
        (["demo", "SERVE=no", "PORT=8001"], "manage.py demo --port 8001 --no-serve"),
        (["test"], "-m pytest -n 2"),
        (["test", "ARGS=-k slug"], "-m pytest -n 2 -k slug"),
    ],
)
def test_second_run__skips_the_setup(checkout, arguments, command) -> None:
    prepare(checkout)
    done = make(checkout, *arguments)
    assert (done.stdout.strip(), done.stderr) == (command, "")


def test_changed_lock__is_installed_by_hashes_and_not_on_stdout(checkout) -> None:
    stamp = prepare(checkout) / "ready-for-demo"
    os.utime(stamp, (0, 0))
    done = make(checkout, "demo")
    assert done.stdout == "manage.py demo --port 8000\n"
    assert "--require-hashes --requirement requirements/demo.txt" in done.stderr
    assert make(checkout, "demo").stderr == ""
