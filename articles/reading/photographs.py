"""Which of a story's photos lie beside its page, and where."""

from __future__ import annotations

import hashlib
import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import unquote, urlsplit

from articles.blocks import Block, Gallery, PhotoBlock, PlacedPhoto
from articles.story import Story
from media.errors import UnreadableSource
from media.inputs import Entry
from media.places import PHOTO_LIMIT, Place, is_safe
from media.reports import Warned

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


@dataclass(frozen=True)
class PhotoFile:
    """A picture beside a page: its name there, and the SHA-256 of its bytes in hex.

    The bytes are read when they are wanted: a gallery's would not fit the memory.
    """

    name: str
    sha256: str
    place: Place

    @property
    def file_name(self) -> str:
        """The last part of the name."""
        return posixpath.basename(self.name)

    def read(self) -> bytes:
        """Give the bytes; raises UnreadableSource where they are gone by now."""
        return self.place.read(self.name, PHOTO_LIMIT)


@dataclass(frozen=True)
class PhotoFinding:
    """A story with the files of its photos, one (or None) for each placed photo."""

    story: Story
    files: tuple[PhotoFile | None, ...] = ()
    warnings: tuple[Warned, ...] = ()


def find_photos(entry: Entry, story: Story, *, by_name: bool) -> PhotoFinding:
    """Find the files that lie beside a page.

    A photo whose place is a path is looked for at that path, one whose place is a URL
    in the folder a browser saves beside a page. `by_name`, for pages that cannot say
    where their photos lie: pictures called like the page go to the photos without a
    file in order, the lead photo first; a story without lead photo gets one.
    """
    warnings: list[Warned] = []
    names = [_beside(entry, photo.source_url) for photo in story.placed_photos()]
    if by_name:
        free = [each for each in entry.place.sidecars(entry.name) if each not in names]
        if free and not story.lead_photo:
            story = story.evolve(
                lead_photo=PlacedPhoto(source_url=_below(entry, free[0]))
            )
            names.insert(0, free.pop(0))
        names = [name or (free.pop(0) if free else None) for name in names]
        warnings += (
            Warned(
                "photo_not_placed", f"The story has no place for the picture {each}."
            )
            for each in free
        )
    files = tuple(_read(entry, name, warnings) if name else None for name in names)
    warnings += _warn_of_missing(story, files)
    return PhotoFinding(story, files, tuple(warnings))


def leave_out_missing(found: PhotoFinding) -> PhotoFinding:
    """Take the photos without a file out of the story."""
    story = replace_photos(
        found.story, lambda index, photo: photo if found.files[index] else None
    )
    warnings = tuple(
        replace(warned, code="photo_skipped")
        if warned.code == "photo_file_missing"
        else warned
        for warned in found.warnings
    )
    return PhotoFinding(story, tuple(filter(None, found.files)), warnings)


def replace_photos(
    story: Story, change: Callable[[int, PlacedPhoto], PlacedPhoto | None]
) -> Story:
    """Give the story with every placed photo changed; None takes it out.

    `change` gets the photo's place in the order of `Story.placed_photos`.
    """
    counter = iter(range(10**9))
    lead = change(next(counter), story.lead_photo) if story.lead_photo else None
    body: list[Block] = []
    for block in story.body:
        body.extend(_changed(block, counter, change))
    return story.evolve(lead_photo=lead, body=tuple(body))


def _changed(
    block: Block,
    counter: Iterator[int],
    change: Callable[[int, PlacedPhoto], PlacedPhoto | None],
) -> Iterator[Block]:
    if isinstance(block, PhotoBlock):
        if photo := change(next(counter), block.photo):
            yield replace(block, photo=photo)
    elif isinstance(block, Gallery):
        photos = [change(next(counter), photo) for photo in block.photos]
        if kept := tuple(photo for photo in photos if photo):
            yield replace(block, photos=kept)
    else:
        yield block


def _beside(entry: Entry, address: str) -> str | None:
    """Give the name of the file an address of a page means, if it is there."""
    if not address or address.startswith("data:"):
        return None
    if _SCHEME.match(address):
        last = posixpath.basename(urlsplit(address).path)
        stem = posixpath.splitext(posixpath.basename(entry.name))[0]
        address = f"{stem}_files/{last}" if last else ""
    bare = re.split(r"[?#]", address, maxsplit=1)[0]
    for text in dict.fromkeys((address, bare, unquote(address), unquote(bare))):
        for form in dict.fromkeys((text, *_forms(text))):
            if name := _inside(entry, form):
                return name
    return None


def _forms(text: str) -> tuple[str, str]:
    return unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)


def _inside(entry: Entry, address: str) -> str | None:
    joined = posixpath.join(posixpath.dirname(entry.name), address)
    name = posixpath.normpath(joined)
    is_inside = bool(address) and not address.startswith("/") and is_safe(name)
    return name if is_inside and entry.place.has(name) else None


def _below(entry: Entry, name: str) -> str:
    """Give a name as the page itself would write it."""
    return posixpath.relpath(name, posixpath.dirname(entry.name) or ".")


def _read(entry: Entry, name: str, warnings: list[Warned]) -> PhotoFile | None:
    try:
        data = entry.place.read(name, PHOTO_LIMIT)
    except UnreadableSource as error:
        warnings.append(Warned("photo_rejected", f"{name}: {error}"))
        return None
    return PhotoFile(name, hashlib.sha256(data).hexdigest(), entry.place)


def _warn_of_missing(
    story: Story, files: tuple[PhotoFile | None, ...]
) -> Iterator[Warned]:
    for photo, file in zip(story.placed_photos(), files, strict=True):
        if file is None:
            words = photo.title or photo.caption or photo.credit or photo.source_url
            yield Warned(
                "photo_file_missing", f"There is no file for the photo “{words}”."
            )
