"""Why each field of an imported story came out as it did, in words for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_WIDTH = 100


def explain(row: Mapping[str, Any]) -> str:
    """Tell of one line of the import report: fields, reasons, rejected candidates.

    A field stands as "name  confidence  value", the reason below it after "because",
    each candidate that gave way after "not".
    """
    return "\n".join([*_lines(row), "", ""])


def _lines(row: Mapping[str, Any]) -> Iterator[str]:
    yield f"{row['path']}  [{row['format'] or 'no format'}, {row['outcome']}]"
    if row["error"]:
        yield f"  refused: {row['error']['text']} ({row['error']['code']})"
    for name, judged in row["fields"].items():
        value = _short(_value_at(row["story"], name))
        yield f"  {name}  {judged['confidence']:.2f}  {value}".rstrip()
        if judged.get("reason"):
            yield f"      because: {judged['reason']}"
        for other in judged.get("rejected", ()):
            sure = f"{other['confidence']:.2f}, " if other["confidence"] else ""
            yield f"      not: {_short(other['value'])} ({sure}{other['reason']})"
    for warned in row["warnings"]:
        yield f"  warning: {warned['text']} ({warned['code']})"


def _value_at(story: Any, name: str) -> Any:
    """Follow a field's dotted name into the story; a block is told by its text."""
    value = story
    for part in name.split("."):
        if isinstance(value, list):
            value = value[int(part)] if int(part) < len(value) else None
        elif isinstance(value, Mapping):
            value = value.get(part)
    return value


def _short(value: Any) -> str:
    if isinstance(value, Mapping):
        told = (value.get(key) for key in ("name", "title", "html", "text", "notice"))
        value = next((text for text in told if text), value.get("type", ""))
    if isinstance(value, list):
        value = ", ".join(map(_short, value))
    text = " ".join(str(value or "").split())
    return text if len(text) <= _WIDTH else text[: _WIDTH - 1] + "…"
