"""docs/api.md says what the API does: its scopes, addresses and examples."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import resolve

from articles.actions.previewing import DEFAULT_HOURS, MOST_HOURS
from articles.actions.remembering import KEPT_FOR, LONGEST_WAIT
from articles.api.scopes import OPENS
from articles.api.strict import MOST_BLOCKS
from newsroom.tokens import issue_token
from tests.factories import draw_jpeg, make_article, make_photo, make_section, make_user

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text("utf-8")
# The ids of the examples.
STORY = "019ab2c3-0000-7000-8000-000000000001"
PHOTO = "019ab2c3-0000-7000-8000-000000000002"


def examples() -> list[list[str]]:
    return [
        shlex.split(line) for line in re.findall(r"^ {4}(curl .*)$", TEXT, re.MULTILINE)
    ]


def options(words: list[str], name: str) -> list[str]:
    return [words[place + 1] for place, word in enumerate(words) if word == name]


def test_scopes__are_those_of_the_code():
    rows = re.findall(r"^\| `([a-z]+(?::[a-z]+)?)` \| [a-z]", TEXT, re.MULTILINE)
    assert rows == list(OPENS)


def test_figures__are_those_of_the_code():
    assert f"1 to {MOST_HOURS} ({DEFAULT_HOURS} unless said)" in TEXT
    assert f"kept for {KEPT_FOR.days * 24} hours" in TEXT
    assert LONGEST_WAIT == 5
    assert f"{MOST_BLOCKS:,} blocks" in TEXT


def test_table__names_addresses_there_are():
    rows = re.findall(r"^\| `(GET|POST|PATCH) ([a-z{}/]+)` \|", TEXT, re.MULTILINE)
    assert len(rows) >= 10
    for method, path in rows:
        view = resolve(f"/api/v1/desk/{path.format(id=STORY, number=1)}").func
        assert method.lower() in view.view_class.__dict__, (method, path)


@pytest.mark.django_db
def test_examples__do_what_they_say():
    make_section(slug="news")
    story, photo = make_article(), make_photo()
    real = {STORY: str(story.pk), PHOTO: str(photo.pk)}
    scopes = list(OPENS)
    text = issue_token("example", scopes, user=make_user("publisher"))
    found = examples()
    assert len(found) >= 8
    for words in found:
        path = urlsplit(words[-1]).path
        for example, pk in real.items():
            path = path.replace(example, pk)
        headers = dict(one.split(": ", 1) for one in options(words, "-H"))
        assert headers["Authorization"] == "Bearer nr_…"
        headers["Authorization"] = f"Bearer {text}"
        content_type = headers.pop("Content-Type", None)
        method = (options(words, "-X") or ["GET"])[0]
        if data := options(words, "-d"):
            sent = {
                "data": json.dumps(json.loads(data[0])),
                "content_type": content_type,
            }
        elif options(words, "-F"):
            picture = draw_jpeg(600_001, (300, 200))
            sent = {"data": {"file": SimpleUploadedFile("ferry.jpg", picture)}}
        else:
            sent = {}
        answer = getattr(Client(), method.lower())(path, headers=headers, **sent)
        assert answer.status_code in {200, 201}, (words, answer.content)
