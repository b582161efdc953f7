from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from articles.actions.drafting import restore_revision, save_draft
from articles.actions.stepping import take
from articles.exporting import draft_story
from articles.models import Article
from media.models import ImportItem
from tests.articles.bringing import bring_in, codes, outcomes
from tests.articles.pages import page
from tests.factories import SYSTEM, make_actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tiny_parsers")]


def test_import__edited_here_is_kept_beside(folder: Path) -> None:
    (folder / "a.txt").write_bytes(page(text="One."))
    bring_in(folder)
    article = Article.objects.get()
    story = draft_story(article).evolve(dek="Ours.")
    save_draft(article, story, by=make_actor("editor"))
    (folder / "a.txt").write_bytes(page(text="Two."))

    (row,) = bring_in(folder, publish=True)

    article.refresh_from_db()
    beside = article.revisions.latest("number")
    assert (row["outcome"], codes(row)) >= ("updated", {"edited_here"})
    assert (article.dek, article.body[0]["html"]) == ("Ours.", "One.")
    assert beside.reason == "source"
    assert beside.story["body"][0]["html"] == "Two."
    assert article.draft_revision != beside
    assert article.status == "draft"
    assert outcomes(bring_in(folder)) == ["unchanged"]


def test_import__edit_taken_back_is_no_edit(folder: Path) -> None:
    (folder / "a.txt").write_bytes(page(text="One."))
    bring_in(folder)
    article = Article.objects.get()
    sent = article.draft_revision
    story = draft_story(article).evolve(dek="Ours.")
    save_draft(article, story, by=SYSTEM)
    article.refresh_from_db()
    assert sent is not None
    restore_revision(article, sent, by=SYSTEM)
    (folder / "a.txt").write_bytes(page(text="Two."))

    (row,) = bring_in(folder)

    article.refresh_from_db()
    assert "edited_here" not in codes(row)
    assert article.body[0]["html"] == "Two."


def test_import__killed_story_stays_killed(folder: Path) -> None:
    (folder / "a.txt").write_bytes(page(text="One."))
    bring_in(folder)
    take("kill", Article.objects.get(), by=SYSTEM, note="wrong", confirmed=True)
    (folder / "a.txt").write_bytes(page(text="Two."))

    (row,) = bring_in(folder, publish=True)

    article = Article.objects.get()
    assert row["outcome"] == "unchanged"
    assert "killed_here" in codes(row)
    assert (article.status, article.revisions.count()) == ("killed", 1)


def test_import__publish(folder: Path) -> None:
    (folder / "a.txt").write_bytes(page(date="2024-05-01T08:00:00+02:00"))

    (row,) = bring_in(folder, publish=True)

    article = Article.objects.get()
    assert row["outcome"] == "created"
    assert article.status == "published"
    assert article.published_at == datetime(2024, 5, 1, 6, tzinfo=UTC)
    assert article.first_published_at == article.published_at
    assert article.changes.get().kind == "publish"


def test_import__publish_update(folder: Path) -> None:
    (folder / "a.txt").write_bytes(page(text="One."))
    bring_in(folder, publish=True)
    first = Article.objects.get().published_at
    (folder / "a.txt").write_bytes(page(text="Two."))

    (row,) = bring_in(folder, publish=True)

    article = Article.objects.get()
    assert "not_published" not in codes(row)
    assert article.live_revision == article.draft_revision
    assert article.published_at == first
    assert [each.kind for each in article.changes.all()] == ["publish", "update"]


def test_import__changed_content_without_publish_stays_a_draft(folder: Path) -> None:
    (folder / "a.txt").write_bytes(page(text="One."))
    bring_in(folder, publish=True)
    (folder / "a.txt").write_bytes(page(text="Two."))

    bring_in(folder)

    article = Article.objects.get()
    assert article.status == "published"
    assert article.live_revision != article.draft_revision


def test_import__what_may_not_be_published_stays_a_draft(folder: Path) -> None:
    (folder / "a.txt").write_bytes(page(text=""))

    (row,) = bring_in(folder, publish=True)

    warning = next(w for w in row["warnings"] if w["code"] == "not_published")
    assert row["outcome"] == "created"
    assert "paragraph" in warning["text"]
    assert Article.objects.get().status == "draft"
    assert ImportItem.objects.get().report == row


def test_import__unpublished_here_is_not_published_again(folder: Path) -> None:
    (folder / "a.txt").write_bytes(page(text="One."))
    bring_in(folder, publish=True)
    take("unpublish", Article.objects.get(), by=SYSTEM)
    (folder / "a.txt").write_bytes(page(text="Two."))

    (row,) = bring_in(folder, publish=True)

    assert "not_published" in codes(row)
    assert Article.objects.get().status == "unpublished"
