"""A story outside the database: what parsers give, revisions hold, renderers take."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any

from articles.blocks import (
    Block,
    PlacedPhoto,
    block_from_json,
    block_to_json,
    photos_of,
)

CONTRIBUTOR_ROLES = ("author", "photographer", "editor", "translator", "contributing")
# What readers may be told about a story beside its text, and how it is headed.
CORRECTION_KINDS = {
    "correction": "Correction",
    "clarification": "Clarification",
    "editors_note": "Editor’s note",
    "update": "Update",
}


@dataclass(frozen=True)
class Credit:
    """Somebody named on a story; ``contributor`` is the row's id once stored."""

    name: str
    role: str = "author"
    contributor: str | None = None


@dataclass(frozen=True)
class TopicRef:
    """A subject; ``qcode`` is its IPTC Media Topics code where there is one."""

    name: str
    slug: str = ""
    qcode: str = ""


@dataclass(frozen=True)
class SectionRef:
    """The section a story stands in."""

    name: str
    slug: str = ""


@dataclass(frozen=True)
class RelatedRef:
    """A link below the story, to an article of ours or to a URL."""

    title: str
    url: str = ""
    article: str | None = None
    relation: str = "related"


@dataclass(frozen=True)
class Copyright:
    """Who owns the text and what may be done with it, as the story itself says."""

    holder: str = ""
    year: int | None = None
    notice: str = ""
    usage_terms: str = ""
    license_url: str = ""

    @property
    def is_stated(self) -> bool:
        """Say whether the story names an owner of its own."""
        return bool(self.holder or self.notice)


@dataclass(frozen=True)
class Story:
    """Every field of a story that readers see, and the desk's own notes.

    Times are aware. ``headlines`` has the keys web, social and print where they
    differ from ``headline``. ``body`` is in reading order.
    """

    headline: str = ""
    headlines: Mapping[str, str] = field(default_factory=dict)
    kicker: str = ""
    dek: str = ""
    byline: str = ""
    contributors: tuple[Credit, ...] = ()
    dateline: str = ""
    type: str = "news"
    language: str = ""
    slug: str = ""
    canonical_url: str = ""
    section: SectionRef | None = None
    topics: tuple[TopicRef, ...] = ()
    keywords: tuple[str, ...] = ()
    first_published_at: datetime | None = None
    published_at: datetime | None = None
    updated_at: datetime | None = None
    lead_photo: PlacedPhoto | None = None
    body: tuple[Block, ...] = ()
    related: tuple[RelatedRef, ...] = ()
    copyright: Copyright = field(default_factory=Copyright)
    slugline: str = ""
    urgency: int | None = None
    ednote: str = ""
    embargo_until: datetime | None = None
    expires_at: datetime | None = None

    def evolve(self, **changes: Any) -> Story:
        """Give a copy with these fields changed."""
        return replace(self, **changes)

    def placed_photos(self) -> Iterator[PlacedPhoto]:
        """Give the lead photo, then those of the body in order."""
        if self.lead_photo:
            yield self.lead_photo
        for block in self.body:
            yield from photos_of(block)

    def to_json(self) -> dict[str, Any]:
        """Give plain JSON; times as RFC 3339 text. `from_json` takes it back."""
        return {f.name: _to_json(getattr(self, f.name)) for f in fields(self)}

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Story:
        """Take back what `to_json` gave."""
        values = {name: _FROM_JSON.get(name, _same)(row[name]) for name in row}
        return cls(**values)


def _to_json(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, PlacedPhoto):
        return value.to_json()
    if isinstance(value, Credit | TopicRef | SectionRef | RelatedRef | Copyright):
        return {f.name: getattr(value, f.name) for f in fields(value)}
    if isinstance(value, tuple):
        return [_to_json(item) for item in value]
    if isinstance(value, Mapping):
        return dict(value)
    if hasattr(value, "type"):
        return block_to_json(value)
    return value


def _same(value: Any) -> Any:
    return value


def _time(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None


_FROM_JSON: dict[str, Callable[[Any], Any]] = {
    "contributors": lambda rows: tuple(Credit(**row) for row in rows),
    "section": lambda row: SectionRef(**row) if row else None,
    "topics": lambda rows: tuple(TopicRef(**row) for row in rows),
    "keywords": tuple,
    "first_published_at": _time,
    "published_at": _time,
    "updated_at": _time,
    "lead_photo": lambda row: PlacedPhoto.from_json(row) if row else None,
    "body": lambda rows: tuple(block_from_json(row) for row in rows),
    "related": lambda rows: tuple(RelatedRef(**row) for row in rows),
    "copyright": lambda row: Copyright(**row),
    "embargo_until": _time,
    "expires_at": _time,
}
