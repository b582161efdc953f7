"""Every door × every state × everybody: who finds what."""

from __future__ import annotations

import itertools
import json
import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from articles.actions.drafting import save_draft
from articles.exporting import draft_story, live_document
from articles.exporting.previews import sign_preview
from articles.models import Article
from articles.workflow import STEPS, Status
from media.actors import Actor
from media.rendering import public_files
from tests.addresses import all_routes
from tests.factories import (
    SYSTEM,
    make_article,
    make_photo_with_file,
    make_user,
    placed,
    take_step,
)

pytestmark = pytest.mark.django_db

DESK = ("reporter", "editor", "photo", "publisher", "superuser")
EVERYBODY = ("anonymous", "nobody", "staff", *DESK)
# What readers see of a story in each state of this file.
LIVE = {"published", "published with changes"}
STATES = (*Status.values, "embargoed", "killed unseen", "published with changes")

# Steps on a story that somebody else began.
MAY = {
    "editor": {"submit", "return", "approve"},
    "publisher": set(STEPS),
    "superuser": set(STEPS),
}

SLUG_DOORS = {
    "api by slug": "/api/v1/articles/{slug}/",
    "api by id": "/api/v1/articles/by-id/{id}/",
    "json-ld": "/api/v1/articles/{slug}/?format=json-ld",
    "reader page": "/news/{slug}/",
}
LIST_DOORS = {
    "api list": "/api/v1/articles/?page_size=100",
    "api section": "/api/v1/articles/?section=news",
    "front": "/",
    "section front": "/news/",
    "hidden section": "/hidden/",
    "sitemap": "/sitemap.xml",
    "news sitemap": "/sitemap-news.xml",
    "rss": "/feeds/latest.rss",
    "atom": "/feeds/latest.atom",
    "json feed": "/feeds/latest.json",
    "section rss": "/feeds/section/news.rss",
    "section atom": "/feeds/section/news.atom",
    "section json feed": "/feeds/section/news.json",
}
DESK_DOORS = {
    "desk api list": "/api/v1/desk/articles/?page_size=100",
    "desk api": "/api/v1/desk/articles/{id}/",
    "preview": "/admin/articles/article/{id}/preview/",
    "admin list": "/admin/articles/article/?q={slug}",
    "admin form": "/admin/articles/article/{id}/change/",
    "admin history": "/admin/articles/article/{id}/history/",
}
PREVIEW_DOORS = (
    "/api/v1/preview/{link}/",
    "/preview/{link}/",
    "/preview/{link}/{photo}",
)
# Public addresses that are no door to a story, and the doors above by their names.
PUBLIC_ROUTES = {
    "api/v1/articles/",
    "api/v1/articles/<slug:slug>/",
    "api/v1/articles/by-id/<uuid:article_id>/",
    "api/v1/changes/",
    "api/v1/schema/",
    "api/v1/docs/",
    "api/v1/sections/",
    "api/v1/topics/",
    "api/v1/contributors/",
    "api/v1/photos/<uuid:photo_id>/",
    "api/v1/desk/articles/",
    "api/v1/desk/articles/<uuid:article_id>/",
    "api/v1/desk/articles/<uuid:article_id>/transitions/",
    "api/v1/desk/articles/<uuid:article_id>/preflight/",
    "api/v1/desk/articles/<uuid:article_id>/previews/",
    "api/v1/desk/articles/<uuid:article_id>/corrections/",
    "api/v1/desk/articles/<uuid:article_id>/corrections/<int:number>/retract/",
    "api/v1/desk/photos/",
    "api/v1/desk/photos/<uuid:photo_id>/",
    "api/v1/preview/<str:link>/",
    "preview/<str:link>/",
    "preview/<str:link>/photos/<uuid:photo>/<slug:spec>.<slug:extension>",
    "feeds/latest.<feed_kind:kind>",
    "feeds/section/<slug:slug>.<feed_kind:kind>",
    "feeds/topic/<slug:slug>.<feed_kind:kind>",
    "feeds/contributor/<slug:slug>.<feed_kind:kind>",
    "sitemap.xml",
    "sitemap-news.xml",
    "robots.txt",
    "rsl.xml",
    ".well-known/tdmrep.json",
    "healthz",
    "readyz",
    "photos/<uuid:photo>/<slug:fingerprint>/<slug:spec>.<slug:extension>",
    "",
    "<slug:section>/",
    "<slug:section>/<slug:slug>/",
}


def login(who: str) -> Client:
    client = Client()
    if who in DESK:
        client.force_login(make_user(who, is_staff=True))
    elif who != "anonymous":
        client.force_login(make_user(is_staff=who == "staff"))
    return client


