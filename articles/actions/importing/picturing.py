"""The photos of an imported story: stored first, then named by their ids."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field, replace

from articles.actions.importing.jobs import StoryJob
from articles.blocks import PlacedPhoto
from articles.reading.judging import Judgement
from articles.reading.photographs import PhotoFile, replace_photos
from articles.story import Story
from media.actions import PhotoDescription, describe_photo, take_photo
from media.errors import MediaError, UnreadableSource
from media.imaging import inspect
from media.models import Photo
from media.reports import Warned


@dataclass(frozen=True)
class Pictured:
    """A story naming its photos by id; `refused` are the places of unreadable files."""

    story: Story
    refused: frozenset[int] = frozenset()
    warnings: tuple[Warned, ...] = ()


@dataclass(frozen=True)
class Before:
    """The story's draft before this import, and what its page said of photos then."""

    story: Story = field(default_factory=Story)
    sayings: Collection[tuple[str, str]] = ()

    def place_of(self, photo: Photo) -> PlacedPhoto | None:
        """Give the photo's first place in the draft."""
        places = (p for p in self.story.placed_photos() if p.photo == str(photo.pk))
        return next(places, None)


def store_photos(
    judgement: Judgement, story: Story, job: StoryJob, before: Before
) -> Pictured:
    """Store every photo of the story, and give the story naming them by id.

    A picture that is refused is kept as described, with a warning. What the page says
    of a photo and the photo itself does not, stands in its place; where the page says
    what it said before, the place stays as it is, or a photo's caption mended at the
    desk would go back to the page's.
    """
    warnings: dict[int, Warned] = {}
    placed = list(story.placed_photos())
    stored: dict[int, Photo] = {}
    # In an order all imports share, or two could wait for each other.
    for index in sorted(range(len(placed)), key=lambda i: _order(judgement, i)):
        try:
            photo = _take(placed[index], judgement.files[index], job)
        except (MediaError, UnreadableSource) as error:
            warnings[index] = _refusal(judgement.files[index], error)
            photo = None
        stored[index] = photo or _describe(placed[index], judgement.guid, job)
    story = replace_photos(
        story, lambda index, photo: _place(photo, stored[index], before)
    )
    return Pictured(
        story, frozenset(warnings), tuple(warnings[i] for i in sorted(warnings))
    )


def check_photos(judgement: Judgement) -> tuple[Judgement, list[Warned]]:
    """Look at every picture of a judged story without storing it.

    Gives the judgement without the refused ones, and the warnings that `store_photos`
    gives.
    """
    warnings = {}
    for index, file in enumerate(judgement.files):
        try:
            if file:
                inspect(file.read())
        except (MediaError, UnreadableSource) as error:
            warnings[index] = _refusal(file, error)
    return without_files(judgement, warnings), list(warnings.values())


def without_files(judgement: Judgement, refused: Collection[int]) -> Judgement:
    """Give the judgement as if the files of these places were not there."""
    files = tuple(
        None if index in refused else file for index, file in enumerate(judgement.files)
    )
    return replace(judgement, files=files)


def _refusal(file: PhotoFile | None, error: MediaError | UnreadableSource) -> Warned:
    return Warned("photo_rejected", f"{file.name if file else ''}: {error}")


def _order(judgement: Judgement, index: int) -> tuple[str, int]:
    file = judgement.files[index]
    return (file.sha256 if file else "", index)


def _take(placed: PlacedPhoto, file: PhotoFile | None, job: StoryJob) -> Photo | None:
    if file is None:
        return None
    return take_photo(
        file.read(),
        file_name=file.file_name,
        by=job.by,
        provider=job.source,
        described=_description(placed),
    )


def _describe(placed: PlacedPhoto, guid: str, job: StoryJob) -> Photo:
    return describe_photo(
        _description(placed),
        identity=_identity(placed, guid, job.source.slug),
        by=job.by,
        provider=job.source,
    )


def _description(placed: PlacedPhoto) -> PhotoDescription:
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


def _place(said: PlacedPhoto, photo: Photo, before: Before) -> PlacedPhoto:
    placed = before.place_of(photo)

    def override(key: str) -> str | None:
        text: str | None = getattr(said, key)
        if placed and (not text or (key, text) in before.sayings):
            kept: str | None = getattr(placed, key)
            return kept
        return text if text and text != getattr(photo, key) else None

    return PlacedPhoto(
        photo=str(photo.pk),
        caption=override("caption"),
        credit=override("credit"),
        alt=override("alt"),
    )
