"""Imports killed at random moments, alone and in crowds.

Each round imports a folder and then its second edition, with processes killed by
SIGKILL on the way. What is stored then is what one clean import of each stores.
"""

from __future__ import annotations

import json
import random
import time
from pathlib import Path
from subprocess import Popen

import pytest
from django.core.management import call_command

from tests.articles.comparing import newsroom_state
from tests.articles.crashing import finish, kill, start_import, write_pages

PAGES = 20


@pytest.fixture
def editions(tmp_path: Path) -> list[Path]:
    """Give one folder with two editions of the same pages, as two paths to it."""
    for edition in (1, 2):
        write_pages(tmp_path / f"{edition}/pages", PAGES, edition=edition)
    return [tmp_path / "1/pages", tmp_path / "2/pages"]


class Crowd:
    """Some imports of one folder at once, of which some are killed."""

    def __init__(self, environment: dict[str, str], chance: random.Random) -> None:
        self.environment = environment
        self.chance = chance
        self.killed_midway = 0

    def import_roughly(self, pages: Path, seconds: float) -> None:
        """Kill one to three imports at moments of their lives, then let one end."""
        crowd = [self._start(pages) for _ in range(self.chance.randint(1, 3))]
        moments = sorted(self.chance.uniform(0.2, 1) * seconds for _ in crowd)
        started = time.monotonic()
        for process, moment in zip(crowd, moments, strict=True):
            time.sleep(max(0.0, started + moment - time.monotonic()))
            self.killed_midway += process.poll() is None
            kill(process)
        finish(self._start(pages))

    def _start(self, pages: Path) -> Popen[str]:
        return start_import(pages, self.environment)


@pytest.mark.django_db(transaction=True)
def test_series__killed_imports_end_like_a_clean_one(
    editions: list[Path],
    command_environment: dict[str, str],
    chance: random.Random,
    rounds: int,
) -> None:
    crowd = Crowd(command_environment, chance)
    clean: list[dict[str, list[str]]] = []
    seconds = 0.0
    for pages in editions:
        started = time.monotonic()
        finish(start_import(pages, command_environment))
        seconds = max(seconds, time.monotonic() - started)
        clean.append(newsroom_state())
    assert clean[0] != clean[1]

    for _ in range(rounds):
        call_command("flush", verbosity=0, interactive=False)
        for pages, expected in zip(editions, clean, strict=True):
            crowd.import_roughly(pages, seconds)
            assert newsroom_state() == expected

    figures = {"rounds": rounds, "pages": PAGES, "killed_midway": crowd.killed_midway}
    print(json.dumps(figures))  # noqa: T201
