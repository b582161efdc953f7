"""Importing the same folders twice: the second run writes nothing but its own log."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from media.models import ImportItem
from tests.articles.bringing import bring_in, outcomes, picture
from tests.articles.pages import page

LOG = {"media_importrun", "media_importitem"}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tiny_parsers")]


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    one, two = tmp_path / "one", tmp_path / "two"
    for root in (one, two):
        (root / "deep").mkdir(parents=True)
    (one / "a.txt").write_bytes(page("A", photo="| The boat. | Lee", topic="Sea"))
    (one / "a.jpg").write_bytes(picture())
    (one / "b.txt").write_bytes(page("B", byline="Ann Lee", guid="urn:b"))
    (one / "copy.txt").write_bytes(page("B copied", byline="Ann Lee", guid="urn:b"))
    (one / "refused.txt").write_bytes(b"unknown")
    (two / "deep/c.html").write_bytes(page("C", photo="../../x.jpg | Far. | Lee"))
    (two / "deep/d.html").write_bytes(page("D", section="Culture", language="en"))
    (two / "deep/e.txt").write_bytes(page("E", ""))
    return [one, two]


def every_row() -> dict[str, list[tuple]]:
    """Give every row of every table with the transaction that wrote it."""
    rows = {}
    for table in sorted(set(connection.introspection.table_names()) - LOG):
        with connection.cursor() as cursor:
            cursor.execute(
                f'SELECT xmin::text, ctid::text, t::text FROM "{table}" t ORDER BY 2, 1'  # noqa: S608
            )
            rows[table] = cursor.fetchall()
    return rows


def every_file() -> dict[Path, int]:
    files = Path(settings.MEDIA_ROOT).rglob("*")
    return {path: path.stat().st_mtime_ns for path in files}


@pytest.mark.postgres
@pytest.mark.parametrize("publish", [False, True])
def test_import__second_run_writes_its_own_log_alone(
    folders: list[Path], publish: bool
) -> None:
    first = bring_in(*folders, publish=publish)
    rows, files = every_row(), every_file()
    items = ImportItem.objects.count()

    second = bring_in(*folders, publish=publish)

    assert outcomes(first).count("created") == 5
    assert set(outcomes(second)) == {"unchanged", "rejected"}
    assert rows["articles_article"]
    assert rows["media_photo"]
    assert every_row() == rows
    assert every_file() == files
    assert ImportItem.objects.count() == 2 * items


def test_every_row__shows_a_write_that_changes_no_value(folders: list[Path]) -> None:
    bring_in(*folders)
    rows = every_row()

    with connection.cursor() as cursor:
        cursor.execute("UPDATE articles_section SET name = name")

    assert every_row() != rows
