from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.blocks import Paragraph
from articles.models import Article
from articles.workflow import STEPS, Status
from tests.articles.desk import change_url, login
from tests.factories import make_article, make_photo, placed
from tests.forms import read_form, read_texts

pytestmark = pytest.mark.django_db


def step_url(article: Article, name: str) -> str:
    return reverse("admin:article_step", args=[article.pk, name])


def take(client: Any, article: Article, name: str, **said: Any) -> Any:
    article.refresh_from_db()
    values = {"base_version": article.edit_version, **said}
    return client.post(step_url(article, name), values)


def status_of(article: Article) -> str:
    article.refresh_from_db()
    return article.status


WAYS = {
    "submit": (Status.DRAFT, "reporter", {}, Status.IN_REVIEW),
    "return": (Status.IN_REVIEW, "editor", {"note": "No lead"}, Status.DRAFT),
    "approve": (Status.IN_REVIEW, "editor", {}, Status.APPROVED),
    "cancel_schedule": (Status.SCHEDULED, "publisher", {}, Status.APPROVED),
    "publish": (Status.APPROVED, "publisher", {}, Status.PUBLISHED),
    "correct": (
        Status.PUBLISHED,
        "publisher",
        {"kind": "update", "text": "More is known now."},
        Status.PUBLISHED,
    ),
    "unpublish": (Status.PUBLISHED, "publisher", {}, Status.UNPUBLISHED),
}


@pytest.mark.parametrize("name", WAYS)
def test_step__is_taken_by_its_button(name: str) -> None:
    start, role, said, target = WAYS[name]
    client, actor = login(role)
    article = (
        make_article(start, by=actor) if role == "reporter" else make_article(start)
    )

    answer = take(client, article, name, **said)

    assert answer.headers["Location"] == change_url(article)
    assert status_of(article) == target
    event = article.events.first()
    assert event
    assert (event.action, event.actor, event.note) == (
        name,
        actor.name,
        said.get("note", ""),
    )


def test_step__schedule_asks_for_a_time_in_the_newsrooms_zone(settings: Any) -> None:
    settings.TIME_ZONE = "Europe/Berlin"
    client, _ = login("publisher")
    article = make_article(Status.APPROVED)
    assert "Europe/Berlin" in client.get(step_url(article, "schedule")).content.decode()

    take(client, article, "schedule", at="2031-07-01T09:30")

    assert status_of(article) == Status.SCHEDULED
    assert article.publish_at
    assert article.publish_at.isoformat() == "2031-07-01T07:30:00+00:00"


@pytest.mark.parametrize("at", ["", "tomorrow", "2020-01-01T10:00"])
def test_step__schedule_without_a_time_to_come_is_refused(at: str) -> None:
    client, _ = login("publisher")
    article = make_article(Status.APPROVED)

    answer = take(client, article, "schedule", at=at)

    assert answer.status_code == 200
    assert read_texts(
        answer, "//ul[contains(@class,'errorlist')]/li|//*[@role='alert']/h2"
    )
    assert status_of(article) == Status.APPROVED


@pytest.mark.parametrize(
    "said",
    [{}, {"note": "Wrong"}, {"slug": "right"}, {"note": "Wrong", "slug": "other"}],
)
def test_kill__without_reason_or_confirmation_is_refused(said: dict) -> None:
    client, _ = login("publisher")
    article = make_article(Status.PUBLISHED, slug="right")

    answer = take(client, article, "kill", **said)

    assert answer.status_code == 200
    assert status_of(article) == Status.PUBLISHED


def test_kill__with_reason_and_slug_is_final() -> None:
    client, _ = login("publisher")
    article = make_article(Status.PUBLISHED)

    take(client, article, "kill", note="Libel", slug=article.slug)

    assert status_of(article) == Status.KILLED
    assert "No step is open" in client.get(change_url(article)).content.decode()


def test_publish__refusals_are_listed_before_and_after_pressing() -> None:
    client, _ = login("publisher")
    photo = make_photo(credit="")
    article = make_article(
        Status.APPROVED, section=None, body=(), lead_photo=placed(photo)
    )
    codes = ["section_missing", "text_missing", "photo_credit_missing"]

    before = client.get(change_url(article))
    answer = take(client, article, "publish")

    path = "//*[contains(@class,'refusals')]//code"
    assert read_texts(before, path) == codes
    assert read_texts(answer, path) == codes
    assert status_of(article) == Status.APPROVED