def make_story_in(state: str) -> Article:
    """Give a story whose headline, slug and photo nobody else has."""
    word = state.replace(" ", "-").replace("_", "-")
    words: dict[str, Any] = {
        "headline": f"Headline of {word}",
        "slug": f"slug-{word}",
        "lead_photo": placed(make_photo_with_file((320, 200))),
    }
    if state == "embargoed":
        later = timezone.now() + timedelta(days=1)
        return make_article(Status.APPROVED, embargo_until=later, **words)
    if state == "killed unseen":
        return take_step(make_article(Status.APPROVED, **words), "kill")
    if state == "published with changes":
        article = make_article(Status.PUBLISHED, **words)
        story = draft_story(article).evolve(headline="Unseen", slug="unseen")
        save_draft(article, story, by=SYSTEM)
        article.refresh_from_db()
        return article
    return make_article(state, **words)


@pytest.fixture
def stories() -> dict[str, Article]:
    return {state: make_story_in(state) for state in STATES}


@pytest.fixture
def everybody() -> dict[str, Client]:
    return {who: login(who) for who in EVERYBODY}


def public_slug(state: str) -> str:
    return f"slug-{state.replace(' ', '-').replace('_', '-')}"


def expected_code(state: str) -> int:
    if state in LIVE:
        return 200
    return 410 if state == Status.KILLED else 404


def test_doors__readers_find_what_is_live_whoever_they_are(stories, everybody):
    for (who, client), (state, article), (door, url) in itertools.product(
        everybody.items(), stories.items(), SLUG_DOORS.items()
    ):
        answer = client.get(url.format(slug=public_slug(state), id=article.pk))
        assert answer.status_code == expected_code(state), (who, door, state)
        shown = b"Headline of" in answer.content
        assert shown is (state in LIVE), (who, door, state)
        assert b"nseen" not in answer.content, (who, door, state)


def test_doors__lists_hold_what_is_live_whoever_asks(stories, everybody):
    for (who, client), (door, url) in itertools.product(
        everybody.items(), LIST_DOORS.items()
    ):
        text = client.get(url).content.decode()
        found = {
            state
            for state, article in stories.items()
            if re.search(f'/{public_slug(state)}/["<]', text) or str(article.pk) in text
        }
        assert found == (LIVE if "hidden" not in door else set()), (who, door)
        assert "nseen" not in text


def test_doors__photos_only_of_what_is_live(stories, everybody):
    for (who, client), (state, article) in itertools.product(
        everybody.items(), stories.items()
    ):
        photo = article.photo_uses.first().photo
        for file in public_files(photo):
            code = client.get(file.path).status_code
            assert code == (200 if state in LIVE else 404), (who, state)
        code = client.get(f"/api/v1/photos/{photo.pk}/").status_code
        assert code == (200 if state in LIVE else 404), (who, state)
        old = f"/photos/{photo.pk}/0123456789abcdef/w640.jpg"
        code = client.get(old).status_code
        assert code == (301 if state in LIVE else 404), (who, state)


def test_doors__a_preview_is_for_whoever_has_its_link(stories, everybody):
    """All states but killed, and each only by its own link."""
    for state, article in stories.items():
        revision, now = article.draft_revision, timezone.now()
        link = sign_preview(revision, now + timedelta(hours=1))
        over = sign_preview(revision, now - timedelta(hours=1))
        photo = f"photos/{article.photo_uses.first().photo_id}/w320.jpg"
        for who, door in itertools.product(("anonymous", "staff"), PREVIEW_DOORS):
            path = door.format(link=link, photo=photo)
            answer = everybody[who].get(path)
            is_open = article.status != Status.KILLED
            assert answer.status_code == (200 if is_open else 404), (who, door, state)
            assert "no-store" in answer["Cache-Control"], (who, door, state)
            assert everybody[who].get(path.replace(link, over)).status_code == 404


def test_doors__a_draft_slug_leads_nowhere(stories):
    client = Client()
    for url in ("/api/v1/articles/unseen/", "/news/unseen/"):
        assert client.get(url).status_code == 404


def test_doors__photos_of_the_documents_can_be_fetched(stories):
    document = live_document(stories["published"])
    for rendition in document["lead_photo"]["renditions"]:
        answer = Client().get(urlsplit(rendition["url"]).path)
        assert (answer.status_code, answer["Content-Type"]) == (200, rendition["type"])


