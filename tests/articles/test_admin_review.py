from __future__ import annotations

import zlib
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from articles.admin import raw
from articles.models import Article
from articles.workflow import Status
from media.models import ImportItem, ImportRun
from tests.articles.desk import change_url, login
from tests.factories import make_article, make_source
from tests.forms import read_texts

pytestmark = pytest.mark.django_db

RAW = "Färry runs\n\nBy <b>Ana</b>\n\nText."
NOTES = "//span[@class='doubt']"


def imported(
    status: str = Status.DRAFT, *, report: dict | None = None, **item: Any
) -> Article:
    source = make_source()
    run = ImportRun.objects.create(command="import_articles", source=source)
    values = {
        "path": "pages/ferry.txt",
        "outcome": "created",
        "raw": zlib.compress(RAW.encode("cp1252")),
        "encoding": "cp1252",
        "report": report
        or {
            "fields": {
                "headline": {"confidence": 0.99, "span": [0, 10]},
                "byline": {"confidence": 0.6, "span": [12, 25]},
                "lead_photo.credit": {"confidence": 0.5, "span": None},
                "body.0": {"confidence": 0.3, "span": [27, 32]},
            },
            "story": {"byline": "Ana"},
            "warnings": [{"code": "date_without_time", "text": "No time."}],
        },
    }
    row = ImportItem.objects.create(run=run, source=source, **{**values, **item})
    article = make_article(status, byline="Ana")
    Article.objects.filter(pk=article.pk).update(import_item=row)
    return Article.objects.get(pk=article.pk)


def test_review__warnings_and_doubts_stand_beside_the_fields() -> None:
    client, _ = login("editor")

    page = client.get(change_url(imported()))

    assert read_texts(page, "//section[@class='review']//li") == [
        "No time. date_without_time"
    ]
    assert read_texts(page, NOTES) == [
        "60 % sure. The source said: By <b>Ana</b>",
        "50 % sure (lead_photo.credit).",
        "30 % sure (body.0). The source said: Text.",
    ]
    assert "&lt;b&gt;Ana" in page.content.decode()


def test_review__doubts_of_one_story_do_not_stay_for_the_next() -> None:
    client, _ = login("editor")
    client.get(change_url(imported()))

    page = client.get(change_url(imported()))

    assert len(read_texts(page, NOTES)) == 3
    assert read_texts(client.get(change_url(make_article())), NOTES) == []
    assert read_texts(client.get(reverse("admin:articles_article_add")), NOTES) == []


def test_review__a_field_changed_since_is_in_doubt_no_more() -> None:
    client, _ = login("editor")
    article = imported()
    Article.objects.filter(pk=article.pk).update(byline="Ana Silva")

    notes = read_texts(client.get(change_url(article)), NOTES)

    assert not any("By <b>" in note for note in notes)


@pytest.mark.parametrize(
    "status", [Status.PUBLISHED, Status.UNPUBLISHED, Status.KILLED]
)
def test_review__is_over_once_readers_have_seen_the_story(status: str) -> None:
    client, _ = login("editor")

    page = client.get(change_url(imported(status))).content.decode()

    assert "date_without_time" not in page
    assert "% sure" not in page


def test_raw__is_shown_escaped_to_who_may_see_imports() -> None:
    client, _ = login("reporter")
    article = imported()

    page = client.get(reverse("admin:article_raw", args=[article.pk]))

    assert "By &lt;b&gt;Ana&lt;/b&gt;" in page.content.decode()
    assert "Färry runs" in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]


def test_raw__of_a_story_written_here_is_not_found() -> None:
    client, _ = login("editor")

    url = reverse("admin:article_raw", args=[make_article().pk])

    assert client.get(url).status_code == 404


def test_raw__is_closed_to_who_may_not_see_imports() -> None:
    client, _ = login("reporter")
    article = imported()
    Permission.objects.get(codename="view_importitem").group_set.clear()

    url = reverse("admin:article_raw", args=[article.pk])

    assert client.get(url).status_code == 403
    assert url not in client.get(change_url(article)).content.decode()


def test_text_of_item__looks_where_equal_content_was_kept_first() -> None:
    first = imported(content_hash="a" * 64).import_item
    assert first
    again = ImportItem(source=first.source, content_hash="a" * 64, encoding="cp1252")
    other = ImportItem(source=first.source, content_hash="b" * 64)

    assert raw.text_of_item(again) == RAW
    assert raw.text_of_item(other) == ""
    assert raw.text_of_item(ImportItem()) == ""


@pytest.mark.parametrize(
    ("encoding", "text"),
    [("", "F\ufffdrry"), ("no-such", "F\ufffdrry"), ("latin-1", "Färry")],
)
def test_text_of_item__unreadable_bytes_are_marked(encoding: str, text: str) -> None:
    item = ImportItem(raw=zlib.compress("Färry".encode("latin-1")), encoding=encoding)

    assert raw.text_of_item(item) == text


def test_text_of_item__stops_at_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raw, "MOST_BYTES", 5)
    item = ImportItem(raw=zlib.compress(b"x" * 1000))

    assert raw.text_of_item(item) == "xxxxx"


def test_review__long_excerpts_are_cut() -> None:
    client, _ = login("editor")
    report = {"fields": {"byline": {"confidence": 0.1, "span": [0, 900]}}}

    page = client.get(
        change_url(imported(report=report, raw=zlib.compress(b"word " * 200)))
    )

    (note,) = read_texts(page, NOTES)
    assert len(note) < 240
    assert note.endswith("…")
