"""The change feed beside a crowd that is killed at random: a minute here, and
ten in `make soak` (SOAK_SECONDS). The consumer is the one of docs/changes.md."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote

import pytest
from django.core.management import call_command

from articles.models import Article, Change
from articles.tasks import SWEEPS, deliver_pending
from media.actions import change_photo
from media.models import Photo
from newsroom.postgres import Server
from tests.articles.writing import read_log
from tests.conftest import ROOT
from tests.documents import code_of
from tests.factories import SYSTEM
from tests.newsroom.test_backups import run_command
from tests.serving import running, serving

SECONDS = int(os.environ.get("SOAK_SECONDS", "60"))
SEED = int(os.environ.get("SOAK_SEED", time.time_ns() % 10**6))
WRITERS = 8

pytestmark = [pytest.mark.soak, pytest.mark.django_db(transaction=True)]


class Consumer:
    """Follows the feed by the code of the documentation, and notes what came when."""

    def __init__(self) -> None:
        self.copy: dict[str, Any] = {}
        self.cursor = "0"
        self.seen: list[dict[str, Any]] = []
        self.seen_at: dict[tuple[str, int], datetime] = {}
        self.code: dict[str, Any] = {}
        exec(code_of("changes.md"), self.code)  # noqa: S102 - our own documentation
        self.get: Callable[[str], Any] = self.code["get"]
        self.code["get"] = self._get

    def follow(self, site: str) -> None:
        """Bring the copy up to date."""
        self.cursor = self.code["follow"](site, self.copy, self.cursor)

    def _get(self, url: str) -> Any:
        found = self.get(url)
        if "/changes/" in url:
            now = datetime.now(UTC)
            for change in found["results"]:
                self.seen.append(change)
                self.seen_at[change["id"], change["version"]] = now
        return found


def crawl(site: str) -> dict[str, Any]:
    """Give all the API serves: what its list leads to, and the rest by its ids."""
    get = Consumer().get
    found: dict[str, Any] = {}
    url = f"{site}/api/v1/articles/?page_size=100"
    while url:
        page = get(url)
        for item in page["results"]:
            found[item["id"]] = get(f"{site}/api/v1/articles/{item['slug']}/")
            assert {**found[item["id"]], **item} == found[item["id"]]
        url = page["next"]
    for key in Article.objects.values_list("pk", flat=True):
        document = get(f"{site}/api/v1/articles/by-id/{key}/")
        assert document == found.setdefault(str(key), document)
    return found


def check_complete(seen: list[dict[str, Any]]) -> None:
    """Say that every change was seen, and each story's in its order."""
    places = [int(change["cursor"]) for change in seen]
    assert places == list(range(1, Change.objects.count() + 1))
    versions: dict[str, list[int]] = defaultdict(list)
    for change in seen:
        versions[change["id"]].append(change["version"])
    rows = Article.objects.filter(delivery_version__gt=0)
    counted = rows.values_list("pk", "delivery_version")
    assert versions == {str(pk): [*range(1, last + 1)] for pk, last in counted}


def check_copy(copy: dict[str, Any], served: dict[str, Any]) -> None:
    """Say that the copy holds what the API serves; what was never live is in neither."""
    assert set(copy) <= set(served)
    for key, document in served.items():
        assert copy.get(key) == document


@contextmanager
def worker_that_dies(environment: dict[str, str]) -> Iterator[None]:
    """Keep a worker running that is killed every few seconds, never told to stop."""
    over = threading.Event()

    def keep() -> None:
        while not over.is_set():
            command = ["manage.py", "worker", "--interval", "0.5"]
            with running(command, environment, subprocess.PIPE) as one:
                if one.stdout and one.stdout.readline():  # it works now
                    over.wait(5)
                one.kill()

    thread = threading.Thread(target=keep)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def crowd_of(seconds: int, writers: int, log: Path) -> list[str]:
    """Give the command that starts a crowd."""
    words = (SEED, seconds, writers, log)
    return ["-m", "tests.articles.writing", *(str(word) for word in words)]


