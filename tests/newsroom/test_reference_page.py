"""The API's page for people: whole, its links lead somewhere, good to read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest
from django.test import Client

from newsroom.reference_page import in_words
from tests.newsroom.conftest import Desk
from tests.newsroom.describing import described, operations
from tests.newsroom.test_desk_pages import LOOKS, violations_of

PAGE = "/api/v1/docs/"


def test_page__has_every_operation_and_shape_and_no_dead_link(client: Client) -> None:
    answer = client.get(PAGE)
    text = answer.content.decode()
    ids = Counter(re.findall(r' id="([^"]+)"', text))
    shapes = set(described()["components"]["schemas"])
    wanted = {one["operationId"] for _, _, one in operations()} | shapes
    assert wanted <= set(ids)
    assert set(ids.values()) == {1}
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(ids)
    assert "With <code>q</code>: how what was found is sorted." in text
    assert "`" not in text
    assert "<style" not in text
    assert "<script" not in text
    assert " style=" not in text


def test_page__is_held_and_takes_no_parameters(client: Client) -> None:
    etag = client.get(PAGE)["ETag"]
    assert client.get(PAGE, headers={"if-none-match": etag}).status_code == 304
    assert client.get(f"{PAGE}?what=1").status_code == 400


@pytest.mark.parametrize(
    ("shape", "says"),
    [
        ({"$ref": "#/components/schemas/A"}, '<a href="#A">A</a>'),
        ({"oneOf": [{"type": "string"}, {"type": "null"}]}, "string or null"),
        ({"type": ["string", "null"], "format": "uuid"}, "string or null, uuid"),
        ({"type": "array", "items": {"type": "integer"}}, "list of integer"),
        ({"enum": ["<a>", 2]}, "one of <code>&lt;a&gt;</code>, <code>2</code>"),
        ({"const": "rule"}, "<code>rule</code>"),
        ({"type": "integer", "minimum": 0}, "integer, at least 0"),
        (
            {"type": "object", "properties": {"a": {}, "b": {}}},
            "object with <code>a</code>, <code>b</code>",
        ),
        ({}, "any value"),
    ],
)
def test_words__say_the_kind(shape: dict[str, object], says: str) -> None:
    assert in_words(shape) == says


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_page__is_accessible_and_keeps_the_policy(
    open_desk: Callable[..., Desk], scheme: str, width: int
) -> None:
    desk = open_desk(None, width=width, color_scheme=scheme)
    page = desk.open(PAGE)
    problems = desk.problems()
    page.evaluate("document.querySelectorAll('details').forEach((d) => d.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert problems + violations_of(desk) == []
