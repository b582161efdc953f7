from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from media.imaging import MOST_BYTES
from newsroom.tokens import issue_token
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db
LIST = "/api/v1/articles/"
CLOSED = (LIST, "/api/v1/changes/", "/api/v1/sections/", "/api/v1/topics/",
          "/api/v1/contributors/", "/api/v1/nothing/",
          "/api/v1/photos/00000000-0000-7000-8000-000000000000/")  # fmt: skip
SITE = "https://www.example.org"


@pytest.fixture(autouse=True)
def _fresh_counters():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def closed(settings):
    settings.DELIVERY_REQUIRES_TOKEN = True


def auth(text: str, scheme: str = "Bearer") -> dict[str, str]:
    return {"authorization": f"{scheme} {text}"}


@pytest.mark.usefixtures("closed")
@pytest.mark.parametrize("path", CLOSED)
def test_closed__delivery_asks_for_a_token(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated")
    assert answer["WWW-Authenticate"] == 'Bearer realm="newsroom"'
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.usefixtures("closed")
def test_closed__existence_is_not_told():
    client = Client(headers={"x-request-id": "the-same-one"})
    there = make_article("published")
    said = {client.get(f"{LIST}{slug}/").content for slug in (there.slug, "nowhere")}
    assert len(said) == 1


@pytest.mark.usefixtures("closed")
def test_closed__a_token_opens_it_by_its_scope(client):
    make_article("published")
    reader = issue_token("reader", ["read"])
    desk = issue_token("desk", ["articles:read"], user=make_user("editor"))
    answer = client.get(LIST, headers=auth(reader))
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, max-age=0"
    refused = client.get(LIST, headers=auth(desk))
    assert (refused.status_code, refused.json()["code"]) == (403, "insufficient_scope")
    assert 'scope="read"' in refused["WWW-Authenticate"]


@pytest.mark.usefixtures("closed")
@pytest.mark.parametrize("path", ["/", "/feeds/latest.rss", "/robots.txt", "/healthz"])
def test_closed__readers_and_robots_need_none(client, path):
    make_article("published")
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", [LIST, "/api/v1/desk/articles/", "/api/v1/changes/"])
@pytest.mark.parametrize("text", ["nr_" + "0" * 64, "x", ""])
def test_wrong_token__is_401_wherever_it_is_sent(client, path, text):
    answer = client.get(path, headers=auth(text))
    assert (answer.status_code, answer.json()["code"]) == (401, "invalid_token")
    assert 'error="invalid_token"' in answer["WWW-Authenticate"]


def test_other_schemes__are_not_ours(client):
    assert client.get(LIST, headers=auth("eDp5", "Basic")).status_code == 200


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "Token"])
def test_token__costs_one_query(client, scheme):
    make_article("published")
    text = issue_token("reader", ["read"])

    def count(**options):
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert client.get(LIST, **options).status_code == 200
        return len(found)

    assert count(headers=auth(text, scheme)) == count() + 1


def test_open__a_token_changes_no_byte(client):
    make_article("published")
    text = issue_token("reader", ["read"])
    plain, with_token = client.get(LIST), client.get(LIST, headers=auth(text))
    assert plain.content == with_token.content
    assert plain["Cache-Control"] == with_token["Cache-Control"]


def ask(times: int, path: str = LIST, **options) -> list[int]:
    client = Client(**options)
    return [client.get(path).status_code for _ in range(times)]


@pytest.mark.parametrize("path", [LIST, "/api/v1/desk/articles/", "/api/v1/changes/"])
def test_limits__by_address_for_plain_views_and_others(settings, path):
    settings.RATE_PER_ADDRESS = (3, 3600)
    first = ask(4, path, REMOTE_ADDR="93.184.216.34")
    assert [code == 429 for code in first] == [False, False, False, True]
    assert 429 not in ask(1, path, REMOTE_ADDR="93.184.216.35")
    answer = Client(REMOTE_ADDR="93.184.216.34").get(path)
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "too_many_requests"
    assert 1 <= int(answer["Retry-After"]) <= 3600


