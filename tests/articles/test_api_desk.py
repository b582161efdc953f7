from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import ArticleEvent
from articles.workflow import Status
from media.actors import Actor
from tests.factories import make_article, make_user, take_step

pytestmark = pytest.mark.django_db
LIST = "/api/v1/desk/articles/"


def login(role):
    client = Client()
    client.force_login(make_user(role))
    return client


def step(client, article, name, *, match=None, **body):
    article.refresh_from_db()
    version = f'"{article.edit_version}"' if match is None else match
    return client.post(
        f"{LIST}{article.pk}/transitions/",
        json.dumps({"step": name, **body}),
        content_type="application/json",
        headers={"if-match": version} if version else {},
    )


def test_desk__is_for_those_who_log_in():
    article = make_article()
    for url in (LIST, f"{LIST}{article.pk}/"):
        answer = Client().get(url)
        assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated")
        assert answer["WWW-Authenticate"].startswith("Bearer")
    assert step(Client(), article, "submit").status_code == 401


def test_desk__a_story_that_may_not_be_seen_is_not_there():
    article = make_article()
    client = Client(headers={"x-request-id": "the-same-one"})
    client.force_login(make_user())
    assert client.get(LIST).json()["results"] == []
    seen = client.get(f"{LIST}{article.pk}/")
    unknown = client.get(f"{LIST}00000000-0000-7000-8000-000000000000/")
    assert seen.status_code == unknown.status_code == 404
    assert seen.content == unknown.content
    assert step(client, article, "kill", note="x", confirm=True).status_code == 404
    article.refresh_from_db()
    assert article.status == Status.DRAFT


def test_list__what_a_desk_needs(django_assert_max_num_queries):
    user = make_user("reporter")
    article = make_article(by=Actor.of(user), headline="Mine", slug="mine")
    client = Client()
    client.force_login(user)
    for _ in range(5):
        make_article()
    with django_assert_max_num_queries(6):
        answer = client.get(LIST)
    assert answer["Cache-Control"] == "no-store"
    row = answer.json()["results"][-1]
    assert row == {
        "id": str(article.pk),
        "guid": article.guid,
        "status": "draft",
        "edit_version": article.edit_version,
        "version": 0,
        "has_unpublished_changes": False,
        "type": "news",
        "language": "en",
        "slug": "mine",
        "headline": "Mine",
        "byline": "",
        "slugline": "",
        "section": {"slug": "news", "name": "News"},
        "source": None,
        "url": "http://127.0.0.1:8000/news/mine/",
        "created_by": user.username,
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
        "publish_at": None,
        "published_at": None,
        "steps": ["submit"],
    }
    assert answer.json()["results"][0]["steps"] == []


def test_list__pages_and_filters():
    made = [make_article() for _ in range(3)]
    make_article(Status.PUBLISHED)
    client = login("editor")
    page = client.get(LIST, {"status": "draft", "page_size": "2"}).json()
    assert page["next"].startswith(f"http://127.0.0.1:8000{LIST}?")
    second = client.get(page["next"]).json()
    ids = [row["id"] for row in page["results"] + second["results"]]
    assert ids == [str(article.pk) for article in reversed(made)]
    assert client.get(LIST, {"section": "nowhere"}).json()["results"] == []
    assert len(client.get(LIST, {"section": "news"}).json()["results"]) == 4


@pytest.mark.parametrize(
    "query", ["status=dead", "owner=1", "page_size=1000", "cursor=%00", "cursor=!"]
)
def test_list__a_wrong_parameter_is_named(query):
    answer = login("editor").get(f"{LIST}?{query}")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == query.split("=")[0]


def test_detail__whole_draft_and_its_etag():
    article = make_article(ednote="For the desk.")
    answer = login("reporter").get(f"{LIST}{article.pk}/")
    assert answer["ETag"] == f'"{article.edit_version}"'
    assert answer["Cache-Control"] == "no-store"
    assert answer.json()["story"]["ednote"] == "For the desk."
    assert answer.json()["story"]["body"][0]["type"] == "paragraph"


def test_transitions__from_draft_to_published():
    article = make_article()
    client = login("publisher")
    for name, status in (
        ("submit", "in_review"), ("approve", "approved"), ("publish", "published")
    ):  # fmt: skip
        answer = step(client, article, name)
        assert (answer.status_code, answer.json()["status"]) == (200, status)
        article.refresh_from_db()
        assert answer["ETag"] == f'"{article.edit_version}"'
    assert article.document.version == 1
    actors = ArticleEvent.objects.filter(article=article).values_list(
        "actor", flat=True
    )
    assert actors[0].startswith("publisher")


