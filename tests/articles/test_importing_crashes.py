"""Real processes, really killed: what is stored in the end is what one run stores."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from media.models import ImportItem
from tests.articles.bringing import picture
from tests.articles.comparing import newsroom_state

ROOT = Path(__file__).resolve().parents[2]
PAGES = 8

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Give a folder of pages that share people, photos and headlines."""
    folder = tmp_path / "pages"
    (folder / "pictures").mkdir(parents=True)
    for number, colour in enumerate(("red", "green", "blue")):
        (folder / f"pictures/{number}.jpg").write_bytes(picture(colour))
    for number in range(PAGES):
        (folder / f"{number:02}.html").write_text(_page(number))
    (folder / "zz-note.bin").write_bytes(b"\0\1\2")
    return folder


def _page(number: int) -> str:
    text = "".join(
        f"<p>Paragraph {each} of story {number} tells how the ferry to the island came"
        f" to sail again, and who paid for the {number + each} repairs it took.</p>"
        for each in range(4)
    )
    return f"""<!doctype html><html lang="en"><head>
<title>The ferry sails {number % 5}</title>
<link rel="canonical" href="https://harbour.example/ferry/{number}">
<meta name="author" content="Ann Lee">
<meta property="article:published_time" content="2024-05-{number + 1:02}T08:00:00Z">
</head><body><article><h1>The ferry sails again, part {number % 5}</h1>
<p class="byline">By Ann Lee</p>
<figure><img src="pictures/{number % 3}.jpg" alt="The ferry">
<figcaption>The ferry seen on day {number % 4}. (Harbour Press/Ann Lee)</figcaption></figure>
{text}</article></body></html>"""


@pytest.fixture
def start(
    command_environment: dict[str, str], pages: Path
) -> Callable[[], subprocess.Popen]:
    def start_import() -> subprocess.Popen:
        return subprocess.Popen(  # noqa: S603
            [sys.executable, "manage.py", "import_articles", str(pages), "--publish"],
            cwd=ROOT, env=command_environment, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )  # fmt: skip

    return start_import


def finish(process: subprocess.Popen) -> None:
    """Wait for an import that rejects the one file that is no page."""
    _, errors = process.communicate(timeout=120)
    assert process.returncode == 1, errors.decode()


def kill_at(process: subprocess.Popen, items: int) -> None:
    """Kill the process once so many items are stored."""
    deadline = time.monotonic() + 60
    while ImportItem.objects.count() < items and process.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.wait()
    if process.stderr:
        process.stderr.close()


def empty() -> None:
    call_command("flush", verbosity=0, interactive=False)


def wait_for_quiet() -> None:
    """Wait until the server has noticed that the killed process is gone."""
    query = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    for _ in range(500):
        with connection.cursor() as cursor:
            cursor.execute(query)
            if cursor.fetchone() == (0,):
                return
        time.sleep(0.02)
    raise AssertionError("The killed import's session did not end.")


def test_import__killed_and_two_at_once_end_like_one_clean_run(start) -> None:
    finish(start())
    clean = newsroom_state()
    assert len(clean["stories"]) == len(clean["documents"]) == PAGES
    assert len(clean["photos"]) == 3

    empty()
    kill_at(start(), PAGES // 2)
    wait_for_quiet()
    finish(start())
    assert newsroom_state() == clean

    empty()
    killed, other = start(), start()
    kill_at(killed, 3)
    finish(other)
    finish(start())
    assert newsroom_state() == clean
