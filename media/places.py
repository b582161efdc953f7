"""Where inputs lie: a folder, a zip archive read entry by entry, or given bytes.

A name is a path below the place, with slashes. Nothing outside the place is read,
nothing is ever unpacked to a disk, and every read has a limit.
"""

from __future__ import annotations

import io
import os
import posixpath
import re
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from media.errors import TooLarge, UnreadableSource, UnsafePath

PHOTO_LIMIT = 128 * 2**20
MEMBERS_LIMIT = 200_000
UNPACKED_LIMIT = 8 * 2**30
PICTURE_SUFFIXES = (
    ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".gif", ".webp", ".avif", ".tif", ".tiff",
    ".bmp", ".heic", ".heif", ".svg", ".ico", ".jp2",
)  # fmt: skip
_NUMBERED = re.compile(r"(?P<stem>.+)[-_](?P<number>\d{1,3})\Z", re.DOTALL)


class Place(Protocol):
    """Something that holds inputs by name."""

    def read(self, name: str, limit: int) -> bytes:
        """Give the bytes of that name; raises UnreadableSource, with a code."""
        ...

    def has(self, name: str) -> bool:
        """Say whether there is a file of that name inside this place."""
        ...

    def sidecars(self, name: str) -> list[str]:
        """Give the pictures that belong to a page by their name, in order."""
        ...


class Sidecars:
    """The pictures beside pages, found by stem: story.jpg, story-1.jpg, story_2.png.

    A picture goes to the page of exactly its stem before one it only adds a number to.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._pictures: dict[str, list[tuple[int, str]]] = {}
        pages, pictures = set(), []
        for name in sorted(names):
            stem, suffix = posixpath.splitext(name)
            if suffix.lower() in PICTURE_SUFFIXES:
                pictures.append((stem, name))
            else:
                pages.add(stem)
        for stem, name in pictures:
            numbered = _NUMBERED.match(stem)
            if stem in pages or not numbered:
                self._add(stem, 0, name)
            else:
                self._add(numbered["stem"], int(numbered["number"]), name)

    def of(self, page: str) -> list[str]:
        """Give the names of the page's pictures, the one without number first."""
        stem = posixpath.splitext(page)[0]
        return [name for _, name in sorted(self._pictures.get(stem, []))]

    def _add(self, stem: str, number: int, name: str) -> None:
        self._pictures.setdefault(stem, []).append((number, name))


class Folder:
    """A folder on disk; links that lead out of it are refused."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._inside = os.path.realpath(root)
        self._sidecars: dict[str, Sidecars] = {}

    def read(self, name: str, limit: int) -> bytes:
        """Give the bytes of a file below the folder."""
        path = self._path(name)
        try:
            with path.open("rb") as file:
                return read_bounded(file, limit)
        except OSError as error:
            raise UnreadableSource(
                f"The file cannot be read: {error.strerror or error}."
            ) from error

    def has(self, name: str) -> bool:
        """Say whether there is a regular file of that name inside the folder."""
        try:
            return stat.S_ISREG(self._path(name).stat().st_mode)
        except (OSError, UnsafePath, ValueError):
            return False

    def sidecars(self, name: str) -> list[str]:
        """Give the pictures that belong to a page by their name, in order."""
        folder = posixpath.dirname(name)
        if folder not in self._sidecars:
            beside = os.listdir(self._path(folder))
            self._sidecars[folder] = Sidecars(
                posixpath.join(folder, each) for each in beside
            )
        return self._sidecars[folder].of(name)

    def _path(self, name: str) -> Path:
        path = self.root / name
        # realpath, unlike Path.resolve, survives links that lead to themselves.
        if not Path(os.path.realpath(path)).is_relative_to(self._inside):
            raise UnsafePath("The path leads out of the folder that was given.")
        return path


class Archive:
    """A zip archive; members are read one by one, never unpacked."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file
        self._left = UNPACKED_LIMIT
        self._members = {
            info.filename: info for info in file.infolist() if not info.is_dir()
        }
        if len(self._members) > MEMBERS_LIMIT:
            raise TooLarge(f"The archive holds more than {MEMBERS_LIMIT:,} members.")
        self._sidecars = Sidecars(self._members)

    @property
    def names(self) -> list[str]:
        """The members' names as they stand."""
        return list(self._members)

    def read(self, name: str, limit: int) -> bytes:
        """Give the bytes of a member; what it claims of its size counts for nothing."""
        if not is_safe(name) or _is_link(self._members[name]):
            raise UnsafePath("The member's name leads out of the archive.")
        if self._left <= 0:
            raise TooLarge(
                f"The archive unpacks to more than {UNPACKED_LIMIT:,} bytes."
            )
        try:
            with self._file.open(self._members[name]) as member:
                data = read_bounded(member, limit)
        except (
            EOFError, NotImplementedError, OSError, RuntimeError, ValueError,
            zipfile.BadZipFile, zlib.error,
        ) as error:  # fmt: skip
            # RuntimeError: an encrypted member; NotImplementedError: its compression.
            raise UnreadableSource(f"The member cannot be read: {error}.") from error
        except TooLarge:
            self._left -= limit
            raise
        self._left -= len(data)
        return data

    def has(self, name: str) -> bool:
        """Say whether there is a member of that name."""
        return name in self._members and is_safe(name)

    def sidecars(self, name: str) -> list[str]:
        """Give the pictures that belong to a page by their name, in order."""
        return self._sidecars.of(name)


class Given:
    """Bytes that came without a place, as from standard input."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def read(self, name: str, limit: int) -> bytes:
        """Give the bytes, whatever the name."""
        return read_bounded(io.BytesIO(self._data), limit)

    def has(self, name: str) -> bool:
        """Say no: nothing lies beside them."""
        return False

    def sidecars(self, name: str) -> list[str]:
        """Give none."""
        return []


class Broken:
    """Something that cannot be read at all, and why."""

    def __init__(self, error: UnreadableSource) -> None:
        self._error = error

    def read(self, name: str, limit: int) -> bytes:
        """Raise what is wrong."""
        raise self._error

    def has(self, name: str) -> bool:
        """Say no."""
        return False

    def sidecars(self, name: str) -> list[str]:
        """Give none."""
        return []


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


def read_bounded(file: _Readable, limit: int) -> bytes:
    """Give all bytes of an open file; raises TooLarge beyond the limit."""
    parts, left = [], limit + 1
    while left and (part := file.read(min(left, 2**20))):
        parts.append(part)
        left -= len(part)
    if not left:
        raise TooLarge(f"The input is larger than {limit:,} bytes.")
    return b"".join(parts)


def is_safe(name: str) -> bool:
    """Say whether a name stays inside its place."""
    parts = name.replace("\\", "/").split("/")
    return not (name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0])


def shown(name: str) -> str:
    r"""Give a file name as text: NFC; bytes that are no UTF-8 as ``\xNN``."""
    raw = name.encode("utf-8", "surrogateescape")
    return unicodedata.normalize("NFC", raw.decode("utf-8", "backslashreplace"))


def _is_link(info: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(info.external_attr >> 16)
