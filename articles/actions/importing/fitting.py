"""Making what a page says fit the columns it goes to, saying what was cut."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db import models

from articles.actions.importing.jobs import StoryJob
from articles.blocks import PlacedPhoto
from articles.models import Article, Contributor, RelatedLink, Section, Topic
from articles.models.desk import SourceSection
from articles.reading.photographs import replace_photos
from articles.story import SectionRef, Story
from media.models import Photo
from media.reports import Warned

DEFAULT_SECTION = SectionRef("News", "news")
_LINES = ("headline", "kicker", "byline", "dateline", "type", "slugline")


def with_section(story: Story, job: StoryJob) -> Story:
    """Give a story without section its source's default one, else `news`."""
    if story.section:
        return story
    default = SourceSection.objects.select_related("section").filter(source=job.source)
    if row := default.first():
        return story.evolve(section=SectionRef(row.section.name, row.section.slug))
    return story.evolve(section=DEFAULT_SECTION)


def fit(story: Story) -> tuple[Story, list[Warned]]:
    """Cut texts to their columns' lengths and drop addresses that are too long."""
    cut: list[str] = []
    lines = {name: _cut(story, Article, name, name, cut) for name in _LINES}
    story = story.evolve(
        **lines,
        canonical_url=_drop(story.canonical_url, Article, "canonical_url", cut),
        keywords=tuple(word[:200] for word in story.keywords),
        urgency=story.urgency if story.urgency in range(1, 10) else None,
        contributors=tuple(
            replace(each, name=_cut(each, Contributor, "name", "contributors", cut))
            for each in story.contributors
        ),
        topics=tuple(
            replace(each, name=_cut(each, Topic, "name", "topics", cut))
            for each in story.topics
        ),
        copyright=replace(
            story.copyright,
            holder=_cut_text(story.copyright.holder, Article, "copyright_holder", cut),
            license_url=_drop(story.copyright.license_url, Article, "license_url", cut),
        ),
        related=tuple(
            replace(
                link,
                title=_cut(link, RelatedLink, "title", "related", cut),
                url=_drop(link.url, RelatedLink, "url", cut),
            )
            for link in story.related
        ),
    )
    if story.section:
        name = _cut(story.section, Section, "name", "section", cut)
        story = story.evolve(section=replace(story.section, name=name))
    story = replace_photos(story, lambda _, photo: _fit_photo(photo, cut))
    warnings = [
        Warned("shortened", f"{name} was longer than we keep, and was cut.")
        for name in dict.fromkeys(cut)
    ]
    return story, warnings


def _fit_photo(photo: PlacedPhoto, cut: list[str]) -> PlacedPhoto:
    return replace(
        photo,
        title=_cut_text(photo.title, Photo, "title", cut),
        credit=photo.credit and _cut_text(photo.credit, Photo, "credit", cut),
        source=_cut_text(photo.source, Photo, "source", cut),
        creator=tuple(name[:200] for name in photo.creator),
    )


def _cut(
    row: Any, model: type[models.Model], column: str, name: str, cut: list[str]
) -> str:
    return _cut_text(getattr(row, column), model, column, cut, name)


def _cut_text(
    text: str, model: type[models.Model], column: str, cut: list[str], name: str = ""
) -> str:
    length = _length(model, column)
    if len(text) <= length:
        return text
    cut.append(name or column)
    return text[: length - 1].rstrip() + "…"


def _drop(url: str, model: type[models.Model], column: str, cut: list[str]) -> str:
    if len(url) <= _length(model, column):
        return url
    cut.append(column)
    return ""


def _length(model: type[models.Model], column: str) -> int:
    return int(getattr(model._meta.get_field(column), "max_length", 0))
