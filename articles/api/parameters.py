"""The parameters an address may have; anything else is a BadParameter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.http import QueryDict

from articles.cursors import Cursor, RankCursor
from articles.errors import BadParameter
from articles.slugs import SLUG_LENGTH, SLUG_PATTERN

LARGEST_PAGE = 100
DEFAULT_PAGE = 20
Reader = Callable[[str], Any]

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\Z")
_MOMENT = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)\Z",
    re.ASCII,
)
_SLUG = re.compile(SLUG_PATTERN.replace("$", r"\Z"))


def read_parameters(given: QueryDict, known: Mapping[str, Reader]) -> dict[str, Any]:
    """Give the values of the known parameters that are there.

    Raises one BadParameter naming everything wrong: what is unknown, given twice, or
    not to be read.
    """
    errors: list[object] = []
    values = {}
    for name, texts in given.lists():
        try:
            values[name] = _read(name, texts, known)
        except BadParameter as error:
            errors += _errors_of(error)
    if errors:
        raise BadParameter(errors=errors)
    return values


def page_size(text: str) -> int:
    """Read a number from 1 to `LARGEST_PAGE`."""
    good = text.isascii() and text.isdigit() and len(text) < 4
    if not good or not 1 <= int(text) <= LARGEST_PAGE:
        raise BadParameter.of("page_size", f"Give a number from 1 to {LARGEST_PAGE}.")
    return int(text)


def slug_of(name: str) -> Reader:
    """Give what reads a slug; its parameter is called `name`."""

    def read(text: str) -> str:
        if len(text) > SLUG_LENGTH or not _SLUG.match(text):
            raise BadParameter.of(name, "Give a slug: lower-case letters and digits.")
        return text

    return read


def one_of(name: str, choices: Iterable[str]) -> Reader:
    """Give what reads one of these words; its parameter is called `name`."""
    known = tuple(choices)

    def read(text: str) -> str:
        if text not in known:
            raise BadParameter.of(name, f"Give one of {', '.join(known)}.")
        return text

    return read


def language(text: str) -> str:
    """Read a language tag as documents have it, such as ``en`` or ``pt-BR``."""
    if len(text) > 35 or not _LANGUAGE.match(text):
        raise BadParameter.of("language", "Give a language tag, such as en or pt-BR.")
    return text


def moment_of(name: str) -> Reader:
    """Give what reads a time with its zone, or a date (midnight in UTC)."""

    def read(text: str) -> datetime:
        # An offset's plus sign stands for a space unless it was written as %2B.
        given = text.replace(" ", "+") if "T" in text else f"{text}T00:00:00Z"
        try:
            if not _MOMENT.match(given):
                raise ValueError(given)
            return datetime.fromisoformat(given).astimezone(UTC)
        except (ValueError, OverflowError) as error:
            fix = "Give a time such as 2024-05-31T12:00:00Z, or a date."
            raise BadParameter.of(name, fix) from error

    return read


def cursor(text: str) -> Cursor:
    """Read where a page starts."""
    return Cursor.decode(text)


def any_cursor(text: str) -> Cursor | RankCursor:
    """Read where a page of a list by date or by rank starts."""
    return RankCursor.decode(text) if RankCursor.is_meant(text) else cursor(text)


def switch_of(name: str) -> Reader:
    """Give what reads 1 or 0; its parameter is called `name`."""

    def read(text: str) -> bool:
        if text not in {"0", "1"}:
            raise BadParameter.of(name, "Give 1 or 0.")
        return text == "1"

    return read


def _read(name: str, texts: Sequence[object], known: Mapping[str, Reader]) -> Any:
    if name not in known:
        names = ", ".join(sorted(known)) or "none"
        raise BadParameter.of(name[:100], f"Unknown. Here one may use: {names}.")
    if len(texts) > 1:
        raise BadParameter.of(name, "Give it once.")
    return known[name](str(texts[0]))


def _errors_of(error: BadParameter) -> list[object]:
    found = error.details["errors"]
    return found if isinstance(found, list) else []
