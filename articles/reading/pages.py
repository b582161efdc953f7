"""Which files of a folder or archive are stories, and which lie beside one."""

from __future__ import annotations

import posixpath
from collections.abc import Container, Iterable
from typing import BinaryIO

from media.inputs import Listing, Wanted, is_hidden, list_inputs
from media.places import PICTURE_SUFFIXES

PAGE_LIMIT = 32 * 2**20
_PAGE_SUFFIXES = (".html", ".htm", ".xhtml")


def list_pages(paths: Iterable[str], *, standard_input: BinaryIO) -> Listing:
    """List every page at the paths; `-` reads standard input."""
    wanted = Wanted(PAGE_LIMIT, _lies_beside)
    return list_inputs(paths, standard_input=standard_input, wanted=wanted)


def _lies_beside(name: str, names: Container[str]) -> bool:
    """Say whether a file met on a walk is no input of its own.

    Dotfiles, pictures, and all that a browser saved beside a page in PAGE_files.
    """
    if is_hidden(name) or posixpath.splitext(name)[1].lower() in PICTURE_SUFFIXES:
        return True
    parts = name.split("/")
    for depth, part in enumerate(parts[:-1]):
        if part.endswith("_files"):
            stem = "/".join([*parts[:depth], part.removesuffix("_files")])
            if any(stem + suffix in names for suffix in _PAGE_SUFFIXES):
                return True
    return False
