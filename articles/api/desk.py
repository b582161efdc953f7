"""The desk's own API: stories and their steps, for people of the newsroom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from articles.actions.recording import lock_article
from articles.actions.stepping import take
from articles.api import parameters
from articles.api.scopes import SEES_STORIES, actor_of, require
from articles.api.serializers import Transition, article_detail, article_summary
from articles.errors import NoSuchStory, StaleVersion, VersionNotNamed
from articles.models import Article
from articles.querysets import ArticleQuerySet
from articles.workflow import STEPS, Status

_FILTERS: dict[str, parameters.Reader] = {
    "page_size": parameters.page_size,
    "cursor": parameters.cursor,
    "status": parameters.one_of("status", Status.values),
    "section": parameters.slug_of("section"),
    "source": parameters.slug_of("source"),
    "type": parameters.slug_of("type"),
}
_LOOKUPS = {"section": "section__slug", "source": "source__slug"}


class _DeskView(GenericAPIView):
    """A view of the desk: private, and kept by no cache."""

    opens: Mapping[str, tuple[str, ...]] = {"GET": (SEES_STORIES,)}

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


class ArticleList(_DeskView):
    """The stories of the desk, last changed first."""

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


class ArticleDetail(_DeskView):
    """One story's draft, whole."""

    def get(self, request: Request, article_id: UUID) -> Response:
        """Give the story with the ETag that a change must name."""
        parameters.read_parameters(request.query_params, {})
        return _detail(self.find(request, article_id), request)


class Transitions(_DeskView):
    """The steps of one story."""

    opens = {"POST": (SEES_STORIES,)}

    def post(self, request: Request, article_id: UUID) -> Response:
        """Take a step of the workflow, as the buttons of the admin do."""
        article = self.find(request, article_id)
        version = _version_named(request)
        form = Transition(data=request.data)
        form.is_valid(raise_exception=True)
        asked = form.validated_data
        step = STEPS[asked["step"]]
        require(request, step.permission, step.own_permission)
        with transaction.atomic():
            take(
                asked["step"],
                lock_article(article, base_version=version),
                by=actor_of(request),
                note=asked["note"],
                at=asked["at"],
                confirmed=asked["confirm"],
                kind=asked["kind"],
                text=asked["text"],
            )
        return _detail(self.find(request, article_id), request)


def _detail(article: Article, request: Request) -> Response:
    answer = Response(article_detail(article, actor_of(request)))
    answer["ETag"] = f'"{article.edit_version}"'
    return answer


def _version_named(request: Request) -> int | None:
    """Read If-Match: the version the client saw, or None for ``*``."""
    text = request.headers.get("If-Match", "").strip()
    if not text:
        raise VersionNotNamed
    if text == "*":
        return None
    number = text[1:-1]
    is_ours = text == f'"{number}"' and number.isascii() and number.isdigit()
    if not is_ours or len(number) > 9:
        raise StaleVersion
    return int(number)
