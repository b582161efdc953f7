"""The photos of an imported story: stored first, then named by their ids."""

from __future__ import annotations

import hashlib

from articles.actions.importing.jobs import ImportJob
from articles.blocks import PlacedPhoto
from articles.parsers.base import Warned
from articles.reading.judging import Judgement
from articles.reading.photographs import PhotoFile, replace_photos
from articles.story import Story
from media.actions import PhotoDescription, describe_photo, take_photo
from media.errors import MediaError
from media.models import Photo


def store_photos(
    judgement: Judgement, story: Story, job: ImportJob
) -> tuple[Story, list[Warned]]:
    """Store every photo of the story, and give the story naming them by id.

    A picture that is refused is kept as described, with a warning. What the page says
    of a photo and the photo itself does not, stands in its place.
    """
    warnings: list[Warned] = []
    placed = list(story.placed_photos())
    stored: dict[int, Photo] = {}
    # In an order all imports share, or two could wait for each other.
    for index in sorted(range(len(placed)), key=lambda i: _order(judgement, i)):
        stored[index] = _store(
            placed[index], judgement.files[index], judgement.guid, job, warnings
        )
    return (
        replace_photos(story, lambda index, photo: _place(photo, stored[index])),
        warnings,
    )


def _order(judgement: Judgement, index: int) -> tuple[str, int]:
    file = judgement.files[index]
    return (hashlib.sha256(file.data).hexdigest() if file else "", index)


def _store(
    placed: PlacedPhoto,
    file: PhotoFile | None,
    guid: str,
    job: ImportJob,
    warnings: list[Warned],
) -> Photo:
    described = _describe(placed)
    if file:
        try:
            return take_photo(
                file.data,
                file_name=file.file_name,
                by=job.by,
                provider=job.source,
                described=described,
            )
        except MediaError as error:
            warnings.append(Warned("photo_rejected", f"{file.name}: {error}"))
    return describe_photo(
        described,
        identity=_identity(placed, guid, job.source.slug),
        by=job.by,
        provider=job.source,
    )


def _describe(placed: PlacedPhoto) -> PhotoDescription:
    return PhotoDescription(
        title=placed.title,
        caption=placed.caption or "",
        alt=placed.alt or "",
        creators=placed.creator,
        credit=placed.credit or "",
        credit_raw=placed.raw,
        source=placed.source,
    )


def _identity(placed: PlacedPhoto, guid: str, source: str) -> str:
    """Give what a photo without file is known by: source, story, caption and credit.

    A photo with neither caption nor credit is known by its address.
    """
    said = f"{placed.caption or ''}\0{placed.credit or ''}"
    if said == "\0":
        said = f"\0\0{placed.source_url}\0{placed.alt or placed.title}"
    words = hashlib.sha256(said.encode()).hexdigest()
    return hashlib.sha256(f"{source}\0{guid}\0{words}".encode()).hexdigest()


def _place(placed: PlacedPhoto, photo: Photo) -> PlacedPhoto:
    return PlacedPhoto(
        photo=str(photo.pk),
        caption=_override(placed.caption, photo.caption),
        credit=_override(placed.credit, photo.credit),
        alt=_override(placed.alt, photo.alt),
    )


def _override(said: str | None, known: str) -> str | None:
    return said if said and said != known else None
