"""Every public address as a door, everybody who asks, and a story in each state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.test import Client
from django.utils import timezone

from articles.actions.drafting import save_draft
from articles.api.scopes import OPENS
from articles.blocks import Paragraph
from articles.exporting import draft_story
from articles.models import Article
from articles.story import Credit, TopicRef
from articles.workflow import Status
from media.models import Photo
from media.rendering import public_files
from newsroom.models import Token
from newsroom.tokens import issue_token
from tests.factories import (
    SYSTEM,
    make_article,
    make_photo_with_file,
    make_user,
    placed,
    take_step,
)

DESK = ("reporter", "editor", "photo", "publisher", "superuser")
PEOPLE = ("anonymous", "nobody", "staff", *DESK)
# Those of a publisher: none of them opens more than its scope.
TOKENS = ("token", "token expired", *(f"token {scope}" for scope in OPENS))
EVERYBODY = (*PEOPLE, *TOKENS)

EMBARGOED, UNSEEN, CHANGED = "embargoed", "killed unseen", "published with changes"
STATES = (
    Status.DRAFT, Status.SCHEDULED, EMBARGOED, Status.PUBLISHED, CHANGED,
    Status.UNPUBLISHED, Status.KILLED, UNSEEN,
)  # fmt: skip
# What readers see of a story in each state.
LIVE = {Status.PUBLISHED, CHANGED}
# What was live once; the rest has never been heard of.
HEARD_OF = {*LIVE, Status.UNPUBLISHED, Status.KILLED}
SHARED = "Harbours"


@dataclass(frozen=True)
class Door:
    """One address as the table of the site's addresses has it, and what it leads to.

    `kind` says who finds what there: the tests below are by kind. `paths` are what is
    asked for, with the words of one story in them.
    """

    kind: str
    paths: tuple[str, ...]


def _of(kind: str, *paths: str) -> Door:
    return Door(kind, paths)


def _feeds(kind: str, place: str) -> Door:
    return Door(kind, tuple(f"/feeds/{place}.{k}" for k in ("rss", "atom", "json")))


_LIST = "/api/v1/articles/?page_size=100"
_DESK = "api/v1/desk/articles/"
_STORY = f"{_DESK}<uuid:article_id>/"
DOORS = {
    # One story: 200 while it is live, 410 once it is killed, else 404.
    "api/v1/articles/<slug:slug>/": _of(
        "story", "/api/v1/articles/{slug}/", "/api/v1/articles/{slug}/?format=json-ld"
    ),
    "api/v1/articles/by-id/<uuid:article_id>/": _of(
        "story", "/api/v1/articles/by-id/{id}/"
    ),
    "<slug:section>/<slug:slug>/": _of("story", "/news/{slug}/"),
    # What shows one story alone: 200 while it is live, else 404.
    "api/v1/photos/<uuid:photo_id>/": _of("part", "/api/v1/photos/{photo}/"),
    "photos/<uuid:photo>/<slug:fingerprint>/<slug:spec>.<slug:extension>": _of(
        "part", "{rendition}"
    ),
    "feeds/topic/<slug:slug>.<feed_kind:kind>": _feeds("part", "topic/{word}"),
    "feeds/contributor/<slug:slug>.<feed_kind:kind>": _feeds(
        "part", "contributor/{word}"
    ),
    # Lists: 200 always, with each story that is live and no word of another.
    "api/v1/articles/": _of(
        "list", _LIST, f"{_LIST}&section=news", f"{_LIST}&topic=harbours",
        f"{_LIST}&contributor=harbours", f"{_LIST}&q=harbour&snippets=1",
        f"{_LIST}&q=harbour&order=rank",
    ),
    "": _of("list", "/"),
    "<slug:section>/": _of("list", "/news/"),
    "sitemap.xml": _of("list", "/sitemap.xml"),
    "sitemap-news.xml": _of("list", "/sitemap-news.xml"),
    "feeds/latest.<feed_kind:kind>": _feeds("list", "latest"),
    "feeds/section/<slug:slug>.<feed_kind:kind>": _feeds("list", "section/news"),
    "api/v1/topics/": _of("names", "/api/v1/topics/?page_size=100"),
    "api/v1/contributors/": _of("names", "/api/v1/contributors/?page_size=100"),
    "api/v1/changes/": _of("changes", "/api/v1/changes/?page_size=100"),
    # What says nothing of any story, whatever there is.
    "api/v1/sections/": _of("silent", "/api/v1/sections/"),
    "api/v1/schema/": _of("silent", "/api/v1/schema/"),
    "api/v1/docs/": _of("silent", "/api/v1/docs/"),
    "robots.txt": _of("silent", "/robots.txt"),
    "rsl.xml": _of("silent", "/rsl.xml"),
    ".well-known/tdmrep.json": _of("silent", "/.well-known/tdmrep.json"),
    "healthz": _of("silent", "/healthz"),
    "readyz": _of("silent", "/readyz"),
    # For whoever has the link, until the story is killed.
    "api/v1/preview/<str:link>/": _of("preview", "/api/v1/preview/{link}/"),
    "preview/<str:link>/": _of("preview", "/preview/{link}/"),
    "preview/<str:link>/photos/<uuid:photo>/<slug:spec>.<slug:extension>": _of(
        "preview", "/preview/{link}/photos/{photo}/w320.jpg"
    ),
    # The desk's own: tests/articles/test_doors_desk.py.
    _DESK: _of("desk", "/api/v1/desk/articles/?page_size=100"),
    _STORY: _of("desk", "/api/v1/desk/articles/{id}/"),
    f"{_STORY}transitions/": _of("desk", "/api/v1/desk/articles/{id}/transitions/"),
    f"{_STORY}preflight/": _of("desk", "/api/v1/desk/articles/{id}/preflight/"),
    f"{_STORY}previews/": _of("desk", "/api/v1/desk/articles/{id}/previews/"),
    f"{_STORY}corrections/": _of("desk", "/api/v1/desk/articles/{id}/corrections/"),
    f"{_STORY}corrections/<int:number>/retract/": _of(
        "desk", "/api/v1/desk/articles/{id}/corrections/{correction}/retract/"
    ),
    "api/v1/desk/photos/": _of("desk", "/api/v1/desk/photos/"),
    "api/v1/desk/photos/<uuid:photo_id>/": _of("desk", "/api/v1/desk/photos/{photo}/"),
}  # fmt: skip


def paths_of(kind: str) -> list[str]:
    """Give every path of the doors of this kind."""
    return [path for door in DOORS.values() if door.kind == kind for path in door.paths]


def login(who: str) -> Client:
    """Give the client of somebody; all ask with one id, so equal answers are equal."""
    client = Client(headers={"X-Request-ID": "asked-by-the-tests"})
    if who in DESK:
        client.force_login(make_user(who, is_staff=True))
    elif who in {"nobody", "staff"}:
        client.force_login(make_user(is_staff=who == "staff"))
    elif who in TOKENS:
        client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {_token(who)}"
    return client


def _token(who: str) -> str:
    publisher, scope = make_user("publisher", is_staff=True), who.partition(" ")[2]
    if scope in OPENS:
        return issue_token(who, [scope], user=publisher)
    text = issue_token(who, list(OPENS), user=publisher)
    row = Token.objects.get(name=who)
    if scope:
        row.expiry = timezone.now() - timedelta(seconds=1)
    else:
        row.scopes = []
    row.save()
    return text


def word_of(state: str) -> str:
    """Give the word that all a story in this state says has, and no other's."""
    return f"only{state.replace(' ', '').replace('_', '')}said"


