"""What would stop a story from being published, each with a code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from articles.blocks import TEXT_BLOCKS
from articles.exporting import body_with_photos
from articles.exporting.facts import PhotoHere
from articles.markup import word_count
from articles.models import Article


@dataclass(frozen=True)
class Refusal:
    """One reason against publishing; `code` is stable, `text` names the fix."""

    code: str
    text: str


def refusals_to_publish(
    article: Article, photos: Iterable[PhotoHere], *, at: datetime | None = None
) -> list[Refusal]:
    """Give every reason against publishing the draft, as of a moment (now).

    `photos` are those it places, as `draft_photos` gives them.
    """
    moment = at or timezone.now()
    found = []
    if not article.headline.strip():
        found.append(Refusal("headline_missing", "Write a headline."))
    if article.section_id is None:
        found.append(Refusal("section_missing", "Choose a section."))
    if not article.slug:
        found.append(Refusal("slug_missing", "Give the story a slug."))
    if not _has_text(article):
        found.append(Refusal("text_missing", "Write at least one paragraph."))
    if article.embargo_until and article.embargo_until > moment:
        until = article.embargo_until.isoformat(timespec="minutes")
        found.append(Refusal("embargoed", f"The story is embargoed until {until}."))
    return found + _of_photos(photos)


def _has_text(article: Article) -> bool:
    blocks = body_with_photos(article.body, ())
    return any(isinstance(b, TEXT_BLOCKS) and word_count([b]) for b in blocks)


def _of_photos(photos: Iterable[PhotoHere]) -> list[Refusal]:
    found = []
    for here in photos:
        photo = here.photo
        if photo.deleted_at:
            text = f"Take out the photo “{photo}”, which was deleted, or restore it."
            found.append(Refusal("photo_deleted", text))
        elif not (photo.credit if here.credit is None else here.credit).strip():
            text = f"Name who made the photo “{photo}”."
            found.append(Refusal("photo_credit_missing", text))
    return found
