"""Every address of the desk × everybody × every state: who may look, who may write."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.utils import timezone

from articles.actions.correcting import correct
from articles.api.scopes import OPENS
from articles.models import Article
from articles.workflow import STEPS, Status
from media.actors import Actor
from tests.addresses import all_routes
from tests.articles.doors import (
    DESK,
    EMBARGOED,
    EVERYBODY,
    LIVE,
    PEOPLE,
    STATES,
    TOKENS,
    Standing,
    login,
    paths_of,
    standing,
    word_of,
)
from tests.factories import SYSTEM, draw_jpeg, make_article, make_user
from tests.keeping import rows_for_the_module

pytestmark = pytest.mark.django_db
ALL_STATES = (*STATES, Status.IN_REVIEW, Status.APPROVED)
READERS = {*DESK, *(f"token {s}" for s in OPENS if s.startswith("articles:"))}
PHOTO_READERS = {*DESK, *(f"token {s}" for s in OPENS if s.startswith("photos:"))}

# Steps on a story that somebody else began.
MAY = {
    "editor": {"submit", "return", "approve"},
    "token articles:review": {"submit", "return", "approve"},
    "token articles:publish": set(STEPS) - {"submit", "return", "approve"},
    "publisher": set(STEPS),
    "superuser": set(STEPS),
}
EDITORS = {"editor", "publisher", "superuser"}
PUBLISHERS = {"publisher", "superuser", "token articles:publish"}
_STORY = "/api/v1/desk/articles/{id}/"
# Method, what is sent, who may, and what those who may are told of a story in a state.
WRITES: dict[str, tuple[str, Any, set[str], Callable[[str], int]]] = {
    "/api/v1/desk/articles/": (
        "post", {"headline": "New"}, {"reporter", *EDITORS, "token articles:write"},
        lambda state: 201,
    ),
    _STORY: (
        "patch", {"dek": "New"}, {*EDITORS, "token articles:write"},
        lambda state: 403 if "killed" in state else 200,
    ),
    f"{_STORY}previews/": (
        "post", {}, {*EDITORS, "token articles:write"},
        lambda state: 409 if "killed" in state else 201,
    ),
    f"{_STORY}corrections/": (
        "post", {"text": "It was ten."}, PUBLISHERS,
        lambda state: 201 if state in LIVE else 409,
    ),
    f"{_STORY}corrections/{{correction}}/retract/": (
        "post", {}, PUBLISHERS,
        lambda state: 200 if state == Status.PUBLISHED else 404,
    ),
    "/api/v1/desk/photos/": (
        "post", None, {*DESK, "token photos:write"}, lambda state: 201,
    ),
    "/api/v1/desk/photos/{photo}/": (
        "patch", {"title": "New"}, {*DESK, "token photos:write"} - {"reporter"},
        lambda state: 200,
    ),
}  # fmt: skip
LOOKS = {
    "/api/v1/desk/articles/?page_size=100": READERS,
    _STORY: READERS,
    f"{_STORY}preflight/": READERS,
    f"{_STORY}corrections/": READERS,
    "/api/v1/desk/photos/{photo}/": PHOTO_READERS,
}
STEPPING = f"{_STORY}transitions/"
ADMIN = {
    "preview": "/admin/articles/article/{id}/preview/",
    "list": "/admin/articles/article/?q={slug}",
    "form": "/admin/articles/article/{id}/change/",
    "history": "/admin/articles/article/{id}/history/",
}


@pytest.fixture(scope="module")
def stories(django_db_setup, django_db_blocker) -> Iterator[dict[str, Standing]]:
    """Give a story in each state; what a test writes is taken back after it."""
    with rows_for_the_module(django_db_blocker):
        made = {state: standing(state) for state in ALL_STATES}
        live = made[Status.PUBLISHED].article
        correct(live, kind="update", text="It was nine.", by=SYSTEM)
        yield made


@pytest.fixture(scope="module")
def everybody(stories) -> dict[str, Client]:
    return {who: login(who) for who in EVERYBODY}


def refused(who: str, *, is_list: bool = False) -> int:
    """Give the code for somebody who may not do it, nor see what it is about."""
    if who in {"anonymous", "token expired"}:
        return 401
    if who in TOKENS or who in DESK:
        return 403
    return 200 if is_list else 404


def test_desk__every_address_is_in_one_of_the_tables():
    assert set(paths_of("desk")) | {"/api/v1/desk/articles/"} == {
        *LOOKS,
        *WRITES,
        STEPPING,
    }


def test_desk__is_read_by_its_roles_and_scopes(stories, everybody):
    for (who, client), (state, story), (door, readers) in itertools.product(
        everybody.items(), stories.items(), LOOKS.items()
    ):
        is_list = "{" not in door
        if is_list and state != Status.DRAFT:
            continue
        answer = client.get(story.path(door))
        expected = 200 if who in readers else refused(who, is_list=is_list)
        assert answer.status_code == expected, (who, door, state)
        assert "no-store" in answer["Cache-Control"], (who, door, state)
        text = answer.content.decode()
        for other in stories if is_list else (state,):
            is_said = word_of(other) in text
            says = who in readers and "preflight" not in door
            assert is_said is (says and "corrections" not in door), (who, door, state)


@pytest.mark.parametrize("door", WRITES)
def test_desk__is_written_by_its_roles_and_scopes(stories, everybody, door):
    """Who may not is told nothing, and nothing happens."""
    method, data, writers, told = WRITES[door]
    for (who, client), (state, story) in itertools.product(
        everybody.items(), stories.items()
    ):
        if "{" not in door and state != Status.DRAFT:
            continue
        made = story.article.corrections.first()
        where = story.path(door, correction=made.pk if made else 0)
        with transaction.atomic():
            answer = send(client, method, where, data)
            transaction.set_rollback(True)
        expected = told(state) if who in writers else refused_writing(who, door)
        if who in DESK and "{correction}" in door and not made:
            expected = 404
        assert answer.status_code == expected, (who, door, state, answer.content)
        assert "no-store" in answer["Cache-Control"], (who, door, state)
        assert who in writers or word_of(state) not in answer.content.decode()


def refused_writing(who: str, door: str) -> int:
    """Making something new names nothing that could be hidden: then it is 403."""
    code = refused(who)
    return 403 if code == 404 and "{" not in door else code


def send(client: Client, method: str, path: str, data: Any) -> Any:
    if data is None:
        file = SimpleUploadedFile("new.jpg", draw_jpeg(7, (64, 64)), "image/jpeg")
        return client.post(path, {"file": file})
    ask = getattr(client, method)
    text = json.dumps(data)
    return ask(path, text, content_type="application/json", headers={"if-match": "*"})


def test_desk__steps_are_taken_by_roles_and_scopes(stories, everybody):
    """Permission is asked first, then the status; nothing refused changes anything."""
    for (who, client), (state, story) in itertools.product(
        everybody.items(), stories.items()
    ):
        article = story.article
        # Whoever may take none is told the same of all.
        names = STEPS if who in MAY else ("publish",)
        for step in (STEPS[name] for name in names):
            with transaction.atomic():
                answer = take_by_api(client, article, step.name)
                transaction.set_rollback(True)
            expected = _step_code(who, step, article, state)
            assert answer.status_code == expected, (who, state, step.name)


def take_by_api(client, article, step, match="*"):
    at = (timezone.now() + timedelta(days=1)).isoformat()
    return client.post(
        f"/api/v1/desk/articles/{article.pk}/transitions/",
        json.dumps({"step": step, "note": "x", "confirm": True, "at": at, "text": "x"}),
        content_type="application/json",
        headers={"if-match": match},
    )


def _step_code(who, step, article, state) -> int:
    if step.name not in MAY.get(who, set()):
        return refused(who)
    if article.status not in step.sources:
        return 409
    if step.name == "publish_update" and state == Status.PUBLISHED:
        return 409
    return 422 if state == EMBARGOED and step.name == "publish" else 200


def test_desk__own_stories_may_be_submitted():
    user = make_user("reporter")
    own = make_article(by=Actor.of(user))
    client = Client()
    client.force_login(user)
    answer = take_by_api(client, own, "submit", match=f'"{own.edit_version}"')
    assert (answer.status_code, answer.json()["status"]) == (200, "in_review")


def test_admin__is_for_the_roles_of_the_desk(stories, everybody):
    """A token opens the API alone."""
    for (who, client), (state, story), (door, url) in itertools.product(
        everybody.items(), stories.items(), ADMIN.items()
    ):
        article = story.article
        answer = client.get(url.format(slug=article.slug, id=article.pk))
        shown = article.headline.encode() in answer.content
        assert shown is (who in DESK), (who, door, state)
        if who in DESK:
            assert answer.status_code == 200, (who, door, state)
            assert "no-store" in answer["Cache-Control"], (who, door, state)
        else:
            codes = {302, 403, 404} if who in PEOPLE else {302}
            assert answer.status_code in codes, (who, door, state)


def test_admin__pictures_are_for_the_roles_of_the_desk(stories, everybody):
    for (who, client), (state, story) in itertools.product(
        everybody.items(), stories.items()
    ):
        answer = client.get(f"/admin/media/photo/{story.photo.pk}/picture/w640")
        is_shown = answer.get("Content-Type") == "image/jpeg"
        assert is_shown is (who in DESK), (who, state)
        if is_shown:
            assert "no-store" in answer["Cache-Control"], (who, state)


PARTS = {
    "<slug:kind>": "current",
    "<slug:name>": "kill",
    "<slug:spec>": "w640",
    "<slug:extension>": "webp",
    "<int:number>": "1",
    "<int:item_id>": "1",
    "<id>": "1",
}


def admin_paths(story: Standing) -> Iterator[str]:
    """Give every address of the admin, with this story's ids where one fits."""
    ids = {"article": str(story.article.pk), "photo": str(story.photo.pk)}
    for route in all_routes():
        if not route.startswith("admin/") or "^" in route or ".*" in route:
            continue
        object_id = ids["photo" if "media/photo/" in route else "article"]
        path = f"/{route}".replace("<path:object_id>", object_id)
        path = path.replace("<path:content_type_id>", "1")
        for name, value in ids.items():
            path = path.replace(f"<uuid:{name}_id>", value)
        for part, value in PARTS.items():
            path = path.replace(part, value)
        assert "<" not in path, f"a new kind of address: {route}"
        yield path


# What is there before one has logged in.
BEFORE = {"/admin/login/", "/admin/logout/", "/admin/jsi18n/"}


def test_admin__every_page_asks_who_one_is(stories, everybody):
    """Each one there is, of a story in each state; writing is tried on one of them."""
    outside = {who: everybody[who] for who in ("anonymous", "nobody", "staff", "token")}
    before = set(Article.objects.values_list("pk", "edit_version", "status"))
    for state, story in stories.items():
        is_whole = state == Status.PUBLISHED
        for path, (who, client) in itertools.product(
            admin_paths(story), outside.items()
        ):
            if not is_whole and str(story.article.pk) not in path:
                continue
            answers = [client.get(path)]
            if is_whole and path not in BEFORE:
                answers.append(client.post(path))
            is_open = who == "staff" or path in BEFORE
            for answer in answers:
                codes = {302, 400, 403, 404, 405, *([200] if is_open else [])}
                assert answer.status_code in codes, (who, path)
                assert word_of(state).encode() not in answer.content, (who, path)
    assert set(Article.objects.values_list("pk", "edit_version", "status")) == before
