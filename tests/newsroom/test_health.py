from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import OperationalError, connection
from django.utils import timezone

from articles.actions.beating import beat
from articles.actions.numbering import number_changes
from articles.models import Change, WorkerBeat
from newsroom import health
from tests.factories import make_article

GOOD = dict.fromkeys(("database", "migrations", "worker", "storage", "feed"), "ok")


@pytest.fixture(autouse=True)
def _nothing_probed():
    cache.clear()
    yield
    cache.clear()


def test_alive__needs_no_database(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert answer["Cache-Control"] == "no-store"


def ask(client):
    answer = client.get("/readyz")
    assert answer["Cache-Control"] == "no-store"
    return answer.status_code, answer.json()["checks"]


@pytest.mark.django_db
def test_ready__where_all_is_well(client, settings):
    beat()
    make_article("published")
    number_changes()
    assert ask(client) == (200, GOOD)
    assert list(Path(settings.MEDIA_ROOT).rglob("probe*")) == []


@pytest.mark.django_db
def test_ready__names_a_database_that_is_away(client, monkeypatch):
    beat()

    def refuse():
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", refuse)
    status, found = ask(client)
    assert status == 503
    assert found["database"] == "the database does not answer"
    assert found["storage"] == "ok"


@pytest.mark.django_db
def test_ready__names_migrations_that_were_not_run(client):
    beat()
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM django_migrations WHERE app = 'articles' AND name ="
            " (SELECT max(name) FROM django_migrations WHERE app = 'articles')"
        )
    found = {**GOOD, "migrations": "1 migrations are to be run"}
    assert ask(client) == (503, found)


@pytest.mark.django_db
def test_ready__names_a_worker_that_is_silent(client):
    assert ask(client) == (503, {**GOOD, "worker": "no worker has run yet"})
    beat()
    assert ask(client)[0] == 200
    long_ago = timezone.now() - health.LONGEST_SILENCE - timedelta(seconds=3)
    WorkerBeat.objects.update(at=long_ago)
    status, found = ask(client)
    assert (status, found["worker"][:13]) == (503, "no worker for")


@pytest.mark.django_db
def test_ready__names_a_feed_that_lags(client):
    beat()
    make_article("published")
    assert ask(client) == (200, GOOD)
    Change.objects.update(at=timezone.now() - health.LONGEST_LAG)
    status, found = ask(client)
    assert status == 503
    assert found["feed"].startswith("a change has waited for ")


@pytest.mark.django_db
def test_ready__names_a_storage_that_takes_nothing(client, settings, tmp_path):
    beat()
    (tmp_path / "file").write_text("no folder")
    settings.MEDIA_ROOT = tmp_path / "file"
    status, found = ask(client)
    assert status == 503
    assert found["storage"].startswith("originals cannot be stored: ")


def files_of(settings):
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


@pytest.mark.django_db
def test_ready__a_probe_that_died_leaves_one_file_and_the_next_takes_it(
    client, settings, tmp_path, monkeypatch
):
    settings.MEDIA_ROOT = tmp_path / "uploads"
    beat()

    save = default_storage.save

    def save_and_die(name, content):
        save(name, content)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(default_storage, "save", save_and_die)
        for _ in range(3):
            with pytest.raises(KeyboardInterrupt):
                client.get("/readyz")
            assert len(files_of(settings)) == 1
    assert ask(client) == (200, GOOD)
    assert files_of(settings) == []


@pytest.mark.django_db
def test_ready__the_storage_is_tried_now_and_then(client, monkeypatch):
    beat()
    tried, save = [], default_storage.save
    monkeypatch.setattr(default_storage, "save", lambda *a: tried.append(a) or save(*a))
    for _ in range(5):
        assert ask(client) == (200, GOOD)
    assert len(tried) == 1
    cache.clear()  # as time does
    assert ask(client) == (200, GOOD)
    assert len(tried) == 2


@pytest.mark.django_db
def test_beat__forgets_workers_that_are_long_gone():
    beat()
    gone = timezone.now() - timedelta(days=2)
    WorkerBeat.objects.create(worker="gone:1", at=gone)
    beat()
    assert WorkerBeat.objects.count() == 1
