"""Imports as real processes, to be really killed."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from django.db import connection

from media.models import ImportItem
from tests.articles.bringing import picture

ROOT = Path(__file__).resolve().parents[2]
COLOURS = ("red", "green", "blue")


def write_pages(folder: Path, count: int, *, edition: int = 1) -> None:
    """Write saved pages that share people, photos and headlines, and one odd file."""
    (folder / "pictures").mkdir(parents=True, exist_ok=True)
    for number, colour in enumerate(COLOURS):
        (folder / f"pictures/{number}.jpg").write_bytes(picture(colour))
    for number in range(count):
        text = _page(number, edition)
        (folder / f"{number:02}.html").write_text(text, encoding="utf-8")
    (folder / "zz-note.bin").write_bytes(b"\0\1\2")


def _page(number: int, edition: int) -> str:
    text = "".join(
        f"<p>Paragraph {each} of story {number} tells how the ferry to the island came"
        f" to sail again, and who paid for the {number + each} repairs it took.</p>"
        for each in range(3 + edition)
    )
    return f"""<!doctype html><html lang="en"><head>
<title>The ferry sails {number % 5}</title>
<link rel="canonical" href="https://harbour.example/ferry/{number}">
<meta name="author" content="Ann Lee">
<meta property="article:published_time" content="2024-05-{number % 28 + 1:02}T08:00:00Z">
</head><body><article><h1>The ferry sails again, part {number % 5}</h1>
<p class="byline">By Ann Lee</p>
<figure><img src="pictures/{number % 3}.jpg" alt="The ferry">
<figcaption>The ferry seen on day {number % 4}. (Harbour Press/Ann Lee)</figcaption>
</figure>
{text}</article></body></html>"""


def start_import(pages: Path, environment: Mapping[str, str]) -> subprocess.Popen[str]:
    """Start an import that publishes what it brings."""
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "manage.py", "import_articles", str(pages), "--publish"],
        cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        text=True,
    )  # fmt: skip


def finish(process: subprocess.Popen[str]) -> None:
    """Wait for an import; it rejects the one file that is no page, and no other."""
    _, errors = process.communicate(timeout=300)
    assert process.returncode == 1, errors


def kill(process: subprocess.Popen[str]) -> None:
    """Kill the process, and wait until it is gone."""
    process.send_signal(signal.SIGKILL)
    process.wait()
    if process.stderr:
        process.stderr.close()


def kill_at(process: subprocess.Popen[str], items: int) -> None:
    """Kill the process once so many items are stored."""
    deadline = time.monotonic() + 120
    while ImportItem.objects.count() < items and process.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.002)
    kill(process)


def wait_for_quiet() -> None:
    """Wait until the server has noticed that killed processes are gone."""
    query = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    for _ in range(1000):
        with connection.cursor() as cursor:
            cursor.execute(query)
            if cursor.fetchone() == (0,):
                return
        time.sleep(0.02)
    raise AssertionError("A killed import's session did not end.")
