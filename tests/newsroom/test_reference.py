"""The description of the API says what the API does: all of it, and nothing else."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openapi_spec_validator import validate

from articles.actions.numbering import number_changes
from articles.api.sparse import DOCUMENT_FIELDS, ITEM_FIELDS
from articles.story import SectionRef
from articles.workflow import Status
from newsroom.reference import describe
from tests.articles.test_feeds import make_full_article
from tests.factories import draw_jpeg, make_article, make_user
from tests.newsroom.describing import (
    api_addresses,
    check_answer,
    check_value,
    described,
    operations,
)

# What no endpoint of the API says of itself: these are pages for people.
PAGES = {"/api/v1/docs/"}


def test_schema__is_openapi(client: Client) -> None:
    answer = client.get("/api/v1/schema/")
    found = answer.json()
    assert found["openapi"] == "3.1.0"
    validate(found)
    held = client.get("/api/v1/schema/", headers={"if-none-match": answer["ETag"]})
    assert held.status_code == 304


def test_schema__may_be_asked_for_by_several_at_once() -> None:
    sites = [f"https://{number}.example" for number in range(6)]
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(describe, sites))
    assert [one["servers"][0]["url"] for one in found] == sites
    assert all(one["paths"] == found[0]["paths"] for one in found)


def test_schema__has_every_address_of_the_api_and_no_other() -> None:
    missing = "Describe it beside its view, with `delivers` or `works`."
    assert set(described()["paths"]) == api_addresses() - PAGES, missing


def test_schema__every_operation_has_its_name_words_and_errors() -> None:
    names = [operation["operationId"] for _, _, operation in operations()]
    assert len(set(names)) == len(names)
    for path, method, operation in operations():
        assert operation["summary"], path
        assert {"400", "401", "403", "429"} <= set(operation["responses"]), path
        for parameter in operation.get("parameters", []):
            if parameter["in"] != "path":
                assert parameter["description"], (path, method, parameter["name"])
        for status, response in operation["responses"].items():
            if status >= "400" and status != "410":
                (media_type,) = response["content"]
                assert media_type == "application/problem+json", (path, status)


def test_schema__a_story_has_the_fields_one_may_ask_for() -> None:
    schemas = described()["components"]["schemas"]
    assert set(schemas["Article"]["properties"]) == set(DOCUMENT_FIELDS)
    item = set(schemas["ArticleItem"]["properties"]) - {"snippet"}
    assert item == set(ITEM_FIELDS)


def test_schema__every_shape_is_used() -> None:
    text = json.dumps(described())
    for name in described()["components"]["schemas"]:
        assert f'"#/components/schemas/{name}"' in text, name


def test_schema__examples_are_what_they_are_examples_of() -> None:
    count = 0
    for path, _, operation in operations():
        answers = list(operation["responses"].values())
        for holder in [*answers, operation.get("requestBody", {})]:
            for content in holder.get("content", {}).values():
                for example in content.get("examples", {}).values():
                    check_value(content["schema"], example["value"])
                    count += 1
        good = [a for s, a in operation["responses"].items() if s in {"200", "201"}]
        for answer in good:
            if "$ref" in str(answer.get("content", {}).get("application/json")):
                assert answer["content"]["application/json"].get("examples"), path
    assert count > 20


@pytest.fixture
def stories(db: None) -> None:
    make_full_article(slug="whole", section=SectionRef("News", "news"))
    make_article(Status.PUBLISHED, slug="plain")
    make_article(Status.KILLED, slug="killed")
    number_changes()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("articles/", 200),
        ("articles/?page_size=1", 200),
        ("articles/?page_size=0", 400),
        ("articles/?fields=id,lead_photo.credit", 200),
        ("articles/?q=ferry&snippets=1", 200),
        ("articles/?q=ferry&order=rank", 200),
        ("articles/whole/?fields=body.photo", 200),
        ("articles/?what=ever", 400),
        ("articles/whole/", 200),
        ("articles/whole/?format=json-ld", 200),
        ("articles/whole/?format=what", 400),
        ("articles/killed/", 410),
        ("articles/none/", 404),
        ("changes/", 200),
        ("changes/?after=1&page_size=1", 200),
        ("changes/?after=x", 400),
        ("changes/?after=99", 409),
        ("sections/", 200),
        ("topics/", 200),
        ("contributors/", 200),
        ("sections/?cursor=_", 400),
        ("schema/", 200),
        ("desk/articles/", 401),
    ],
)
def test_answers__are_as_described(
    client: Client, stories: None, path: str, status: int
) -> None:
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == status
    check_answer(answer)


def test_answers__of_photos_and_ids_are_as_described(
    client: Client, stories: None
) -> None:
    item = client.get("/api/v1/articles/whole/").json()
    for path in (
        f"articles/by-id/{item['id']}/",
        f"photos/{item['lead_photo']['id']}/",
    ):
        answer = client.get(f"/api/v1/{path}")
        assert answer.status_code == 200
        check_answer(answer)
        held = {"if-none-match": answer["ETag"]}
        check_answer(client.get(f"/api/v1/{path}", headers=held))
    wanted = {"accept": "image/png"}
    answer = client.get("/api/v1/articles/whole/", headers=wanted)
    assert answer.status_code == 406
    check_answer(answer)


def test_answers__of_the_desk_are_as_described(client: Client, stories: None) -> None:
    article = make_article(slug="draft")
    path = f"/api/v1/desk/articles/{article.pk}/"
    client.force_login(make_user("publisher"))
    for url in ("/api/v1/desk/articles/?page_size=2", path):
        answer = client.get(url)
        assert answer.status_code == 200
        check_answer(answer)
    for status, step, match in (
        (428, "submit", ""),
        (412, "submit", '"0"'),
        (400, "fly", "*"),
        (409, "approve", "*"),
        (200, "submit", "*"),
    ):
        answer = client.post(
            f"{path}transitions/",
            json.dumps({"step": step}),
            content_type="application/json",
            headers={"if-match": match} if match else {},
        )
        assert answer.status_code == status
        check_answer(answer, "post")


def test_answers__of_writes_at_the_desk_are_as_described(
    client: Client, db: None
) -> None:
    client.force_login(make_user("publisher"))
    story = {"headline": "Ferry sails", "body": [{"type": "paragraph", "html": "On."}]}
    made = _send(client, "post", "articles/", story)
    assert made.status_code == 201
    path = f"articles/{made.json()['id']}/"
    assert _send(client, "patch", path, {"dek": "Again."}).status_code == 200
    assert _send(client, "patch", path, {"what": "ever"}).status_code == 400
    preflight = client.get(f"/api/v1/desk/{path}preflight/")
    assert preflight.json()["refusals"]
    check_answer(preflight)
    link = _send(client, "post", f"{path}previews/", {})
    assert link.status_code == 201
    shown = client.get(urlsplit(link.json()["url"]).path)
    assert shown.status_code == 200
    check_answer(shown)
    file = SimpleUploadedFile("ferry.jpg", draw_jpeg(3, (640, 400)), "image/jpeg")
    taken = client.post("/api/v1/desk/photos/", {"file": file})
    assert taken.status_code == 201
    check_answer(taken, "post")
    photo = f"photos/{taken.json()['id']}/"
    check_answer(client.get(f"/api/v1/desk/{photo}"))
    assert _send(client, "patch", photo, {"credit": "Mia Kern"}).status_code == 200


def _send(client: Client, method: str, path: str, data: object) -> Any:
    answer = getattr(client, method)(
        f"/api/v1/desk/{path}",
        json.dumps(data),
        content_type="application/json",
        headers={"if-match": "*"},
    )
    check_answer(answer, method)
    return answer


@pytest.mark.parametrize(
    ("asked", "is_whole"),
    [
        ({"step": "submit"}, True),
        ({"step": "return"}, False),
        ({"step": "return", "note": " "}, False),
        ({"step": "return", "note": "No lead."}, True),
        ({"step": "schedule"}, False),
        ({"step": "schedule", "at": None}, False),
        ({"step": "schedule", "at": "2026-11-24T08:30:00Z"}, True),
        ({"step": "kill", "note": "Wrong."}, False),
        ({"step": "kill", "note": "Wrong.", "confirm": True}, True),
        ({"step": "correct"}, False),
        ({"step": "correct", "text": "It was ten."}, True),
    ],
)
def test_schema__says_what_a_step_must_come_with(
    asked: dict[str, Any], is_whole: bool
) -> None:
    schema = described()["components"]["schemas"]["Transition"]
    if is_whole:
        check_value(schema, asked)
        return
    with pytest.raises(AssertionError):
        check_value(schema, asked)


def test_schema__a_change_must_name_its_version() -> None:
    asked = [
        one
        for _, _, operation in operations()
        for one in operation.get("parameters", [])
        if one["name"] == "If-Match"
    ]
    assert len(asked) > 3
    assert all(one["required"] for one in asked)
