"""Real processes, really killed: what is stored in the end is what one run stores.

`make soak` does the same many times, at random moments.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command

from tests.articles.comparing import newsroom_state
from tests.articles.crashing import (
    COLOURS,
    finish,
    kill_at,
    start_import,
    wait_for_quiet,
    write_pages,
)

PAGES = 8


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_import__killed_and_two_at_once_end_like_one_clean_run(
    tmp_path: Path, command_environment: dict[str, str]
) -> None:
    pages = tmp_path / "pages"
    write_pages(pages, PAGES)

    def start():
        return start_import(pages, command_environment)

    finish(start())
    clean = newsroom_state()
    assert len(clean["stories"]) == len(clean["documents"]) == PAGES
    assert len(clean["photos"]) == len(COLOURS)

    call_command("flush", verbosity=0, interactive=False)
    kill_at(start(), PAGES // 2)
    wait_for_quiet()
    finish(start())
    assert newsroom_state() == clean

    call_command("flush", verbosity=0, interactive=False)
    killed, other = start(), start()
    kill_at(killed, 3)
    finish(other)
    finish(start())
    assert newsroom_state() == clean
