"""Every public address × everybody × every state: who finds what.

The table of addresses is doors.py; the desk's are tried in test_doors_desk.py, and
test_doors_hidden.py compares whole answers with and without a hidden story.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from articles.actions.drafting import save_draft
from articles.actions.numbering import number_changes
from articles.exporting import draft_story, live_document
from articles.exporting.previews import sign_preview
from articles.workflow import Status
from media.rendering import public_files
from tests.addresses import all_routes
from tests.articles.doors import (
    DOORS,
    EMBARGOED,
    EVERYBODY,
    HEARD_OF,
    LIVE,
    STATES,
    Standing,
    login,
    paths_of,
    standing,
    word_of,
)
from tests.factories import SYSTEM, make_article, make_photo_with_file, placed
from tests.keeping import rows_for_the_module

pytestmark = pytest.mark.django_db
KINDS = {"story", "part", "list", "names", "changes", "silent", "preview", "desk"}
UNSEEN = b"nseen"


@pytest.fixture(scope="module")
def stories(django_db_setup, django_db_blocker) -> Iterator[dict[str, Standing]]:
    """Give a story in each state, which the tests of this module only read."""
    with rows_for_the_module(django_db_blocker):
        made = {state: standing(state) for state in STATES}
        number_changes()
        yield made


@pytest.fixture(scope="module")
def everybody(stories) -> dict[str, Client]:
    return {who: login(who) for who in EVERYBODY}


def ask(client: Client, who: str, path: str):
    """Give the answer; None where it is the one that an ended token has."""
    answer = client.get(path)
    assert UNSEEN not in answer.content, (who, path)
    assert b"secret" not in answer.content, (who, path)
    if who == "token expired" and path.startswith("/api/"):
        assert (answer.status_code, answer["Cache-Control"]) == (401, "no-store")
        return None
    return answer


def code_of(kind: str, state: str) -> int:
    if state in LIVE:
        return 200
    return 410 if (kind, state) == ("story", Status.KILLED) else 404


def test_doors__every_address_is_one_of_them():
    """A new address fails here, until the table says what is to be found there."""
    found = {route for route in all_routes() if not route.startswith("admin/")}
    assert found == set(DOORS)
    assert {door.kind for door in DOORS.values()} == KINDS


def ask_all(everybody: dict[str, Client], path: str) -> Any:
    """Give the one answer that everybody gets, to the last byte."""
    answers = {who: ask(client, who, path) for who, client in everybody.items()}
    first = answers["anonymous"]
    for who, answer in answers.items():
        if answer is not None:
            assert answer.status_code == first.status_code, (who, path)
            assert answer.content == first.content, (who, path)
            assert answer["Cache-Control"] == first["Cache-Control"], (who, path)
    return first


@pytest.mark.parametrize("kind", ["story", "part"])
def test_doors__readers_find_what_is_live_whoever_they_are(stories, everybody, kind):
    for path, story in itertools.product(paths_of(kind), stories.values()):
        where = story.path(path)
        answer = ask_all(everybody, where)
        assert answer.status_code == code_of(kind, story.state), where
        if answer["Content-Type"] != "image/jpeg":
            said = word_of(story.state) in answer.content.decode()
            assert said is (story.state in LIVE), where


def test_doors__a_former_address_of_a_photo_leads_on_while_it_is_live(
    stories, everybody
):
    for story in stories.values():
        path = story.path("/photos/{photo}/0123456789abcdef/w640.jpg")
        expected = 301 if story.state in LIVE else 404
        assert ask_all(everybody, path).status_code == expected, story.state


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("list", LIVE), ("names", LIVE), ("silent", set()), ("changes", HEARD_OF)],
)
def test_doors__lists_hold_what_is_live_whoever_asks(
    stories, everybody, kind, expected
):
    for path in paths_of(kind):
        answer = ask_all(everybody, path)
        assert kind == "silent" or answer.status_code == 200, path
        text = answer.content.decode()
        found = {state for state, story in stories.items() if story.is_named_in(text)}
        assert found == expected, path
        assert kind != "changes" or "said" not in text


# Rendering a draft costs the most: those asked above all others ask for every state.
LOOKERS = {"anonymous", "publisher", "token", "token expired"}
LOOKED_AT = {Status.DRAFT, EMBARGOED, Status.PUBLISHED, Status.KILLED}


def test_doors__a_preview_is_for_whoever_has_its_link(stories, everybody):
    """All states but killed, and each only by its own link."""
    soon, past = (timezone.now() + timedelta(hours=n) for n in (1, -1))
    for (who, client), (state, story) in itertools.product(
        everybody.items(), stories.items()
    ):
        if who not in LOOKERS and state not in LOOKED_AT:
            continue
        revision = story.article.draft_revision
        links = {200: sign_preview(revision, soon), 404: sign_preview(revision, past)}
        for path, (code, link) in itertools.product(paths_of("preview"), links.items()):
            where = story.path(path, link=link)
            is_over = who == "token expired" and where.startswith("/api/")
            expected = 404 if story.article.status == Status.KILLED else code
            answer = client.get(where)
            assert answer.status_code == (401 if is_over else expected), (who, where)
            assert "no-store" in answer["Cache-Control"], (who, where)


def test_doors__a_draft_slug_leads_nowhere(stories):
    client = Client()
    for url in ("/api/v1/articles/unseen/", "/news/unseen/"):
        assert client.get(url).status_code == 404


def test_doors__a_photo_that_only_the_draft_of_a_live_story_shows():
    article = make_article(Status.PUBLISHED)
    photo = make_photo_with_file((320, 200))
    story = draft_story(article).evolve(lead_photo=placed(photo))
    save_draft(article, story, by=SYSTEM)
    client = Client()
    for path in (f"/api/v1/photos/{photo.pk}/", public_files(photo)[0].path):
        assert client.get(path).status_code == 404


def test_doors__photos_of_the_documents_can_be_fetched(stories):
    document = live_document(stories["published"].article)
    for rendition in document["lead_photo"]["renditions"]:
        answer = Client().get(urlsplit(rendition["url"]).path)
        assert (answer.status_code, answer["Content-Type"]) == (200, rendition["type"])
