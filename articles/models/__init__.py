"""The tables of the articles app, one family per file."""

from __future__ import annotations

from articles.models.answers import KeptAnswer
from articles.models.article import (
    Article,
    ArticleContributor,
    ArticleSlug,
    PhotoUse,
    RelatedLink,
)
from articles.models.beat import WorkerBeat
from articles.models.correction import Correction
from articles.models.delivery import (
    Change,
    DocumentFacet,
    PendingDelivery,
    PublishedDocument,
)
from articles.models.dependency import DocumentDependency
from articles.models.desk import Contributor, Section, SourceSection, Topic
from articles.models.history import ArticleEvent
from articles.models.revision import Revision
from articles.models.search import SearchEntry

__all__ = [
    "Article",
    "ArticleContributor",
    "ArticleEvent",
    "ArticleSlug",
    "Change",
    "Contributor",
    "Correction",
    "DocumentDependency",
    "DocumentFacet",
    "KeptAnswer",
    "PendingDelivery",
    "PhotoUse",
    "PublishedDocument",
    "RelatedLink",
    "Revision",
    "SearchEntry",
    "Section",
    "SourceSection",
    "Topic",
    "WorkerBeat",
]
