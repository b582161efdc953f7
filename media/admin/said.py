"""Who said what of a photo: the file, a page or a person, beside what stands there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from media.facts import FACTS, describe_embedded
from media.metadata import PhotoMetadata
from media.models import Photo, PhotoEvent, Source

GROUPS = {"xmp": "XMP", "iim": "IPTC IIM", "exif": "EXIF", "text": "texts"}
_METADATA = {field.name: field.type for field in fields(PhotoMetadata)}
# How the file's own fields are called where a column has another name.
_IN_FILE = {"restrictions": "other_constraints"}


@dataclass(frozen=True)
class Said:
    """What somebody else says of a fact; `value` is as a form would send it."""

    who: str
    text: str
    value: str


@dataclass(frozen=True)
class Note:
    """Where a fact came from, and what else is said of it."""

    origin: str = ""
    said: tuple[Said, ...] = ()


def notes_of(photo: Photo, events: Iterable[PhotoEvent]) -> dict[str, Note]:
    """Give a note for each fact; `events` are the photo's, newest first."""
    in_file = file_facts(photo)
    edited: dict[str, PhotoEvent] = {}
    for event in events:
        for name in event.changes:
            edited.setdefault(name, event)
    return {
        name: Note(
            _origin(photo, name, edited.get(name), in_file.get(name)),
            tuple(_differing(photo, name, in_file.get(name))),
        )
        for name in FACTS
        if name != "credit_raw"
    }


def file_facts(photo: Photo) -> dict[str, Any]:
    """Give the file's words as the desk reads them, by column, cut to it."""
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in photo.metadata_original.get("values", {}).items()
        if name in _METADATA
    }
    zone = (photo.provider or Source()).zone
    stated = describe_embedded(PhotoMetadata(**values), zone).stated()
    return {name: _cut(name, value) for name, value in stated.items()}


def add(notes: dict[str, Note], name: str, said: Said) -> None:
    """Put what somebody says before all else that is said of a fact."""
    note = notes.get(name, Note())
    notes[name] = replace(note, said=(said, *note.said))


def as_text(value: Any) -> str:
    """Give a fact for reading."""
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    return ", ".join(value) if isinstance(value, list) else str(value)


def as_sent(value: Any) -> str:
    """Give a fact as the form's field sends it."""
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%dT%H:%M:%S}"
    return "\n".join(value) if isinstance(value, list) else str(value)


def _cut(name: str, value: Any) -> Any:
    longest = getattr(Photo._meta.get_field(name), "max_length", None)
    return value[:longest] if longest and isinstance(value, str) else value


def _origin(photo: Photo, name: str, event: PhotoEvent | None, in_file: Any) -> str:
    value = getattr(photo, name)
    if event is not None and event.action == "change":
        at = date_format(timezone.localtime(event.at), "SHORT_DATE_FORMAT")
        return f"{event.actor}, {at}"
    if not value:
        return ""
    if value == in_file:
        group = _original(photo, "origins", name)
        return f"file, {GROUPS[group]}" if group in GROUPS else "file"
    return "page or import"


def _original(photo: Photo, part: str, name: str) -> Any:
    found: Mapping[str, Any] = photo.metadata_original.get(part, {})
    return found.get(_IN_FILE.get(name, name))


def _differing(photo: Photo, name: str, in_file: Any) -> Iterable[Said]:
    """Give the file's word where it is another, and each group's where they differ."""
    shown = {as_sent(getattr(photo, name) or "")}
    group = _original(photo, "origins", name)
    if in_file and in_file != getattr(photo, name):
        who = f"File, {GROUPS[group]}" if group in GROUPS else "File"
        yield _said(name, who, in_file)
        shown.add(as_sent(in_file))
    for group, texts in (_original(photo, "conflicts", name) or {}).items():
        value = texts if isinstance(getattr(photo, name), list) else texts[0]
        if as_sent(value) not in shown and name != "date_created":
            yield _said(name, f"{GROUPS.get(group, group)} disagrees", value)
            shown.add(as_sent(value))


def _said(name: str, who: str, value: Any) -> Said:
    choices = dict(getattr(Photo._meta.get_field(name), "choices", None) or [])
    text = choices.get(value, "") if isinstance(value, str) else ""
    return Said(who, str(text) or as_text(value), as_sent(value))
