"""Which photos stand where, as rows: for the draft, and for what goes live."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from uuid import UUID

from articles.blocks import Gallery, PhotoBlock, PlacedPhoto
from articles.errors import BadBlock
from articles.models import Article, PhotoUse
from articles.models.article import Placing
from articles.statements import Statement
from articles.story import Story
from media.models import Photo

_TABLES = {"use": PhotoUse._meta.db_table, "photo": Photo._meta.db_table}
_SAID = "article_id, role, block, position, use.caption, use.alt, use.credit"
_KEEP = """
    INSERT INTO {use} (revision_id, photo_id, {columns})
    SELECT %(revision)s, coalesce(merged_into_id, photo_id), {said}
    FROM {use} AS use JOIN {photo} AS photo ON photo.id = photo_id
    WHERE article_id = %(article)s AND revision_id IS NULL AND NOT EXISTS (
        SELECT FROM {use} WHERE article_id = %(article)s AND revision_id = %(revision)s
    )
""".format(columns=_SAID.replace("use.", ""), said=_SAID, **_TABLES)  # noqa: S608 - names of ours


def stored_photos(story: Story) -> Mapping[str, Photo]:
    """Give the photos a story places, by the id it uses for each.

    A photo that was merged into another is replaced by it. Raises BadBlock where a
    place names no stored photo.
    """
    wanted = {photo.photo for photo in story.placed_photos()}
    ids = {text: _as_uuid(text) for text in wanted}
    rows = Photo.objects.select_related("merged_into").in_bulk(list(ids.values()))
    found = {}
    for text, key in ids.items():
        if key not in rows:
            raise BadBlock(f"There is no photo {text}.")
        found[str(text)] = rows[key].merged_into or rows[key]
    return found


def place_photos(article: Article, story: Story, photos: Mapping[str, Photo]) -> None:
    """Write the draft's photo places anew."""
    article.photo_uses.filter(revision=None).delete()
    PhotoUse.objects.bulk_create(
        PhotoUse(
            article=article,
            photo=photos[str(placed.photo)],
            role=role,
            block=block,
            position=position,
            caption=placed.caption,
            alt=placed.alt,
            credit=placed.credit,
        )
        for role, block, position, placed in _places(story)
    )


def keeping_places(article: Article) -> Statement:
    """Give what writes the draft's photo places once more, as of its revision.

    One that has been live before has them already. A photo merged meanwhile has its
    places moved by a sweep, which does not see these.
    """
    asked = {"article": article.pk, "revision": article.draft_revision_id}
    return Statement(_KEEP, asked)


def _places(story: Story) -> Iterator[tuple[str, str, int, PlacedPhoto]]:
    if story.lead_photo:
        yield Placing.LEAD, "", 0, story.lead_photo
    for block in story.body:
        if isinstance(block, PhotoBlock):
            yield Placing.BODY, block.id, 0, block.photo
        elif isinstance(block, Gallery):
            for position, photo in enumerate(block.photos):
                yield Placing.GALLERY, block.id, position, photo


def _as_uuid(text: str | None) -> UUID:
    try:
        return UUID(text or "")
    except ValueError as error:
        raise BadBlock(f"A placed photo names no stored photo: {text!r}.") from error
