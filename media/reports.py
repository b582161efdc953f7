"""What every import report has in common: its warnings, and its lines of JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True)
class Warned:
    """Something a person should look at; ``code`` is stable, ``text`` is for people."""

    code: str
    text: str


def list_warnings(warnings: Iterable[Warned]) -> list[dict[str, str]]:
    """Give warnings as a report has them."""
    return [{"code": warned.code, "text": warned.text} for warned in warnings]


def describe_error(error: tuple[str, str] | None) -> dict[str, str] | None:
    """Give a code and a text as a report has them."""
    return {"code": error[0], "text": error[1]} if error else None


def plain_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """Take out what neither UTF-8 nor a column can hold: NUL, half surrogate pairs."""
    return {key: _plain(row[key]) for key in row}


def write_line(row: Mapping[str, Any]) -> str:
    """Give strict JSON on one line, in UTF-8 that every reader takes."""
    return json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return _UNSTORABLE.sub("", value)
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return plain_row(value) if isinstance(value, dict) else value