def test_step__on_a_version_nobody_saw_is_not_taken() -> None:
    client, _ = login("editor")
    article = make_article(Status.IN_REVIEW)

    answer = client.post(
        step_url(article, "approve"), {"base_version": "1"}, follow=True
    )

    assert "The story changed since you opened it" in answer.content.decode()
    assert status_of(article) == Status.IN_REVIEW


def test_step__without_a_version_is_not_taken() -> None:
    client, _ = login("editor")
    article = make_article(Status.IN_REVIEW)

    client.post(step_url(article, "approve"))

    assert status_of(article) == Status.IN_REVIEW


def test_step__get_takes_nothing() -> None:
    client, _ = login("publisher")
    article = make_article(Status.APPROVED)

    assert client.get(step_url(article, "publish")).status_code == 200
    assert status_of(article) == Status.APPROVED


def test_step__needs_a_token_against_forgery() -> None:
    client, _ = login("publisher")
    client.handler.enforce_csrf_checks = True
    article = make_article(Status.APPROVED)

    assert take(client, article, "publish").status_code == 403
    assert status_of(article) == Status.APPROVED


@pytest.mark.parametrize("role", ["", "reporter", "photo", "editor"])
@pytest.mark.parametrize("name", STEPS)
def test_step__is_closed_to_other_roles(role: str, name: str) -> None:
    client, _ = login(role)
    step = STEPS[name]
    article = make_article(sorted(step.sources)[0])
    before = status_of(article)
    if role == "editor" and step.permission != "articles.publish_article":
        return

    answer = take(client, article, name, note="x", slug=article.slug)

    assert answer.status_code in {302, 403, 404}
    assert status_of(article) == before


def test_step__unknown_name_is_not_found() -> None:
    client, _ = login("publisher")

    assert client.get(step_url(make_article(), "spike")).status_code == 404


def test_buttons__are_the_steps_open_to_this_person() -> None:
    article = make_article(Status.APPROVED)
    path = "//div[@class='steps']/*"

    publisher, _ = login("publisher")
    assert read_texts(publisher.get(change_url(article)), path) == [
        "Publish", "Return to the writer…", "Schedule…", "Kill…",
    ]  # fmt: skip
    editor, _ = login("editor")
    assert read_texts(editor.get(change_url(article)), path) == [
        "Return to the writer…"
    ]
    reporter, _ = login("reporter")
    assert read_texts(reporter.get(change_url(article)), path) == []


def test_buttons__publish_the_changes_only_where_there_are_some() -> None:
    client, _ = login("publisher")
    article = make_article(Status.PUBLISHED)
    assert "Publish the changes" not in client.get(change_url(article)).content.decode()
    values = read_form(client.get(change_url(article)))
    client.post(change_url(article), {**values, "headline": "Newer"})

    assert "Publish the changes" in client.get(change_url(article)).content.decode()
    take(client, article, "publish_update")

    article.refresh_from_db()
    assert article.live_revision_id == article.draft_revision_id


def test_step__a_note_is_kept_in_history() -> None:
    client, _ = login("editor")
    article = make_article(Status.IN_REVIEW, body=(Paragraph("x"),))
    take(client, article, "return", note="Needs a second source")

    page = client.get(reverse("admin:articles_article_history", args=[article.pk]))

    assert "Needs a second source" in page.content.decode()
    assert timezone.now() - article.events.first().at < timedelta(minutes=1)  # type: ignore[union-attr]


@pytest.mark.parametrize("hour", [0, 9, 12, 21])
def test_panel__says_times_as_readers_read_them(hour: int) -> None:
    client, _ = login("publisher")
    at = datetime(2024, 5, 31, hour, 30, tzinfo=UTC)
    article = make_article(Status.PUBLISHED, published_at=at)
    panel = client.get(change_url(article)).content.decode()
    assert f"Live since 31 May 2024, {hour:02}:30." in panel
    assert ".m.." not in panel
