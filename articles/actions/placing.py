"""Which photos stand where, as rows: for the draft, and for what goes live."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from uuid import UUID

from articles.blocks import Gallery, PhotoBlock, PlacedPhoto
from articles.errors import BadBlock
from articles.models import Article, PhotoUse, Revision
from articles.models.article import Placing
from articles.story import Story
from media.models import Photo


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


def keep_places(article: Article, revision: Revision) -> None:
    """Write the draft's photo places once more, as those of a revision going live.

    A photo merged meanwhile has its places moved by a sweep, which does not see these.
    """
    if article.photo_uses.filter(revision=revision).exists():
        return
    drafted = article.photo_uses.filter(revision=None)
    uses = list(drafted.select_related("photo__merged_into"))
    for use in uses:
        use.pk, use.revision = None, revision
        use.photo = use.photo.merged_into or use.photo
        use._state.adding = True
    PhotoUse.objects.bulk_create(uses)


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