def make_story_in(state: str) -> Article:
    """Give a story of which every part says its own word, also those for the desk."""
    word = word_of(state)
    photo = make_photo_with_file(
        (320, 200), title=f"{word} title", caption=f"{word} caption.", alt=word
    )
    words: dict[str, Any] = {
        "headline": f"Headline of {word}",
        "dek": f"Dek of {word}.",
        "body": (Paragraph(f"Text of {word} at the harbour."),),
        "slug": slug_of(state),
        "ednote": f"secret {word}",
        "slugline": f"secret {word}",
        "topics": (TopicRef(word), TopicRef(SHARED)),
        "contributors": (Credit(word), Credit(SHARED)),
        "lead_photo": placed(photo),
    }
    if state == EMBARGOED:
        later = timezone.now() + timedelta(days=1)
        return make_article(Status.APPROVED, embargo_until=later, **words)
    if state == UNSEEN:
        return take_step(make_article(Status.APPROVED, **words), "kill")
    if state != CHANGED:
        return make_article(state, **words)
    article = make_article(Status.PUBLISHED, **words)
    story = draft_story(article).evolve(headline="Unseen", slug="unseen")
    save_draft(article, story, by=SYSTEM)
    article.refresh_from_db()
    return article


def slug_of(state: str) -> str:
    """Give the slug of the story in this state; it was public where the story was."""
    return f"at-{state.replace(' ', '-').replace('_', '-')}"


@dataclass(frozen=True)
class Standing:
    """A story in a state, and what paths and answers say of it."""

    state: str
    article: Article
    photo: Photo

    @cached_property
    def words(self) -> dict[str, object]:
        """Give what stands in braces in the paths of the table."""
        return {
            "slug": slug_of(self.state),
            "word": word_of(self.state),
            "id": self.article.pk,
            "photo": self.photo.pk,
            "rendition": public_files(self.photo)[0].path,
        }

    def path(self, pattern: str, **more: object) -> str:
        """Give a path of the table for this story."""
        return pattern.format(**self.words, **more)

    def is_named_in(self, text: str) -> bool:
        """Say whether a text says anything of this story."""
        told = ("word", "id", "photo")
        return any(str(self.words[name]) in text for name in told) or (
            f"/{slug_of(self.state)}/" in text
        )


def standing(state: str) -> Standing:
    """Make the story of a state."""
    article = make_story_in(state)
    return Standing(state, article, article.photo_uses.get(revision=None).photo)
