"""The desk's own API: stories, their steps and previews, for people and tokens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from articles.actions.checking import refusals_to_publish
from articles.actions.drafting import create_draft, save_draft
from articles.actions.previewing import make_preview
from articles.actions.recording import lock_article
from articles.actions.stepping import take
from articles.api import parameters
from articles.api.describing import works
from articles.api.once import once
from articles.api.scopes import SEES_STORIES, actor_of, require
from articles.api.serializers import (
    PreviewAsked,
    Transition,
    article_detail,
    article_summary,
    preview_made,
    refusals_found,
)
from articles.api.story_fields import StoryFields, read_story
from articles.api.versions import etag_of_version, version_named
from articles.errors import NoSuchStory
from articles.exporting import draft_photos, draft_story
from articles.models import Article
from articles.querysets import ArticleQuerySet
from articles.story import Story
from articles.workflow import (
    CREATE,
    EDIT_ANY,
    EDIT_OWN,
    PLACE_PHOTOS,
    STEPS,
    Status,
)

_FILTERS: dict[str, parameters.Reader] = {
    "page_size": parameters.page_size,
    "cursor": parameters.cursor,
    "status": parameters.one_of("status", Status.values),
    "section": parameters.slug_of("section"),
    "source": parameters.slug_of("source"),
    "type": parameters.slug_of("type"),
}
_AS_OF = {"at": parameters.moment_of("at")}
_LOOKUPS = {"section": "section__slug", "source": "source__slug"}


class DeskView(GenericAPIView):
    """A view of the desk: private, and kept by no cache.

    `opens` names for each method the permissions of which a token's scopes must open
    one; `sees` is what one must hold to look at what the view answers.
    """

    opens: Mapping[str, tuple[str, ...]] = {"GET": (SEES_STORIES,)}
    sees = SEES_STORIES
    http_method_names = ["get", "head", "post", "patch"]

    def finalize_response(self, request: Any, response: Any, *a: Any, **k: Any) -> Any:
        """Say that nothing keeps the answer."""
        response = super().finalize_response(request, response, *a, **k)
        response["Cache-Control"] = "no-store"
        return response

    def visible(self, request: Request) -> ArticleQuerySet:
        """Give the stories this person may see; every question starts here."""
        rows: ArticleQuerySet = Article.objects.visible_to(request.user)
        return rows.select_related("section", "source", "created_by")

    def find(self, request: Request, article_id: UUID) -> Article:
        """Give one story; one that may not be seen is not there."""
        article = self.visible(request).filter(pk=article_id).first()
        if article is None:
            raise NoSuchStory
        return article

    def lock(self, request: Request, article_id: UUID) -> Article:
        """Give one story, locked, in the version that If-Match names."""
        article = self.find(request, article_id)
        version = version_named(request, article.edit_version)
        return lock_article(article, base_version=version)

    def answer(self, request: Request, article_id: UUID, status: int = 200) -> Response:
        """Give a story's draft, whole, with the ETag that a change must name."""
        article = self.find(request, article_id)
        found = Response(article_detail(article, actor_of(request)), status)
        found["ETag"] = etag_of_version(article.edit_version)
        return found


class ArticleList(DeskView):
    """The stories of the desk, last changed first."""

    opens = {"GET": (SEES_STORIES,), "POST": (CREATE,)}

    @works("The stories of the desk", "DeskArticlePage", known=_FILTERS)
    def get(self, request: Request) -> Response:
        """Give a page; filters are status, section, source and type."""
        asked = parameters.read_parameters(request.query_params, _FILTERS)
        filters = {
            _LOOKUPS.get(name, name): asked[name]
            for name in asked
            if name not in {"page_size", "cursor"}
        }
        rows = self.paginate_queryset(self.visible(request).filter(**filters)) or []
        actor = actor_of(request)
        return self.get_paginated_response(
            [article_summary(article, actor) for article in rows]
        )

    @works(
        "Start a story",
        "DeskArticleDetail",
        statuses=(201,),
        takes=StoryFields,
        asks=("Idempotency-Key",),
    )
    @once
    def post(self, request: Request) -> Response:
        """Start a story."""
        story = read_story(request, Story())
        article = create_draft(story, by=actor_of(request))
        found = self.answer(request, article.pk, 201)
        found["Location"] = reverse("desk-article", args=[article.pk])
        return found


class ArticleDetail(DeskView):
    """One story's draft, whole."""

    opens = {
        "GET": (SEES_STORIES,),
        "PATCH": (EDIT_OWN, EDIT_ANY, PLACE_PHOTOS),
    }

    @works("One story of the desk", "DeskArticleDetail", refuses=(404,))
    def get(self, request: Request, article_id: UUID) -> Response:
        """Give the story with the ETag that a change must name."""
        parameters.read_parameters(request.query_params, {})
        return self.answer(request, article_id)

    @works(
        "Change a story's draft",
        "DeskArticleDetail",
        takes=StoryFields,
        asks=("If-Match", "Idempotency-Key"),
        refuses=(404,),
    )
    @once
    def patch(self, request: Request, article_id: UUID) -> Response:
        """Change the fields that are given; what is equal changes nothing."""
        article = self.lock(request, article_id)
        story = read_story(request, draft_story(article), article)
        save_draft(article, story, by=actor_of(request))
        return self.answer(request, article_id)


class Transitions(DeskView):
    """The steps of one story."""

    opens = {"POST": (SEES_STORIES,)}

    @works(
        "Take a step of the workflow",
        "DeskArticleDetail",
        takes=Transition,
        asks=("If-Match", "Idempotency-Key"),
        refuses=(404,),
    )
    @once
    def post(self, request: Request, article_id: UUID) -> Response:
        """Take a step of the workflow, as the buttons of the admin do."""
        article = self.lock(request, article_id)
        asked = Transition.read(request)
        step = STEPS[asked["step"]]
        require(request, step.permission, step.own_permission)
        take(
            step.name,
            article,
            by=actor_of(request),
            note=asked["note"],
            at=asked["at"],
            confirmed=asked["confirm"],
            kind=asked["kind"],
            text=asked["text"],
        )
        return self.answer(request, article_id)


class Preflight(DeskView):
    """What would stop a story from being published."""

    @works(
        "What would stop it from being published",
        "Preflight",
        known=_AS_OF,
        refuses=(404,),
    )
    def get(self, request: Request, article_id: UUID) -> Response:
        """Give every reason, as of `at` (now)."""
        asked = parameters.read_parameters(request.query_params, _AS_OF)
        article = self.find(request, article_id)
        refusals = refusals_to_publish(
            article, draft_photos(article), at=asked.get("at")
        )
        found = Response(refusals_found(refusals))
        found["ETag"] = etag_of_version(article.edit_version)
        return found


class Previews(DeskView):
    """Signed links to one revision of one story."""

    opens = {"POST": (EDIT_ANY,)}

    @works(
        "Make a preview link",
        "PreviewMade",
        statuses=(201,),
        takes=PreviewAsked,
        asks=("Idempotency-Key",),
        refuses=(404,),
    )
    @once
    def post(self, request: Request, article_id: UUID) -> Response:
        """Make a link for somebody without a login."""
        article = self.find(request, article_id)
        asked = PreviewAsked.read(request)
        made = make_preview(
            article,
            by=actor_of(request),
            number=asked["revision"],
            hours=asked["hours"],
        )
        return Response(preview_made(made), 201)
