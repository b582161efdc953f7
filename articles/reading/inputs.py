"""From the paths given to a command to the inputs found there, in a fixed order."""

from __future__ import annotations

import io
import os
import posixpath
import stat
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from articles.errors import TooLarge, UnreadableSource, UnsafePath
from articles.reading.places import (
    PAGE_LIMIT,
    PICTURE_SUFFIXES,
    Archive,
    Broken,
    Folder,
    Given,
    Place,
    read_bounded,
    shown,
)

STANDARD_INPUT = "-"
_PAGE_SUFFIXES = (".html", ".htm", ".xhtml")
_ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")


@dataclass(frozen=True)
class Entry:
    """One input: `path` as shown to people, `name` below its place."""

    path: str
    name: str
    place: Place

    def read(self) -> bytes:
        """Give the bytes; raises UnreadableSource, with a code."""
        return self.place.read(self.name, PAGE_LIMIT)

    @property
    def guid(self) -> str:
        """The identity of an input that has none of its own."""
        return f"path:{shown(self.name)}"


@dataclass(frozen=True)
class Listing:
    """What lies at the paths given: inputs in order, and how many were passed over."""

    entries: tuple[Entry, ...]
    skipped: int = 0


def list_inputs(paths: Iterable[str], *, standard_input: BinaryIO) -> Listing:
    """List every input at the paths; `-` reads standard input.

    A path that leads nowhere raises FileNotFoundError. The same input met twice
    counts once.
    """
    entries: dict[str, Entry] = {}
    skipped = 0
    for path in dict.fromkeys(paths):
        found = _list(path, standard_input)
        skipped += found.skipped
        for entry in found.entries:
            skipped += entry.path in entries
            entries.setdefault(entry.path, entry)
    return Listing(tuple(entries.values()), skipped)


def _list(path: str, standard_input: BinaryIO) -> Listing:
    if path == STANDARD_INPUT:
        return _list_given(standard_input)
    real = Path(path)
    if not real.exists():
        raise FileNotFoundError(path)
    if real.is_dir():
        return _list_folder(path, real)
    return _list_file(path, real)


def _list_given(file: BinaryIO) -> Listing:
    try:
        data = read_bounded(file, PAGE_LIMIT)
    except TooLarge as error:
        return _broken(STANDARD_INPUT, error)
    if data.startswith(_ZIP_MARKS):
        return _list_archive(STANDARD_INPUT, io.BytesIO(data))
    return Listing((Entry(STANDARD_INPUT, STANDARD_INPUT, Given(data)),))


def _list_file(path: str, real: Path) -> Listing:
    if not real.is_file():
        return _list_pipe(path, real)
    try:
        with real.open("rb") as file:
            is_zip = file.read(4) in _ZIP_MARKS
    except OSError:
        is_zip = False  # reading it will say what is wrong
    if is_zip:
        return _list_archive(path, real)
    if real.is_symlink():
        real = real.resolve()  # the link itself was named: where it leads is meant
    return Listing((Entry(shown(path), real.name, Folder(real.parent)),))


def _list_pipe(path: str, pipe: Path) -> Listing:
    """List what a shell's <(…) gives."""
    try:
        with pipe.open("rb") as file:
            data = read_bounded(file, PAGE_LIMIT)
    except TooLarge as error:
        return _broken(path, error)
    except OSError as error:
        return _broken(path, UnreadableSource(f"It cannot be read: {error}."))
    return Listing((Entry(shown(path), pipe.name, Given(data)),))


def _list_archive(path: str, file: Path | io.BytesIO) -> Listing:
    try:
        archive = Archive(zipfile.ZipFile(file))
    except TooLarge as error:
        return _broken(path, error)
    except (OSError, ValueError, NotImplementedError, zipfile.BadZipFile) as error:
        broken = UnreadableSource(f"The zip archive cannot be read: {error}.")
        return _broken(path, broken)
    wanted, skipped = _sort_out(archive.names)
    return Listing(
        tuple(Entry(f"{shown(path)}!/{shown(name)}", name, archive) for name in wanted),
        skipped,
    )


def _list_folder(path: str, root: Path) -> Listing:
    folder = Folder(root)
    names, faults = [], {}
    for name, fault in _walk(root):
        names.append(name)
        if fault:
            faults[name] = fault
    wanted, skipped = _sort_out(names)
    entries = (
        Entry(
            shown(posixpath.join(path, name)),
            name,
            Broken(faults[name]) if name in faults else folder,
        )
        for name in wanted
    )
    return Listing(tuple(entries), skipped)


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


def _sort_out(names: Iterable[str]) -> tuple[list[str], int]:
    """Give the names to read, in order, and how many are passed over."""
    all_names = sorted(names, key=lambda name: name.split("/"))
    known = set(all_names)
    wanted = [name for name in all_names if not _is_passed_over(name, known)]
    return wanted, len(all_names) - len(wanted)


def _is_passed_over(name: str, names: set[str]) -> bool:
    """Say whether a file met on a walk is no input of its own.

    Dotfiles, pictures, and all that a browser saved beside a page in PAGE_files.
    """
    parts = name.split("/")
    if any(part.startswith(".") and part not in {".", ".."} for part in parts):
        return True
    if posixpath.splitext(name)[1].lower() in PICTURE_SUFFIXES:
        return True
    for depth, part in enumerate(parts[:-1]):
        if part.endswith("_files"):
            stem = "/".join([*parts[:depth], part.removesuffix("_files")])
            if any(stem + suffix in names for suffix in _PAGE_SUFFIXES):
                return True
    return False


def _broken(path: str, error: UnreadableSource) -> Listing:
    return Listing((Entry(shown(path), path, Broken(error)),))
