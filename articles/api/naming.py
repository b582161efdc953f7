"""The names live stories use, for menus and indexes, each by its slug."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson
from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from articles.answering import answer
from articles.api import parameters
from articles.api.describing import delivers
from articles.api.shapes import SLUG
from articles.models import (
    Contributor,
    DocumentFacet,
    PublishedDocument,
    Section,
    Topic,
)
from articles.models.delivery import FacetKind
from articles.querysets import ONLY_FOR

PARAMETERS: dict[str, parameters.Reader] = {
    "page_size": parameters.page_size,
    "cursor": parameters.slug_of("cursor"),
}

_FROM = {"cursor": SLUG}


@delivers(
    "The sections of live stories", "SectionPage", known=PARAMETERS, instead=_FROM
)
@require_safe
def section_list(request: HttpRequest) -> HttpResponse:
    """Give the sections that have a live story, by slug."""
    live = PublishedDocument.objects.usable().filter(section=OuterRef("slug"))
    rows = Section.objects.filter(Exists(live.filter(**ONLY_FOR[1])))
    return _answer_names(request, rows, _section, "section-list")


@delivers("The topics of live stories", "TopicPage", known=PARAMETERS, instead=_FROM)
@require_safe
def topic_list(request: HttpRequest) -> HttpResponse:
    """Give the topics that a live story has, by slug."""
    rows = Topic.objects.filter(_is_used(FacetKind.TOPIC))
    return _answer_names(request, rows, _topic, "topic-list")


@delivers(
    "The contributors of live stories",
    "ContributorPage",
    known=PARAMETERS,
    instead=_FROM,
)
@require_safe
def contributor_list(request: HttpRequest) -> HttpResponse:
    """Give those whom a live story names, by slug."""
    rows = Contributor.objects.filter(_is_used(FacetKind.CONTRIBUTOR))
    return _answer_names(request, rows, _contributor, "contributor-list")


def _is_used(kind: FacetKind) -> Exists:
    """Ask whether a live story has this; facets of others there are none."""
    facets = DocumentFacet.objects.filter(kind=kind, slug=OuterRef("slug"))
    return Exists(facets.filter(**ONLY_FOR[1]))


def _section(row: Section) -> dict[str, Any]:
    page = reverse("section-front", args=[row.slug])
    url = f"{settings.SITE_URL}{page}"
    return {"slug": row.slug, "name": row.name, "url": url}


def _topic(row: Topic) -> dict[str, Any]:
    return {"slug": row.slug, "name": row.name, "qcode": row.qcode or ""}


def _contributor(row: Contributor) -> dict[str, Any]:
    return {"slug": row.slug, "name": row.name}


def _answer_names(
    request: HttpRequest,
    rows: QuerySet[Any],
    write: Callable[[Any], dict[str, Any]],
    view: str,
) -> HttpResponse:
    """Give a page of names in one query; the cursor is the last slug seen."""
    asked = parameters.read_parameters(request.GET, PARAMETERS)
    size = asked.get("page_size", parameters.LARGEST_PAGE)
    found = list(rows.filter(slug__gt=asked.get("cursor", "")).order_by("slug")[: size + 1])  # fmt: skip
    url = None
    if len(found) > size:
        query = urlencode({**asked, "cursor": found[size - 1].slug})
        url = f"{settings.SITE_URL}{reverse(view)}?{query}"
    body = {"next": url, "results": [write(row) for row in found[:size]]}
    return answer(request, orjson.dumps(body), "application/json", keys=["articles"])
