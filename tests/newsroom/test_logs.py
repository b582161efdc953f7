"""Logs of production, written by real processes: lines of JSON, and no secrets."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from articles.actions.previewing import make_preview
from media.tracing import REQUEST_ID, traced
from newsroom.logs import JsonFormatter, WithoutSecrets
from newsroom.tokens import issue_token
from tests.factories import SYSTEM, make_article
from tests.serving import fetch, serving


def lines_of(log: Path, logger: str) -> list[dict[str, Any]]:
    lines = log.read_text().splitlines()
    rows = [json.loads(line) for line in lines if line.startswith("{")]
    return [row for row in rows if row["logger"] == logger]


@pytest.mark.django_db(transaction=True)
def test_logs__one_line_a_request_with_its_id_and_without_secrets(
    command_environment: dict[str, str], tmp_path: Path
) -> None:
    preview = make_preview(make_article("published"), by=SYSTEM)
    path = preview.url.partition("/api/")[2]
    secret = path.split("/")[2]
    token = issue_token("front", ["read"])
    asked = {
        "/api/v1/articles/?page_size=1&q=secret-query": 200,
        f"/api/{path}": 200,
        "/api/v1/articles/none/": 404,
        "/healthz": 200,
        f"/api/{path}none/": 404,
    }
    ids = [f"asked-{place}00" for place in range(len(asked))]
    with serving(command_environment, log=tmp_path / "log") as site:
        for request_id, (url, status) in zip(ids, asked.items(), strict=True):
            says = {"X-Request-ID": request_id, "Authorization": f"Bearer {token}"}
            answer = fetch(f"{site}{url}", says)
            assert answer.status == status
            assert answer.headers["X-Request-ID"] == request_id
    rows = lines_of(tmp_path / "log", "newsroom.requests")
    assert [row["request_id"] for row in rows] == ids
    assert [row["status"] for row in rows] == list(asked.values())
    assert rows[0]["path"] == "/api/v1/articles/"
    assert rows[1]["path"] == "/api/v1/preview/…/"
    assert rows[4]["path"] == "/api/v1/preview/…/none/"
    assert {row.get("token") for row in rows} == {"front", None}
    text = (tmp_path / "log").read_text()
    assert "Traceback" not in text
    for never in (secret, token, "secret-query"):
        assert never not in text


@pytest.mark.django_db
@pytest.mark.parametrize(
    "given", ["", "short", "x" * 65, "new\nline-12345", "<script>12"]
)
def test_request_id__is_made_where_none_is_given(client: Client, given: str) -> None:
    first, second = (
        client.get("/api/v1/articles/", headers={"x-request-id": given}) for _ in "ab"
    )
    assert len(first["X-Request-ID"]) == 32
    assert first["X-Request-ID"] != second["X-Request-ID"]
    assert first.content == second.content
    assert REQUEST_ID.get() == ""


@pytest.mark.django_db
def test_request_id__stands_in_problems(client: Client) -> None:
    says = {"x-request-id": "from-the-proxy"}
    for path in ("articles/none/", "articles/?what=1", "desk/articles/", "nothing/"):
        answer = client.get(f"/api/v1/{path}", headers=says)
        assert answer.json()["request_id"] == "from-the-proxy", path
        assert answer["X-Request-ID"] == "from-the-proxy"


def test_formatter__writes_an_error_as_one_line() -> None:
    try:
        raise ValueError("no\nsuch thing")
    except ValueError as error:
        info = (type(error), error, error.__traceback__)
    record = logging.LogRecord(
        "articles.tasks", logging.ERROR, "", 0, "row %s", ("7",), info
    )
    with traced("run-12345678"):
        line = JsonFormatter().format(record)
    row = json.loads(line)
    assert "\n" not in line
    assert (row["level"], row["message"], row["request_id"]) == (
        "error",
        "row 7",
        "run-12345678",
    )
    assert "no\nsuch thing" in row["exception"]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/api/v1/preview/s3cret/", "/api/v1/preview/…/"),
        ("/preview/s3cret/photos/1/w640.jpg", "/preview/…/photos/1/w640.jpg"),
        ("/preview/s3cret/\\u201d", "/preview/…/\\u201d"),
        ("/preview//s3cret/", "/preview//…/"),
        ("//Preview/s3cret", "//Preview/…"),
        ("/news/a-preview/", "/news/a-preview/"),
    ],
)
def test_filter__takes_secrets_out_of_what_django_says(path, said) -> None:
    """Django writes what is not ASCII in a path by escapes."""
    record = logging.LogRecord(
        "django.request", logging.ERROR, "", 0, "%s: %s", ("Not Found", path), None
    )
    assert WithoutSecrets().filter(record)
    assert record.getMessage() == f"Not Found: {said}"
