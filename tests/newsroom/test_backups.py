"""Really backs up and restores, with pg_dump and psql, into another database."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from articles.models import Article
from articles.workflow import Status
from media.models import ImportItem, ImportRun, Photo
from newsroom import backups
from newsroom.backups import BackupUnusable, back_up, read_backup
from newsroom.postgres_tools import PostgresUnavailable
from tests.factories import (
    draw_jpeg,
    make_article,
    make_photo,
    make_photo_with_file,
    make_source,
    placed,
)

ROOT = Path(__file__).resolve().parents[2]
RAW = "A page: flat, “quoted”, € and ☃".encode()
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def newsroom(transactional_db: None) -> dict[str, Photo]:
    """Give a newsroom with stories in every state, photos and raw input."""
    photo = make_photo_with_file()
    for status in Status:
        make_article(status, lead_photo=placed(photo, caption="Here only."))
    source = make_source(slug="wire")
    run = ImportRun.objects.create(command="import_articles", source=source)
    ImportItem.objects.create(
        run=run, source=source, path="a.txt", outcome="created", raw=RAW
    )
    return {"photo": photo, "described": make_photo()}


@pytest.fixture
def other_database(command_environment: dict[str, str]) -> Iterator[dict[str, str]]:
    """Give the environment of a process that has a database and a var of its own."""
    name = f"{connection.settings_dict['NAME']}_restored"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
    url = command_environment["DATABASE_URL"]
    path = urlsplit(url).path
    yield {**command_environment, "DATABASE_URL": url.replace(path, f"/{name}", 1)}
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}"')


def run_command(environment: dict[str, str], *arguments: str, typed: str = "") -> str:
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        input=typed,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def read_tables(environment: dict[str, str]) -> dict[str, str]:
    """Give a digest of all rows of each table."""
    names = ask(
        environment,
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' "
        "AND tablename <> 'django_session'",
    )
    digests = (
        f"SELECT '{name}', md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), ''))"
        f'FROM "{name}" AS t'
        for (name,) in names
    )
    return dict(ask(environment, " UNION ALL ".join(digests)))


def ask(environment: dict[str, str], query: str) -> list[Any]:
    with psycopg.connect(environment["DATABASE_URL"]) as there:
        return there.execute(query.encode()).fetchall()


def test_restore__brings_stories_photos_and_raw_input_into_another_database(
    newsroom, command_environment, other_database, tmp_path
) -> None:
    kept, elsewhere = tmp_path / "kept", tmp_path / "elsewhere"
    call_command("backup", str(kept))
    environment = {**other_database, "NEWSROOM_VAR": str(elsewhere)}

    said = run_command(environment, "restore", str(kept))

    assert f"{len(Status)} stories, 2 photos, 1 originals" in said
    before, after = read_tables(command_environment), read_tables(environment)
    assert len(before) > 20
    assert after == before
    photo = newsroom["photo"]
    brought = elsewhere / "uploads" / photo.original.name
    assert hashlib.sha256(brought.read_bytes()).hexdigest() == photo.sha256
    ((raw,),) = ask(environment, "SELECT raw FROM media_importitem")
    assert bytes(raw) == RAW
    # The restored newsroom goes on: nothing to migrate, and its numbers do not clash.
    run_command(environment, "migrate", "--check")
    run_command(environment, "set_up_roles")


def test_restore__refuses_to_delete_stories_unasked(newsroom, tmp_path) -> None:
    call_command("backup", str(tmp_path / "kept"))
    with pytest.raises(CommandError, match="--replace would delete them"):
        call_command("restore", str(tmp_path / "kept"))
    assert Article.objects.count() == len(Status)


def test_restore__asks_before_it_replaces(newsroom, tmp_path, monkeypatch) -> None:
    call_command("backup", str(tmp_path / "kept"))
    monkeypatch.setattr("builtins.input", lambda question: "no")
    with pytest.raises(CommandError, match=r"Nothing was changed\."):
        call_command("restore", str(tmp_path / "kept"), replace=True)
    assert Article.objects.count() == len(Status)


def test_restore__replaces_what_came_after_the_backup(
    newsroom, command_environment, tmp_path, monkeypatch
) -> None:
    call_command("backup", str(tmp_path / "kept"))
    before = read_tables(command_environment)
    make_article(headline="Written after the backup")
    default_storage.delete(newsroom["photo"].original.name)
    monkeypatch.setattr("builtins.input", lambda question: "replace")

    call_command("restore", str(tmp_path / "kept"), replace=True)

    assert not Article.objects.filter(headline="Written after the backup").exists()
    assert read_tables(command_environment) == before
    with default_storage.open(newsroom["photo"].original.name) as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    assert digest == newsroom["photo"].sha256


def test_restore__mends_a_damaged_original(newsroom, tmp_path) -> None:
    call_command("backup", str(tmp_path / "kept"))
    name = newsroom["photo"].original.name
    Path(default_storage.path(name)).write_bytes(b"not a picture any more")

    call_command("restore", str(tmp_path / "kept"), replace=True, asks=False)

    content = Path(default_storage.path(name)).read_bytes()
    assert hashlib.sha256(content).hexdigest() == newsroom["photo"].sha256


def test_restore__that_fails_changes_no_row(
    newsroom, command_environment, tmp_path
) -> None:
    call_command("backup", str(tmp_path / "kept"))
    before = read_tables(command_environment)
    dumped = tmp_path / "kept" / backups.DUMP
    dumped.write_bytes(dumped.read_bytes()[:-2000])
    manifest_path = tmp_path / "kept" / backups.MANIFEST
    manifest = json.loads(manifest_path.read_text())
    manifest["dump_sha256"] = hashlib.sha256(dumped.read_bytes()).hexdigest()
    manifest_path.write_text(json.dumps(manifest))

    with pytest.raises(CommandError, match="the database is as it was"):
        call_command("restore", str(tmp_path / "kept"), replace=True, asks=False)
    assert read_tables(command_environment) == before


def test_restore__dry_run_verifies_and_changes_nothing(
    newsroom, tmp_path, capsys
) -> None:
    call_command("backup", str(tmp_path / "kept"))
    Article.objects.filter(status=Status.DRAFT).update(kicker="Later")
    call_command("restore", str(tmp_path / "kept"), dry_run=True)
    assert "Every checksum is right." in capsys.readouterr().out
    assert Article.objects.filter(kicker="Later").exists()


def test_backup__keeps_all_else_when_an_original_is_damaged(
    newsroom, tmp_path, capsys
) -> None:
    lost = make_photo_with_file()
    default_storage.delete(lost.original.name)
    spoilt = newsroom["photo"].original.name
    Path(default_storage.path(spoilt)).write_bytes(draw_jpeg(3, (64, 64)))

    with pytest.raises(SystemExit) as ended:
        call_command("backup", str(tmp_path / "kept"))

    assert ended.value.code == 1
    said = capsys.readouterr().err
    assert f"{lost.original.name} is missing" in said
    assert f"{spoilt} is damaged" in said
    assert len(read_backup(tmp_path / "kept").problems) == 2


def test_backup__is_for_its_owner_only(tmp_path) -> None:
    back_up(tmp_path / "kept")
    assert (tmp_path / "kept").stat().st_mode & 0o777 == 0o700


def test_backup__refuses_a_folder_in_use(tmp_path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(CommandError, match="is not empty"):
        call_command("backup", str(tmp_path))
    assert os.listdir(tmp_path) == ["notes.txt"]


def test_read_backup__refuses_one_that_is_not_finished(tmp_path) -> None:
    with pytest.raises(BackupUnusable, match="no finished backup"):
        read_backup(tmp_path)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"migrations": ["articles.9999_of_the_future"]}, "newer version"),
        ({"dump_sha256": "0" * 64}, "Missing or damaged"),
        ({"files": [{"name": "../../x", "sha256": "", "size": 0}]}, "damaged"),
        ({"files": [{"name": "gone.jpg", "sha256": "0", "size": 0}]}, "damaged"),
        ({"files": [{"title": "no name"}]}, "cannot be read"),
        ({"made_by": "somebody"}, "cannot be read"),
    ],
)
def test_read_backup__refuses_what_it_cannot_trust(tmp_path, change, reason) -> None:
    back_up(tmp_path / "kept")
    path = tmp_path / "kept" / backups.MANIFEST
    path.write_text(json.dumps({**json.loads(path.read_text()), **change}))
    with pytest.raises(BackupUnusable, match=reason):
        read_backup(tmp_path / "kept")


def test_backup__says_what_pg_dump_said(tmp_path, monkeypatch) -> None:
    def refuse(*_: object) -> None:
        raise PostgresUnavailable("pg_dump failed. no space left")

    monkeypatch.setattr("newsroom.postgres_dumps.dump", refuse)
    with pytest.raises(CommandError, match=r"Nothing is backed up: .*no space left"):
        call_command("backup", str(tmp_path / "kept"))
    assert not (tmp_path / "kept" / backups.MANIFEST).exists()