def test_doors__hidden_stories_change_no_byte():
    make_story_in("published")
    client = Client()
    names = [f"/api/v1/{kind}/" for kind in ("sections", "topics", "contributors")]
    paths = [*LIST_DOORS.values(), *names, "/api/v1/articles/slug-published/",
             "/news/slug-published/", "/api/v1/articles/?page_size=1"]  # fmt: skip

    def everything():
        return [client.get(path).content for path in paths]

    before = everything()
    for state in set(STATES) - LIVE:
        make_story_in(state)
    assert everything() == before


def test_doors__the_desk_is_for_its_roles(stories, everybody):
    for (who, client), (state, article), (door, url) in itertools.product(
        everybody.items(), stories.items(), DESK_DOORS.items()
    ):
        answer = client.get(url.format(slug=article.slug, id=article.pk))
        shown = article.headline.encode() in answer.content
        assert shown is (who in DESK), (who, door, state)
        if who in DESK:
            assert answer.status_code == 200, (who, door, state)
            assert "no-store" in answer["Cache-Control"], (who, door, state)
        elif who == "anonymous":
            assert answer.status_code == (401 if "api" in door else 302), door
        else:
            codes = {200} if door == "desk api list" else {302, 403, 404}
            assert answer.status_code in codes, (who, door, state)


def test_doors__pictures_of_the_desk_are_for_its_roles(stories, everybody):
    for (who, client), (state, article) in itertools.product(
        everybody.items(), stories.items()
    ):
        photo = article.photo_uses.first().photo_id
        answer = client.get(f"/admin/media/photo/{photo}/picture/w640")
        is_shown = answer.get("Content-Type") == "image/jpeg"
        assert is_shown is (who in DESK), (who, state)
        if is_shown:
            assert "no-store" in answer["Cache-Control"], (who, state)


def test_doors__every_page_of_the_admin_asks_who_one_is(everybody):
    """Pages that nobody listed here are tried too, with a story's id where one fits."""
    article = make_story_in("draft")
    photo = article.photo_uses.get().photo
    parts = {
        "<uuid:article_id>": str(article.pk),
        "<slug:kind>": "current",
        "<uuid:photo_id>": str(photo.pk),
        "<slug:name>": "kill",
        "<slug:spec>": "w640",
        "<slug:extension>": "webp",
        "<int:number>": "1",
        "<int:item_id>": "1",
    }
    clients = [everybody[who] for who in ("anonymous", "nobody", "staff")]
    for route, client in itertools.product(all_routes(), clients):
        if not route.startswith(("admin/articles/", "admin/media/")):
            continue
        here = str(photo.pk if "/media/" in route else article.pk)
        path = f"/{route}".replace("<path:object_id>", here)
        for part, value in parts.items():
            path = path.replace(part, value)
        assert "<" not in path, f"a new kind of address: {route}"
        for answer in (client.get(path), client.post(path)):
            assert answer.status_code in {302, 400, 403, 404, 405}, path
            assert article.headline.encode() not in answer.content, path
            assert photo.title.encode() not in answer.content, path
    article.refresh_from_db()
    assert article.status == Status.DRAFT


def test_doors__a_new_public_address_is_listed_here():
    found = {route for route in all_routes() if not route.startswith("admin/")}
    assert found == PUBLIC_ROUTES


def test_doors__steps_through_the_api(stories, everybody):
    """Permission is asked first, then the status; nothing refused changes anything."""
    for (who, client), (state, article), step in itertools.product(
        everybody.items(), stories.items(), STEPS.values()
    ):
        with transaction.atomic():
            answer = take_by_api(client, article, step.name)
            transaction.set_rollback(True)
        expected = _step_code(who, step, article, state)
        assert answer.status_code == expected, (who, state, step.name, answer.content)


def take_by_api(client, article, step, match="*"):
    at = (timezone.now() + timedelta(days=1)).isoformat()
    return client.post(
        f"/api/v1/desk/articles/{article.pk}/transitions/",
        json.dumps({"step": step, "note": "x", "confirm": True, "at": at, "text": "x"}),
        content_type="application/json",
        headers={"if-match": match},
    )


def _step_code(who, step, article, state) -> int:
    if who not in DESK:
        return 401 if who == "anonymous" else 404
    if step.name not in MAY.get(who, set()):
        return 403
    if article.status not in step.sources:
        return 409
    if step.name == "publish_update" and state == Status.PUBLISHED:
        return 409
    return 422 if state == "embargoed" and step.name == "publish" else 200


def test_doors__own_stories_may_be_submitted():
    user = make_user("reporter")
    own = make_article(by=Actor.of(user))
    client = Client()
    client.force_login(user)
    answer = take_by_api(client, own, "submit", match=f'"{own.edit_version}"')
    assert (answer.status_code, answer.json()["status"]) == (200, "in_review")
