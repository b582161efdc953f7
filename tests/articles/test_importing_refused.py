from __future__ import annotations

from pathlib import Path

import psycopg.errors
import pytest
from django.db import OperationalError

from articles.actions.drafting import create_draft as create_for_real
from articles.models import Article, ArticleContributor, Section
from media.models import ImportItem, ImportRun, Source
from tests.articles.bringing import bring_in, codes, outcomes, unpack
from tests.articles.pages import page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tiny_parsers")]


def test_import__guid_too_long_for_an_index(folder: Path) -> None:
    for number in (1, 2):
        guid = "https://example.org/" + "ä" * 3000 + str(number)
        (folder / f"{number}.txt").write_bytes(page(guid=guid))

    rows = bring_in(folder)

    assert outcomes(rows) == ["created", "created"]
    assert outcomes(bring_in(folder)) == ["unchanged", "unchanged"]


def test_import__rejected_item_and_the_rest(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"something else")
    (folder / "b.txt").write_bytes(page())
    (folder / "c.txt").write_bytes(b"")
    (folder / "d.txt").write_bytes(page("crash"))

    rows = bring_in(folder)

    assert outcomes(rows) == ["rejected", "created", "rejected", "rejected"]
    assert [row["error"] and row["error"]["code"] for row in rows] == [
        "unknown_format", None, "no_story", "parser_fault",
    ]  # fmt: skip
    kept = ImportItem.objects.get(path=f"{folder}/a.txt")
    assert unpack(kept) == b"something else"
    assert kept.report == rows[0]
    assert (kept.object_id, rows[0]["story"]) == (None, None)


def test_import__what_the_tables_refuse_is_rejected_whole(
    folder: Path, monkeypatch
) -> None:
    def create_draft(*args, **kwargs):
        Source.objects.create(slug="left-behind", name="Left behind")
        Section.objects.create(slug="x" * 99, name="")

    monkeypatch.setattr("articles.actions.importing.storing.create_draft", create_draft)
    (folder / "a.txt").write_bytes(page())

    (row,) = bring_in(folder)

    assert (row["outcome"], row["error"]["code"]) == ("rejected", "not_stored")
    assert not Source.objects.filter(slug="left-behind").exists()
    assert ImportItem.objects.get().outcome == "rejected"


def test_import__texts_longer_than_their_columns_are_cut(folder: Path) -> None:
    (folder / "a.html").write_bytes(
        page("Long " * 200, byline="Lee " * 100, photo=f"p.jpg | x | {'credit ' * 99}")
    )

    (row,) = bring_in(folder)

    article = Article.objects.get()
    assert "shortened" in codes(row)
    assert len(article.headline) <= 500
    assert article.headline.endswith("…")
    assert ArticleContributor.objects.get().contributor.name.endswith("…")


def test_import__nul_and_half_signs_do_not_stop_it(folder: Path) -> None:
    (folder / "a.txt").write_bytes(page("Ferry\0 sails", "It\0 sails."))

    (row,) = bring_in(folder)

    assert row["outcome"] == "created"
    assert row["story"]["headline"] == "Ferry sails"


def test_import__several_stories_in_one_input(folder: Path) -> None:
    stories = page("One") + b"\n=====\n" + page("Two")
    (folder / "a.txt").write_bytes(stories)

    rows = bring_in(folder)
    (folder / "a.txt").write_bytes(stories + b" more")
    again = bring_in(folder)

    assert [row["guid"] for row in rows] == ["path:a.txt#0", "path:a.txt#1"]
    assert [row["index"] for row in rows] == [0, 1]
    assert outcomes(again) == ["unchanged", "updated"]


def test_import__standard_input_is_named_by_its_content() -> None:
    one = bring_in(stdin=page("One"))
    two = bring_in(stdin=page("Two"))
    again = bring_in(stdin=page("One"))

    assert outcomes(one + two + again) == ["created", "created", "unchanged"]
    assert one[0]["guid"].startswith("path:-:")


def test_import_strictly__all(folder: Path) -> None:
    for name in ("a", "b"):
        (folder / f"{name}.txt").write_bytes(page(name))

    rows = bring_in(folder, strict=True)

    assert outcomes(rows) == ["created", "created"]
    assert Article.objects.count() == ImportItem.objects.count() == 2


def test_import_strictly__nothing_but_run_and_report(folder: Path) -> None:
    (folder / "a.txt").write_bytes(page())
    (folder / "b.txt").write_bytes(b"unknown")

    rows = bring_in(folder, strict=True)

    assert outcomes(rows) == ["parsed", "rejected"]
    assert Article.objects.count() == Section.objects.count() == 0
    kept = ImportItem.objects.order_by("path").values_list("outcome", flat=True)
    assert list(kept) == ["parsed", "rejected"]
    assert ImportRun.objects.get().finished_at is not None


def test_import_strictly__refused_while_storing(folder: Path, monkeypatch) -> None:
    (folder / "a.txt").write_bytes(page("One"))
    (folder / "b.txt").write_bytes(page("Two"))
    real = "articles.actions.importing.storing.create_draft"

    def create_draft(story, **kwargs):
        if story.headline == "Two":
            Section.objects.create(slug="x" * 99, name="")
        return create_for_real(story, **kwargs)

    monkeypatch.setattr(real, create_draft)

    rows = bring_in(folder, strict=True)

    assert outcomes(rows) == ["parsed", "rejected"]
    assert rows[1]["error"]["code"] == "not_stored"
    assert Article.objects.count() == 0


def deadlock() -> OperationalError:
    error = OperationalError("deadlock detected")
    error.__cause__ = psycopg.errors.DeadlockDetected()
    return error


@pytest.mark.parametrize(("failures", "outcome"), [(1, "created"), (3, "created")])
def test_import__tried_again_after_a_deadlock(
    folder: Path, monkeypatch, failures: int, outcome: str
) -> None:
    waiting = [deadlock() for _ in range(failures)]

    def lock(*args) -> None:
        if waiting:
            raise waiting.pop()

    monkeypatch.setattr("articles.actions.importing.storing.lock_identity", lock)
    (folder / "a.txt").write_bytes(page())

    assert outcomes(bring_in(folder)) == [outcome]
    assert Article.objects.count() == ImportItem.objects.count() == 1


@pytest.mark.parametrize("error", [deadlock(), OperationalError("server gone")])
def test_import__what_trying_again_does_not_mend_is_raised(
    folder: Path, monkeypatch, error: OperationalError
) -> None:
    calls = []

    def lock(*args) -> None:
        calls.append(1)
        raise error

    monkeypatch.setattr("articles.actions.importing.storing.lock_identity", lock)
    (folder / "a.txt").write_bytes(page())

    with pytest.raises(OperationalError):
        bring_in(folder)
    assert len(calls) == (4 if error.__cause__ else 1)


def test_import__slug_of_the_page_that_is_taken(folder: Path) -> None:
    for name in ("a", "b"):
        (folder / f"{name}.txt").write_bytes(page(name, slug="the-ferry"))

    bring_in(folder)

    slugs = Article.objects.order_by("id").values_list("slug", flat=True)
    assert list(slugs) == ["the-ferry", "b"]


def test_import__addresses_too_long_are_dropped(folder: Path) -> None:
    far = "https://example.org/" + "x" * 3000
    (folder / "a.txt").write_bytes(page(address=far))

    (row,) = bring_in(folder)

    assert "shortened" in codes(row)
    assert Article.objects.get().canonical_url == ""
