"""From an input to a judged photo: what the file is, what it says, its report line."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from media.errors import MediaError
from media.imaging import Inspected, inspect
from media.inputs import Entry
from media.metadata import Embedded
from media.reports import Warned, describe_error, list_warnings, plain_row

_SAME_NAME = (
    "title", "headline", "caption", "alt", "credit", "source", "usage_terms",
    "instructions", "date_created", "keywords", "city", "country",
)  # fmt: skip


@dataclass(frozen=True)
class PhotoJudgement:
    """One picture file as it was read, or why it is refused."""

    entry: Entry
    data: bytes = b""
    inspected: Inspected | None = None
    refusal: MediaError | None = None

    @property
    def place(self) -> tuple[str, int]:
        """Where it stands in the report."""
        return self.entry.path, 0

    @property
    def sha256(self) -> str:
        """What names the content, in hex; nothing where there is none."""
        return hashlib.sha256(self.data).hexdigest() if self.data else ""

    @property
    def format(self) -> str:
        """The format by its MIME name, as jpeg; nothing where it is refused."""
        return self.inspected.mime_type.partition("/")[2] if self.inspected else ""


def judge_photo(entry: Entry) -> PhotoJudgement:
    """Read a file whole; what is wrong with it becomes its refusal."""
    data = b""
    try:
        data = entry.read()
        return PhotoJudgement(entry, data, inspect(data))
    except MediaError as error:
        return PhotoJudgement(entry, data, refusal=error)


def report_photo(
    judgement: PhotoJudgement,
    outcome: str,
    *,
    public_has_gps: bool | None = None,
    warnings: Iterable[Warned] = (),
    error: tuple[str, str] | None = None,
) -> dict[str, Any]:
    """Give the photo's line; it says what the file says, before anybody edited it."""
    if judgement.refusal and error is None:
        error = (judgement.refusal.code, judgement.refusal.text)
    inspected = judgement.inspected
    row = {
        "path": judgement.entry.path,
        "outcome": outcome,
        "photo": _photo(inspected) if inspected else None,
        "public_has_gps": public_has_gps,
        "conflicts": _conflicts(inspected.embedded) if inspected else [],
        "warnings": list_warnings((*_warnings(inspected), *warnings)),
        "error": describe_error(error),
    }
    return plain_row(row)


def _photo(inspected: Inspected) -> dict[str, Any]:
    metadata = inspected.embedded.metadata
    facts = {name: getattr(metadata, name) or None for name in _SAME_NAME}
    return facts | {
        "creator": list(metadata.creators),
        "keywords": list(metadata.keywords),
        "copyright": {
            "holder": metadata.copyright_holder or None,
            "notice": metadata.copyright_notice or None,
        },
        "width": inspected.width,
        "height": inspected.height,
    }


def _conflicts(embedded: Embedded) -> list[dict[str, Any]]:
    """Name the fields on which the groups disagree, with what each says."""
    said: Mapping[str, Mapping[str, list[str]]] = embedded.conflicts
    return [{"field": name, **groups} for name, groups in said.items()]


def _warnings(inspected: Inspected | None) -> list[Warned]:
    if inspected is None:
        return []
    return [
        *(Warned("metadata_not_read", text) for text in inspected.embedded.warnings),
        *(Warned("picture_irregular", text) for text in inspected.warnings),
    ]