def settle() -> None:
    """Change what live stories show, and do what the worker would still have done."""
    for photo in Photo.objects.all():
        change_photo(photo, {"credit": "Mia Kern for the last time"}, by=SYSTEM)
    deliver_pending()  # however long it takes: the worker's sweep ends after a second
    while sum(sweep() for sweep in SWEEPS.values()):
        pass


def lag_of(consumer: Consumer, log: Path) -> list[float]:
    """Give the seconds from each commit to its being seen in the feed, in order."""
    told = read_log(log)
    assert len(told) > WRITERS
    return sorted(
        max(0.0, (consumer.seen_at[key] - at).total_seconds())
        for key, at in told.items()
    )


def replay(site: str) -> tuple[list[dict[str, Any]], float]:
    """Read the feed from the first change on; give it, and changes a second."""
    get, found, url = Consumer().get, [], f"{site}/api/v1/changes/?page_size=100"
    begun = time.perf_counter()
    while url:
        page = get(url)
        found += page["results"]
        url = page["next"]
    return found, len(found) / (time.perf_counter() - begun)


@contextmanager
def fresh_cluster() -> Iterator[str]:
    """Give the DATABASE_URL of a database server that has never seen a transaction."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o711)  # the server's account passes
        server = Server(Path(folder) / "pg", is_durable=False)
        host = quote(server.start(), safe="")
        try:
            yield f"postgres://postgres@/newsroom?host={host}&port=5432"
        finally:
            server.shut_down()


def test_feed__a_consumer_beside_a_dying_crowd_holds_what_the_api_serves(
    command_environment: dict[str, str], tmp_path: Path
) -> None:
    consumer, log = Consumer(), tmp_path / "log"
    crowd = crowd_of(SECONDS, WRITERS, log)
    environment = {**command_environment, "PYTHONPATH": str(ROOT)}
    with serving(environment) as site:
        with (
            worker_that_dies(environment),
            running(crowd, environment, subprocess.PIPE) as writing,
        ):
            while writing.poll() is None:
                consumer.follow(site)
                time.sleep(0.05)
            assert writing.returncode == 0, f"SOAK_SEED={SEED}"
            killed = int(writing.communicate()[0])
        settle()
        consumer.follow(site)
        check_complete(consumer.seen)
        served = crawl(site)
        check_copy(consumer.copy, served)
        again, rate = replay(site)
        assert again == consumer.seen
    lag = lag_of(consumer, log)
    figures = {
        "seed": SEED,
        "seconds": SECONDS,
        "killed": killed,
        "changes": len(consumer.seen),
        "missing": 0,
        "out_of_order": 0,
        "lag_median_s": round(statistics.median(lag), 3),
        "lag_p99_s": round(lag[int(len(lag) * 0.99)], 3),
        "replay_changes_per_s": round(rate),
    }
    print(json.dumps(figures))  # noqa: T201
    kinds = {change["kind"] for change in consumer.seen}
    assert kinds >= {"publish", "update", "correct", "unpublish", "kill", "rights"}
    go_on_elsewhere(consumer, environment, tmp_path)


def go_on_elsewhere(
    consumer: Consumer, environment: dict[str, str], folder: Path
) -> None:
    """Restore a backup into another server; the consumer goes on where it was."""
    call_command("backup", str(folder / "kept"))
    before, cursor = dict(consumer.copy), int(consumer.cursor)
    with fresh_cluster() as url:
        there = {
            **environment,
            "DATABASE_URL": url,
            "NEWSROOM_VAR": str(folder / "var"),
        }
        run_command(there, "restore", str(folder / "kept"))
        with serving(there) as site:
            consumer.follow(site)
            assert (consumer.copy, int(consumer.cursor)) == (before, cursor)
            with running(crowd_of(3, 2, folder / "log there"), there) as writing:
                assert writing.wait() == 0
            consumer.follow(site)
            places = [int(change["cursor"]) for change in consumer.seen]
            assert places == list(range(1, len(places) + 1))
            assert len(places) > cursor
            told = read_log(folder / "log there")
            assert set(told) <= set(consumer.seen_at)
