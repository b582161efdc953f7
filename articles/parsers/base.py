"""What every import format has in common: the Protocol and what a parse gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from articles.story import Story
from media.reports import Warned


@dataclass(frozen=True)
class Rejected:
    """A candidate that a judge passed over: its text, how sure it was, who said it."""

    value: str
    confidence: float
    reason: str


@dataclass(frozen=True)
class Judged:
    """How sure a field is (0 to 1), and where it stood in the decoded source.

    ``span`` is a pair of character offsets; None for formats that are not plain text.
    ``reason`` names the witness or rule the value came from, ``rejected`` the
    candidates that gave way to it.
    """

    confidence: float
    span: tuple[int, int] | None = None
    reason: str = ""
    rejected: tuple[Rejected, ...] = ()


@dataclass(frozen=True)
class Defaults:
    """What the source says where an item does not.

    ``time_zone`` is an IANA name, ``date_order`` DMY, MDY or YMD.
    """

    language: str = "en"
    time_zone: str = "UTC"
    date_order: str = "MDY"


@dataclass(frozen=True)
class Parsed:
    """One story as read, and how it was read.

    ``guid`` is the format's own id, empty where it has none (the importer then makes
    one from the path). ``fields`` is keyed by field name with dots and indexes
    (``headline``, ``lead_photo.credit``, ``body.3``).
    """

    story: Story
    format: str
    guid: str = ""
    version: int | None = None
    encoding: str = "utf-8"
    fields: Mapping[str, Judged] = field(default_factory=dict)
    warnings: tuple[Warned, ...] = ()


class Parser(Protocol):
    """One import format."""

    name: str

    def claims(self, data: bytes, name: str) -> bool:
        """Say whether the bytes, called ``name``, look like this format."""
        ...

    def parse(self, data: bytes, name: str, defaults: Defaults) -> list[Parsed]:
        """Read every story in the bytes.

        Raises UnreadableSource, with a code and a reason, where there is none.
        """
        ...
