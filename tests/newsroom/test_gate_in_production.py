"""Tokens, limits and other sites' scripts on a real web server with production's settings."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from articles.actions.previewing import make_preview
from articles.models import Article
from newsroom.models import Token
from newsroom.tokens import issue_token
from tests.factories import SYSTEM, make_article, make_user
from tests.serving import serving

pytestmark = pytest.mark.django_db(transaction=True)
LIST = "/api/v1/articles/"
DESK = "/api/v1/desk/articles/"
OTHER_SITE = "https://app.example.org"


SETTINGS = {
    "DELIVERY_REQUIRES_TOKEN": "1",
    "RATE_PER_ADDRESS": "3/hour",
    "RATE_PER_TOKEN": "6/hour",
    "TRUSTED_PROXIES": "1",
    "CORS_ALLOWED_ORIGINS": OTHER_SITE,
}


@dataclass
class Asker:
    """Somebody who asks a site, with a token or without one."""

    site: str
    token: str = ""

    def ask(
        self, path: str, method: str = "GET", body: str | None = None, **headers: str
    ) -> tuple[int, Message, bytes]:
        connection = HTTPConnection(urlsplit(self.site).netloc, timeout=30)
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.token:
            names["Authorization"] = f"Bearer {self.token}"
        connection.request(method, path, body, names)
        answer = connection.getresponse()
        found = (answer.status, answer.headers, answer.read())
        connection.close()
        return found


def test_gate__in_production(
    command_environment: dict[str, str], tmp_path: Path
) -> None:
    story, log = make_article("published"), tmp_path / "log"
    reader = issue_token("reader", ["read"])
    writer = issue_token("writer", ["articles:write"], user=make_user("editor"))
    link = make_preview(make_article(headline="Not out yet"), by=SYSTEM).link
    wait_for_a_fresh_hour()
    with serving(command_environment, log=log, **SETTINGS) as site:
        check_delivery(Asker(site), Asker(site, reader), story)
        assert Asker(site, writer).ask(LIST)[0] == 403
        check_desk(Asker(site, writer))
        preview = f"/api/v1/preview/{link}/"
        assert b"Not out yet" in Asker(site).ask(preview)[2]
        assert Asker(site).ask(preview, "POST", "")[0] == 403
    said = log.read_text(encoding="utf-8")
    assert "Forbidden" in said
    for secret in (reader, writer, link, reader[3:20], writer[3:20]):
        assert secret not in said


def check_delivery(anybody: Asker, reader: Asker, story: Article) -> None:
    """Closed but to the token; the address counts whatever a client says of itself."""
    forged = [f"6.6.6.{number}, 1.1.1.1" for number in range(4)]
    codes = [anybody.ask(LIST, x_forwarded_for=each)[0] for each in forged]
    assert codes == [401, 401, 401, 429]
    status, headers, body = reader.ask(
        LIST, x_forwarded_for="1.1.1.1", origin=OTHER_SITE
    )
    assert (status, headers["Access-Control-Allow-Origin"]) == (200, OTHER_SITE)
    assert headers["Cache-Control"] == "private, max-age=0"
    assert story.slug.encode() in body
    Token.objects.filter(name="reader").delete()
    assert reader.ask(LIST)[0] == 401


def check_desk(writer: Asker) -> None:
    """A story is started once, and the token counts."""
    asked = {"Content_Type": "application/json", "Idempotency_Key": "one"}
    story = json.dumps({"headline": "By a program"})
    made = [writer.ask(DESK, "POST", story, **asked) for _ in range(2)]
    assert [status for status, *_ in made] == [201, 201]
    assert made[0][2] == made[1][2]
    assert made[1][1]["Idempotency-Replayed"] == "true"
    assert [writer.ask(DESK)[0] for _ in range(4)] == [200, 200, 200, 429]


def wait_for_a_fresh_hour() -> None:
    """Counters start anew with the hour; this test must not stand across it."""
    while timezone.now().minute == 59 and timezone.now().second > 20:
        time.sleep(1)
