"""The public renditions of an imported photo: looked at, and written where asked."""

from __future__ import annotations

import hashlib
import posixpath
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from media.imaging import inspect
from media.inputs import Entry
from media.models import Photo
from media.rendering import make_renditions, renditions_of
from media.renditions import TYPES, Rendition

_SMALLEST = 1
# A file system's limit is 255 bytes, with the spec and the ending behind it.
_MOST_NAME_BYTES = 200


@dataclass(frozen=True)
class Renditions:
    """What is looked at of each photo: all renditions, into a folder, or the smallest.

    One encoder with one packet makes all renditions of a type, so that the smallest
    of each type says what is inside the others.
    """

    folder: Path | None = None
    names: dict[str, str] = field(default_factory=dict)

    @classmethod
    def into(cls, folder: Path, entries: Iterable[Entry]) -> Renditions:
        """Write to a folder, which is made; a NAME is a file's own without its ending.

        Where several files share it, it is the name below the path given, whole; where
        they share that too, cut or with its signs replaced, a hash of the path parts them.
        """
        folder.mkdir(parents=True, exist_ok=True)
        every = {entry.path: entry.name for entry in entries}
        stems = {path: _stem(name) for path, name in every.items()}
        whole = _apart(stems, lambda path: _flat(every[path]))
        return cls(folder, _apart(whole, lambda p: f"{whole[p]}-{_hash(p)}"))

    def has_gps(self, photo: Photo, data: bytes, entry: Entry) -> bool:
        """Make the renditions from the original's bytes; say if any tells a place."""
        found = False
        wanted = list(self._wanted(photo))
        if not wanted:
            return False  # a deleted photo has none
        for rendition, made in make_renditions(photo, data, wanted):
            found |= inspect(made).embedded.has_gps
            if self.folder:
                name = f"{self.names[entry.path]}.{rendition.spec}"
                path = self.folder / f"{name}.{rendition.extension}"
                path.write_bytes(made)
        return found

    def _wanted(self, photo: Photo) -> Iterator[Rendition]:
        planned = renditions_of(photo)
        for rendition in planned if self.folder else planned[:_SMALLEST]:
            for kind in TYPES.values():
                yield rendition.of_type(kind)


def _apart(names: Mapping[str, str], other: Callable[[str], str]) -> dict[str, str]:
    """Give another name to every path that shares its own."""
    count = Counter(names.values())
    return {
        path: name if count[name] == 1 else other(path) for path, name in names.items()
    }


def _hash(path: str) -> str:
    return hashlib.sha256(path.encode(errors="surrogateescape")).hexdigest()[:16]


def _stem(name: str) -> str:
    return _flat(posixpath.splitext(posixpath.basename(name))[0])


def _flat(name: str) -> str:
    """Give a name that means one file in one folder, whatever a stranger called it."""
    plain = "".join(
        letter if letter.isprintable() and letter not in "/\\" else "_"
        for letter in name
    )
    return plain.encode()[-_MOST_NAME_BYTES:].decode(errors="ignore")