def test_transitions__schedule_and_kill_take_what_they_need():
    article = make_article(Status.APPROVED)
    client = login("publisher")
    at = timezone.now() + timedelta(hours=2)
    answer = step(client, article, "schedule", at=at.isoformat())
    assert answer.json()["status"] == "scheduled"
    article.refresh_from_db()
    assert article.publish_at == at
    answer = step(client, article, "kill", note="Wrong.", confirm=True)
    assert answer.json()["status"] == "killed"


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        ({"step": "schedule"}, "time_missing", "at"),
        ({"step": "schedule", "at": "2001-01-01T00:00:00Z"}, "time_missing", "at"),
        ({"step": "kill", "confirm": True}, "note_missing", "note"),
        ({"step": "kill", "note": "x"}, "not_confirmed", "confirm"),
        ({"step": "fly"}, "invalid", "step"),
        ({"step": "schedule", "at": "soon"}, "invalid", "at"),
        ({"step": "kill", "note": {"a": 1}}, "invalid", "note"),
        ({"step": "kill", "note": "a\x00"}, "invalid", "note"),
        ({"step": "kill", "reason": "x"}, "invalid", "reason"),
        ({}, "invalid", "step"),
    ],
)
def test_transitions__what_is_missing_is_named(body, code, field):
    article = make_article(Status.APPROVED)
    answer = step(login("publisher"), article, **{"name": body.pop("step", ""), **body})
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (400, code)
    assert [error["field"] for error in problem["errors"]] == [field]
    assert answer["Content-Type"] == "application/problem+json"
    article.refresh_from_db()
    assert article.status == Status.APPROVED


@pytest.mark.parametrize("data", ["[]", "3", "null", "{", '{"a":' * 5000, ""])
def test_transitions__other_bodies_are_refused(data):
    article = make_article()
    answer = login("publisher").post(
        f"{LIST}{article.pk}/transitions/",
        data,
        content_type="application/json",
        headers={"if-match": "*"},
    )
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"


def test_transitions__form_posts_are_refused():
    article = make_article()
    answer = login("publisher").post(
        f"{LIST}{article.pk}/transitions/",
        {"step": "submit"},
        headers={"if-match": "*"},
    )
    assert answer.status_code == 415


@pytest.mark.parametrize(
    ("match", "status"),
    [
        ("", 428),
        ('"0"', 412),
        ('W/"1"', 412),
        ("1", 412),
        ('"x"', 412),
        (f'"{"9" * 30}"', 412),
        ('""', 412),
        ("*", 200),
    ],
)
def test_transitions__if_match(match, status):
    article = make_article()
    assert step(login("editor"), article, "submit", match=match).status_code == status


def test_transitions__stale_version_changes_nothing():
    article = make_article()
    before = f'"{article.edit_version}"'
    take_step(article, "submit")
    answer = step(login("editor"), article, "approve", match=before)
    assert (answer.status_code, answer.json()["code"]) == (412, "stale_version")
    article.refresh_from_db()
    assert article.status == Status.IN_REVIEW


def test_transitions__role_and_status():
    article = make_article()
    assert step(login("reporter"), article, "submit").status_code == 403
    assert step(login("photo"), article, "submit").status_code == 403
    answer = step(login("publisher"), article, "publish")
    assert (answer.status_code, answer.json()["code"]) == (409, "wrong_status")


def test_transitions__not_publishable_says_why():
    article = make_article(Status.APPROVED, section=None, headline="H", body=())
    answer = step(login("publisher"), article, "publish")
    assert answer.status_code == 422
    problem = answer.json()
    assert problem["code"] == "not_publishable"
    found = {error["field"]: error["code"] for error in problem["errors"]}
    assert found == {"section": "section_missing", "body": "text_missing"}


def test_transitions__session_needs_its_csrf_token():
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user("editor"))
    answer = step(client, make_article(), "submit")
    assert answer.status_code == 403
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("method", ["put", "post", "delete"])
def test_desk__other_methods_are_problems(method):
    article = make_article()
    answer = getattr(login("editor"), method)(f"{LIST}{article.pk}/")
    assert answer.status_code == 405
    assert answer["Content-Type"] == "application/problem+json"
