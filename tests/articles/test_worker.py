from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection, connections
from django.utils import timezone

from articles.management.commands import worker
from articles.models import Article, PublishedDocument
from articles.workflow import Status
from media.actions import change_photo
from tests.articles.test_refreshing import make_story_with
from tests.conftest import ROOT
from tests.factories import SYSTEM, make_article, make_photo

WAIT = 30
MAIN = threading.main_thread()


def until(holds) -> None:
    end = time.monotonic() + WAIT
    while not holds():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


def make_due() -> Article:
    article = make_article(Status.SCHEDULED)
    due = timezone.now() - timedelta(seconds=1)
    Article.objects.filter(pk=article.pk).update(publish_at=due)
    return article


def is_published(article: Article) -> bool:
    return PublishedDocument.objects.filter(pk=article.pk).exists()


@contextmanager
def running(environment):
    process = subprocess.Popen(
        [sys.executable, "manage.py", "worker", "--interval", "0.1"],
        cwd=ROOT, env=environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def test_worker__publishes_and_delivers_until_told_to_stop(command_environment):
    photo = make_photo()
    article = make_story_with(photo)
    due = make_due()
    change_photo(photo, {"credit": "New"}, by=SYSTEM)
    with running(command_environment) as process:
        until(lambda: is_published(due))
        until(lambda: article.changes.count() == 2)
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=WAIT)
    assert process.returncode == 0
    assert said.splitlines()[-1] == "Worker stopped."
    assert "publish_due: 1" in said
    assert "deliver_pending: 1" in said


def test_worker__survives_cut_connections(command_environment):
    first = make_due()
    with running(command_environment) as process:
        until(lambda: is_published(first))
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        second = make_due()
        until(lambda: is_published(second))
        assert process.poll() is None


@pytest.mark.django_db(transaction=True)
def test_worker__two_at_once_publish_each_once(command_environment):
    articles = [make_due() for _ in range(5)]
    with running(command_environment), running(command_environment):
        until(lambda: all(is_published(article) for article in articles))
    assert [article.changes.count() for article in articles] == [1] * 5


def test_worker__waits_longer_while_the_database_is_away(monkeypatch, caplog):
    pauses: list[float] = []

    class Stop(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            if timeout is None or threading.current_thread() is not MAIN:
                return super().wait(timeout)  # a thread of the slow sweeps
            pauses.append(timeout)
            if len(pauses) == 5:
                self.set()
            return True

    def away() -> int:
        if len(pauses) < 4:
            raise OperationalError("connection refused")
        return 0

    monkeypatch.setattr("threading.Event", Stop)
    monkeypatch.setattr(worker, "SWEEPS", {"publish_due": away})
    monkeypatch.setattr(worker, "SLOW_SWEEPS", {})
    monkeypatch.setattr(worker, "BEATS", {})
    monkeypatch.setattr(connections, "close_all", lambda: None)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    handlers = [signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGINT)]
    try:
        call_command("worker", interval=1.0, stdout=StringIO())
    finally:
        signal.signal(signal.SIGTERM, handlers[0])
        signal.signal(signal.SIGINT, handlers[1])
    assert pauses == [2.0, 4.0, 5.0, 5.0, 1.0]
    assert caplog.text.count("connection refused") == 4


def test_worker__signal_ends_it_between_sweeps(monkeypatch):
    ran: list[str] = []

    def told_to_stop() -> int:
        ran.append("first")
        os.kill(os.getpid(), signal.SIGTERM)
        return 1

    def never() -> int:
        ran.append("second")
        return 0

    monkeypatch.setattr(worker, "SWEEPS", {"first": told_to_stop, "second": never})
    monkeypatch.setattr(worker, "SLOW_SWEEPS", {})
    monkeypatch.setattr(worker, "BEATS", {})
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    handlers = [signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGINT)]
    out = StringIO()
    try:
        call_command("worker", interval=0.1, stdout=out)
    finally:
        signal.signal(signal.SIGTERM, handlers[0])
        signal.signal(signal.SIGINT, handlers[1])
    assert ran == ["first"]
    assert out.getvalue().splitlines()[-2:] == ["first: 1", "Worker stopped."]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "said"),
    [("publish_due", "1 published"), ("deliver_pending", "1 looked at")],
)
def test_sweeps__as_commands(name, said):
    photo = make_photo()
    make_story_with(photo)
    make_due()
    change_photo(photo, {"credit": "New"}, by=SYSTEM)
    out = StringIO()
    call_command(name, stdout=out)
    assert out.getvalue().strip() == said
