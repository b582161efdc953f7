"""Two states of a story side by side: the fields that differ, the bodies line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from articles.admin.reading import lines_of, photo_line
from articles.blocks import PlacedPhoto
from articles.story import Copyright, Credit, RelatedRef, SectionRef, Story, TopicRef

_LABELS = {"dek": "Dek", "body": "Text", "ednote": "Note to editors"}


@dataclass(frozen=True)
class Line:
    """A line of a comparison; kind is same, removed or added."""

    kind: str
    text: str


@dataclass(frozen=True)
class Difference:
    """A field that differs; a body as `lines`, all else as two texts."""

    label: str
    before: str = ""
    after: str = ""
    lines: tuple[Line, ...] = ()


def compare(before: Story, after: Story) -> list[Difference]:
    """Give the fields in which two states differ, in the story's order."""
    found = []
    for field in fields(Story):
        old, new = getattr(before, field.name), getattr(after, field.name)
        if old == new or field.name == "updated_at":
            continue
        label = _LABELS.get(field.name, field.name.replace("_", " ").capitalize())
        if field.name == "body":
            lines = tuple(compare_lines(lines_of(old), lines_of(new)))
            found.append(Difference(label, lines=lines))
        else:
            found.append(Difference(label, _text(old), _text(new)))
    return found


def compare_lines(before: list[str], after: list[str]) -> Iterator[Line]:
    """Give both texts merged, each line marked; long equal stretches shortened."""
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            yield from _shortened(before[start:end])
            continue
        yield from (Line("removed", text) for text in before[start:end])
        yield from (Line("added", text) for text in after[new_start:new_end])


def _shortened(lines: list[str]) -> Iterator[Line]:
    if len(lines) <= 5:
        yield from (Line("same", text) for text in lines)
        return
    yield from (Line("same", text) for text in lines[:2])
    yield Line("gap", f"{len(lines) - 4} more lines alike")
    yield from (Line("same", text) for text in lines[-2:])


def _text(value: Any) -> str:
    """Give a value of a story for reading."""
    if isinstance(value, tuple):
        return "\n".join(_text(each) for each in value)
    for kind, say in _SAYINGS:
        if isinstance(value, kind):
            return say(value)
    return "" if value is None else str(value)


def _copyright_text(value: Copyright) -> str:
    said = (getattr(value, field.name) for field in fields(value))
    return " · ".join(str(each) for each in said if each)


_SAYINGS: list[tuple[Any, Callable[[Any], str]]] = [
    (datetime, lambda at: date_format(timezone.localtime(at), "DATETIME_FORMAT")),
    (PlacedPhoto, photo_line),
    (Credit, lambda credit: f"{credit.name} ({credit.role})"),
    (TopicRef | SectionRef, lambda ref: str(ref.name)),
    (RelatedRef, lambda ref: " ".join(filter(None, [ref.title, ref.url, ref.article]))),
    (Copyright, _copyright_text),
    (dict, lambda row: "\n".join(f"{key}: {text}" for key, text in row.items())),
]
