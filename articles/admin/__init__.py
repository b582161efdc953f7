"""The desk's pages for stories and what belongs to them, one family per file."""

from __future__ import annotations

from articles.admin.article import ArticleAdmin
from articles.admin.desk import (
    ContributorAdmin,
    SectionAdmin,
    SourceSectionAdmin,
    TopicAdmin,
)

__all__ = [
    "ArticleAdmin",
    "ContributorAdmin",
    "SectionAdmin",
    "SourceSectionAdmin",
    "TopicAdmin",
]
