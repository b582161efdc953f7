from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.blocks import Paragraph
from articles.models import Article
from articles.workflow import Status
from media.models import ImportItem, ImportRun
from newsroom.desk import DeskSite
from newsroom.models import User
from tests.articles.desk import login
from tests.factories import make_article, make_source, make_user
from tests.forms import read_texts

pytestmark = pytest.mark.django_db


def listed(response: object, name: str) -> list[str]:
    return read_texts(response, f"//section[@aria-label='{name}']//li/a")


def test_site__is_ours_and_bears_the_newsrooms_name() -> None:
    assert isinstance(admin.site, DeskSite)
    assert "Newsroom" in Client().get(reverse("admin:login")).content.decode()


def test_desk__shows_what_waits_for_this_person() -> None:
    client, actor = login("reporter")
    make_article(by=actor, headline="Mine")
    make_article(headline="Of somebody else")
    make_article(Status.IN_REVIEW, headline="Waits")
    make_article(Status.SCHEDULED, headline="Tomorrow")
    make_article(Status.PUBLISHED, headline="Out")

    page = client.get(reverse("admin:index"))

    assert listed(page, "My drafts") == ["Mine"]
    assert listed(page, "Waiting for review") == ["Waits"]
    assert listed(page, "Scheduled") == ["Tomorrow"]
    assert listed(page, "Recently published") == ["Out"]


def test_desk__shows_imports_that_need_eyes() -> None:
    client, _ = login("editor")
    source = make_source()
    run = ImportRun.objects.create(command="import_articles", source=source)
    doubtful = {
        "fields": {"byline": {"confidence": 0.2}, "headline": {"confidence": 1}},
        "warnings": [{"code": "x", "text": "X"}],
    }
    for number, report in enumerate([doubtful, {"fields": {}, "warnings": []}]):
        item = ImportItem.objects.create(
            run=run, source=source, path=f"{number}", outcome="created", report=report
        )
        article = make_article(headline=f"Imported {number}")
        Article.objects.filter(pk=article.pk).update(import_item=item)
    ImportItem.objects.create(
        run=run,
        source=source,
        path="bad.bin",
        outcome="rejected",
        report={"error": {"code": "unreadable", "text": "It cannot be read."}},
    )

    page = client.get(reverse("admin:index"))

    assert read_texts(page, "//section[@aria-labelledby='desk-imports']//li") == [
        "Imported 0 1 warning, 1 unsure field",
        "bad.bin rejected It cannot be read.",
    ]


def test_desk__puts_the_imports_first_that_need_most_eyes() -> None:
    client, _ = login("editor")
    source = make_source()
    run = ImportRun.objects.create(command="import_articles", source=source)
    warning = {"code": "x", "text": "X"}
    reports: dict[str, tuple[list[float], list[dict[str, str]]]] = {
        "One doubt": ([0.7, 0.9], []),
        "Sure of all": ([0.75, 1], []),
        "Two guesses": ([0.2, 0.1], []),
        "Two warnings": ([1], [warning, warning]),
        "Two doubts": ([0.7, 0.6], []),
        "A warning and two doubts": ([0.7, 0.6], [warning]),
    }
    for name, (confidences, warnings) in reports.items():
        fields = {f"body.{i}": {"confidence": c} for i, c in enumerate(confidences)}
        item = ImportItem.objects.create(
            run=run,
            source=source,
            path=name,
            outcome="created",
            report={"fields": fields, "warnings": warnings},
        )
        article = make_article(headline=name)
        Article.objects.filter(pk=article.pk).update(import_item=item)

    page = client.get(reverse("admin:index"))

    assert read_texts(page, "//section[@aria-labelledby='desk-imports']//li/a") == [
        "A warning and two doubts",
        "Two guesses",
        "Two doubts",
        "Two warnings",
        "One doubt",
    ]


def test_desk__costs_few_queries() -> None:
    client, _ = login("publisher")
    for _ in range(3):
        make_article(Status.IN_REVIEW)

    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("admin:index"))

    assert len(queries) <= 12


def test_desk__shows_nothing_to_who_has_no_role() -> None:
    client, _ = login("")
    article = make_article(Status.PUBLISHED)

    assert article.headline not in client.get(reverse("admin:index")).content.decode()


def test_preview__is_the_draft_in_the_reader_page() -> None:
    client, _ = login("reporter")
    article = make_article(headline="Not yet out", body=(Paragraph("Draft words."),))

    page = client.get(reverse("admin:article_preview", args=[article.pk]))

    assert "Draft words." in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]


def test_preview__is_closed_to_others() -> None:
    article = make_article()
    url = reverse("admin:article_preview", args=[article.pk])

    assert Client().get(url).status_code == 302
    assert login("")[0].get(url).status_code == 404
    assert not Article.objects.filter(last_published_at__isnull=False).exists()


def test_users__are_kept_by_the_superuser_only() -> None:
    url = reverse("admin:newsroom_user_changelist")
    user = make_user(
        "reporter", is_staff=True, last_login=timezone.now() - timedelta(1)
    )

    boss, _ = login("superuser")
    assert user.username in boss.get(url).content.decode()
    assert login("publisher")[0].get(url).status_code == 403
    assert User.objects.filter(is_superuser=True).count() == 1
