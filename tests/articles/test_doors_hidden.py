"""A story that nobody may see changes no byte of what everybody may see."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.utils import timezone

from articles.actions.numbering import number_changes
from articles.blocks import Paragraph
from articles.story import Credit, SectionRef, TopicRef
from articles.workflow import Status
from media.models import Photo
from tests.articles.doors import (
    HEARD_OF,
    LIVE,
    SHARED,
    STATES,
    Standing,
    login,
    make_story_in,
    paths_of,
    standing,
)
from tests.factories import make_article, placed
from tests.keeping import rows_for_the_module

pytestmark = pytest.mark.django_db
HIDDEN = sorted({*STATES, Status.IN_REVIEW, Status.APPROVED} - LIVE)
_API = "/api/v1/articles/"
_SEARCH = f"{_API}?q=harbour&page_size=1&snippets=1"
# Beside the doors of the table: next links, counts of pages, snippets, what is empty.
MORE = (
    f"{_API}?page_size=1",
    f"{_API}?page_size=1&section=news",
    f"{_API}?page_size=1&topic=harbours",
    f"{_API}?page_size=1&contributor=harbours",
    f"{_API}?page_size=1&section=news&language=en",
    f"{_API}?page_size=1&section=news&topic=harbours",
    f"{_API}?source=newsroom",
    f"{_API}?section=quay",
    f"{_API}?topic=quay",
    f"{_API}?contributor=quay",
    _SEARCH,
    f"{_SEARCH}&order=rank",
    f"{_SEARCH}&section=news",
    f"{_API}?q=quayside&snippets=1",
    f"{_API}?q=quayside&order=rank",
    f"{_API}?q=quaysi",
    "/api/v1/topics/?page_size=1",
    "/api/v1/contributors/?page_size=1",
    "/api/v1/sections/?page_size=1",
    "/quay/",
    "/feeds/section/quay.rss",
    "/feeds/topic/quay.atom",
    "/feeds/contributor/quay.json",
)
# Where it would stand itself: what was live once has left its word there.
_ITS_OWN = (f"{_API}quay/", "/quay/quay/", "/news/quay/", "/api/v1/changes/")
HEADERS = ("ETag", "Last-Modified", "Content-Length", "Surrogate-Key", "Location")


@pytest.fixture(scope="module")
def stories(django_db_setup, django_db_blocker) -> Iterator[dict[str, Standing]]:
    """Give the stories that everybody may see."""
    with rows_for_the_module(django_db_blocker):
        # An hour ago: a Last-Modified of now is another one a moment later.
        with time_machine.travel(timezone.now() - timedelta(hours=1)):
            made = {state: standing(state) for state in sorted(LIVE)}
            number_changes()
        yield made


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the lists without a size of their own go over several pages."""
    monkeypatch.setattr("articles.pages.machines.SITEMAP_SIZE", 1)
    monkeypatch.setattr("articles.pages.views.PAGE_SIZE", 1)


def make_hidden(state: str, beside: Photo) -> None:
    """Make one with the published story's photo and names, and with new ones."""
    status = {"embargoed": Status.APPROVED, "killed unseen": Status.APPROVED}
    words: dict[str, Any] = {
        "headline": "The harbour's quayside", "slug": "quay", "ednote": "quay",
        "body": (Paragraph("The harbour, quayside, at the harbour."),),
        "section": SectionRef("Quay", "quay"), "language": "en",
        "topics": (TopicRef(SHARED), TopicRef("Quay")),
        "contributors": (Credit(SHARED), Credit("Quay")),
        "lead_photo": placed(beside, caption="Quayside."),
    }  # fmt: skip
    make_story_in(state)
    make_article(status.get(state, state), **words)


def everything(
    client: Client, stories: dict[str, Standing], *, is_heard_of: bool
) -> dict[str, Any]:
    kinds = ["story", "part", "list", "names", "silent"]
    wanted = {
        story.path(path)
        for kind in kinds
        for path in paths_of(kind)
        for story in stories.values()
    }
    wanted |= set(MORE) | (set() if is_heard_of else set(_ITS_OWN))
    found = {path: answer_of(client, path) for path in sorted(wanted)}
    for path in list(found):
        for page in pages_behind(found[path][1]):
            found[page] = answer_of(client, page)
    return found


def answer_of(client: Client, path: str) -> tuple[Any, ...]:
    answer = client.get(path)
    said = [answer.get(name) for name in HEADERS]
    return answer.status_code, answer.content, said


def pages_behind(body: bytes) -> list[str]:
    """Give the pages a sitemap's index names."""
    if b"<sitemapindex" not in body:
        return []
    texts = body.decode().split("<loc>http://127.0.0.1:8000")[1:]
    return [text.partition("</loc>")[0] for text in texts]


@pytest.mark.parametrize("state", HIDDEN)
def test_hidden__one_story_more_changes_no_byte(stories, state):
    client = login("anonymous")
    is_heard_of = state in HEARD_OF
    before = everything(client, stories, is_heard_of=is_heard_of)
    assert sum(code == 200 for code, *_ in before.values()) > 40
    with transaction.atomic():
        make_hidden(state, stories["published"].photo)
        number_changes()
        after = everything(client, stories, is_heard_of=is_heard_of)
        transaction.set_rollback(True)
    different = [path for path in before if before[path] != after.get(path)]
    assert different == []
    assert set(after) == set(before)
