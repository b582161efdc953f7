"""Who may do what through the desk's API: roles and scopes × operations."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from articles.actions.correcting import correct
from articles.api.scopes import OPENS
from articles.models import Article, ArticleEvent, KeptAnswer, Revision
from media.models import Photo, PhotoEvent
from newsroom.tokens import issue_token
from tests.addresses import all_routes
from tests.factories import SYSTEM, draw_jpeg, make_article, make_photo, make_user

pytestmark = pytest.mark.django_db
DESK = "/api/v1/desk/"
ROLES = ("nobody", "reporter", "editor", "photo", "publisher")

# On a story that somebody else began, and a photo: who gets through, the rest do not.
OPERATIONS: dict[str, tuple[str, str, dict[str, Any] | None]] = {
    "list": ("get", "articles/", None),
    "look": ("get", "articles/{article}/", None),
    "preflight": ("get", "articles/{article}/preflight/", None),
    "start": ("post", "articles/", {"headline": "New"}),
    "change": ("patch", "articles/{article}/", {"headline": "New"}),
    "submit": ("post", "articles/{article}/transitions/", {"step": "submit"}),
    "kill": ("post", "articles/{article}/transitions/",
             {"step": "kill", "note": "x", "confirm": True}),
    "preview": ("post", "articles/{article}/previews/", {}),
    "corrections": ("get", "articles/{live}/corrections/", None),
    "correct": ("post", "articles/{live}/corrections/", {"text": "It was Monday."}),
    "retract": ("post", "articles/{live}/corrections/{correction}/retract/", {}),
    "upload": ("post", "photos/", None),
    "look at photo": ("get", "photos/{photo}/", None),
    "change photo": ("patch", "photos/{photo}/", {"title": "New"}),
}  # fmt: skip
LOOKS = {"list", "look", "preflight", "corrections", "look at photo"}
MAY = {
    "nobody": {"list"},
    "reporter": LOOKS | {"start", "upload"},
    "editor": LOOKS
    | {"start", "change", "submit", "preview", "upload", "change photo"},
    "photo": LOOKS | {"upload", "change photo"},
    "publisher": set(OPERATIONS),
}
SEES_ARTICLES = {"list", "look", "preflight", "corrections"}
OPENED = {
    "read": set(),
    "articles:read": SEES_ARTICLES,
    "articles:write": SEES_ARTICLES | {"start", "change", "preview"},
    "articles:review": SEES_ARTICLES | {"submit"},
    "articles:publish": SEES_ARTICLES | {"kill", "correct", "retract"},
    "photos:read": {"look at photo"},
    "photos:write": {"look at photo", "upload", "change photo"},
}


@pytest.fixture
def there():
    live = make_article("published")
    correct(live, kind="correction", text="It was Sunday.", by=SYSTEM)
    return {
        "article": make_article(),
        "photo": make_photo(),
        "live": live,
        "correction": live.corrections.get(),
    }


def rows():
    tables = (Article, Revision, ArticleEvent, Photo, PhotoEvent, KeptAnswer)
    return [
        sorted(map(str, table.objects.values_list("pk", flat=True))) for table in tables
    ] + [
        list(
            Article.objects.order_by("pk").values_list(
                "headline", "status", "edit_version"
            )
        ),
        list(Photo.objects.order_by("pk").values_list("title", "version")),
    ]


def do(client: Client, name: str, there: dict[str, Any]) -> Any:
    method, path, body = OPERATIONS[name]
    url = DESK + path.format(**{key: row.pk for key, row in there.items()})
    if name == "upload":
        data = draw_jpeg(700_001, (300, 200))
        return client.post(url, {"file": SimpleUploadedFile("a.jpg", data)})
    return getattr(client, method)(
        url,
        json.dumps(body) if body is not None else None,
        content_type="application/json",
        headers={"if-match": "*"},
    )


def check(
    client: Client, name: str, there: dict[str, Any], *, may: bool, who: str
) -> Any:
    """Do it and take it back; a refusal must have changed nothing by itself."""
    before = rows()
    with transaction.atomic():
        answer = do(client, name, there)
        after = rows()
        transaction.set_rollback(True)
    said = (who, name, answer.status_code, answer.content[:300])
    if may:
        assert answer.status_code in {200, 201}, said
    else:
        assert answer.status_code in {401, 403, 404}, said
        assert answer["Content-Type"] == "application/problem+json", said
        assert after == before, said
        assert there["article"].headline.encode() not in answer.content, said
    return answer


def test_roles__every_operation_on_what_is_somebody_elses(there):
    for role in ROLES:
        client = Client()
        client.force_login(make_user("" if role == "nobody" else role))
        for name in OPERATIONS:
            check(client, name, there, may=name in MAY[role], who=role)


def test_anonymous__nothing(there):
    for name in OPERATIONS:
        answer = check(Client(), name, there, may=False, who="anonymous")
        assert answer.status_code == 401


def test_scopes__every_operation_for_a_publisher(there):
    assert set(OPENED) == set(OPENS)
    user = make_user("publisher")
    for number, scope in enumerate(OPENS):
        text = issue_token(f"token-{number}", [scope], user=user)
        client = Client(headers={"authorization": f"Bearer {text}"})
        for name in OPERATIONS:
            answer = check(client, name, there, may=name in OPENED[scope], who=scope)
            if name not in OPENED[scope]:
                assert answer.status_code == 403, (scope, name)


def test_scopes__all_of_them_are_not_more_than_the_role(there):
    for role in ("reporter", "photo"):
        user = make_user(role)
        held = [scope for scope in OPENS if OPENS[scope] & user.get_all_permissions()]
        text = issue_token(role, held, user=user)
        client = Client(headers={"authorization": f"Bearer {text}"})
        for name in OPERATIONS:
            may = name in MAY[role] and any(name in OPENED[scope] for scope in held)
            check(client, name, there, may=may, who=f"{role}'s token")


def test_addresses__a_new_one_of_the_desk_is_listed_here():
    found = {
        route.removeprefix("api/v1/desk/")
        .replace("<uuid:article_id>", "{article}")
        .replace("<uuid:photo_id>", "{photo}")
        .replace("<int:number>", "{correction}")
        for route in all_routes()
        if route.startswith("api/v1/desk/")
    }
    assert found == {
        path.replace("{live}", "{article}") for _, path, _ in OPERATIONS.values()
    }


@pytest.mark.parametrize("path", ["", "{id}/"])
def test_scopes__a_head_needs_what_a_get_needs(path):
    url = f"/api/v1/desk/articles/{path.format(id=make_article().pk)}"
    for scope, status in (("photos:read", 403), ("articles:read", 200)):
        text = issue_token(scope, [scope], user=make_user("photo"))
        answer = Client().head(url, headers={"authorization": f"Bearer {text}"})
        assert answer.status_code == status, scope
        assert ("ETag" in answer) is (status == 200 and path != "")


def test_desk__options_are_not_answered():
    client = Client()
    client.force_login(make_user("publisher"))
    urls = ("articles/", f"articles/{make_article().pk}/", "photos/")
    for url in urls:
        answer = client.options(f"/api/v1/desk/{url}")
        assert answer.status_code == 405, url
        assert "OPTIONS" not in answer["Allow"]
