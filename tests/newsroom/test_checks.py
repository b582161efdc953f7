"""Tests of the settings' checks, each in a process with an environment of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from newsroom.checks import check_settings

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "DEBUG": "0",
    "SECRET_KEY": "pPq7-yZ4vK1mTnW8xRb3_cHd6jLs9fGa2eUo5iQt0wEr-kXzBnMv",
    "ALLOWED_HOSTS": "example.org",
    "SITE_URL": "https://example.org",
    "DATABASE_URL": "postgres://desk:secret@db.example.org:5432/newsroom",
}
OURS = {
    *PRODUCTION,
    *("NEWSROOM_VAR", "TIME_ZONE", "DJANGO_SETTINGS_MODULE", "CACHE_URL", "EMAIL_URL"),
    # Set while a browser runs in this process, and refused by `check --deploy`.
    "DJANGO_ALLOW_ASYNC_UNSAFE",
}


def run(
    arguments: list[str], environment: dict[str, str], var: Path
) -> subprocess.CompletedProcess[str]:
    inherited = {k: v for k, v in os.environ.items() if k not in OURS}
    return subprocess.run(  # noqa: S603
        [sys.executable, *arguments],
        check=False,
        cwd=ROOT,
        env=inherited | {"NEWSROOM_VAR": str(var)} | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


def run_check(environment: dict[str, str], var: Path, *options: str):
    return run(["manage.py", "check", *options], environment, var)


def find_numbers(said: str) -> list[str]:
    assert "Traceback" not in said
    return re.findall(r"\((newsroom\.\w+)\)", said)


def test_check__of_these_settings_finds_nothing(settings) -> None:
    assert settings.WRONG_SETTINGS == {}
    settings.DEBUG = True  # pytest-django turns it off
    assert check_settings() == []


def test_check_deploy__is_clean_in_production(tmp_path) -> None:
    done = run_check(PRODUCTION, tmp_path, "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr
    assert not list(tmp_path.iterdir()), "production keeps nothing in var by itself"


def test_check_deploy__fails_in_development(tmp_path) -> None:
    environment = {"DATABASE_URL": PRODUCTION["DATABASE_URL"]}
    done = run_check(environment, tmp_path, "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 1
    assert "security.W018" in done.stderr


def test_check__names_all_that_production_misses(tmp_path) -> None:
    done = run_check({"DEBUG": "0"}, tmp_path)
    assert done.returncode == 1
    numbers = ["newsroom.E001", "newsroom.E002", "newsroom.E003", "newsroom.E004"]
    assert find_numbers(done.stderr) == numbers
    assert done.stderr.count("is required with DEBUG=0") == len(numbers)


def test_wsgi__refuses_wrong_settings(tmp_path) -> None:
    done = run(["-c", "import newsroom.wsgi"], {"DEBUG": "0"}, tmp_path)
    assert done.returncode == 1
    assert "newsroom.E001" in find_numbers(done.stderr)


@pytest.mark.parametrize(
    ("changed", "number"),
    [
        ({"SECRET_KEY": " "}, "newsroom.E001"),
        ({"ALLOWED_HOSTS": ""}, "newsroom.E002"),
        ({"SITE_URL": "example.org"}, "newsroom.E003"),
        ({"SITE_URL": "https://example.org/news"}, "newsroom.E003"),
        ({"SITE_URL": "https://example.org/?a=b"}, "newsroom.E003"),
        ({"DATABASE_URL": "example"}, "newsroom.E004"),
        ({"DATABASE_URL": "mysql://u@h/newsroom"}, "newsroom.E004"),
        ({"DATABASE_URL": "postgres://u@h:port/newsroom"}, "newsroom.E004"),
        ({"DATABASE_URL": "postgres://u@h/"}, "newsroom.E004"),
        ({"DEBUG": "maybe"}, "newsroom.E005"),
        ({"TIME_ZONE": "Europe/Nowhere"}, "newsroom.E006"),
        ({"MACHINE_USE": "train"}, "newsroom.E007"),
        ({"MACHINE_USE": "train=maybe"}, "newsroom.E007"),
        ({"MACHINE_USE": "sell=denied"}, "newsroom.E007"),
        ({"RATE_PER_ADDRESS": "many"}, "newsroom.E008"),
        ({"RATE_PER_TOKEN": "5/day"}, "newsroom.E008"),
        ({"TRUSTED_PROXIES": "-1"}, "newsroom.E009"),
        ({"CORS_ALLOWED_ORIGINS": "example.org"}, "newsroom.E010"),
        ({"CORS_ALLOWED_ORIGINS": "https://a.org/b"}, "newsroom.E010"),
    ],
)
def test_settings__number_what_is_wrong(tmp_path, changed, number) -> None:
    code = "from newsroom.settings import WRONG_SETTINGS; print(*WRONG_SETTINGS)"
    done = run(["-c", code], PRODUCTION | changed, tmp_path)
    assert done.stdout.split() == [number], done.stderr


@pytest.mark.parametrize(
    ("changed", "number"),
    [
        ({"SITE_URL": "http://example.org"}, "newsroom.W001"),
        ({"CACHE_URL": "redis://cache/0"}, "newsroom.W002"),
    ],
)
def test_check__warns_of_what_is_unwise(tmp_path, changed, number) -> None:
    done = run_check(PRODUCTION | changed, tmp_path)
    assert done.returncode == 0
    assert find_numbers(done.stderr) == [number]
