"""Signed links to one revision: who makes them, what they show, when they end."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core.signing import Signer
from django.test import Client
from django.utils import timezone

from articles.actions.drafting import save_draft
from articles.actions.previewing import make_preview
from articles.blocks import Paragraph, PhotoBlock
from articles.exporting import draft_story, live_document
from articles.exporting.previews import sign_preview
from articles.story import Copyright
from articles.workflow import Status
from tests.factories import (
    SYSTEM,
    make_article,
    make_photo_with_file,
    make_user,
    placed,
    take_step,
)

pytestmark = pytest.mark.django_db
SECRETS = {
    "ednote": "Internal words.",
    "slugline": "secret-slugline",
    "embargo_until": timezone.now() + timedelta(days=400),
    "expires_at": timezone.now() + timedelta(days=500),
    "urgency": 1,
}


def links(article, **options):
    made = make_preview(article, by=SYSTEM, **options)
    return urlsplit(made.url).path, urlsplit(made.page_url).path


def ask(role, article, body=None, client=None):
    client = client or Client()
    if role:
        client.force_login(make_user(role))
    return client.post(
        f"/api/v1/desk/articles/{article.pk}/previews/",
        body or {},
        content_type="application/json",
    )


def test_preview__is_the_document_that_publishing_would_make(client):
    photo = make_photo_with_file((640, 400))
    article = make_article(
        Status.APPROVED, copyright=Copyright("Ours", 2024), lead_photo=placed(photo),
        body=(Paragraph("One."), PhotoBlock(placed(photo, caption="Here"))),
    )  # fmt: skip
    document, page = links(article)
    seen = client.get(document).json()
    assert client.get(page).status_code == 200
    article = take_step(article, "publish")
    live = live_document(article)
    assert set(seen) == set(live)
    times = {"first_published_at", "published_at", "updated_at", "version",
             "lead_photo", "body"}  # fmt: skip
    assert {k: seen[k] for k in set(live) - times} == {
        k: live[k] for k in set(live) - times
    }
    assert seen["lead_photo"].keys() == live["lead_photo"].keys()
    assert seen["body"][1]["photo"]["caption"] == "Here"


def test_preview__photos_stand_behind_the_link(client):
    photo = make_photo_with_file((640, 400))
    other = make_photo_with_file((640, 400))
    article = make_article(lead_photo=placed(photo))
    document, _ = links(article)
    renditions = client.get(document).json()["lead_photo"]["renditions"]
    assert renditions
    for rendition in renditions:
        answer = client.get(urlsplit(rendition["url"]).path)
        assert (answer.status_code, answer["Content-Type"]) == (200, rendition["type"])
        assert answer["Cache-Control"] == "no-store"
        assert answer["X-Content-Type-Options"] == "nosniff"
    path = urlsplit(renditions[0]["url"]).path
    assert client.get(path.replace(str(photo.pk), str(other.pk))).status_code == 404
    assert client.get(path.replace("w320", "w9999")).status_code == 404
    take_step(article, "kill")
    assert client.get(path).status_code == 404


def test_preview__shows_the_revision_whatever_comes_later(client):
    article = make_article(headline="First words")
    document, page = links(article)
    story = draft_story(article).evolve(headline="Second words")
    save_draft(article, story, by=SYSTEM)
    assert client.get(document).json()["headline"] == "First words"
    assert b"First words" in client.get(page).content
    newer, _ = links(article)
    assert client.get(newer).json()["headline"] == "Second words"
    old, _ = links(article, number=1)
    assert client.get(old).json()["headline"] == "First words"


def test_preview__tells_nothing_internal(client):
    article = make_article(**SECRETS)
    for path in links(article):
        text = client.get(path).content.decode()
        for word in ("Internal words", "secret-slugline", "ednote", "embargo", "expires_at",
                     SECRETS["embargo_until"].strftime("%Y-%m-%d")):  # fmt: skip
            assert word not in text, path


def test_preview__is_kept_and_listed_by_nobody(client):
    for path in links(make_article()):
        answer = client.get(path)
        assert answer["Cache-Control"] == "no-store"
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert answer["Referrer-Policy"] == "no-referrer"
    assert "Disallow: /preview/" in client.get("/robots.txt").content.decode()


def test_preview__what_is_over_is_like_what_never_was(settings):
    article = make_article()
    revision = article.draft_revision
    now = timezone.now()
    over = sign_preview(revision, now - timedelta(seconds=1))
    foreign = Signer(salt="other").sign_object([revision.pk, 2**33])
    good = sign_preview(revision, now + timedelta(hours=1))
    gone = Signer(salt="articles.preview").sign_object([2**40, 2**33])
    wrong = [
        over,
        foreign,
        gone,
        "x",
        f"{good}x",
        good.replace(":", ""),
        "a:b",
        "x" * 3000,
    ]
    client = Client(headers={"x-request-id": "the-same-one"})
    for start in ("/api/v1/preview/", "/preview/"):
        assert client.get(f"{start}{good}/").status_code == 200
        answers = [client.get(f"{start}{link}/") for link in wrong]
        assert {answer.status_code for answer in answers} == {404}
        assert len({answer.content for answer in answers}) == 1
        assert {answer["Cache-Control"] for answer in answers} == {"no-store"}
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "new"
    assert client.get(f"/preview/{good}/").status_code == 404


@pytest.mark.parametrize("status", Status.values)
def test_preview__of_every_state_but_killed(client, status):
    article = make_article()
    document, page = links(article)
    if status == Status.KILLED:
        take_step(article, "kill")
    else:
        type(article).objects.filter(pk=article.pk).update(**_columns(article, status))
    codes = {client.get(path).status_code for path in (document, page)}
    assert codes == {404 if status == Status.KILLED else 200}


def _columns(article, status):
    now = timezone.now()
    return {
        "status": status,
        "publish_at": now if status == Status.SCHEDULED else None,
        "published_at": now if status == Status.PUBLISHED else None,
        "live_revision": article.draft_revision if status == Status.PUBLISHED else None,
    }


@pytest.mark.parametrize(
    ("role", "code"),
    [("", 401), ("reporter", 403), ("photo", 403), ("editor", 201), ("publisher", 201)],
)
def test_make__is_for_editors(role, code):
    article = make_article()
    answer = ask(role, article)
    assert answer.status_code == code
    assert article.events.filter(action="preview").count() == (code == 201)


def test_make__says_what_it_made(client):
    article = make_article()
    row = ask("editor", article, {"hours": 2, "revision": 1}).json()
    assert set(row) == {"url", "page_url", "revision", "expires_at"}
    assert row["revision"] == 1
    assert row["url"].startswith("http://127.0.0.1:8000/api/v1/preview/")
    assert client.get(urlsplit(row["url"]).path).status_code == 200
    event = article.events.get(action="preview")
    assert event.note.startswith("until ")
    assert not re.search(r"preview/|:[\w-]{20}", event.note)


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        ({"hours": 0}, 400, "hours"),
        ({"hours": 169}, 400, "hours"),
        ({"revision": 9}, 400, "revision"),
        ({"revision": 2**40}, 400, "revision"),
        ({"minutes": 5}, 400, "minutes"),
    ],
)
def test_make__is_bounded(body, code, field):
    article = make_article()
    answer = ask("editor", article, body)
    assert answer.status_code == code
    assert [one["field"] for one in answer.json()["errors"]] == [field]
    assert not article.events.filter(action="preview").exists()


def test_make__not_of_a_killed_story():
    assert ask("publisher", make_article(Status.KILLED)).status_code == 409


def test_preview__takes_no_parameters_and_no_post(client):
    document, page = links(make_article())
    assert client.get(f"{document}?token=x").status_code == 400
    assert client.post(document).status_code == 405
    assert client.post(page).status_code == 405