def test_limits__by_token_from_any_address(settings, django_assert_num_queries):
    settings.RATE_PER_TOKEN, settings.RATE_PER_ADDRESS = (2, 3600), (1, 3600)
    headers = auth(issue_token("one", ["read"]))
    codes = [
        Client(REMOTE_ADDR=f"93.184.216.{n}", headers=headers).get(LIST).status_code
        for n in range(3)
    ]
    assert codes == [200, 200, 429]
    with django_assert_num_queries(0):
        assert ask(1, headers=headers) == [429]
    other = auth(issue_token("two", ["read"]))
    assert ask(2, REMOTE_ADDR="93.184.216.34", headers=other) == [200, 200]
    assert ask(1, REMOTE_ADDR="93.184.216.34") == [200]


def test_limits__on_guessing_tokens(settings):
    settings.RATE_OF_WRONG_TOKENS = (2, 3600)
    right = auth(issue_token("one", ["read"]))
    wrong = auth("nr_" + "0" * 64)
    assert ask(3, REMOTE_ADDR="93.184.216.34", headers=wrong) == [401, 401, 429]
    # A wrong one keeps nobody out who stands behind the same address.
    assert ask(2, REMOTE_ADDR="93.184.216.34", headers=right) == [200, 200]
    assert ask(1, REMOTE_ADDR="93.184.216.34", headers=wrong) == [429]
    assert ask(1, REMOTE_ADDR="93.184.216.35", headers=wrong) == [401]


def test_limits__none_and_nought(settings):
    settings.RATE_PER_ADDRESS = None
    assert 429 not in ask(5, REMOTE_ADDR="93.184.216.34")
    settings.RATE_PER_ADDRESS = (0, 60)
    assert ask(2, REMOTE_ADDR="93.184.216.34") == [429, 429]


@pytest.mark.parametrize(
    "length", [str(MOST_BYTES + 2**20 + 1), "-1", "x", "²", "9" * 9000]
)
def test_size__too_much_is_refused_unread(client, length):
    answer = client.generic(
        "POST", "/api/v1/desk/articles/", b"", CONTENT_LENGTH=length
    )
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


@pytest.fixture
def listed(settings):
    settings.CORS_ALLOWED_ORIGINS = [SITE]
    settings.MIDDLEWARE = [
        "corsheaders.middleware.CorsMiddleware",
        *settings.MIDDLEWARE,
    ]


@pytest.mark.usefixtures("listed")
def test_cors__listed_origins_may_read_delivery(client):
    answer = client.get(LIST, headers={"origin": SITE})
    assert answer["Access-Control-Allow-Origin"] == SITE
    assert "ETag" in answer["Access-Control-Expose-Headers"]
    assert "Access-Control-Allow-Credentials" not in answer
    for origin in ("https://evil.example", f"{SITE}.evil.example", "null"):
        other = client.get(LIST, headers={"origin": origin})
        assert "Access-Control-Allow-Origin" not in other
        assert "origin" in other["Vary"].lower(), "or a cache mixes the two up"
    assert "origin" in client.get(LIST)["Vary"].lower()


@pytest.mark.usefixtures("listed", "closed")
def test_cors__a_preflight_needs_no_token_and_errors_can_be_read(client):
    asked = {"origin": SITE, "access-control-request-method": "GET"}
    answer = client.options(LIST, headers=asked)
    assert answer.status_code == 200
    assert "authorization" in answer["Access-Control-Allow-Headers"]
    assert "POST" not in answer["Access-Control-Allow-Methods"]
    refused = client.get(LIST, headers={"origin": SITE})
    assert refused.status_code == 401
    assert refused["Access-Control-Allow-Origin"] == SITE


@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize("path", ["/api/v1/desk/articles/", "/", "/admin/login/"])
def test_cors__not_for_the_desk_nor_pages(client, path):
    answer = client.get(path, headers={"origin": SITE})
    assert "Access-Control-Allow-Origin" not in answer


def test_cors__without_a_list_no_answer_varies_by_origin(client):
    answer = client.get(LIST, headers={"origin": SITE})
    assert "Access-Control-Allow-Origin" not in answer
    assert "origin" not in answer.get("Vary", "").lower()
