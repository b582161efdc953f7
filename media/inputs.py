"""From the paths given to a command to the inputs found there, in a fixed order."""

from __future__ import annotations

import io
import os
import posixpath
import stat
import zipfile
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from media.errors import TooLarge, UnreadableSource, UnsafePath
from media.places import (
    PHOTO_LIMIT,
    Archive,
    Broken,
    Folder,
    Given,
    Place,
    read_bounded,
    shown,
)

STANDARD_INPUT = "-"
_ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")


@dataclass(frozen=True)
class Entry:
    """One input: `path` as shown to people, `name` below its place.

    `limit` is how many bytes are read of it at most.
    """

    path: str
    name: str
    place: Place
    limit: int = PHOTO_LIMIT

    def read(self) -> bytes:
        """Give the bytes; raises UnreadableSource, with a code."""
        return self.place.read(self.name, self.limit)

    @property
    def guid(self) -> str:
        """The identity of an input that has none of its own."""
        return f"path:{shown(self.name)}"


@dataclass(frozen=True)
class Listing:
    """What lies at the paths given: inputs in order, and how many were passed over."""

    entries: tuple[Entry, ...]
    skipped: int = 0


def list_inputs(
    paths: Iterable[str], *, standard_input: BinaryIO, wanted: Wanted
) -> Listing:
    """List every wanted input at the paths; `-` reads standard input.

    A path that leads nowhere raises FileNotFoundError. The same input met twice
    counts once.
    """
    entries: dict[str, Entry] = {}
    skipped = 0
    for path in dict.fromkeys(paths):
        found = wanted.list_path(path, standard_input)
        skipped += found.skipped
        for entry in found.entries:
            skipped += entry.path in entries
            entries.setdefault(entry.path, entry)
    return Listing(tuple(entries.values()), skipped)


def is_hidden(name: str) -> bool:
    """Say whether a name below a place is a dotfile, or lies in a folder that is."""
    parts = name.split("/")
    return any(part.startswith(".") and part not in {".", ".."} for part in parts)


def pass_over_hidden(name: str, names: Container[str]) -> bool:
    """Pass over dotfiles alone."""
    return is_hidden(name)


@dataclass(frozen=True)
class Wanted:
    """What is looked for at a path: how large an input may be, what is passed over.

    `passes_over` gets a name met on a walk, and all names met there. A path that was
    named itself is never passed over.
    """

    limit: int
    passes_over: Callable[[str, Container[str]], bool] = pass_over_hidden

    def list_path(self, path: str, standard_input: BinaryIO) -> Listing:
        """List what lies at one path."""
        if path == STANDARD_INPUT:
            return self._list_given(standard_input)
        real = Path(path)
        if not real.exists():
            raise FileNotFoundError(path)
        if real.is_dir():
            return self._list_folder(path, real)
        return self._list_file(path, real)

    def _list_given(self, file: BinaryIO) -> Listing:
        try:
            data = read_bounded(file, self.limit)
        except TooLarge as error:
            return _broken(STANDARD_INPUT, error)
        if data.startswith(_ZIP_MARKS):
            return self._list_archive(STANDARD_INPUT, io.BytesIO(data))
        return self._one(STANDARD_INPUT, STANDARD_INPUT, Given(data))

    def _list_file(self, path: str, real: Path) -> Listing:
        if not real.is_file():
            return self._list_pipe(path, real)
        try:
            with real.open("rb") as file:
                is_zip = file.read(4) in _ZIP_MARKS
        except OSError:
            is_zip = False  # reading it will say what is wrong
        if is_zip:
            return self._list_archive(path, real)
        if real.is_symlink():
            real = real.resolve()  # the link itself was named: where it leads is meant
        return self._one(path, real.name, Folder(real.parent))

    def _list_pipe(self, path: str, pipe: Path) -> Listing:
        """List what a shell's <(…) gives."""
        try:
            with pipe.open("rb") as file:
                data = read_bounded(file, self.limit)
        except TooLarge as error:
            return _broken(path, error)
        except OSError as error:
            return _broken(path, UnreadableSource(f"It cannot be read: {error}."))
        return self._one(path, pipe.name, Given(data))

    def _list_archive(self, path: str, file: Path | io.BytesIO) -> Listing:
        try:
            archive = Archive(zipfile.ZipFile(file))
        except TooLarge as error:
            return _broken(path, error)
        except (OSError, ValueError, NotImplementedError, zipfile.BadZipFile) as error:
            broken = UnreadableSource(f"The zip archive cannot be read: {error}.")
            return _broken(path, broken)
        names, skipped = self._sort_out(archive.names)
        entries = (
            Entry(f"{shown(path)}!/{shown(name)}", name, archive, self.limit)
            for name in names
        )
        return Listing(tuple(entries), skipped)

    def _list_folder(self, path: str, root: Path) -> Listing:
        folder = Folder(root)
        found, faults = [], {}
        for name, fault in _walk(root):
            found.append(name)
            if fault:
                faults[name] = fault
        names, skipped = self._sort_out(found)
        entries = (
            Entry(
                shown(posixpath.join(path, name)),
                name,
                Broken(faults[name]) if name in faults else folder,
                self.limit,
            )
            for name in names
        )
        return Listing(tuple(entries), skipped)

    def _sort_out(self, names: Iterable[str]) -> tuple[list[str], int]:
        """Give the names to read, in order, and how many are passed over."""
        every = sorted(names, key=lambda name: name.split("/"))
        known = set(every)
        kept = [name for name in every if not self.passes_over(name, known)]
        return kept, len(every) - len(kept)

    def _one(self, path: str, name: str, place: Place) -> Listing:
        return Listing((Entry(shown(path), name, place, self.limit),))


def _walk(root: Path) -> Iterator[tuple[str, UnreadableSource | None]]:
    """Give each name below the root, and why it is not read where it is not."""
    unlisted: list[OSError] = []
    for at, folders, files in os.walk(root, onerror=unlisted.append):
        folders.sort()
        below = Path(at).relative_to(root)
        for name in folders:
            if (Path(at) / name).is_symlink():
                fault = UnsafePath("It is a link to a folder, which is not followed.")
                yield (below / name).as_posix(), fault
        for name in files:
            yield (below / name).as_posix(), _fault_of(Path(at) / name)
    for error in unlisted:
        lost = Path(str(error.filename)).relative_to(root).as_posix()
        yield lost, UnreadableSource(f"It cannot be listed: {error.strerror}.")


def _fault_of(path: Path) -> UnreadableSource | None:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return UnreadableSource(f"It cannot be read: {error.strerror}.")
    # Opening a pipe would wait for a writer for ever.
    return None if stat.S_ISREG(mode) else UnreadableSource("It is not a file.")


def _broken(path: str, error: UnreadableSource) -> Listing:
    return Listing((Entry(shown(path), path, Broken(error)),))
